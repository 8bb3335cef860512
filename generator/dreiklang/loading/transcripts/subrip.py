"""SubRip, read strictly, as PodcastIndex describes it for podcasts.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
A name stands where the speaker changes (``Name: words``). It has no way to escape anything: what
is no tag of the format is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dreiklang.content.body import Turn
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading.transcripts import cues
from dreiklang.loading.transcripts.cues import Cue, Voice

RIGHT = "Name: Text"
_RIGHT_TIMES = "00:01:04,500 --> 00:01:09,000"
_TIME = r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}[ \t]*(?:[XY]1:.*)?")
_BEGIN = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+")
_TAG = re.compile(r"</?(?:b|i|u|s|font)(?:[ \t][^<>\n]*)?>|\{\\[^{}\n]*\}", re.IGNORECASE)
_NAME = re.compile(r"(?:-[ \t]?)?\[?([^\W\d][^:!?\]\n]{0,60})\]?:\s+(.*)", re.DOTALL)
_SMALL = frozenset(
    ("von", "van", "vom", "zu", "zum", "zur", "de", "der", "den", "di", "du", "el", "al", "und")
)
"""Words of names that begin with a small letter."""


def read_subrip(text: str, file: str) -> tuple[list[Turn], list[Problem]]:
    """A turn for every voice of every caption. Never raises."""
    problems: list[Problem] = []
    found = list(_cues(text.split("\n"), file, problems))
    problems += cues.time_problems(found, file)
    spoken: list[tuple[Cue, Voice]] = []
    empty, speaker = [], ""
    for cue in found:
        said = list(voices(cue.words, speaker))
        spoken += [(cue, voice) for voice in said]
        speaker = said[-1].speaker if said else speaker
        if not said:
            empty.append(cue)
    problems += cues.empty_problems(empty, file)
    turns, nameless = cues.turns(spoken, file, RIGHT)
    return turns, [*problems, *nameless]


def _cues(lines: list[str], file: str, problems: list[Problem]) -> Iterator[Cue]:
    number = 0
    while number < len(lines):
        end = next((at for at in range(number, len(lines)) if not lines[at].strip()), len(lines))
        if end > number:
            yield from _block(lines[number:end], number + 1, file, problems)
        number = end + 1


def _block(lines: list[str], first: int, file: str, problems: list[Problem]) -> Iterator[Cue]:
    at = [index for index, line in enumerate(lines) if "-->" in line]
    if not at or at[0] > 1:
        problems.append(Problem("captions-no-time", Place(file, first)))
    for index, following in zip(at, [*at, len(lines)][1:], strict=True):
        if index > 1:
            problems.append(Problem("captions-no-blank", Place(file, first + index)))
        words = lines[index + 1 : following]
        if following < len(lines) and words and words[-1].strip().isdigit():
            words.pop()  # the number of the caption that follows without an empty line
        times = _TIMES.fullmatch(lines[index])
        if times is None:
            place = _place(lines[index], first + index, file)
            problems.append(Problem("captions-time-format", place, {"right": _RIGHT_TIMES}))
            continue
        start, end = cues.seconds(*times.groups()[:4]), cues.seconds(*times.groups()[4:])
        if end > cues.MOST_SECONDS:
            problems.append(Problem("captions-time-too-large", Place(file, first + index)))
            continue
        column = len(lines[index]) - len(lines[index].lstrip()) + 1
        yield Cue(first + index, column, start, end, "\n".join(words))


def _place(line: str, number: int, file: str) -> Place:
    """The column of the time that is wrong: the second one where the first can be read."""
    begin = _BEGIN.match(line)
    return Place(file, number, begin.end() + 1 if begin else len(line) - len(line.lstrip()) + 1)


def voices(words: str, speaker: str) -> Iterator[Voice]:
    """Each line may begin with another name: two people in one caption are two turns."""
    said: list[str] = []
    for line in _TAG.sub("", words).split("\n"):
        name, rest = named(line)
        if name:
            yield from _voice(speaker, said)
            speaker, said = name, []
        said.append(rest)
    yield from _voice(speaker, said)


def named(line: str) -> tuple[str, str]:
    """The name that a line begins with and the words behind it; no name where it only has a colon."""
    found = _NAME.fullmatch(line.strip())
    if found is None:
        return "", line
    name = " ".join(found[1].split())
    words = name.split()
    like_a_name = len(words) <= 5 and all(not word[0].islower() or word in _SMALL for word in words)
    return (name, found[2]) if like_a_name else ("", line)


def _voice(speaker: str, lines: list[str]) -> Iterator[Voice]:
    text = " ".join(cues.unescaped(" ".join(lines)).split())
    if text:
        yield Voice(speaker, text)
