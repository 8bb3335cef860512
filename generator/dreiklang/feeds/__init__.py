"""Feeds and calendars: what people subscribe to.

``identity.py`` decides who is who for ever; ``rss.py`` alone knows feedgen, ``ical.py`` alone
knows icalendar. The other modules turn content into the plain values these two write.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang import formerly
from dreiklang.feeds import calendar, event_feeds, face, former, ledger, news, podcast
from dreiklang.feeds.checks import check as checks
from dreiklang.outputs import Output
from dreiklang.site import Site

__all__ = ["checks", "outputs"]


def outputs(site: Site) -> Iterator[Output]:
    """Podcast feeds, feeds of news and of events, calendars and ledgers."""
    shown = list(podcast.outputs(site))
    yield from shown
    yield from former.outputs(site, shown)
    for maker in (face, news, event_feeds, calendar, ledger):
        yield from formerly.copies(maker.outputs(site), site.settings)
