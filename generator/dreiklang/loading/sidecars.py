"""What is written beside a file, once for all its uses: ``bild.svg.yml``, ``folge-1.mp3.yml``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from dreiklang import written
from dreiklang.content.fields import Frozen
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.podcast import RecordingFacts
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading import file_types

ENDING = ".yml"

SAME_SECONDS = 1.0
"""By how much two statements of a duration may differ: people write whole seconds."""


class Facts(Frozen):
    """The fields of a sidecar."""

    alt: str = ""
    """What the picture shows, for people who do not see it."""
    decorative: bool = False
    """True when the picture says nothing that the text does not say."""
    credit: str = ""
    """Who made it."""
    licence: str = ""
    """Under which licence it may be used, for example ``CC BY 4.0``."""
    caption: str = ""
    """A line below the picture."""
    long_description: str = ""
    """The full content of a complex picture."""
    consent: bool = False
    """True when all recognisable people have agreed."""


@dataclass(frozen=True)
class Sidecar:
    """The written fields as text (``decorative`` and ``consent`` only when true), and a digest.

    Of a recording ``values`` hold credit and licence, ``recording`` what was measured.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    recording: RecordingFacts | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each field of a recording stands."""


def read_sidecar(raw: bytes, path: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    """A sidecar and its problems; one that cannot be read says nothing."""
    digest = hashlib.blake2b(raw, digest_size=16).hexdigest()
    document = written.read_record(raw, path)
    data = document.data if isinstance(document.data, dict) else {}
    data = {key: value for key, value in data.items() if value not in (None, "")}
    is_recording = file_types.ending(path.removesuffix(ENDING)) in file_types.RECORDINGS
    model: type[Frozen] = RecordingFacts if is_recording else Facts
    try:
        facts = model.model_validate(data)
    except ValidationError as error:
        names = [".".join(map(str, detail["loc"])) for detail in error.errors()]
        found = [
            written.field_problem(detail, document.place(name, path), name, model)
            for detail, name in zip(error.errors(), names, strict=True)
        ]
        return Sidecar(digest=digest), (*document.problems, *found)
    shown = {name: value for name, value in facts if value and name in Facts.model_fields}
    values = {key: "true" if value is True else str(value) for key, value in shown.items()}
    if not isinstance(facts, RecordingFacts):
        return Sidecar(values, digest), document.problems
    places = {name: document.place(name, path) for name in RecordingFacts.model_fields}
    sidecar = Sidecar(values, digest, facts if facts.length else None, places)
    return sidecar, (*document.problems, *_of_another_type(path, sidecar))


def _of_another_type(path: str, sidecar: Sidecar) -> Iterator[Problem]:
    """A type that does not go with the ending of the name."""
    owner = path.removesuffix(ENDING)
    expected = file_types.TYPES[file_types.ending(owner)]
    written = sidecar.recording.type if sidecar.recording else None
    if written and written.replace("x-m4a", "mp4") != expected:
        yield differ(sidecar.places["type"], "type", written, owner, expected)


def contradictions(facts: MediaFacts, sidecar: Sidecar) -> Iterator[Problem]:
    """What a sidecar says otherwise than the recording that lies beside it."""
    known = sidecar.recording
    if known is None or known.length is None or known.seconds is None or facts.seconds is None:
        return
    if known.length != facts.size:
        yield differ(sidecar.places["length"], "length", known.length, facts.path, facts.size)
    if abs(known.seconds - facts.seconds) > SAME_SECONDS:
        yield differ(sidecar.places["seconds"], "seconds", known.seconds, facts.path, facts.seconds)
    if known.sha256 and known.sha256 != facts.sha256:
        yield differ(sidecar.places["sha256"], "sha256", known.sha256, facts.path, facts.sha256)


def differ(place: Place, field: str, written: object, other: str, there: object) -> Problem:
    """Two statements about one recording that cannot both be right."""
    values = {"field": field, "written": written, "other": other, "there": there}
    return Problem("audio-facts-differ", place, values)
