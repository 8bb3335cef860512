"""Where links and pictures lead: checked, recorded and, within the project, bound late."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from dreiklang.content.body import Reference
from dreiklang.ground.problems import Place
from dreiklang.markup import late_links
from dreiklang.markup.draft import Draft, attribute, text_of
from dreiklang.markup.late_links import SCHEME, LateLink
from dreiklang.markup.sanitise import SCHEMES

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f]+")
VAGUE = frozenset(
    {
        "hier", "here", "mehr", "more", "click here", "klick hier", "hier klicken", "klicken sie hier",
        "read more", "mehr lesen", "mehr erfahren", "weiterlesen", "link", "dieser link", "this link", "this",
    }
)  # fmt: skip
"""Link texts that do not say where a link leads."""


def check_links(draft: Draft) -> None:
    """Checks every link and picture and puts late targets in their place."""
    # A link within a link leads nowhere in particular, and only HTML can write one.
    for nested in list(draft.nodes("a a")):
        nested.unwrap(delete_empty=True)
    for node in draft.nodes("a[href], img"):
        if node.tag == "a":
            _link(draft, node)
        else:
            _image(draft, node)


def _link(draft: Draft, node: LexborNode) -> None:
    href = attribute(node, "href")
    if attribute(node, "class") in ("footnote-ref", "footnote-backref"):
        return
    late = _own(draft, href)
    if late is not None:
        place = draft.place_of(_written(late))
        _record(draft, node, "href", late, place, text_of(node))
    elif not _address(draft, node, "href", place := draft.place_of(href), text_of(node)):
        node.unwrap(delete_empty=True)
        return
    _link_text(draft, node, place)


def _image(draft: Draft, node: LexborNode) -> None:
    alt = " ".join(attribute(node, "alt").split())
    node.attrs["alt"] = alt
    src = attribute(node, "src")
    place = draft.place_of(src)
    if _is_elsewhere(src):
        draft.problem("image-elsewhere", place, target=src)
        node.replace_with(alt)
    elif not _address(draft, node, "src", place, alt):
        node.replace_with(alt)


def _own(draft: Draft, href: str) -> LateLink | None:
    """The reference behind a link that the conversion wrote; nobody else knows the token."""
    head = f"{SCHEME}:{draft.token}:"
    return late_links.decode(href.removeprefix(head)) if href.startswith(head) else None


def _written(late: LateLink) -> str:
    number = late.target.startswith("#")
    fragment = f"#{late.fragment}" if late.fragment and not number else ""
    return f"[[{late.target}{fragment}"


def _record(draft: Draft, node: LexborNode, name: str, late: LateLink, place: Place, text: str) -> None:
    if late.kind == "embed" and "embed" not in attribute(node.parent or node, "class"):
        draft.problem("embed-not-alone", place, name=late.target)
    node.attrs[name] = f"{SCHEME}:{late_links.encode(late)}"
    _reference(draft, late.kind, late.target, late.fragment, text, place)


def _reference(draft: Draft, kind: str, target: str, fragment: str, text: str, place: Place) -> None:
    draft.references.append(Reference(kind, target, fragment, text, place.line, place.column))


def _is_elsewhere(address: str) -> bool:
    plain = _UNSEEN.sub("", address).lower()
    return plain.startswith(("http:", "https:", "//"))


def _address(draft: Draft, node: LexborNode, name: str, place: Place, text: str) -> bool:
    """Puts a checked address into the element; false when there is none to put."""
    written = attribute(node, name).strip()
    plain = _UNSEEN.sub("", written)
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].lower() not in SCHEMES:
        draft.problem("link-scheme", place, scheme=f"{scheme[1]}:")
        return False
    if _is_elsewhere(written):
        node.attrs[name] = plain if scheme else f"https:{plain}"
        _reference(draft, "web", node.attrs[name] or "", "", text, place)
        return True
    return bool(scheme) or _inside(draft, node, name, place, text)


def _inside(draft: Draft, node: LexborNode, name: str, place: Place, text: str) -> bool:
    """A path to a page or file of the project, made relative to the project's root."""
    path, _, fragment = attribute(node, name).strip().partition("#")
    path, fragment = unquote(path.partition("?")[0]), unquote(fragment)
    target = _from_root(path, draft.source.file)
    if target is None:
        draft.problem("link-outside", place, target=path)
        return False
    if not path and not fragment:
        draft.problem("link-without-target", place, text=text)
        return False
    ending = posixpath.splitext(target)[1].lower()
    late = LateLink("file" if ending in ("", ".md") else "media", target, fragment)
    _record(draft, node, name, late, place, text)
    return True


def _from_root(path: str, file: str) -> str | None:
    """``../bilder/x.svg`` in ``docs/a/b.md`` is ``docs/bilder/x.svg``; None when it leaves the project.

    A leading slash is the project's root, as on the git host.
    """
    if not path:
        return file
    if "\\" in path or any(ord(c) < 32 for c in path):
        return None
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(file), path)
    target = posixpath.normpath(joined)
    return None if target == ".." or target.startswith("../") else target


def _link_text(draft: Draft, node: LexborNode, place: Place) -> None:
    words = " ".join([text_of(node), *(attribute(image, "alt") for image in node.css("img"))]).strip()
    if not words and not attribute(node, "aria-label"):
        draft.problem("link-empty", place)
    elif words.casefold().strip(" .…:»›>→") in VAGUE:
        draft.problem("link-vague", place, text=words)
