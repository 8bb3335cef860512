"""What events may have in common."""

from __future__ import annotations

from enum import StrEnum


class ArchiveFacet(StrEnum):
    """A way to put events together, by the name that interface words have; addresses have words of their own.

    ``ATTENDANCE`` asks whether one can take part online, ``STATE`` whether events are cancelled or
    have a report.
    """

    YEAR = "year"
    SERIES = "series"
    FORMAT = "format"
    ATTENDANCE = "attendance"
    STATE = "state"
    REGION = "region"
    PLACE = "place"
    TOPIC = "topic"
    PERSON = "person"
