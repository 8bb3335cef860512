"""The text of an episode as podcast apps show it: short, absolute, without scripts and styles."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from dreiklang import i18n
from dreiklang.content.captions import clock
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import ORGANISATION, SEASON
from dreiklang.content.podcast import Episode
from dreiklang.feeds.formats.hypertext import of_body
from dreiklang.feeds.formats.plain_text import clean
from dreiklang.site.site import Site


def html(site: Site, episode: Entry[Episode]) -> str:
    """Summary, text, chapters, messages and the way to the transcript; chapter times are links in apps."""
    return "\n".join(filter(None, _parts(site, episode)))


def _parts(site: Site, episode: Entry[Episode]) -> Iterator[str]:
    language = episode.fields.lang or site.language
    if episode.fields.summary:
        yield _paragraph(episode.fields.summary)
    yield of_body(site, episode)
    yield from _list(i18n.text("feed_key_messages", language), (m.text for m in episode.fields.key_messages))
    chapters = (f"{clock(c.time)} {c.title}" for c in episode.fields.chapters)
    yield from _list(i18n.text("feed_chapters", language), chapters)
    if episode.fields.synthetic:
        yield _paragraph(i18n.text("feed_synthetic", language))
    yield from (_paragraph(note) for note in _funders(site, episode, language))
    page = "feed_transcript_page" if episode.body.turns else "feed_page"
    yield f'<p><a href="{escape(site.url(episode))}">{escape(i18n.text(page, language))}</a></p>'


def _funders(site: Site, episode: Entry[Episode], language: str) -> Iterator[str]:
    """Funders are named where their money is heard, in the words they ask for."""
    season = site.library.parent(episode, SEASON)
    for name in season.fields.funders if season else ():
        if funder := site.one(name, ORGANISATION):
            words = i18n.text("feed_funded", language).format(name=funder.title)
            yield funder.fields.funding_note or words


def _paragraph(text: str) -> str:
    return f"<p>{escape(clean(text), quote=False)}</p>"


def _list(title: str, lines: Iterator[str]) -> Iterator[str]:
    items = "".join(f"<li>{escape(clean(line), quote=False)}</li>" for line in lines)
    if items:
        yield f"<p><strong>{escape(title)}</strong></p>\n<ul>{items}</ul>"
