"""Ids of parametrised tests that people can read: the value in a few words, whatever it is."""

from __future__ import annotations

import datetime as dt
import enum
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping

import pytest

MOST = 40
"""How many characters of one value an id shows."""

MOST_IN_ALL = 125
"""How long an id may be; a longer one names nothing."""


def shown(value: object) -> str | None:
    """A value as part of an id; None for one that only pytest's own name or a given id can name."""
    if isinstance(value, dt.date | dt.timedelta):
        return str(value)
    if isinstance(value, enum.Enum | type) or not isinstance(value, Collection):
        return None
    words = _seen(_said(value))
    if len(words) > MOST:
        return f"{words[: MOST - 1].rstrip()}…"
    return words or "nothing"


def _said(value: object) -> str:
    """Any value within another one: words without brackets and quotes."""
    if isinstance(value, str | bytes):
        short = value[: 10 * MOST]
        return short.decode("utf-8", "replace") if isinstance(short, bytes) else short
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_said(inner)}" for key, inner in value.items())
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(_said, value)))
    if isinstance(value, Collection):
        return ", ".join(map(_said, value))
    return str(value)


def _seen(text: str) -> str:
    """The text on one line, characters that nobody sees by their names."""
    return "".join(c if c.isprintable() else _named(c) for c in " ".join(text.split()))


def _named(character: str) -> str:
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    return f"({name.lower() if ' ' in name else name})"


def flaws(items: Collection[pytest.Item]) -> list[str]:
    """Tests whose ids say nothing: too long, an object's place in the list, or one of several with one name."""
    found, alike = [], defaultdict(list)
    for item in items:
        call = getattr(item, "callspec", None)
        if call is None:
            continue
        unnamed = "|".join(map(re.escape, call.params))
        if len(call.id) > MOST_IN_ALL or re.search(rf"(?:^|-)(?:{unnamed})\d+(?:-|$)|<lambda>", call.id):
            found.append(item.nodeid)
        counted = re.fullmatch(r"(.*\D)_?(\d+)", call.id)
        if counted and not any(isinstance(value, int) for value in call.params.values()):
            alike[item.nodeid.partition("[")[0], counted[1]].append((int(counted[2]), item.nodeid))
    for counters in alike.values():
        # pytest counts values that are named alike from 0 on; people count theirs from 1.
        if len(counters) > 1 and sorted(number for number, _ in counters) == [*range(len(counters))]:
            found += [name for _, name in counters]
    return found
