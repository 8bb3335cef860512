"""Links that are bound late: converted text names its targets, pages put in the addresses.

Converted HTML holds ``href="dk:name:Koordination#rollen"``. When a page is put together,
``bind`` asks a resolver for each target and writes its answer, so that a new address of one
page never touches the conversion of another.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from dreiklang.content import transcript_anchors
from dreiklang.content.body import Body
from dreiklang.content.library import fold

SCHEME = "dk"


@dataclass(frozen=True)
class LateLink:
    """What a link means.

    ``kind`` is ``name`` (target: a name as written, empty for the page itself), ``embed`` (the
    same, shown in place), ``file`` (a page's source file) or ``media`` (a picture or download);
    both by their path from the project's root. ``fragment`` is as written: an anchor, or with
    names also the words of a heading (``anchor`` finds it). ``bare`` is true for a reference
    without a text of its own, whose words the resolver may choose.
    """

    kind: str
    target: str
    fragment: str = ""
    bare: bool = False


@dataclass(frozen=True)
class Bound:
    """Where a link leads, as plain text: everything is escaped when it is written.

    ``css_class`` is added to the link, ``text`` replaces the words of a bare reference,
    ``attributes`` are set on the element (``width``, ``height``, ``alt`` …), and ``credit``
    is shown below a picture that stands alone.
    """

    url: str
    css_class: str = ""
    text: str = ""
    credit: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


Resolver = Callable[[LateLink], "Bound | str | None"]

_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_LINK = re.compile(
    r'<figure class="figure">(?P<picture><img[^>]* src="dk:[^>]*>)'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>"
    r'|<a(?P<link>[^>]*? href="dk:[^>]*)>(?P<words>.*?)</a>'
    r'|<img(?P<image>[^>]*? src="dk:[^>]*)>',
    re.DOTALL,
)
_EMBED = re.compile(r'<p class="embed"><a class="ref" href="dk:(embed:[^"]*)">[^<]*</a></p>')


def encode(late: LateLink) -> str:
    """A target as it stands in an attribute: ASCII without quotes, ``name:B%C3%BCro?#rollen``."""
    fragment = f"#{quote(late.fragment, safe='')}" if late.fragment else ""
    return f"{late.kind}:{quote(late.target, safe='/')}{'?' if late.bare else ''}{fragment}"


def decode(written: str) -> LateLink:
    """The target that ``encode`` wrote; whatever else comes in names nothing."""
    kind, _, rest = written.partition(":")
    target, _, fragment = rest.partition("#")
    return LateLink(kind, unquote(target.removesuffix("?")), unquote(fragment), target.endswith("?"))


def bind(html: str, resolve: Resolver) -> str:
    """Puts in addresses: each late link becomes the resolver's answer, or plain text for ``None``."""
    if f'="{SCHEME}:' not in html:
        return html

    def put(m: re.Match[str]) -> str:
        if m["picture"]:
            return _figure(m["picture"][4:-1], m["caption"] or "", resolve)
        if m["image"]:
            return _image(m["image"], resolve)[0]
        return _link(m["link"], bind(m["words"], resolve), resolve)

    return _LINK.sub(put, html)


def embeds(html: str, show: Callable[[LateLink], str | None]) -> str:
    """Replaces each embed that is a paragraph of its own by the HTML shown for it.

    ``show`` gives finished HTML, which is not escaped again; ``None`` leaves a link to it.
    """

    def put(m: re.Match[str]) -> str:
        shown = show(decode(m[1]))
        return m[0] if shown is None else shown

    return _EMBED.sub(put, html)


def anchor(body: Body, fragment: str) -> str | None:
    """The anchor in a text that a fragment means: an anchor as such, or the words of a heading."""
    if fragment in {h.id for h in body.headings} | {b.id for b in body.blocks}:
        return fragment
    if transcript_anchors.find_moment(body.turns, fragment):
        return fragment
    words = fold(fragment)
    return next((h.id for h in body.headings if words and fold(h.text) == words), None)


def _answer(late: str, resolve: Resolver) -> tuple[LateLink, Bound | None]:
    target = decode(entities.unescape(late))
    answer = resolve(target)
    return target, Bound(answer) if isinstance(answer, str) else answer


def _link(written: str, words: str, resolve: Resolver) -> str:
    attributes = _read(written)
    target, bound = _answer(attributes["href"].removeprefix(f"{SCHEME}:"), resolve)
    if bound is None:
        return f"<span>{words}</span>"
    if bound.text and target.bare:
        words = entities.escape(bound.text)
    return f"<a{_attributes(attributes, 'href', bound)}>{words}</a>"


def _image(written: str, resolve: Resolver) -> tuple[str, Bound | None]:
    attributes = _read(written)
    _, bound = _answer(attributes["src"].removeprefix(f"{SCHEME}:"), resolve)
    if bound is None:
        return f"<span>{attributes.get('alt', '')}</span>", None
    return f"<img{_attributes(attributes, 'src', bound)}>", bound


def _figure(written: str, caption: str, resolve: Resolver) -> str:
    image, bound = _image(written, resolve)
    if bound is None:
        return f"<p>{image}</p>"
    if caption:
        caption = f"<span>{caption}</span>"
    if bound.credit:
        caption += f'<span class="credit">{entities.escape(bound.credit)}</span>'
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="figure">{image}{below}</figure>'


def _read(written: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(written))


def _attributes(written: Mapping[str, str], name: str, bound: Bound) -> str:
    """Attributes as they stood, the address and the resolver's own put in."""
    classes = " ".join(filter(None, (written.get("class", ""), entities.escape(bound.css_class))))
    new = {key: entities.escape(value) for key, value in ((name, bound.url), *bound.attributes)}
    merged = {**written, **({"class": classes} if classes else {}), **new}
    return "".join(f' {key}="{value}"' for key, value in merged.items())
