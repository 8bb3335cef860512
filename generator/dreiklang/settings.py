"""Every option of a site, typed, documented below its line.

All settings stand in ``mkdocs.yml``: what MkDocs knows under its own keys, the rest under
``plugins: - dreiklang:``. ``load`` reads that file itself, so that the core needs no host.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from dreiklang import colours, written
from dreiklang.problems import Place, Problem, ProblemsFound, suggestion


def _zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("unknown-timezone") from None
    return name


class Frozen(BaseModel):
    """Settings cannot change during a build."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")]


class Addresses(Frozen):
    """The first words of addresses, by kind."""

    building_block: Word = "bausteine"
    """Building blocks."""
    podcast: Word = "podcast"
    """The podcast, its seasons and episodes."""
    season: Word = "staffel"
    """A season: ``podcast/staffel-2/``."""
    event: Word = "veranstaltungen"
    """Events."""
    event_series: Word = "reihen"
    """Event series."""
    article: Word = "aktuelles"
    """Articles."""
    person: Word = "personen"
    """People."""
    organisation: Word = "organisationen"
    """Organisations."""
    place: Word = "orte"
    """Municipalities."""
    topic: Word = "themen"
    """Topics."""
    region: Word = "laender"
    """Bundesländer."""
    term: Word = "glossar"
    """The glossary."""
    material: Word = "material"
    """Materials."""
    newsletter: Word = "newsletter"
    """The newsletter and its archive."""
    search: Word = "suche"
    """The results page of the search."""
    index: Word = "a-z"
    """The index of everything."""
    credits: Word = "bildnachweise"
    """The credits of all pictures."""
    recommendations: Word = "empfehlungen"
    """All recommendations."""


class Folders(Frozen):
    """Where each kind is read from; below the documents' folder unless said otherwise."""

    building_block: str = "bausteine"
    """Building blocks."""
    article: str = "aktuelles"
    """Articles."""
    person: str = "personen"
    """People."""
    organisation: str = "organisationen"
    """Organisations."""
    place: str = "orte"
    """Municipalities."""
    topic: str = "themen"
    """Topics."""
    term: str = "glossar"
    """Glossary terms."""
    material: str = "material"
    """Materials."""
    newsletter: str = "newsletter"
    """Newsletter issues."""
    episodes: str = "/episodes"
    """The podcast, from the project's root."""
    events: str = "/events"
    """Events, from the project's root."""


class Colours(Frozen):
    """Own colours, by mode and token: ``light: {read: "#0A4F4B"}``."""

    light: Mapping[str, Colour] = Field(default_factory=dict)
    """Colours of the light mode, by token (``read``, ``read-vivid``, ``paper`` …)."""
    dark: Mapping[str, Colour] = Field(default_factory=dict)
    """Colours of the dark mode, by token."""


class Options(Frozen):
    """What stands under ``plugins: - dreiklang:``."""

    timezone: Annotated[str, AfterValidator(_zone)]
    """The site's time zone, for example ``Europe/Berlin``."""
    language: Literal["de", "en"] = "de"
    """The language of the interface."""
    uid_domain: str = ""
    """The domain in calendar UIDs; set it once and keep it when the site moves. Default: the site's host."""
    claim: str = ""
    """A few words below the site's name."""
    headline: str = ""
    """The sentence at the top of the home page; the home page's title when empty."""
    often_searched: tuple[str, ...] = ()
    """Searches offered on the home page."""
    about: str = ""
    """The line in every footer that says what the site is."""
    addresses: Addresses = Addresses()
    """Words in addresses."""
    folders: Folders = Folders()
    """Folders of the content."""
    colours: Colours = Colours()
    """Own colours."""
    trust_authors: bool = False
    """True leaves HTML in Markdown as it is and lets extensions put other files into pages.

    Only where every author is trusted as much as the code.
    """
    search: bool = True
    """False builds no search index."""
    production: bool = False
    """True refuses placeholder texts on legal pages."""


class Site(Frozen):
    """What MkDocs' own keys say."""

    name: Annotated[str, Field(min_length=1)]
    """The site's name (``site_name``)."""
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#@\\<>\"']+(/[^\s?#\\<>\"']*)?$")]
    """The site's address (``site_url``)."""
    description: str = ""
    """What the site is about (``site_description``)."""
    repo_url: str = ""
    """Where the sources are kept (``repo_url``)."""
    edit_uri: str = ""
    """How a source is edited (``edit_uri``)."""
    docs_dir: str = "docs"
    """The documents' folder (``docs_dir``)."""
    site_dir: str = "site"
    """The folder to publish into (``site_dir``)."""
    custom_dir: str = ""
    """Own templates and assets (``theme.custom_dir``)."""
    extra_css: tuple[str, ...] = ()
    """Own style sheets below ``docs_dir`` (``extra_css``)."""
    extra_javascript: tuple[str, ...] = ()
    """Own scripts below ``docs_dir`` (``extra_javascript``)."""
    markdown_extensions: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Further Markdown extensions with their options (``markdown_extensions``)."""

    @property
    def base(self) -> str:
        """The site's address with a closing slash."""
        return self.url.rstrip("/") + "/"


