"""WebVTT, read strictly: https://www.w3.org/TR/webvtt1/ sections 4 (syntax) and 6 (parsing).

Where its parser would drop words without a word about it, here is a problem at the line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from dreiklang.content.body import Turn, WordTiming
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading.transcripts import cues
from dreiklang.loading.transcripts.cues import Cue, Voice
from dreiklang.markup import dialogue

RIGHT = "<v Name>Text"
_RIGHT_TIMES = "00:01:04.500 --> 00:01:09.000"
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+.*)?")
_BEGIN = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+")
_STAMP = re.compile(_TIME)
_SIGNATURE = re.compile(r"WEBVTT(?:[ \t].*)?")
_COMMENT = re.compile(r"NOTE(?:[ \t].*)?|STYLE[ \t]*|REGION[ \t]*")
_TAG = re.compile(r"<([^<>\n]*(?:<[^<>\n]*)?)>")
_VOICE = re.compile(r"v(?:\.[^\s]*)?[ \t]+(.*)")
_KNOWN = re.compile(r"/?(?:c|i|b|u|ruby|rt|lang)(?:[. \t].*)?|/v")
_PLAIN = re.compile(r"<v ([^<>&\n]+)>([^<>&]+)(?:</v>)?")
_CLOCK = r"((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})"
_USUAL = re.compile(
    rf"\n\n((?:\d+\n)?){_CLOCK} --> {_CLOCK}\n<v ([^<>&\n]+)>"
    r"([^<>&\n]+(?:\n[^<>&\n]+)*)(?:</v>)?(?=\n\n|\n*\Z)"
)


def read_webvtt(text: str, file: str) -> tuple[list[Turn], list[Problem]]:
    """A turn for every voice of every cue. Never raises.

    Times in the words (``<00:01.000>``) become marks of the turn.
    """
    found = usual(text)
    return strict(text, file) if found is None else (found, [])


def strict(text: str, file: str) -> tuple[list[Turn], list[Problem]]:
    """The turns of a file in any form, and all that is wrong with it."""
    problems: list[Problem] = []
    found = list(_cues(text.split("\n"), file, problems))
    problems += cues.time_problems(found, file)
    spoken: list[tuple[Cue, Voice]] = []
    empty = []
    for cue in found:
        said = list(voices(cue, file, problems))
        spoken += [(cue, voice) for voice in said]
        if not said:
            empty.append(cue)
    problems += cues.empty_problems(empty, file)
    turns, nameless = cues.turns(spoken, file, RIGHT)
    return turns, [*problems, *nameless]


def usual(text: str) -> list[Turn] | None:
    """The turns of a file without fault in the form that nearly all programs write, else None.

    The same turns as ``strict`` finds, in half the time: a site may keep a thousand hours.
    """
    turns: list[Turn] = []
    at, line, last = len("WEBVTT"), 1, 0.0
    clock = functools.cache(_seconds)  # a cue most often begins where the last one ended
    for cue in _USUAL.finditer(text, at):
        number, begin, until, name, words = cue.groups()
        if cue.start() != at:
            return None
        start, end = clock(begin), clock(until)
        speaker, said = " ".join(name.split()), " ".join(words.split())
        if not last <= start < end <= cues.MOST_SECONDS or not said or dialogue.is_unmapped(speaker):
            return None
        line += 3 if number else 2
        turns.append(Turn(speaker, start, said, "", line, end))
        at, line, last = cue.end(), line + 1 + words.count("\n"), start
    return turns if text.startswith("WEBVTT\n") and not text[at:].strip("\n") else None


def _seconds(clock: str) -> float:
    hours, minutes, rest = clock[:-10], clock[-9:-7], clock[-6:]
    return cues.seconds(hours, minutes, rest[:2], rest[3:])


def _cues(lines: list[str], file: str, problems: list[Problem]) -> Iterator[Cue]:
    """Blocks between empty lines; a line with times begins a cue wherever it stands."""
    number, lines = 0, [*lines, ""]
    if _SIGNATURE.fullmatch(lines[0]):
        number = _after_header(lines)
    else:
        problems.append(Problem("captions-header", Place(file)))
    while number < len(lines):
        end = lines.index("", number)
        if end > number:
            yield from _block(lines[number:end], number + 1, file, problems)
        number = end + 1


def _after_header(lines: list[str]) -> int:
    """The header ends at an empty line, or where somebody forgot it and a cue begins."""
    for number, line in enumerate(lines):
        if not line or "-->" in line:
            return number
    return len(lines)


def _block(lines: list[str], first: int, file: str, problems: list[Problem]) -> Iterator[Cue]:
    """A cue, or several where empty lines are missing; a comment ends where a cue begins."""
    if len(lines) == 2 and first > 2 and "-->" not in lines[1] and _TIMES.fullmatch(lines[0]):
        yield from _cue(lines[0], lines[1:], first, file, problems)  # nearly all are like that
        return
    at = [index for index, line in enumerate(lines) if "-->" in line and _TIMES.fullmatch(line)]
    head = lines[: at[0]] if at else lines
    comment = bool(head and _COMMENT.fullmatch(head[0]))
    if not comment and (not at or len(head) > 1 or any("-->" in line for line in head)):
        problems += _without_times(head, first, file)
    for index, following in zip(at, [*at, len(lines)][1:], strict=True):
        number = first + index
        if index > 1 or (index == 1 and comment) or number == 2:
            problems.append(Problem("captions-no-blank", Place(file, number)))
        words = lines[index + 1 : following]
        problems += _arrows(words, number + 1, file)
        yield from _cue(lines[index], words, number, file, problems)


def _cue(line: str, words: list[str], number: int, file: str, problems: list[Problem]) -> Iterator[Cue]:
    times = _TIMES.fullmatch(line)
    if times:
        a, b, c, d, e, f, g, h = times.groups()
        start, end = cues.seconds(a, b, c, d), cues.seconds(e, f, g, h)
        column = len(line) - len(line.lstrip()) + 1
        if end > cues.MOST_SECONDS:
            problems.append(Problem("captions-time-too-large", Place(file, number, column)))
        else:
            yield Cue(number, column, start, end, "\n".join(words))


def _without_times(lines: list[str], first: int, file: str) -> Iterator[Problem]:
    wrong = list(_arrows(lines, first, file))
    yield from wrong[:1] or [Problem("captions-no-time", Place(file, first))]


def _arrows(lines: list[str], first: int, file: str) -> Iterator[Problem]:
    """Lines that look like times and are none: they end a cue for other readers."""
    for number, line in enumerate(lines, start=first):
        if "-->" in line:
            yield Problem("captions-time-format", _place(line, number, file), {"right": _RIGHT_TIMES})


def _place(line: str, number: int, file: str) -> Place:
    """The column of the time that is wrong: the second one where the first can be read."""
    begin = _BEGIN.match(line)
    return Place(file, number, begin.end() + 1 if begin else len(line) - len(line.lstrip()) + 1)


def voices(cue: Cue, file: str, problems: list[Problem]) -> Iterator[Voice]:
    """What each voice of a cue says, and what other readers would drop of it."""
    plain = _PLAIN.fullmatch(cue.words)
    if plain:
        text = " ".join(plain[2].split())
        return iter([Voice(" ".join(plain[1].split()), text)] if text else [])
    return _tagged(cue, file, problems)


def _tagged(cue: Cue, file: str, problems: list[Problem]) -> Iterator[Voice]:
    """A cue's words taken apart at its tags (section 6.4)."""
    speech = _Speech()
    at = 0
    for tag in _TAG.finditer(cue.words):
        speech.say(_text(cue, at, tag.start(), file, problems))
        at = tag.end()
        if voice := _VOICE.fullmatch(tag[1]):
            yield from speech.ended()
            speech = _Speech(" ".join(cues.unescaped(voice[1]).split()))
        elif tag[1].strip() == "/v":
            yield from speech.ended()
            speech = _Speech()
        elif stamp := _STAMP.fullmatch(tag[1]):
            speech.mark(cues.seconds(*stamp.groups()))
        elif not _KNOWN.fullmatch(tag[1]):
            problems.append(_problem("captions-tag", cue, tag.start(), file, tag=tag[0]))
    speech.say(_text(cue, at, len(cue.words), file, problems))
    yield from speech.ended()


