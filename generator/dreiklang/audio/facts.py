"""The facts of a recording, measured here or at its host, as the sidecar that a site commits."""

from __future__ import annotations

import posixpath
import tempfile
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from dreiklang.audio import fetching
from dreiklang.content.file_facts import MediaFacts
from dreiklang.ground.problems import Problem
from dreiklang.loading import file_facts, file_types, sidecars

_ENDINGS = {
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/ogg": "opus",
    "audio/opus": "opus",
}


@dataclass(frozen=True)
class Found:
    """The facts of a recording, None where it is none, and what is wrong with it or its host."""

    facts: MediaFacts | None
    problems: tuple[Problem, ...] = ()
    url: str = ""


def of_file(path: Path) -> Found:
    """What is known of a file here."""
    if file_types.ending(path.name) not in file_types.RECORDINGS:
        return Found(None, (fetching.problem("audio-no-recording", str(path)),))
    return Found(*file_facts.facts(path.absolute().parent, path.name))


def of_address(url: str, progress: fetching.Progress) -> Found:
    """What is known of a recording at a host, and what that answers wrongly. Fetches the whole of it."""
    with tempfile.TemporaryDirectory(prefix="dreiklang-") as folder:
        part = Path(folder) / "part"
        try:
            answer = fetching.download(url, part, progress)
        except fetching.Failed as failed:
            return Found(None, (failed.problem,), url)
        ending = file_types.ending(urllib.parse.urlsplit(url).path)
        if ending not in file_types.RECORDINGS:
            ending = _ENDINGS.get(answer.type, "")
        if not ending:
            return Found(None, (fetching.problem("audio-no-recording", url),), url)
        part.rename(part.with_name(f"recording.{ending}"))
        facts, problems = file_facts.facts(Path(folder), f"recording.{ending}")
    asked = fetching.questions(url, facts.type, facts.size) if facts else ()
    return Found(facts, (*problems, *asked), url)


def sidecar_text(found: MediaFacts, url: str = "", kept: dict[str, str] | None = None) -> str:
    """The sidecar: one field a line, in the order of the reference."""
    values: dict[str, object] = {"url": url} if url else {}
    values |= {
        "length": found.size,
        "seconds": f"{found.seconds or 0:.3f}".rstrip("0").rstrip("."),
        "type": found.type,
        "bitrate": found.bitrate,
        "sha256": found.sha256,
    }
    lines = [f"{name}: {value}\n" for name, value in values.items()]
    lines += [f"{name}: {_quoted(value)}\n" for name, value in (kept or {}).items()]
    return "".join(lines)


def _quoted(value: str) -> str:
    """A text as YAML takes it whatever is in it."""
    return "'" + value.replace("'", "''") + "'"


def target(write: Path, source: str) -> Path | None:
    """The file that ``write`` means: itself, or in a folder the name of the recording with ``.yml`` behind.

    None for a name that no text would find.
    """
    if write.is_dir():
        write /= posixpath.basename(urllib.parse.urlsplit(source).path) + sidecars.ENDING
    owner = write.name.removesuffix(sidecars.ENDING)
    fits = write.name.endswith(sidecars.ENDING) and file_types.ending(owner) in file_types.RECORDINGS
    return write if fits else None


def save(path: Path, found: MediaFacts, url: str = "") -> None:
    """Writes a sidecar; credit and licence that stand in it stay."""
    kept: dict[str, str] = {}
    if path.is_file():
        kept = dict(sidecars.read_sidecar(path.read_bytes(), path.name)[0].values)
    path.write_text(sidecar_text(found, url, kept), encoding="utf-8", newline="\n")
