"""Rules over the whole library."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import entry, facts, site, turns
from dreiklang import checks
from dreiklang.checks.own_files import own_files_exist
from dreiklang.content.body import Block, Body, Heading, Reference, Turn, WordTiming


def codes(*entries, media=(), **options) -> list[str]:
    """The codes of all problems that these entries have together."""
    return sorted(problem.code for problem in checks.check(site(*entries, media=media, **options)))


def pointing(kind: str, target: str, fragment: str = "", text: str = "x") -> Body:
    """A text with one reference."""
    return Body(references=(Reference(kind, target, fragment, text, 9, 4),))


def test_a_sound_library_has_no_problems():
    """Entries that name each other rightly have no problems."""
    block = entry("building-block", "a", topics=["ehrenamt"], body=pointing("name", "Ehrenamt"))
    assert codes(block, entry("topic", "ehrenamt")) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("topics", ["nirgends"]),
        ("places", "nirgends"),
        ("authors", ["nirgends"]),
        ("materials", ["nirgends"]),
        ("builds_on", ["nirgends"]),
        ("related", ["nirgends"]),
    ],
)
def test_a_name_in_a_field_must_exist(field, value):
    """A field that names a record nobody wrote is a problem."""
    assert codes(entry("building-block", "a", **{field: value})) == ["name-unknown"]


def test_a_name_of_the_wrong_kind_is_unknown():
    """A topic must be a topic, not any page of that name."""
    assert codes(entry("building-block", "a", topics=["b"]), entry("article", "b")) == ["name-unknown"]


def test_an_unknown_reference_suggests_the_nearest_name():
    """A misspelt reference stands at its line and column, with the nearest title."""
    found = list(
        checks.check(
            site(
                entry("article", "a", body=pointing("name", "Kordination")),
                entry("article", "koordination", title="Koordination"),
            )
        )
    )
    assert [str(p.place) for p in found] == ["docs/article/a.md:9:4"]
    assert "Meinten Sie „Koordination“?" in found[0].message("de")
    assert "Did you mean “Koordination”?" in found[0].message("en")


def test_an_ambiguous_reference_names_its_candidates():
    """A name that may mean two pages names both."""
    a, b = entry("article", "a1", title="Koordination"), entry("building-block", "b1", title="Koordination")
    (found,) = checks.check(site(a, b, entry("article", "c", body=pointing("name", "Koordination"))))
    assert found.code == "reference-ambiguous"
    assert a.path in found.message("de")
    assert b.path in found.message("de")


def test_a_section_must_exist():
    """A reference to a section names a heading that the page has, by words or anchor."""
    target = entry("article", "b", body=Body(headings=(Heading(2, "rollen-klaeren", "Rollen klären", 3),)))
    for fragment, expected in (
        ("Rollen klären", []),
        ("rollen-klaeren", []),
        ("Anders", ["section-unknown"]),
    ):
        assert codes(entry("article", "a", body=pointing("name", "b", fragment)), target) == expected


@pytest.mark.parametrize(("kind", "code"), [("file", "link-unknown"), ("media", "media-unknown")])
def test_links_and_files_must_exist(kind, code):
    """An ordinary link leads to a page of the project, a picture to a file."""
    assert codes(entry("article", "a", body=pointing(kind, "docs/none"))) == [code]


def test_two_entries_cannot_share_an_address():
    """Two ids of different kinds may not meet in one address."""
    found = codes(entry("page", "bausteine"), entry("page", "x"))
    assert found == ["address-twice"]


def test_former_addresses_must_be_free_and_plain():
    """A former address is neither in use nor a path out of the site."""
    assert codes(entry("page", "a", former_addresses=["b/"]), entry("page", "b")) == ["former-address-taken"]
    assert codes(entry("page", "a", former_addresses=["../etc/"])) == ["former-address-bad"]
    assert codes(entry("page", "a", former_addresses=["/a/"])) == ["former-address-current"]


def test_pictures_need_alt_credit_and_licence():
    """A picture in a text has an alt text, and a sidecar with credit and licence."""
    bare = facts("docs/b.jpg", "image/jpeg")
    whole = facts("docs/b.jpg", "image/jpeg", sidecar={"credit": "N. Lind", "licence": "CC BY 4.0"})
    assert codes(entry("article", "a", body=pointing("media", "docs/b.jpg")), media=[bare]) == [
        "picture-without-credit"
    ]
    assert codes(entry("article", "a", body=pointing("media", "docs/b.jpg")), media=[whole]) == []
    without = entry("article", "a", body=pointing("media", "docs/b.jpg", text=""))
    assert codes(without, media=[whole]) == ["picture-without-alt"]


@pytest.fixture
def show():
    """A show, a season and a speaker."""
    return [entry("podcast", "show"), entry("season", "staffel-1"), entry("person", "ada", title="Ada")]


def test_an_episode_needs_a_transcript_or_a_reason(show):
    """An episode without a transcript is a problem unless a dated reason is given."""
    assert codes(*show, entry("episode", "e", parent="staffel-1")) == ["transcript-missing"]
    reason = {"reason": "folgt", "date": "2026-11-01"}
    assert codes(*show, entry("episode", "e", parent="staffel-1", no_transcript=reason)) == []


def test_times_lie_within_the_recording(show):
    """Turns, chapters and key messages beyond the end, or out of order, are problems."""
    episode = entry(
        "episode", "e", parent="staffel-1", audio={"file": "e.mp3"},
        chapters=[{"time": "0:50", "title": "b"}, {"time": "0:10", "title": "a"}],
        key_messages=[{"time": "2:00", "text": "t"}],
        body=Body(turns=turns(("Ada", 0, "Hallo"), ("Ada", 99, "zu spät"))),
    )  # fmt: skip
    media = [facts("e.mp3", "audio/mpeg", seconds=60.0)]
    assert codes(*show, episode, media=media) == ["time-beyond-end", "time-beyond-end", "time-out-of-order"]


def test_key_messages_end_after_they_begin(show):
    """The end of a passage lies behind its beginning and within the recording."""
    reason = {"reason": "folgt", "date": "2026-11-01"}
    episode = entry(
        "episode", "e", parent="staffel-1", audio={"file": "e.mp3"}, no_transcript=reason,
        key_messages=[
            {"time": "0:10", "end": "0:20", "text": "a"}, {"time": "0:30", "end": "0:30", "text": "b"},
            {"time": "0:50", "end": "1:05", "text": "c"},
        ],
    )  # fmt: skip
    media = [facts("e.mp3", "audio/mpeg", seconds=60.0)]
    assert codes(*show, episode, media=media) == ["key-message-end", "time-beyond-end"]


def test_times_in_problems_have_hours(show):
    """A time beyond an hour is named as it is written: 1:02:03, not 62:03."""
    chapters = [{"time": "1:02:03", "title": "zu spät"}]
    reason = {"reason": "folgt", "date": "2026-11-01"}
    late = entry(
        "episode", "e", parent="staffel-1", chapters=chapters, audio={"file": "e.mp3"}, no_transcript=reason
    )
    made = site(*show, late, media=[facts("e.mp3", "audio/mpeg", seconds=3600.0)])
    (problem,) = checks.check(made)
    assert (problem.values["time"], problem.values["end"]) == ("1:02:03", "1:00:00")


def test_a_recording_kept_elsewhere_has_facts(show):
    """Without size and duration a recording kept elsewhere is refused, at its address."""
    bare = entry(
        "episode",
        "e",
        parent="staffel-1",
        audio={"url": "https://example.org/f.mp3"},
        no_transcript={"reason": "folgt", "date": "2026-11-01"},
    )
    assert codes(*show, bare) == ["audio-url-needs-facts"]


def test_speakers_are_people(show):
    """Who speaks has a record, so that names are never typed twice."""
    episode = entry("episode", "e", parent="staffel-1", body=Body(turns=turns(("SPEAKER_00", 0, "Hallo"))))
    assert codes(*show, episode) == ["speaker-unknown"]


def spoken(show, *said, **fields):
    """The places and codes of what is wrong with an episode of 60 seconds and these turns."""
    fields = {"audio": {"file": "e.mp3"}} | fields
    episode = entry("episode", "e", parent="staffel-1", body=Body(turns=said), **fields)
    media = [facts("e.mp3", "audio/mpeg", seconds=60.0)]
    found = checks.check(site(*show, episode, media=media))
    return [f"{problem.place} {problem.code}" for problem in found]


def test_a_speaker_with_a_slip_in_the_name_gets_a_suggestion(show):
    """A name that is nearly somebody's is named with the person that is probably meant."""
    episode = entry("episode", "e", parent="staffel-1", body=Body(turns=turns(("Adda", 0, "Hallo"))))
    (problem,) = checks.check(site(*show, episode))
    assert problem.message("de").endswith("Meinten Sie „Ada“?")