def _text(cue: Cue, begin: int, end: int, file: str, problems: list[Problem]) -> str:
    """Words between tags; an angle that begins no tag would swallow what follows in other readers."""
    words = cue.words[begin:end]
    if "<" in words:
        problems.append(_problem("captions-angle", cue, begin + words.index("<"), file))
    return cues.unescaped(words)


def _problem(code: str, cue: Cue, offset: int, file: str, **values: object) -> Problem:
    before = cue.words[:offset]
    place = Place(file, cue.line + 1 + before.count("\n"), offset - before.rfind("\n"))
    return Problem(code, place, values)


class _Speech:
    """What one voice says: blanks are one blank, and marks know where their words begin."""

    def __init__(self, speaker: str = "") -> None:
        self._speaker = speaker
        self._words: list[str] = []
        self._length = 0
        self._apart = False
        self._marks: list[WordTiming] = []

    def say(self, text: str) -> None:
        """Adds words as they stand between tags."""
        words = text.split()
        if not words:
            self._apart = self._apart or bool(text)
            return
        joined = " ".join(words)
        if self._words and (self._apart or text[0].isspace()):
            joined = f" {joined}"
        self._words.append(joined)
        self._length += len(joined)
        self._apart = text[-1].isspace()

    def mark(self, start: float) -> None:
        """A time between the words; where it says nothing of what follows, it is left out in ``ended``."""
        self._marks.append(WordTiming(self._length, start))

    def ended(self) -> Iterator[Voice]:
        """What was said, if anything."""
        text = "".join(self._words)
        if text:
            found = (mark._replace(offset=mark.offset + (text[mark.offset] == " ")) for mark in self._marks
                     if mark.offset < len(text))  # fmt: skip
            yield Voice(self._speaker, text, tuple(found))
