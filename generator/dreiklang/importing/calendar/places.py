"""Where people meet, from one line of text and the links of conferences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dreiklang import i18n
from dreiklang.content.fields import Url
from dreiklang.importing.calendar.parsing import Component

_URL: TypeAdapter[Any] = TypeAdapter(Url)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_GERMAN = re.compile(
    r"(?P<name>[^,]+(?:,[^,\d]+)*), (?P<street>[^,]*\d[^,]*), (?P<postcode>\d{5}) (?P<town>[^,]+)"
    r"(?:, (?:Deutschland|Germany))?"
)
_WORDPRESS = re.compile(
    r"(?P<name>[^,]+), (?P<street>[^,]*\d[^,]*), (?P<town>[^,\d]+)(?:, [^,\d]+)?, (?P<postcode>\d{5})"
    r"(?:, (?:Deutschland|Germany))?"
)
_ONLINE = re.compile(
    r"(online|zoom|microsoft teams([- ]besprechung| meeting)?|google meet|webex|bigbluebutton"
    r"|virtuell|virtual)?",
    re.IGNORECASE,
)
_CONFERENCES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
)


@dataclass(frozen=True)
class Place:
    """A venue by its fields, a link to join, and further links that have no field."""

    venue: dict[str, str]
    online: str = ""
    more: tuple[str, ...] = ()


def place_of(event: Component) -> Place:
    """Where an event takes place; a line that holds nothing but a link is one to join."""
    text = " ".join(event.text("LOCATION").split())[:1000]
    links = [p.text.strip() for p in event.all(*_CONFERENCES)] + _ADDRESS.findall(text)
    words = _ADDRESS.sub("", text).strip(" ,;/|()-–")
    usable = list(dict.fromkeys(link for link in links if is_address(link)))
    others = tuple(dict.fromkeys(link for link in links if link and link not in usable))
    if usable and (_ONLINE.fullmatch(words) or words in _our_words()):
        words = ""
    return Place(_venue(words), usable[0] if usable else "", (*usable[1:], *others))


def _our_words() -> tuple[str, ...]:
    """What our own calendars write where people meet online."""
    return tuple(i18n.text("feed_online", language) for language in i18n.LANGUAGES)


def is_address(text: str) -> bool:
    """True for what a field of the site takes as address."""
    try:
        _URL.validate_python(text)
    except ValidationError:
        return False
    return text.isprintable()


def _venue(words: str) -> dict[str, str]:
    """Name, street and town where they can be told apart, else the whole line as name."""
    found = _GERMAN.fullmatch(words) or _WORDPRESS.fullmatch(words)
    return found.groupdict() if found else {"name": words[:300]} if words else {}
