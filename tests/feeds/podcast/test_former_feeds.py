"""Feeds and recordings answer at the addresses they once had."""

from __future__ import annotations

import shutil

import pytest

from against.test_against import AS_OF, change, project  # noqa: F401 - a fixture
from conftest import ROOT, run
from dreiklang import against, build, feeds, media, settings
from dreiklang.importing.feed import parsing

FEED = "https://example.org/probe/podcast/feed.xml"


def examined(root):
    """The project, read and checked."""
    return build.examine(root, settings.load(root, AS_OF))


def made(root) -> dict[str, bytes]:
    """The feeds of the site, by path."""
    outputs = feeds.outputs(examined(root).published)
    return {o.path: o.make() for o in outputs if "events" not in o.path and not o.path.endswith(".ics")}


@pytest.mark.parametrize(
    ("former", "path"),
    [
        ("feed/mp3/", "feed/mp3/index.html"),
        ("alt/podcast.xml", "alt/podcast.xml"),
        ("/rss", "rss/index.html"),
    ],
)
def test_a_former_feed_is_a_copy_that_says_where_it_is_now(project, former, path):  # noqa: F811
    """The copy has today's episodes and announces today's address; today's feed announces nothing."""
    change(project / "episodes/index.md", ("title:", f"former_addresses: ['{former}']\ntitle:"))
    files = made(project)
    copy, feed = parsing.read_feed(files[path]), parsing.read_feed(files["podcast/feed.xml"])
    assert copy.items == feed.items
    assert copy.moved_to == FEED
    assert feed.moved_to == ""
    assert examined(project).problems == ()


def test_a_former_feed_of_a_season(project):  # noqa: F811
    """A season's former feed is a copy of the season's."""
    change(project / "episodes/staffel-1/index.md", ("title:", "former_addresses: s1.xml\ntitle:"))
    assert parsing.read_feed(made(project)["s1.xml"]).moved_to.endswith("podcast/staffel-1/feed.xml")


def test_former_pages_of_the_show_redirect_as_pages(project):  # noqa: F811
    """What is no feed is a page that leads on, as everywhere."""
    change(project / "episodes/index.md", ("title:", "former_addresses: [hoeren/]\ntitle:"))
    assert not any("hoeren" in path for path in made(project))
    assert examined(project).problems == ()


def test_a_former_recording_is_a_copy(project):  # noqa: F811
    """A recording that got another name still lies under the old one; the comparison accepts that."""
    folder = project / "episodes/staffel-1"
    shutil.copy(ROOT / "episodes/staffel-2/trailer-dranbleiben.mp3", folder / "neu.mp3")
    path = folder / "anfang.md"
    change(path, ("published:", "former_addresses: [medien/episodes/staffel-1/alt.mp3]\npublished:"))
    text = path.read_text(encoding="utf-8").split("audio:")
    path.write_text(f"{text[0]}audio: {{file: neu.mp3}}\n{text[1].partition(chr(10))[2]}", encoding="utf-8")
    found = examined(project)
    files = {output.path: output.make() for output in media.outputs(found.published)}
    assert files["medien/episodes/staffel-1/alt.mp3"] == folder / "neu.mp3"
    assert found.problems == ()


def test_a_recording_elsewhere_is_settled_by_its_editors_word(project):  # noqa: F811
    """The whole old address at the episode says that the other host goes on answering."""
    change(project / "episodes/staffel-1/anfang.md", ("example/anfang.mp3", "example/anfang-2.mp3"))
    (problem,) = against.check(examined(project), "HEAD")
    assert problem.code == "against-enclosure-changed"
    line = problem.fix("de").partition("former_addresses: ")[2]
    change(project / "episodes/staffel-1/anfang.md", ("published:", f"former_addresses: {line}\npublished:"))
    found = examined(project)
    assert found.problems == ()
    assert against.check(found, "HEAD") == ()


def test_a_moved_feed_is_settled_by_its_former_address(project):  # noqa: F811
    """Another word for the podcast is fine once the old feed's path stands at the show."""
    change(project / "mkdocs.yml", ("search: false", "search: false\n      addresses: {podcast: hoeren}"))
    former = "former_addresses: [podcast/feed.xml, podcast/]"
    change(project / "episodes/index.md", ("title:", f"{former}\ntitle:"))
    assert "against-feed-moved" not in {p.code for p in against.check(examined(project), "HEAD")}
    assert parsing.read_feed(made(project)["podcast/feed.xml"]).moved_to.endswith("/hoeren/feed.xml")


@pytest.mark.parametrize(
    ("former", "code"),
    [
        ("podcast/feed.xml", "former-address-current"),
        ("../feed.xml", "former-address-bad"),
        ("medien/episodes/cover.png/feed/../x.xml", "former-address-bad"),
    ],
)
def test_a_former_feed_is_free(project, former, code):  # noqa: F811
    """A former feed's path is none in use, and none outside the site."""
    change(project / "episodes/index.md", ("title:", f"former_addresses: ['{former}']\ntitle:"))
    assert {problem.code for problem in examined(project).problems} == {code}


def test_a_show_does_not_move_to_itself(project):  # noqa: F811
    """`moved_to` names the feed at another place; one on this site would send apps in circles."""
    change(project / "episodes/index.md", ("title:", "moved_to: https://neu.example/feed.xml\ntitle:"))
    assert examined(project).problems == ()
    change(project / "episodes/index.md", ("https://neu.example/feed.xml", FEED.replace("https", "http")))
    (problem,) = examined(project).problems
    assert problem.code == "moved-to-here"
    assert problem.place.file == "episodes/index.md"


def test_both_hosts_serve_former_addresses_and_present_ones(project):  # noqa: F811
    """Under MkDocs, too, a former address takes nothing away: both hosts give the same files."""
    change(
        project / "episodes/index.md", ("title:", "former_addresses: [hoeren/, feed/mp3/, alt.xml]\ntitle:")
    )
    run("dreiklang", "build", "-d", "ours", cwd=project)
    run("mkdocs", "build", "--strict", "-d", "theirs", cwd=project)
    files = [
        {
            str(f.relative_to(project / name)): f.read_bytes()
            for f in (project / name).rglob("*")
            if f.is_file()
        }
        for name in ("ours", "theirs")
    ]
    assert {"podcast/index.html", "hoeren/index.html", "feed/mp3/index.html", "alt.xml"} <= files[0].keys()
    assert files[0] == files[1]
