"""Rules over the whole library: each a small function that yields problems."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.checks import (  # fmt: skip
    addresses,
    downloads,
    events,
    images,
    legal,
    names,
    own_files,
    podcast,
    recordings,
    references,
    schedules,
    transcripts,
)
from dreiklang.ground.problems import Problem
from dreiklang.site.site import Site

RULES = (
    names.fields_name_records,
    names.names_are_unique,
    references.references_resolve,
    references.blocks_have_own_ids,
    addresses.addresses_are_unique,
    addresses.former_addresses_are_free,
    images.inline_pictures_are_complete,
    images.galleries_are_agreed_to,
    downloads.accessible_files_are,
    recordings.recordings_are_known,
    recordings.statements_agree,
    recordings.forms_are_equally_long,
    podcast.episodes_have_transcripts,
    podcast.times_lie_within_the_recording,
    podcast.numbers_are_unique,
    transcripts.turns_end_with_the_recording,
    transcripts.turns_follow_each_other,
    transcripts.long_turns_have_times,
    transcripts.speakers_are_people,
    podcast.one_show,
    podcast.a_show_moves_elsewhere,
    events.times_exist,
    events.dates_follow_the_rule,
    events.status_is_explained,
    schedules.events_have_a_length,
    schedules.programmes_follow_the_day,
    schedules.registrations_close_in_time,
    schedules.changes_have_happened,
    schedules.times_are_as_exact_as_days,
    legal.legal_pages_exist,
    own_files.own_files_exist,
    legal.privacy_names_hosts_of_recordings,
)


def check(site: Site) -> Iterator[Problem]:
    """Every problem between entries, in no order."""
    for rule in RULES:
        yield from rule(site)
