"""whisper.cpp JSON (``-oj``, ``-ojf``).

``{"transcription": [{"timestamps", "offsets": {"from", "to"}, "text", "tokens"?}]}``; ``offsets`` are
milliseconds. ``speaker`` is ``"0"``, ``"1"`` or ``"?"`` (``--diarize``);
``speaker_turn_next`` says that somebody else goes on (``--tinydiarize``), not who.
https://github.com/ggml-org/whisper.cpp/blob/master/examples/cli/cli.cpp (``output_json``)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dreiklang.importing.transcripts import segments
from dreiklang.importing.transcripts.segments import Segment, Word

NAME = "whisper.cpp"
_MILLISECONDS = 0.001


def fits(data: Any) -> bool:
    """True for an object with a transcription."""
    return isinstance(data, dict) and isinstance(data.get("transcription"), list)


def read_segments(data: Any) -> list[Segment]:
    """Every segment; where only changes of speaker are known, voices are numbered in turn."""
    found, turn = [], 0
    for item in segments.items(data["transcription"]):
        written = segments.words(item.get("speaker"))
        changes = "speaker_turn_next" in item
        speaker = f"SPEAKER_{turn % 2:02d}" if changes else _voice(written)
        turn += item.get("speaker_turn_next") is True
        start, end = _times(item)
        heard = tuple(_words(item.get("tokens")))
        found.append(Segment(segments.words(item.get("text")), start, end, speaker, heard))
    return found


def _voice(written: str) -> str:
    return (
        f"SPEAKER_{int(written):02d}" if written.isascii() and written.isdigit() else written and "SPEAKER_?"
    )


def _times(item: Mapping[str, Any]) -> tuple[float | None, float | None]:
    offsets = item.get("offsets")
    if not isinstance(offsets, dict):
        return None, None
    return (
        segments.seconds(offsets.get("from"), _MILLISECONDS),
        segments.seconds(offsets.get("to"), _MILLISECONDS),
    )


def _words(tokens: object) -> Iterator[Word]:
    """Tokens are parts of words: one with a leading blank begins a word. ``[_…]`` are none."""
    word: Word | None = None
    for token in segments.items(tokens):
        text = segments.words(token.get("text"))
        if text.startswith("[_") or not text.strip():
            continue
        start, end = _times(token)
        if word is None or text[0].isspace():
            if word:
                yield word
            word = Word(text, start, end)
        else:
            word = Word(word.text + text, word.start, end)
    if word:
        yield word
