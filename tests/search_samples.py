"""A small site with its search, served on loopback below a path under the site's own policy."""

from __future__ import annotations

import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import jinja2

import builders
from dreiklang import i18n, search
from dreiklang.content.body import Body, Turn, WordTiming
from dreiklang.pages.layout import search_facets, search_words
from dreiklang.pages.render import THEME
from dreiklang.pages.security_policy import POLICY
from dreiklang.site.site import Site

PATH = "/wissen/"
BASE = """{% import "macros.html" as m with context %}
<!doctype html><html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<script src="{{ base }}assets/opener.js" type="module"></script></head>
<body><main>{% block content %}<h1>{{ page.title }}</h1><p id="t-760">…</p>{% endblock %}</main>
<button id="opener">{{ t.search }}</button>{% include "search_dialog.html" %}</body></html>"""
OPENER = """const dialog = document.getElementById("dk-search");
const load = () => import(new URL(dialog.dataset.script, document.baseURI));
document.getElementById("opener").addEventListener("click", async () => (await load()).openSearch(dialog));
const root = document.querySelector("[data-search-results]");
if (root) load().then(({ resultsPage }) => resultsPage(root));
"""
SPOKEN = builders.turns(
    ("Jette Brandhorst", 4, "Guten Tag und willkommen zu einem Gespräch über Rollen."),
    ("Malte Friedrichsen", 97, "Bei uns lag lange alles auf einem Stapel."),
    ("Jette Brandhorst", 760, "Und dann haben wir die Rollen aufgeschrieben, auf ein einziges Blatt."),
)
LONG = "Am Anfang stand ein Kalender. Danach kam lange nichts. Zuletzt hing die Kaffeemaschine an der Wand."
MOMENTS = (*SPOKEN, Turn("Malte Friedrichsen", 800.2, LONG, "t-800", 0, 815.0,
                         (WordTiming(0, 800.2), WordTiming(30, 805.5), WordTiming(55, 811.7))))  # fmt: skip
TEXT = '<h2 id="umsetzung">Umsetzung</h2><p>Ein Blatt mit vier Spalten: Wer entscheidet, wer arbeitet zu?</p>'


def site(language: str = "de") -> Site:
    """A page of every voice that speaks of roles, and what belongs to them."""
    return builders.site(
        builders.entry("topic", "steuerung", title="Steuerung"),
        builders.entry("topic", "ehrenamt", title="Ehrenamt"),
        builders.entry("building-block", "rollen", number=10, title="Rollen klären", summary="Bevor es hakt.",
                       topics=["steuerung"], regions=["HE"], body=Body(html=TEXT)),
        builders.entry("building-block", "vereine", number=11, title="Vereine & <Ämter>",
                       summary="Rollen im Verein.", topics=["ehrenamt"]),
        builders.entry("season", "staffel-1", number=1),
        builders.entry("episode", "am-tisch", number=3, parent="staffel-1", title="Wer sitzt am Tisch?",
                       body=Body(turns=MOMENTS)),
        builders.entry("event", "runde-tische", title="Runde Tische",
                       summary="Rollen verhandeln im Planspiel."),
        language=language,
    )  # fmt: skip


def files(language: str = "de") -> dict[str, bytes]:
    """Everything the search needs and three pages around it, by address."""
    made = {f"assets/{f.name}": f.read_bytes() for f in (THEME / "assets").glob("search*.js")}
    made["assets/opener.js"] = OPENER.encode()
    for bundle in search.outputs(site(language)):
        made |= {bundle.path + name: content for name, content in bundle.make().items()}
    for address in ("seite/", "podcast/staffel-1/am-tisch/", "a-z/"):
        made[f"{address}index.html"] = page("base.html", address, language)
    made["suche/index.html"] = page("search.html", "suche/", language)
    return made


def page(template: str, address: str, language: str) -> bytes:
    """A page with the search's own templates, around them as little as possible."""
    ours = jinja2.DictLoader({"base.html": BASE})
    loader = jinja2.ChoiceLoader([ours, jinja2.FileSystemLoader(THEME / "templates")])
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    values = {"assets": {"files": {"search.js": "assets/search.js"}}, "search": "suche/", "index": "a-z/",
              "search_words": search_words(language), "search_facets": search_facets(language)}  # fmt: skip
    shown = {"title": i18n.text("search", language), "address": address}
    base = "../" * address.count("/")
    template_ = environment.get_template(template)
    return template_.render(
        site=values, t=i18n.words(language), page=shown, base=base, language=language
    ).encode()


@contextmanager
def served(made: dict[str, bytes]) -> Iterator[str]:
    """The files on loopback; yields the address of their root."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = self.path.partition("?")[0].removeprefix(PATH)
            name = f"{address}index.html" if address.endswith("/") or not address else address
            content = made.get(name) if self.path.startswith(PATH) else None
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Says nothing: requests are looked at in the browser."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{PATH}"
        finally:
            server.shutdown()
