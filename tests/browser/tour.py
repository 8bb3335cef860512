"""A walk through pages in one width: every page light and dark, with menu, search and player in use.

A tour only looks and notes; tests say what must not have been found.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response

from browser.catalogue import NOW, Shown

HERE = Path(__file__).parent / "scripts"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SCHEMES = ("light", "dark")
HEIGHT = 900
RULES = ("axe", "console", "csp", "overflow", "foreign", "early", "late", "media")
"""What is noted: ``early`` is stored before the reader did anything, ``late`` after, ``media`` loaded before play."""
BIG = {"image", "media"}
"""Kinds of requests that are no part of a text page."""
LOST = "gibt/es/nicht/"
"""An address that no site has, deep enough to notice relative links on the 404 page."""


def script(name: str) -> str:
    """A function for the browser."""
    return (HERE / f"{name}.js").read_text(encoding="utf-8")


def context(browser: Browser, width: int, **more: object) -> BrowserContext:
    """A reader with nothing stored, at the moment the site was built for."""
    made = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce", locale="de-DE", **more
    )
    made.set_default_timeout(15_000)
    made.clock.set_fixed_time(NOW)
    return made


@dataclass
class Tour:
    """What was seen: ``findings`` by rule, ``visits`` as (kind, state, scheme), ``weights`` by address in bytes.

    ``query`` is a word that the search of the site finds; ``sizes`` are the bytes of single files by URL.
    """

    browser: Browser
    base: str
    width: int
    query: str
    findings: dict[str, list[str]] = field(default_factory=lambda: {rule: [] for rule in RULES})
    visits: set[tuple[str, str, str]] = field(default_factory=set)
    weights: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def walk(self, plain: Iterable[Shown], used: Iterable[Shown]) -> Tour:
        """Looks at pages as they load, and at those of ``used`` with menu, search and player too."""
        acted = list(used)
        with context(self.browser, self.width) as reader:
            reader.add_init_script(script("watch"))
            page = reader.new_page()
            for shown in plain:
                Visit(self, shown, page).look(act=shown in acted)
        return self

    def note(self, rule: str, where: str, found: Iterable[str]) -> None:
        """Keeps what was found against a rule."""
        self.findings[rule] += [f"{where}: {one}" for one in found]

    def found(self, rule: str) -> str:
        """Everything found against a rule, a line each."""
        return "\n".join(self.findings[rule])


class Visit:
    """One page, loaded once. A tour has one tab: what any page leaves behind is seen."""

    def __init__(self, tour: Tour, shown: Shown, page: Page) -> None:
        self.tour = tour
        self.shown = shown
        self.page = page
        self.requests: list[Request] = []
        self.listeners = {
            "request": self._asked, "response": self._answered, "console": self._said, "pageerror": self._failed,
        }  # fmt: skip

    def _note(self, rule: str, state: str, found: Iterable[str]) -> None:
        self.tour.note(rule, f"{self.shown.address or '/'} {state}".strip(), found)

    def _asked(self, request: Request) -> None:
        self.requests.append(request)

    def _failed(self, error: Error) -> None:
        self._note("console", "", [str(error)])

    def _answered(self, response: Response) -> None:
        lost = self.shown.kind == "not-found" and response.request.is_navigation_request()
        if response.status >= 400 and not lost:
            self._note("console", "", [f"{response.status} {response.url}"])

    def _said(self, message: ConsoleMessage) -> None:
        lost = self.shown.kind == "not-found" and message.location["url"] == self.page.url
        if message.type in {"error", "assert"} and not lost:
            self._note("console", "", [message.text])

    def look(self, act: bool) -> None:
        """Loads the page and looks at it in every state."""
        self.page.emulate_media(color_scheme="light")
        for event, listener in self.listeners.items():
            self.page.on(event, listener)
        address = LOST if self.shown.kind == "not-found" else self.shown.address
        self.page.goto(self.tour.base + address)
        self.page.evaluate("document.fonts.ready.then(() => null)")
        self._before()
        self.page.evaluate(AXE)
        self._judge("plain", None)
        if act:
            self._act()
        self._after()
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)

    def _before(self) -> None:
        """What must not have happened before the reader did anything."""
        self._note("early", "", self.page.evaluate(script("storage")))
        self._note("early", "", [f"cookie {c['name']}" for c in self.page.context.cookies()])
        media = [r.url for r in self.requests if r.resource_type == "media"]
        self._note("media", "", media)
        light = [r for r in self.requests if r.resource_type not in BIG]
        self.tour.weights[self.shown.address] = sum(self._weight(r) for r in light)

    def _weight(self, request: Request) -> int:
        """Bytes on the way, asked for once: text packed as every web server does it, fonts as they are."""
        known = self.tour.sizes
        if request.url not in known:
            body = (
                self.page.request.get(request.url).body() if request.url.startswith(self.tour.base) else b""
            )
            known[request.url] = len(body if request.resource_type == "font" else gzip.compress(body, 6))
        return known[request.url]

    def _after(self) -> None:
        """What must not have happened even then."""
        self._note("late", "", self.page.evaluate(script("storage")))
        self._note("csp", "", self.page.evaluate("window.dkForbidden"))
        inner = (self.tour.base, "data:", "blob:")
        self._note("foreign", "", [r.url for r in self.requests if not r.url.startswith(inner)])

    def _judge(self, state: str, part: str | None) -> None:
        """axe in both schemes, and whether everything has its room."""
        self._note("overflow", state, self.page.evaluate(script("overflow")))
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            how = [part, scheme == "dark", self.shown.kind == "home"]
            self._note("axe", f"{state} {scheme}", self.page.evaluate(script("axe"), how))
            self.tour.visits.add((self.shown.kind, state, scheme))

    def _act(self) -> None:
        self._menu()
        self._search()
        if self.shown.kind == "search":
            self._results()
        if self.page.locator("dk-player audio").count():
            self._play()

    def _menu(self) -> None:
        """The menu of small screens."""
        button = self.page.locator("button.menu-toggle")
        if button.is_visible():
            button.click()
            self.page.locator("#dk-nav a").first.wait_for(state="visible")
            self._judge("menu", "header")

    def _search(self) -> None:
        """The dialog with hits. Where a menu hides its opener, the menu is open by now."""
        self.page.locator("#dk-nav [data-open-search]").click()
        self.page.locator("#dk-search-input").fill(self.tour.query)
        self.page.locator("#dk-search [role=option]").first.wait_for()
        self._judge("search", None if self.shown.kind == "home" else "#dk-search")
        self.page.keyboard.press("Escape")
        self.page.locator("#dk-search").wait_for(state="hidden")

    def _results(self) -> None:
        """The page of results, with hits and filters."""
        self.page.locator("main input[name=q]").fill(self.tour.query)
        self.page.keyboard.press("Enter")
        self.page.locator(".hits li").first.wait_for()
        self._judge("results", None)

    def _play(self) -> None:
        """The player, started from a mark of time in the page, or by its own control where there is none."""
        marks = self.page.locator("main a[data-t]")
        if marks.count():
            marks.last.click()
        else:
            self.page.locator("dk-player audio").press("Space")
        self.page.locator("dk-player audio").evaluate(script("played"))
        self._judge("playing", None)
