"""When a page was checked, and when it must be checked again."""

from __future__ import annotations

import calendar
import datetime as dt

from dreiklang import i18n
from dreiklang.content.fields import Common
from dreiklang.ground import dates
from dreiklang.pages.view_parts import Review


def review(fields: Common, language: str) -> Review | None:
    """When a page was checked last, if ever, and when it is due.

    Whether it is overdue is decided in the browser: the page stays true without a rebuild.
    """
    if not fields.reviewed:
        return None
    due = due_on(fields)
    overdue = i18n.text("review_overdue", language)
    return {
        "date": dates.stamp(fields.reviewed, language),
        "due": due.isoformat() if due else "",
        "overdue": overdue.format(date=dates.day(due, language)) if due else "",
    }


def due_on(fields: Common) -> dt.date | None:
    """The day the next check is due: ``review_every`` months after the last one."""
    if not (fields.reviewed and fields.review_every):
        return None
    months = fields.reviewed.month - 1 + fields.review_every
    year, month = fields.reviewed.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(fields.reviewed.day, calendar.monthrange(year, month)[1]))
