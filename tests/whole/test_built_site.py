"""The demo site as files: every link leads somewhere, every page is sound, light and reproducible."""

from __future__ import annotations

import hashlib
import json
import re
import urllib.parse
from collections import Counter
from pathlib import Path

import pytest

from built import IDREFS, Built
from conftest import ROOT, run

URL = "https://dreiklang.example/wissen/"
AROUND = 40_000
"""Bytes of HTML that may stand around the content of a page."""
OTHERS = (
    "mailto:",
    "tel:",
    "data:",
    "podcast:",
    "webcal:",
    "feed:",
    "pcast:",
    "overcast:",
    "antennapod-subscribe:",
    "pktc:",
    "podcastaddict:",
    "gpodder:",
)
"""Schemes that leave the browser, or carry the content themselves."""
TEXTS = (".html", ".xml", ".json", ".ics", ".txt", ".srt", ".vtt")


@pytest.fixture(scope="session")
def built(demo) -> Built:
    """The demo as files."""
    return Built(demo, URL)


def test_every_link_of_every_page_leads_to_a_file_or_anchor(built):
    """Every internal address in the HTML, raw HTML and templates included, has a file and its anchor."""
    wrong = [
        f"{address}:{line}: {link} {reason}"
        for address, document in built.documents.items()
        for line, link in document.links()
        if not link.startswith(OTHERS)
        and (url := built.resolved(link, address))
        and (reason := built.wrong(url))
    ]
    assert wrong == [], "\n".join(wrong)


def mentioned(text: str) -> set[str]:
    """Every whole address of the site in a text; folded calendar lines are joined first (RFC 5545 3.1)."""
    joined = re.sub(r"\r?\n[ \t]", "", text) if text.startswith("BEGIN:VCALENDAR") else text
    found = re.findall(rf"{re.escape(URL)}[^\s\"'<>\\)\]]*", joined)
    return {url.replace("&amp;", "&").rstrip(".,;") for url in found}


def test_every_whole_address_in_feeds_calendars_and_data_exists(built):
    """Every address of the site in a feed, calendar, sitemap, transcript or JSON-LD block has its file."""
    texts = [name for name in built.files if name.endswith(TEXTS) and not name.startswith("pagefind/")]
    wrong = [
        f"{name}: {url} {reason}"
        for name in texts
        for url in mentioned(built.text(name))
        if (reason := built.wrong(url))
    ]
    assert wrong == [], "\n".join(wrong)
    assert any(mentioned(built.text(name)) for name in texts if name.endswith(".ics"))


def test_styles_and_scripts_name_files_that_exist(built):
    """Every url() of a style sheet and every import of a script has its file."""
    wrong = []
    for name in [n for n in built.files if n.endswith((".css", ".js")) and not n.startswith("pagefind/")]:
        found = re.findall(r"url\(\"?([^)\"]+)\"?\)|(?:from|import\()\s*\"(\.[^\"]+)\"", built.text(name))
        for link in (style or script for style, script in found):
            url = built.resolved(link, name)
            if not link.startswith("data:") and (url is None or built.wrong(url)):
                wrong.append(f"{name}: {link}")
    assert wrong == [], "\n".join(wrong)


def test_every_page_is_reached_from_the_home_page(built):
    """Following links from the home page leads to every page but 404 and moved ones."""
    seen, waiting = set(), [""]
    while waiting:
        address = waiting.pop()
        if address in seen or address not in built.documents:
            continue
        seen.add(address)
        urls = (built.resolved(link, address) for _, link in built.documents[address].links())
        waiting += [re.split("[?#]", url.removeprefix(URL))[0] for url in urls if url]
    inner = {
        address for address, document in built.documents.items() if document.kind not in ("", "not-found")
    }
    assert inner - seen == set()


def test_the_sitemap_names_exactly_the_pages_that_may_be_found(built):
    """The sitemap holds every page that search engines may list, and none that only leads to another."""
    named = set(re.findall(r"<loc>([^<]+)</loc>", built.text("sitemap.xml")))
    open_ = {
        URL + address
        for address, document in built.documents.items()
        if '<meta name="robots" content="noindex">' not in document.raw
        and '<meta http-equiv="refresh"' not in document.raw
    }
    assert named == open_


