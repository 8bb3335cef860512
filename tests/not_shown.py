"""Fields that an output does not have, and why: general reasons, each with its outputs and fields."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "names an entry for machines and for references of others": (
        "page feed calendar search",
        "*:id *:aliases *:former_addresses *:uid *:sequence *:guid podcast:recommends.guid *:workshops.id",
    ),
    "is for editors, or for the preview alone": (
        "page feed calendar",
        "*:theme *:*consent *:review_every *:reviewed *:draft *:lang",
    ),
    "is what apps and directories go by: the feed has it": (
        "page search",
        "podcast:owner.* podcast:categories podcast:language podcast:locked podcast:explicit podcast:order "
        "podcast:update_frequency.* podcast:verification podcast:hidden podcast:moved_to episode:explicit "
        "episode:key_messages.end episode:audio.alternates.*",
    ),
    "orders lists; a page says the days that count for its kind": ("page feed calendar", "*:date *:updated"),
    "counts in relations, lists and search: a record or plain page is itself what others are about": (
        "page",
        "home:topics home:regions home:places home:role page:topics page:regions page:places *:related "
        "person:topics person:regions organisation:topics organisation:places place:topics place:places "
        "topic:topics topic:regions topic:places term:topics term:regions term:places material:topics material:regions material:places "
        "newsletter:topics newsletter:regions newsletter:places",
    ),
    "is the picture in previews of links; the page shows another or none": (
        "page",
        "home:image.* podcast:image.* event-series:image.* organisation:image.*",
    ),
    "is said on the page of picture credits: the picture is small here": (
        "page",
        "episode:image.* season:image.* podcast:cover.* person:portrait.*",
    ),
    "says where a change is shown": ("page feed calendar", "event:changes.field event:changes.old_start event:changes.old"),
    "groups files: these pages list the groups without their names": ("page", "*:*downloads.category"),
    "is told to programs (linked data, feeds) or goes with a field that is shown": (
        "page",
        "place:osm place:geo place:invented episode:transcript",
    ),
    "belongs to a picture or file: the search reads texts": (
        "search",
        "*:image.* *:cover.* *:portrait.* *:logo.* *:gallery.* *:*downloads.*",
    ),
    "names another page, which is found itself": (
        "search",
        "*:related *:materials *:builds_on *:deepens *:trailer *:funders *:recordings *:organisation "
        "*:transcript_origin.reviewer",
    ),
    "is small print: nobody looks for a page by it": (
        "search",
        "*:*.role *:format *:venue.* *:changes.* *:registration.note *:repeats.changed.note *:series.title "
        "*:assessment.* podcast:author podcast:funding.title podcast:subscribe.title podcast:recommends.title "
        "*:no_transcript.reason person:phone person:links.title organisation:funding_note",
    ),
    "stands on the page, to which an item of the feed leads": (
        "feed",
        "*:topics *:regions *:places *:image.* podcast:cover.* podcast:subscribe.* season:thesis season:findings "
        "article:type article:series.* *:downloads.* *:contact *:hosts.role *:guests.role episode:transcript* "
        "episode:no_transcript.* event-series:question event-series:duration event-series:organisers "
        "event:venue.directions event:venue.access event:speakers.* event:programme.* event:workshops.* "
        "event:gallery.* event:recordings event:repeats.without event:repeats.changed.*",
    ),
    "stands on the page, to which an appointment leads": (
        "calendar",
        "*:related *:topics *:regions *:places *:image.* event-series:question event-series:duration *:organisers "
        "event:venue.directions event:venue.access event:speakers.* event:programme.* event:workshops.* "
        "event:downloads.* event:gallery.* event:recordings",
    ),
}  # fmt: skip
"""Why fields are not in an output: the outputs, and ``kind:field`` of each."""
