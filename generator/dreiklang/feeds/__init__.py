"""Feeds and calendars: what people subscribe to.

``identity.py`` decides who is who for ever; ``formats/rss.py`` alone knows feedgen,
``calendars/ical.py`` alone icalendar. The other modules turn content into the plain values these two write.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.feeds import ledger, news
from dreiklang.feeds.calendars import calendars
from dreiklang.feeds.events import event_feeds
from dreiklang.feeds.formats import browser_stylesheet
from dreiklang.feeds.podcast import former_feeds, show_feeds
from dreiklang.feeds.podcast.checks import check as checks
from dreiklang.ground.outputs import Output
from dreiklang.site import former_addresses
from dreiklang.site.site import Site

__all__ = ["checks", "outputs"]


def outputs(site: Site) -> Iterator[Output]:
    """Podcast feeds, feeds of news and of events, calendars and ledgers."""
    shown = list(show_feeds.outputs(site))
    yield from shown
    yield from former_feeds.outputs(site, shown)
    for maker in (browser_stylesheet, news, event_feeds, calendars, ledger):
        yield from former_addresses.copies(maker.outputs(site), site.settings)
