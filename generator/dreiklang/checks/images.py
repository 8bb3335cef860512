"""Pictures in texts and galleries carry what the law asks for."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.content.kinds import EVENT
from dreiklang.ground.problems import Place, Problem
from dreiklang.site.site import Site


def inline_pictures_are_complete(site: Site) -> Iterator[Problem]:
    """A picture in a text has an alt text (or is said to be decorative), a credit and a licence."""
    for entry in site.library.entries:
        for reference in entry.body.references:
            facts = site.library.media.get(reference.target) if reference.kind == "media" else None
            if facts is None or not facts.type.startswith("image/"):
                continue
            place = Place(entry.path, reference.line, reference.column)
            values = {"file": reference.target}
            if not reference.text and not facts.sidecar.get("decorative"):
                yield Problem("picture-without-alt", place, values)
            if not (facts.sidecar.get("credit") and facts.sidecar.get("licence")):
                yield Problem("picture-without-credit", place, values)


def galleries_are_agreed_to(site: Site) -> Iterator[Problem]:
    """Pictures of an event are published with a licence, and with the consent of the people in them.

    Consent: German Kunsturhebergesetz, sections 22 and 23. Loading asks for alt text and credit.
    """
    for event in site.library.of(EVENT):
        for index, image in enumerate(event.fields.gallery):
            place, values = event.place(f"gallery.{index}.file"), {"file": image.file.rpartition("/")[2]}
            if not image.consent:
                yield Problem("gallery-consent", place, values)
            if not image.licence:
                yield Problem("gallery-licence", place, values)
