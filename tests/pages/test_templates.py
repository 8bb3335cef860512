"""A site's own templates: the blocks that may be filled, and the document that says so."""

from __future__ import annotations

import re

import pytest

import own_templates
from conftest import ROOT
from dreiklang.content.library import KINDS
from dreiklang.pages import template_checks

DOCUMENT = (ROOT / "generator/TEMPLATES.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", DOCUMENT, re.MULTILINE)
AFTER = {f"after_{kind.replace('-', '_')}": kind for kind in KINDS}
"""The blocks of one kind's pages."""
EVERYWHERE = ("head", "header", "before_content", "after_content", "footer")
THEIRS = {"page_head", "content"}
"""Blocks that the theme's own templates fill."""
MARK = re.compile(r"<i>(\w+) ([\w-]*)</i>")


def filled(name: str) -> str:
    """A block with a mark that names it and the page's kind, after what it held before."""
    mark = f"<i>{name} {{{{ page.kind }}}}</i>"
    return f"{{% block {name} %}}{{{{ super() }}}}{mark}{{% endblock %}}\n"


MAIN = '{% extends "base.html" %}\n' + "".join(filled(name) for name in (*EVERYWHERE, *AFTER))


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A site of every kind without templates of its own."""
    return own_templates.made(own_templates.every_kind(tmp_path_factory.mktemp("plain"), {}))


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """The same site with a mark in every block."""
    root = tmp_path_factory.mktemp("marked")
    return own_templates.made(own_templates.every_kind(root, {"own/main.html": MAIN}))


def kind_of(page: str) -> str:
    """The kind that a page's ``<main>`` names; nothing for a page that only leads on."""
    found = re.search(r'<main id="dk-main"[^>]* class="kind-([a-z-]+)', page)
    return found[1] if found else ""


def test_the_document_names_all_blocks_and_no_others():
    """The table of TEMPLATES.md, base.html and the kinds of content name the same blocks."""
    documented = {name for name, _, _ in ROWS}
    assert documented == {*EVERYWHERE, *AFTER}
    assert documented | THEIRS == template_checks.theme()["base.html"].blocks


def test_filled_blocks_change_nothing_else(plain, marked):
    """A page with all blocks filled is the page without them, and the marks: empty blocks leave no blanks."""
    assert plain.keys() == marked.keys()
    for path, page in marked.items():
        assert MARK.sub("", page) == plain[path], path


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_block_of_all_pages_is_on_each_once(marked, name):
    """What fills a block of all pages stands once on every page but those that only lead on."""
    counts = {path: [found for found, _ in MARK.findall(page)].count(name) for path, page in marked.items()}
    assert {path for path, count in counts.items() if count != 1} == {"alt/index.html"}
    assert counts["alt/index.html"] == 0


@pytest.mark.parametrize(("name", "kind"), AFTER.items())
def test_a_block_of_a_kind_is_on_its_pages_alone(marked, name, kind):
    """What fills a kind's block stands once on every page of that kind, and on no other."""
    pages = {path for path, page in marked.items() if kind_of(page) == kind}
    assert pages
    assert {path for path, page in marked.items() if (name, kind) in MARK.findall(page)} == pages
    assert {path for path, page in marked.items() if f"<i>{name} " in page} == pages


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("head", r"{mark}</head>"),
        ("header", r'<header class="site-header">.*</header>{mark}.*<main'),
        ("before_content", r"<main [^>]*>\n{mark}"),
        ("after_content", r"{mark}</main>"),
        ("footer", r"</main>\n<footer.*</footer>{mark}"),
    ],
)
def test_a_block_stands_where_the_document_says(marked, name, place):
    """Each block of all pages has its place around the head, the content and the foot."""
    pattern = place.replace("{mark}", rf"<i>{name} [\w-]*</i>")
    for path, page in marked.items():
        assert re.search(pattern, page, re.DOTALL) or path == "alt/index.html", path


def test_blocks_of_kinds_stand_below_the_content(marked):
    """A kind's block is followed by nothing but the block for the end of all pages."""
    for path, page in marked.items():
        if kind_of(page) in KINDS:
            assert re.search(r">\n<i>after_\w+ [\w-]+</i><i>after_content [\w-]+</i></main>", page), path


def test_a_file_of_the_same_name_takes_the_place_of_the_themes(tmp_path):
    """Templates of the theme include the site's own file, which may include others beside it."""
    files = {"own/footer.html": '<footer>{% include "_note.html" %}</footer>', "own/_note.html": "Gruß"}
    assert "<footer>Gruß</footer>" in own_templates.made(own_templates.project(tmp_path, files))["index.html"]


def test_a_changed_template_is_seen_by_the_same_process(tmp_path):
    """A preview shows what a template says now, and no page counts as unchanged."""
    root = own_templates.project(tmp_path, {"own/footer.html": "<footer>eins</footer>"})
    assert "<footer>eins</footer>" in own_templates.made(root)["index.html"]
    own_templates.project(tmp_path, {"own/footer.html": "<footer>zwei</footer>"})
    assert "<footer>zwei</footer>" in own_templates.made(root)["index.html"]


def test_files_among_the_assets_are_no_templates(tmp_path):
    """What lies in assets/ is copied as it is, even if it is no template that could be read."""
    root = own_templates.project(tmp_path, {"own/assets/demo.html": "{% if"})
    assert own_templates.prepared(root).problems == ()


def fences(language: str) -> dict[str, str]:
    """The document's examples in a language, by their path."""
    found = re.findall(rf'^```{language} title="([^"]+)"\n(.*?)^```$', DOCUMENT, re.MULTILINE | re.DOTALL)
    return dict(found)


def test_the_examples_of_the_document_are_true(tmp_path):
    """The document's templates, put into a site, make the HTML that it shows."""
    event = "---\nid: treffen\ntitle: Treffen\nstart: 2026-12-03 10:00\nend: 2026-12-03 16:00\ndate: 2026-11-01\n---\n"
    files = {"events/treffen.md": event, **fences("jinja")}
    assert fences("yaml")["mkdocs.yml"].split()[-1] == "own"
    made = own_templates.made(own_templates.project(tmp_path, files))
    shown = fences("html")
    assert len(shown) == 2
    for path, html in shown.items():
        assert html.rstrip() in made[path.removeprefix("site/")]
    assert '<meta name="google-site-verification" content="1234">\n</head>' in made["index.html"]


def test_every_value_of_the_document_exists(tmp_path):
    """What the document promises templates to know is known on every page."""
    table = DOCUMENT.partition("## What a template knows")[2].partition("## Take")[0]
    rows = re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
    names = [name for row in rows for name in re.findall(r"`([\w.]+)`", row)]
    assert {"base", "t", "page.title", "site.name"} <= set(names)
    footer = "".join(f"{{{{ {name} is defined }}}}" for name in (*names, "t.home"))
    made = own_templates.made(own_templates.project(tmp_path, {"own/footer.html": f"<u>{footer}</u>"}))
    assert {re.search("<u>(.*)</u>", page)[1] for page in made.values()} == {"True" * (len(names) + 1)}