def test_ids_are_unique(built):
    """No page has an id twice."""
    twice = {a: [i for i, n in Counter(d.ids).items() if n > 1] for a, d in built.documents.items()}
    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_names_of_other_elements_exist(built):
    """Labels, descriptions and what a button controls name an id of the same page."""
    wrong = [
        f"{address}:{element.line}: {name}={value}"
        for address, document in built.documents.items()
        for element in document.elements
        for name in IDREFS & element.attributes.keys()
        for value in element.attributes[name].split()
        if value not in document.ids
    ]
    assert wrong == [], "\n".join(wrong)


def headings(document) -> list[int]:
    """The levels of a page's headings, in order."""
    return [int(e.tag[1]) for e in document.elements if re.fullmatch("h[1-6]", e.tag)]


def test_every_page_has_one_h1_and_begins_with_it(built):
    """Exactly one first-level heading, before all others."""
    wrong = {
        a: headings(d)
        for a, d in built.documents.items()
        if headings(d)[:1] != [1] or headings(d).count(1) > 1
    }
    assert wrong == {}


def test_headings_jump_over_no_level(built):
    """A heading is at most one level below the one before."""
    wrong = [
        f"{address}: h{before} → h{after}"
        for address, document in built.documents.items()
        for before, after in zip(headings(document), headings(document)[1:], strict=False)
        if after > before + 1
    ]
    assert wrong == [], "\n".join(wrong)


def test_no_link_is_left_unbound(built):
    """No page, feed or calendar holds a late link that nobody bound."""
    kept = [n for n in built.files if n.endswith(TEXTS) and re.search(r"[\"'(]dk:", built.text(n))]
    assert kept == []


def test_nothing_in_a_page_needs_an_unsafe_policy(built):
    """No style attribute, style element, event attribute, ``javascript:`` or inline script; data blocks excepted."""
    wrong = []
    for address, document in built.documents.items():
        for element in document.elements:
            own = element.attributes
            script = element.tag == "script" and "src" not in own and own.get("type") != "application/ld+json"
            unsafe = [n for n in own if n == "style" or n.startswith("on")]
            unsafe += [v for v in own.values() if v.strip().lower().startswith("javascript:")]
            if script or unsafe or element.tag == "style":
                wrong.append(f"{address}:{element.line}: <{element.tag}> {unsafe}")
    assert wrong == [], "\n".join(wrong)


def test_data_blocks_are_json(built):
    """Every JSON-LD block is JSON with a context and a type."""
    blocks = [
        e
        for d in built.documents.values()
        for e in d.elements
        if e.attributes.get("type") == "application/ld+json"
    ]
    for block in blocks:
        data = json.loads("".join(block.text))
        assert "@context" in data
        assert "@type" in data or "@graph" in data
    assert blocks


def test_html_around_the_content_is_light(built):
    """Navigation, footer and dialog weigh at most 40 kB on every page."""
    around = {
        address: len(re.sub(r"<main.*</main>", "", document.raw, flags=re.DOTALL).encode())
        for address, document in built.documents.items()
    }
    assert {address: size for address, size in around.items() if size > AROUND} == {}


def test_every_picture_and_recording_of_the_content_is_used(built):
    """No media file is published that no page, feed or calendar mentions."""
    everything = "".join(built.text(n) for n in built.files if n.endswith((*TEXTS, ".css", ".js")))
    unused = [n for n in built.files if n.startswith("medien/") and urllib.parse.quote(n) not in everything]
    assert unused == []


def test_another_machine_builds_the_same_bytes(built, tmp_path):
    """Time zone, locale, hash seed, an empty memory and another folder change no byte."""
    target = tmp_path / "anders"
    elsewhere = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "DREIKLANG_CACHE": str(tmp_path / "c"),
    }
    run("dreiklang", "build", "--site-dir", str(target), cwd=ROOT, **elsewhere)
    assert digests(target) == digests(built.folder)


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
