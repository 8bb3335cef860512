"""An episode's file: everything the feed said that has a field, and comments for what has none."""

from __future__ import annotations

import datetime as dt
import posixpath
import zoneinfo
from urllib.parse import urlsplit

from dreiklang import i18n
from dreiklang.content.captions import clock
from dreiklang.feeds.podcast.enclosures import AUDIO_TYPES, ending, is_open
from dreiklang.importing.feed import keywords, pictures, soundbites
from dreiklang.importing.feed.content_files import File, notes
from dreiklang.importing.feed.downloads import Fetched
from dreiklang.importing.feed.front_matter import OPEN, Front, Value
from dreiklang.importing.feed.model import Person
from dreiklang.importing.feed.planning import Episode, Plan, cast, others


def file(plan: Plan, episode: Episode, fetched: Fetched) -> File:
    """The file of an episode; what cannot be kept is reported."""
    item = episode.item
    body, summary = notes(plan, episode.path, item.html, item.summary, item.link or plan.feed.link)
    front = Front()
    front.put("id", episode.id)
    front.put("number", item.number)
    front.put("title", item.title or episode.id)
    front.put("type", item.type if item.type != "full" else None)
    front.put("summary", summary)
    front.put("topics", keywords.topics(plan, item.keywords))
    _picture(plan, episode, fetched, front)
    assert item.published is not None  # noqa: S101 - others have no file
    front.put("published", written(item.published, plan.project.settings.zone))
    front.put("guid", item.guid or item.enclosures[0].url, _word(plan, "import_guid"))
    front.put("audio", _audio(plan, episode, fetched))
    front.put("explicit", item.explicit or None)
    hosts, guests = cast(plan, episode)
    front.put("hosts", [plan.people[p.name] for p in hosts])
    front.put("guests", [_guest(plan, p) for p in guests])
    chapters = fetched.chapters or item.chapters
    front.put("chapters", [{"time": clock(c.time), "title": c.title} for c in chapters])
    front.put("key_messages", soundbites.key_messages(plan, episode))
    _transcript(plan, episode, fetched, front)
    if item.link:
        _page(plan, front, item.link)
    _tell(plan, episode, fetched)
    return File(episode.path, front.text(body))


def written(moment: dt.datetime, zone: zoneinfo.ZoneInfo) -> str:
    """A moment in the site's time zone, with an offset only where the clock shows it twice."""
    local = moment.astimezone(zone).replace(microsecond=0)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    if twice:
        return local.isoformat(sep=" ")
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"


def _audio(plan: Plan, episode: Episode, fetched: Fetched) -> Value:
    enclosure, item = episode.item.enclosures[0], episode.item
    length = enclosure.length or fetched.length
    if not length:
        plan.report("import-audio-length", episode.path, url=enclosure.url)
    if not item.seconds:
        plan.report("import-audio-seconds", episode.path, url=enclosure.url)
    type = AUDIO_TYPES.get(ending(urlsplit(enclosure.url).path))
    if type is None or not enclosure.url.isascii():
        plan.report("import-audio-type", episode.path, url=enclosure.url, type=enclosure.type or "–")
    elif enclosure.type and enclosure.type not in (type, "audio/mp4", "audio/mp3"):
        plan.report("import-audio-named", episode.path, old=enclosure.type, new=type)
    seconds = item.seconds or None
    whole = int(seconds) if seconds and seconds == int(seconds) else seconds
    return {"url": enclosure.url, "length": length or None, "seconds": whole}


def _guest(plan: Plan, person: Person) -> Value:
    if person.role == "guest":
        return plan.people[person.name]
    return {"person": plan.people[person.name], "role": person.role.title()}


def _picture(plan: Plan, episode: Episode, fetched: Fetched, front: Front) -> None:
    """What the feed says of it; what only people know stays open, and the check asks for it."""
    brought = fetched.picture
    if brought is None:
        return
    rights = plan.rights
    values = {"alt": brought.picture.alt, "credit": rights.credit, "licence": rights.licence}
    file = posixpath.relpath(brought.path, posixpath.dirname(episode.path))
    note = f"{_word(plan, 'import_picture')} {brought.picture.url}"
    front.put("image", {"file": file} | {key: value or OPEN for key, value in values.items()}, note)
    if missing := [key for key, value in values.items() if not value]:
        plan.report("import-picture-open", episode.path, file=brought.path, missing=", ".join(missing))
    if rights.licence and not is_open(rights.licence):
        plan.report("import-picture-closed", episode.path, file=brought.path, licence=rights.licence)


def _transcript(plan: Plan, episode: Episode, fetched: Fetched, front: Front) -> None:
    """A downloaded one, else a dated reason that an editor has to confirm, and where to find it."""
    item = episode.item
    for transcript in item.transcripts:
        front.note(f"{_word(plan, 'import_transcript')} {transcript.url} ({transcript.type or '–'})")
    spoken = fetched.transcript
    if spoken and spoken.named:
        front.put("transcript", posixpath.basename(spoken.path))
        return
    words = "import_reason_elsewhere" if item.transcripts else "import_reason_none"
    if spoken:
        words = "import_reason_unnamed"
    today = plan.project.settings.as_of.astimezone(plan.project.settings.zone)
    reason = {"reason": _word(plan, words), "date": f"{today:%Y-%m-%d}"}
    front.put("no_transcript", reason, _word(plan, "import_confirm"))
    if spoken:
        values = {"file": spoken.path, "episode": episode.path, "title": item.title}
        plan.report("import-transcript-unnamed", episode.path, **values)
    elif item.transcripts:
        links = ", ".join(t.url for t in item.transcripts)
        plan.report("import-transcript-elsewhere", episode.path, title=item.title, links=links)
    else:
        plan.report("import-transcript-none", episode.path, title=item.title)


def _page(plan: Plan, front: Front, link: str) -> None:
    """The old page's address redirects where it lay on this very site; else it is only noted."""
    base = plan.project.settings.site.base
    path, _, query = link.removeprefix(base).partition("?")
    if link.startswith(base) and path.strip("/") and not query and "#" not in path:
        front.put("former_addresses", [path])
    else:
        front.note(f"{_word(plan, 'import_page')} {link}")


def _tell(plan: Plan, episode: Episode, fetched: Fetched) -> None:
    item, path = episode.item, episode.path
    if not item.guid:
        plan.report("import-guid-missing", path, url=item.enclosures[0].url)
    for enclosure in item.enclosures[1:]:
        plan.report("import-enclosure-more", path, url=enclosure.url)
    if fetched.picture is None and not fetched.asked and (own := pictures.chosen(plan.feed, item)):
        plan.report("import-picture", path, url=own.url)
    if more := pictures.others(plan.feed, item):
        plan.report("import-pictures-more", path, links=", ".join(more))
    if item.hidden:
        plan.report("import-hidden", path, title=item.title)
    if item.chapters_url and not (fetched.chapters or item.chapters):
        plan.report("import-chapters-elsewhere", path, url=item.chapters_url)
    if extras := [c.href or c.image for c in fetched.chapters or item.chapters if c.href or c.image]:
        plan.report("import-chapter-links", path, links=", ".join(extras))
    if names := others(item.people):
        plan.report("import-people-others", path, names=names)
    if item.lost:
        plan.report("import-elements", path, title=item.title, elements=", ".join(sorted(item.lost)))


def _word(plan: Plan, key: str) -> str:
    return i18n.text(key, plan.project.settings.language)