def test_problems_of_a_transcript_file_are_named_in_it(show):
    """Where the transcript is a file, its lines are meant, not those of the episode."""
    said = Turn("Adda", 0, "Hallo", "t-0", 7)
    assert spoken(show, said, transcript="episodes/e.vtt") == ["episodes/e.vtt:7:1 speaker-unknown"]


@pytest.mark.parametrize(
    "said",
    [Turn("Ada", 62, "a", "t", 3), Turn("Ada", 5, "a", "t", 3, end=61.5),
     Turn("Ada", 5, "a b", "t", 3, marks=(WordTiming(2, 99.0),))],
)  # fmt: skip
def test_every_time_of_a_turn_lies_within_the_recording(show, said):
    """Begin, end and times within a turn may exceed the recording by a second and no more."""
    assert spoken(show, said) == ["episodes/staffel-1/e.md:3:1 time-beyond-end"]
    assert spoken(show, Turn("Ada", 60.5, "a", "t", 3, end=60.9)) == []


def test_turns_that_overlap_are_noted(show):
    """A turn that ends after the next began is a note: two may speak at once."""
    said = [Turn("Ada", 0, "a", "t", 3, end=9), Turn("Ada", 5, "b", "u", 5)]
    assert spoken(show, *said) == ["episodes/staffel-1/e.md:3:1 turns-overlap"]
    assert spoken(show, Turn("Ada", 0, "a", "t", 3, end=5.5), said[1]) == []


