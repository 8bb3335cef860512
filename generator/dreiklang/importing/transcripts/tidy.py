"""Segments as programs write them become turns; every flaw that is corrected is reported.

No word is left out but empty segments, and repeats when asked for.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dreiklang.content import turns
from dreiklang.content.body import Turn, WordTiming
from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.transcripts.notes import Notes
from dreiklang.importing.transcripts.segments import Segment, Word
from dreiklang.markup import dialogue

_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|span|font|c|v|br|p|div|ruby|rt|lang)(?:[ .\t/][^<>]*)?>", re.IGNORECASE
)
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_SECONDS_PER_CHARACTER = 0.065
_REPEATED = 3
"""So many equal lines in a row are no longer what people say."""

NOBODY = "SPEAKER_00"
"""Stands where a file says of nobody that they speak; the check asks for the name."""


def tidied(
    found: Iterable[Segment], file: str, speakers: Mapping[str, str], drop_repeats: bool
) -> tuple[tuple[Turn, ...], list[Problem]]:
    """Turns with anchors, and what was put right. ``speakers`` maps names in the file to people."""
    notes = Notes(file)
    steps: list[Callable[[Iterable[Segment], Notes], Iterable[Segment]]] = [
        _one_speaker_each, _clean, _without_empty, _timed, _in_order,
    ]  # fmt: skip
    segments = found
    for step in steps:
        segments = list(step(segments, notes))
    segments = list(_repeats(segments, notes, drop_repeats))
    named = list(_named(segments, speakers))
    problems = [*notes.problems(), *_speaker_problems(segments, speakers, file)]
    return dialogue.anchored(turns.joined(map(_turn, named))), problems


def _one_speaker_each(found: Iterable[Segment], notes: Notes) -> Iterator[Segment]:
    """A segment in which two people speak, by the speakers of its words, becomes several."""
    for segment in found:
        runs = [list(run) for _, run in itertools.groupby(segment.words, key=lambda word: word.speaker)]
        voices = {run[0].speaker for run in runs if run[0].speaker}
        if len(voices) < 2:
            yield segment
            continue
        notes.add("import-two-speakers", segment)
        yield from _apart(segment, [run for run in runs if run])


def _apart(segment: Segment, runs: Sequence[Sequence[Word]]) -> Iterator[Segment]:
    """Whole text of the segment, cut where the next speaker's first word stands."""
    at = 0
    for index, run in enumerate(runs):
        following = runs[index + 1][0].text.strip() if index + 1 < len(runs) else ""
        own = max(sum(len(word.text.strip()) for word in run), 1)
        cut = segment.text.find(following, at + own) if following else len(segment.text)
        cut = cut if cut >= 0 else len(segment.text)
        starts = [word.start for word in run if word.start is not None]
        ends = [word.end for word in run if word.end is not None]
        begin = segment.start if index == 0 else (starts[0] if starts else segment.start)
        end = segment.end if index + 1 == len(runs) else (ends[-1] if ends else None)
        speaker = run[0].speaker or segment.speaker
        yield Segment(segment.text[at:cut], begin, end, speaker, tuple(run), segment.line)
        at = cut


def _clean(found: Iterable[Segment], notes: Notes) -> Iterator[Segment]:
    for segment in found:
        text = segment.text
        if _TAG.search(text):
            notes.add("import-html", segment, tag=_TAG.findall(text)[0])
            text = _TAG.sub(" ", text) if re.search(r"<(?:br|p|div)\b", text, re.I) else _TAG.sub("", text)
        if text[:1].isspace():
            notes.add("import-blanks", segment)
        paragraphs = [_BLANKS.sub(" ", part).strip() for part in text.split("\n\n")]
        yield dataclasses.replace(segment, text="\n\n".join(part for part in paragraphs if part))


def _without_empty(found: Iterable[Segment], notes: Notes) -> Iterator[Segment]:
    for segment in found:
        if segment.text:
            yield segment
        else:
            notes.add("import-empty", segment)


