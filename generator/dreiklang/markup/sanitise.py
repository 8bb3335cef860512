"""What HTML may stand in a page: an allow-list, for authors who are not trusted like the code."""

from __future__ import annotations

import nh3

from dreiklang.markup.late_links import SCHEME

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Where links may lead."""

DROPPED = frozenset(
    {
        "script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "frame", "frameset",
        "math", "title", "textarea", "select", "option", "xmp", "plaintext", "noembed", "noframes",
        "audio", "video", "canvas", "portal",
    }
)  # fmt: skip
"""Elements that vanish with everything in them."""

REFUSED = DROPPED | {
    "form",
    "button",
    "base",
    "meta",
    "link",
    "body",
    "html",
    "head",
    "map",
    "area",
    "picture",
}
"""Elements that an author is told about when they are taken out."""

_TAGS = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "input", "ins", "kbd", "label", "li", "mark", "ol", "p", "path", "pre", "q", "s",
    "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "svg", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip

_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href", "hreflang", "download", "aria-label"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "div": {"aria-label"},
    "img": {"src", "alt", "width", "height"},
    "input": {"name", "checked", "disabled", "aria-label"},
    "ins": {"datetime"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "path": {"d"},
    "pre": {"aria-label"},
    "svg": {"viewBox", "aria-hidden", "xmlns"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "abbr", "scope"},
    "time": {"datetime"},
}

_VALUES = {
    "input": {"type": {"checkbox", "radio"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "pre": {"role": {"region"}, "tabindex": {"0"}},
}

_cleaner = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=set(DROPPED),
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    url_schemes={*SCHEMES, SCHEME},
    link_rel=None,
)


def clean(html: str) -> str:
    """HTML with nothing left that could run, load from elsewhere or reach outside the text."""
    return _cleaner.clean(html)
