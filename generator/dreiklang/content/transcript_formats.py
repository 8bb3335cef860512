"""The files a conversation comes in, for people and for apps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dreiklang.content import captions
from dreiklang.content.body import Turn

Make = Callable[[Sequence[Turn], float | None, str], str]
"""The text of a file from turns, the recording's seconds and the episode's title."""

FORMATS: Mapping[str, Make] = {
    "txt": lambda turns, _, title: captions.plain(turns, title),
    "vtt": lambda turns, seconds, _: captions.vtt(turns, seconds),
    "srt": lambda turns, seconds, _: captions.srt(turns, seconds),
    "json": lambda turns, seconds, _: captions.as_json(turns, seconds),
}
"""Every form by its ending, the one for readers first."""