def test_five_minutes_without_a_time_are_noted(show):
    """A longer stretch of a turn without a known time is a note; a mark within it settles it."""
    remote = {"audio": {"url": "https://x.example/a.mp3", "length": 9, "seconds": 400}}
    assert spoken(show, Turn("Ada", 0, "a b", "t", 3), **remote) == ["episodes/staffel-1/e.md:3:1 turn-long"]
    assert spoken(show, Turn("Ada", 0, "a b", "t", 3, marks=(WordTiming(2, 200.0),)), **remote) == []
    assert spoken(show, Turn("Ada", 0, "a b", "t", 3, end=200.0), **remote) == []


def test_numbers_are_given_once():
    """Two building blocks cannot have one number."""
    assert codes(entry("building-block", "a"), entry("building-block", "b")) == ["number-twice"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"start": "2026-03-29 02:30", "end": "2026-03-29 04:00"}, "time-lost"),
        ({"timezone": "Europe/Atlantis"}, "unknown-zone"),
        ({"status": "cancelled"}, "change-missing"),
        (
            {"changes": [{"date": "2026-02-01", "text": "b"}, {"date": "2026-01-01", "text": "a"}]},
            "changes-out-of-order",
        ),
    ],
)  # fmt: skip
def test_events_say_when_and_whether(fields, code):
    """The lost hour, unknown zones, and a status without a dated change are problems."""
    assert codes(entry("event", "e", **fields)) == [code]


def test_anchors_are_given_once_per_page():
    """A typed block cannot take the anchor of a heading."""
    body = Body(headings=(Heading(2, "x", "X", 1),), blocks=(Block("quote", "x", "", "", 4),))
    assert codes(entry("article", "a", body=body)) == ["anchor-twice"]


def test_production_needs_legal_pages():
    """In production each legal duty has its page, and no placeholder is left on it."""
    pages = [
        entry("page", role, role=role, body=Body(text="Max Mustermann" if role == "imprint" else ""))
        for role in ("imprint", "privacy", "accessibility")
    ]
    assert codes(*pages, production=True) == ["legal-page-missing", "legal-placeholder"]
    assert codes(*pages) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "a%2e%2e/b",
        ".dreiklang",
        ".git/x",
        'a"><script>/',
        "a?b",
        "a#b",
        "a\\b",
        "a./b",
        "/",
    ],
)
def test_former_addresses_are_names_of_folders(address):
    """What hides, climbs, leaves the site or is no folder everywhere can be no former address."""
    assert codes(entry("page", "a", former_addresses=[address])) == ["former-address-bad"]


@pytest.mark.parametrize("address", ["2019/05/bericht.html", "über-uns/", "a/b~c,d+e_f.php"])
def test_former_addresses_of_other_systems_pass(address):
    """Addresses that other systems made lead on."""
    assert codes(entry("page", "a", former_addresses=[address])) == []


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("own.css", True), ("sub/own.css", True), ("missing.css", False), ("../outside.css", False),
        ("https://cdn.example/x.css", False), ("/own.css", False), ("./own.css", False), ("link.css", False),
        ("sub/../own.css", False),
    ],
)  # fmt: skip
def test_own_styles_and_scripts_exist(tmp_path, name, there):
    """What mkdocs.yml names as style or script is a file below docs; nothing else would be published."""
    (tmp_path / "docs/sub").mkdir(parents=True)
    for path in ("docs/own.css", "docs/sub/own.css", "outside.css"):
        (tmp_path / path).touch()
    (tmp_path / "docs/link.css").symlink_to("own.css")
    plain = site(root=tmp_path)
    for field in ("extra_css", "extra_javascript"):
        changed = plain.settings.site.model_copy(update={field: (name,)})
        changed_site = replace(plain, settings=plain.settings.model_copy(update={"site": changed}))
        found = [p.code for p in own_files_exist(changed_site)]
        assert found == ([] if there else ["own-file-missing"])


@pytest.mark.parametrize(
    ("lacks", "found"), [((), []), (None, []), (("tags", "language"), ["download-not-accessible"])]
)
def test_accessible_files_are_accessible(lacks, found):
    """A PDF said to be accessible states tags, title and language; wherever it is offered."""
    slides = {"title": "Folien", "file": "events/folien.pdf", "accessible": True}
    workshop = {"id": "w", "title": "W", "downloads": [slides]}
    file = facts("events/folien.pdf", "application/pdf", lacks=lacks)
    assert codes(entry("event", "tag", workshops=[workshop]), media=[file]) == found
    assert codes(entry("event", "tag", downloads=[slides]), media=[file]) == found
    assert codes(entry("event", "tag", downloads=[slides | {"accessible": False}]), media=[file]) == []