def _timed(found: Iterable[Segment], notes: Notes) -> Iterator[Segment]:
    """A start for every segment and no end before it: missing ones are put in proportion, and reported."""
    segments = list(found)
    known = [segment.start for segment in segments]
    for index, segment in enumerate(segments):
        if known[index] is None:
            known[index] = _between(segments, known, index)
            notes.add("import-time-missing", dataclasses.replace(segment, start=known[index]))
        start, end = known[index], segment.end
        if start is not None and end is not None and end <= start:
            if end < start:
                notes.add("import-end-before-start", segment)
            end = None
        yield dataclasses.replace(segment, start=start, end=end)


def _between(segments: Sequence[Segment], known: Sequence[float | None], index: int) -> float:
    """In proportion to length between the times known before and behind."""
    if index == 0:
        return 0.0
    begin = known[index - 1] or 0.0
    behind = next((n for n in range(index, len(segments)) if known[n] is not None), None)
    length = len(segments[index - 1].text) + 1
    if behind is None:
        return round(begin + length * _SECONDS_PER_CHARACTER, 1)
    whole = sum(len(segments[n].text) + 1 for n in range(index - 1, behind))
    return round(begin + max((known[behind] or 0.0) - begin, 0.0) * length / whole, 1)


def _in_order(found: Iterable[Segment], notes: Notes) -> Iterator[Segment]:
    segments, last = list(found), 0.0
    for segment in segments:
        if (segment.start or 0.0) < last:
            notes.add("import-order", segment)
        last = max(last, segment.start or 0.0)
    yield from sorted(segments, key=lambda segment: segment.start or 0.0)


def _repeats(found: Iterable[Segment], notes: Notes, drop: bool) -> Iterator[Segment]:
    """Programs that hear nothing repeat a line; named always, left out only when asked for."""
    for _, group in itertools.groupby(found, key=lambda s: (s.speaker, s.text.casefold())):
        run = list(group)
        if len(run) >= _REPEATED:
            for segment in run[1:]:
                code = "import-repeats-dropped" if drop else "import-repeats"
                notes.add(code, segment, text=_short(segment.text))
        yield from run[:1] if drop and len(run) >= _REPEATED else run


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _named(found: Iterable[Segment], speakers: Mapping[str, str]) -> Iterator[Segment]:
    people = {name.casefold(): person for name, person in speakers.items()}
    for segment in found:
        speaker = segment.speaker or NOBODY
        yield dataclasses.replace(segment, speaker=people.get(speaker.casefold(), speaker))


def _speaker_problems(found: Iterable[Segment], speakers: Mapping[str, str], file: str) -> Iterator[Problem]:
    heard = dict.fromkeys(segment.speaker or NOBODY for segment in found)
    given = {name.casefold() for name in speakers}
    for name in heard:
        if dialogue.is_unmapped(name) and name.casefold() not in given:
            yield Problem("import-unmapped", Place(file), {"name": name})
    names = {name.casefold() for name in heard}
    for name in speakers:
        if name.casefold() not in names:
            values = {"name": name, "known": ", ".join(heard)}
            yield Problem("import-speaker-unused", Place(file), values)


def _turn(segment: Segment) -> Turn:
    """The times of words as marks at the places where the words stand in the text."""
    marks: list[WordTiming] = []
    at = 0
    for word in segment.words:
        text = _BLANKS.sub(" ", word.text).strip()
        offset = segment.text.find(text, at) if text else -1
        if offset < 0:
            continue
        at = offset + len(text)
        if word.start is not None and word.start >= (marks[-1].start if marks else segment.start or 0.0):
            marks.append(WordTiming(offset, word.start, word.end))
    start = segment.start or 0.0
    return Turn(segment.speaker, start, segment.text, "", segment.line, segment.end, tuple(marks))