class Settings(Frozen):
    """All settings of a site and of this build."""

    site: Site
    options: Options
    as_of: dt.datetime
    """The one clock: decides what is published. Always with an offset."""
    drafts: bool = False
    """True shows drafts, marked (preview only)."""

    @property
    def language(self) -> str:
        """The language of the interface."""
        return self.options.language

    def in_language(self, language: Literal["de", "en"] | None) -> Settings:
        """The settings for a page in a language of its own; the same where it has none."""
        if language is None or language == self.language:
            return self
        return self.model_copy(update={"options": self.options.model_copy(update={"language": language})})

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The site's time zone."""
        return zoneinfo.ZoneInfo(self.options.timezone)


def load(root: Path, as_of: dt.datetime, config: str = "mkdocs.yml", **changes: Any) -> Settings:
    """The settings of the site below ``root``.

    ``changes`` replace values of ``Site`` (``site_dir`` from a command line). Raises
    ProblemsFound with every problem of the file at its line.
    """
    path = root / config
    if not path.is_file():
        raise ProblemsFound([Problem("config-missing", Place(config))])
    document = written.read_yaml(path.read_bytes(), config, tags=written.PYTHON_NAMES)
    if document.problems:
        raise ProblemsFound(document.problems)
    data = document.data if isinstance(document.data, dict) else {}
    if "INHERIT" in data:
        raise ProblemsFound([Problem("config-inherit", document.place("INHERIT", config))])
    position, options = _plugin(data)
    try:
        settings = Settings(site=_site(data) | changes, options=options, as_of=as_of)
    except ValidationError as error:
        raise ProblemsFound(_problems(error, document, config, position)) from None
    if found := list(_unreadable(settings, document, config, f"{position}.colours")):
        raise ProblemsFound(found)
    return settings


def _unreadable(
    settings: Settings, document: written.Document, config: str, position: str
) -> Iterator[Problem]:
    """Own colours that the palette does not know, or that nobody can read."""
    for mode, palette in colours.PALETTES.items():
        own = getattr(settings.options.colours, mode)
        known = sorted(palette)
        for token in colours.unknown(own):
            near = suggestion(token, known, settings.language)
            values: dict[str, object] = {"token": token, "near": near, "known": ", ".join(known)}
            yield Problem("colour-unknown", document.place(f"{position}.{mode}.{token}", config), values)
        for token, ground, ratio, needed in colours.weak(mode, own):
            name = token if token in own else ground
            values = {
                "token": token, "ground": ground, "ratio": f"{ratio:.1f}", "needed": f"{needed:.0f}",
                "mode": mode, "written": name, "example": palette[name],
            }  # fmt: skip
            yield Problem("colour-contrast", document.place(f"{position}.{mode}.{name}", config), values)


def _site(data: Mapping[str, Any]) -> dict[str, Any]:
    names = {
        "site_name": "name", "site_url": "url", "site_description": "description", "repo_url": "repo_url",
        "edit_uri": "edit_uri", "docs_dir": "docs_dir", "site_dir": "site_dir",
        "extra_css": "extra_css", "extra_javascript": "extra_javascript",
    }  # fmt: skip
    site = {ours: data[theirs] for theirs, ours in names.items() if data.get(theirs) is not None}
    theme = data.get("theme")
    if isinstance(theme, dict) and theme.get("custom_dir"):
        site["custom_dir"] = theme["custom_dir"]
    site["markdown_extensions"] = tuple(_named(data.get("markdown_extensions") or ()))
    return site


def _named(items: Any) -> list[tuple[str, Any]]:
    """MkDocs writes lists of names where a name may carry options."""
    pairs: list[tuple[str, Any]] = []
    if not isinstance(items, (dict, list, tuple)):
        return pairs
    for item in items.items() if isinstance(items, dict) else items:
        if isinstance(item, str):
            pairs.append((item, {}))
        elif isinstance(item, dict):
            pairs += [(str(name), options or {}) for name, options in item.items()]
        elif isinstance(item, tuple):
            pairs.append((str(item[0]), item[1] or {}))
    return pairs


def _plugin(data: Mapping[str, Any]) -> tuple[str, Any]:
    """Where the plugin's options stand in the file, and the options."""
    plugins = data.get("plugins") or []
    for index, (name, options) in enumerate(_named(plugins)):
        if name == "dreiklang":
            return (f"plugins.{index}.dreiklang", options)
    return ("plugins", {})


def _problems(
    error: ValidationError, document: written.Document, config: str, position: str
) -> list[Problem]:
    theirs = {"name": "site_name", "url": "site_url", "description": "site_description"}
    found = []
    for detail in error.errors():
        head, *rest = [str(part) for part in detail["loc"]]
        if head == "site":
            name = ".".join([theirs.get(rest[0], rest[0]), *rest[1:]])
        else:
            name = ".".join([position, *rest])
        if name == "plugins.timezone":
            found.append(Problem("plugin-missing", document.place("plugins", config), _misspelt(document)))
        else:
            found.append(written.field_problem(detail, document.place(name, config), name, Options))
    return found


def _misspelt(document: written.Document) -> dict[str, object]:
    """``Meinten Sie „dreiklang“?`` where a plugin has a similar name."""
    plugins = document.data.get("plugins") if isinstance(document.data, dict) else None
    names = [name for name, _ in _named(plugins)] or [str(plugins)]
    near = [written.near(name, ["dreiklang"]) for name in names]
    return max(near, key=lambda found: len(str(found["near_de"])))
