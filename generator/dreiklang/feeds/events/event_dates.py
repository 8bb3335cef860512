"""When an event takes place, as feeds say it: the same on every day, in its own time zone and the site's."""

from __future__ import annotations

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.ground import dates
from dreiklang.site.site import Site


def dates_in_words(site: Site, event: Entry[Event], language: str) -> str:
    """When an event takes place; of one that comes again the first date, how many follow, and the last day.

    It says the same on every day: a feed must not change by the clock.
    """
    held = [date for date in site.dates(event) if not date.cancelled] or [*site.dates(event)]
    first = min(held, key=lambda date: date.start)
    zone, whole_day = site.settings.zone, event.fields.whole_day
    words = dates.when(first.start, first.end, language, whole_day, zone)["when"]
    if len(held) < 2:
        return words
    last = dates.day(max(date.start for date in held), language)
    key = "feed_event_date_one" if len(held) == 2 else "feed_event_dates"
    return i18n.text(key, language).format(first=words, n=len(held) - 1, day=last)
