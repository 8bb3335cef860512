"""People as cards: name, what they do, and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dreiklang.content.entries import Entry
from dreiklang.content.fields import Participation
from dreiklang.content.kinds import ORGANISATION, PERSON
from dreiklang.content.records import Person
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.pages.view_parts import Contact, Participant
from dreiklang.site.site import Site


def contact_card(site: Site, name: str, role: str = "") -> Contact:
    """A person or organisation by checked name, as ``macros.html`` draws them.

    A name without a record (only possible where checks allow it) is shown without a link.
    """
    found = site.one(name, PERSON, ORGANISATION)
    if found and PERSON.holds(found):
        return _person(site, found, role)
    if found and ORGANISATION.holds(found):
        logo = cards.picture(site, found, found.fields.logo)
        return {**_nobody(found.title, role), "url": site.address(found), "portrait": logo}
    return _nobody(name, role)


def _person(site: Site, person: Entry[Person], role: str) -> Contact:
    fields = person.fields
    return {
        "name": person.title,
        "initials": initials(person.title),
        "url": site.address(person),
        "line": _line(role, fields.function or _works_at(site, person)),
        "portrait": cards.picture(site, person, fields.portrait),
        "email": fields.email or "",
        "mailbox": (fields.email or "").split("@"),
        "phone": fields.phone,
        "tel": re.sub(r"[^\d+]", "", fields.phone),
    }


def _nobody(name: str, role: str) -> Contact:
    return {"name": name, "initials": initials(name), "url": "", "line": role, "portrait": None,
            "email": "", "mailbox": [], "phone": "", "tel": ""}  # fmt: skip


def contact_cards(site: Site, participations: Iterable[Participation]) -> list[Contact]:
    """Cards of people with roles."""
    return [contact_card(site, p.person, p.role) for p in participations]


def participants(site: Site, participations: Iterable[Participation]) -> list[Participant]:
    """The same, each with the role alone, for lines of a programme."""
    return [{**contact_card(site, p.person, p.role), "role": p.role} for p in participations]


def _line(role: str, function: str) -> str:
    """Role and function, said once where the function already begins with the role."""
    if function.startswith(role):
        return function
    return ", ".join(part for part in (role, function) if part)


def _works_at(site: Site, person: Entry[Person]) -> str:
    organisation = site.one(person.fields.organisation, ORGANISATION)
    return organisation.title if organisation else ""


def initials(name: str) -> str:
    """``JB``: first letters of the first and last name; ``Dr.`` and its like are no names."""
    words = [word for word in name.split() if word[:1].isalpha() and not word.endswith(".")]
    return "".join(word[0].upper() for word in (words if len(words) < 2 else [words[0], words[-1]]))


def sort_name(name: str) -> str:
    """``Brandhorst, Jette``: how people are found in lists, by their last name."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else name


def names(site: Site, people: Iterable[str], language: str) -> str:
    """``Jette Brandhorst und Cem Aksoy``."""
    return dates.enumeration([contact_card(site, name)["name"] for name in people], language)
