"""The files of a show, its seasons and its people, with comments for the editors who go on with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from dreiklang import i18n
from dreiklang.content.kinds import PODCAST, SEASON
from dreiklang.feeds import identity
from dreiklang.importing.feed import keywords, markdown
from dreiklang.importing.feed.front_matter import Front
from dreiklang.importing.feed.model import Person
from dreiklang.importing.feed.planning import Plan, cast, others, season_folder
from dreiklang.site import addresses

_MOST_SUMMARY = 600


@dataclass(frozen=True)
class File:
    """A text to write: its path from the project's root."""

    path: str
    text: str


def show(plan: Plan, cover: str) -> File:
    """``episodes/index.md``; ``cover`` is the picture's file name beside it."""
    feed, path = plan.feed, f"{plan.project.episodes}/index.md"
    known = plan.project.library.of(PODCAST)[:1]
    body, summary = notes(plan, path, feed.html, feed.summary, feed.link)
    front = Front()
    front.note(_word(plan, "import_head").format(source=plan.source))
    front.put("id", known[0].id if known else plan.project.new_id(feed.title, "podcast"))
    front.put("title", feed.title or "Podcast")
    front.put("summary", summary)
    front.put("topics", keywords.topics(plan, feed.keywords))
    front.put("author", feed.author or feed.owner_name or feed.title, _word(plan, "import_author"))
    owner = {"name": feed.owner_name or feed.author, "email": feed.owner_email}
    front.put("owner", owner, "" if feed.owner_email else _word(plan, "import_owner"))
    if feed.categories:
        front.put("categories", list(dict.fromkeys(feed.categories)))
    else:
        front.open("categories", _word(plan, "import_categories"))
    described = (picture.alt for picture in feed.pictures if picture.url == feed.image and picture.alt)
    alt = next(described, f"{_word(plan, 'import_cover_alt')}: {feed.title}")
    credit = feed.author or feed.owner_name or feed.title
    front.put(
        "cover", {"file": cover, "alt": alt, "credit": credit}, f"{_word(plan, 'import_cover')} {feed.image}"
    )
    front.put("language", feed.language.replace("_", "-") or "de")
    front.put("licence", feed.licence)
    for link in feed.funding[:1]:
        front.put("funding", {"title": link.title, "url": link.url})
    if feed.locked is not None:
        front.put("locked", feed.locked)
    front.put("explicit", feed.explicit or None)
    front.put("order", "serial" if feed.order == "serial" else None)
    front.put("hidden", feed.hidden or None)
    front.put("guid", _guid(plan), _word(plan, "import_guid"))
    front.put("former_addresses", _former(plan))
    _tell(plan, path)
    return File(path, front.text(body))


def _guid(plan: Plan) -> str:
    """The written GUID, or the one that the feed's address gives (podcast namespace, guid)."""
    return plan.feed.guid or (identity.feed_guid(plan.feed.address) if plan.feed.address else "")


def _former(plan: Plan) -> list[str]:
    """The feed's old path, where it lay on the very site it comes to: subscribers ask for it for years."""
    base = plan.project.settings.site.base
    path, _, query = plan.feed.address.removeprefix(base).partition("?")
    ours = addresses.podcast_feed(plan.project.settings)
    moves = plan.feed.address.startswith(base) and path and not query and path != ours
    return [path] if moves else []


def _tell(plan: Plan, path: str) -> None:
    feed = plan.feed
    if feed.locked:
        plan.report("import-locked", path, owner=feed.owner_email or "–")
    if not feed.owner_email:
        plan.report("import-owner-missing", path)
    for link in feed.funding[1:]:
        plan.report("import-funding-more", path, url=link.url)
    if feed.moved_to and feed.moved_to != feed.address:
        plan.report("import-moved", path, url=feed.moved_to)
    if names := others(feed.people):
        plan.report("import-people-others", path, names=names)
    if feed.complete:
        plan.report("import-complete", path)
    if feed.lost:
        plan.report("import-elements", path, title=feed.title, elements=", ".join(sorted(feed.lost)))


def season(plan: Plan, number: int, name: str) -> File | None:
    """A season's ``index.md``; None where the project has one of that number."""
    if any(entry.fields.number == number for entry in plan.project.library.of(SEASON)):
        return None
    word = plan.project.settings.options.addresses.season
    front = Front()
    front.put("id", plan.project.new_id(f"{word}-{number}", "staffel"))
    front.put("number", number)
    front.put("title", name or _word(plan, "import_season").format(number=number))
    return File(f"{plan.project.episodes}/{season_folder(plan, number)}/index.md", front.text())


def people(plan: Plan) -> Iterator[File]:
    """A record without a page for everyone who had none."""
    everyone = {p.name: p for e in reversed(plan.episodes) for group in cast(plan, e) for p in group}
    for name, id in sorted(plan.people.items()):
        if plan.project.library.get(id):
            continue
        path = f"{plan.project.people}/{id}.md"
        person = everyone[name]
        front = Front()
        front.put("id", id)
        front.put("title", name)
        front.put("links", _links(person))
        if person.img:
            plan.report("import-person-picture", path, name=name, url=person.img)
        yield File(path, front.text())


def _links(person: Person) -> list[dict[str, str]]:
    host = urlsplit(person.href).hostname if person.href.startswith(("http://", "https://")) else None
    return [{"title": host, "url": person.href}] if host else []


def notes(plan: Plan, path: str, html: str, summary: str, base: str) -> tuple[str, str]:
    """Text and lead from show notes; what one says already is not said again by the other.

    A lead that only begins the text is dropped, a text without any form becomes the lead.
    """
    body, lost = markdown.convert(html, base)
    if lost:
        plan.report("import-notes", path, what=", ".join(lost))
    spoken, lead = markdown.words(html), markdown.words(summary)
    begin = lead.rstrip("… .")
    if lead and (lead == spoken or not body):
        return ("", lead) if len(lead) <= _MOST_SUMMARY and "\n\n" not in body else (body, "")
    if not begin or spoken.startswith(begin):
        return body, ""
    if len(lead) > _MOST_SUMMARY:
        return f"{markdown.convert(summary)[0]}\n\n{body}", ""
    return body, lead


def _word(plan: Plan, key: str) -> str:
    return i18n.text(key, plan.project.settings.language)
