"""The palette, a site's own colours in it, and whether they can be read (WCAG 2.2, 1.4.6 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

PALETTES: Mapping[str, Mapping[str, str]] = {
    "light": {
        "paper": "#FBFAF6", "surface": "#FFFFFF", "sunken": "#F1EEE6",
        "ink": "#1C212B", "muted": "#474C57", "line": "#DAD5C8", "line-strong": "#6F6B60",
        "link": "#0B4A8F", "danger": "#8A1C13", "danger-tint": "#FBEAE6",
        "read": "#0A4F4B", "read-vivid": "#14857B", "read-soft": "#A9D3C9",
        "read-tint": "#E5F0EC", "read-panel": "#0A4F4B",
        "hear": "#5C1F4A", "hear-vivid": "#A8407F", "hear-soft": "#E3B4D1",
        "hear-tint": "#F6EAF2", "hear-panel": "#5C1F4A",
        "meet": "#6B3A00", "meet-vivid": "#C76B08", "meet-soft": "#F5C987",
        "meet-tint": "#FBEEDC", "meet-panel": "#6B3A00",
        "on-panel": "#FFFFFF", "on-solid": "#FFFFFF", "foot": "#1C212B",
        "art-read": "#0A4F4B", "art-hear": "#5C1F4A", "art-meet": "#6B3A00",
        "art-light": "#FBFAF6", "art-sun": "#F5C987",
        "focus-in": "#FFFFFF", "focus-out": "#0B4A8F",
    },
    "dark": {
        "paper": "#12161C", "surface": "#1A2028", "sunken": "#0D1014",
        "ink": "#F3EFE6", "muted": "#C6C3BB", "line": "#333A44", "line-strong": "#8C8F94",
        "link": "#9CC8FF", "danger": "#FFB4A8", "danger-tint": "#331B19",
        "read": "#7FD9CE", "read-vivid": "#3FA79C", "read-soft": "#1E5450",
        "read-tint": "#15292A", "read-panel": "#123B39",
        "hear": "#F2B3DB", "hear-vivid": "#C66FA3", "hear-soft": "#63304F",
        "hear-tint": "#2D1D29", "hear-panel": "#3C1B32",
        "meet": "#FFC47E", "meet-vivid": "#D98F35", "meet-soft": "#6B471A",
        "meet-tint": "#2E2317", "meet-panel": "#46290A",
        "on-panel": "#F3EFE6", "on-solid": "#12161C", "foot": "#0D1014",
        "art-read": "#1D5F59", "art-hear": "#7A3563", "art-meet": "#7A5220",
        "art-light": "#FFDDA6", "art-sun": "#F1E4C3",
        "focus-in": "#12161C", "focus-out": "#FFD98A",
    },
}  # fmt: skip
"""Every colour of the theme, by mode and token, as ``dreiklang.css`` has them."""

_GROUNDS = ("paper", "surface", "sunken", "read-tint", "hear-tint", "meet-tint")
_TEXTS = ("ink", "muted", "link", "danger", "read", "hear", "meet")
_VOICES = ("read", "hear", "meet")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written ``#RRGGBB``, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def unknown(own: Mapping[str, str]) -> list[str]:
    """Names that are no token of the palette."""
    return sorted(set(own) - set(PALETTES["light"]))


def weak(mode: str, own: Mapping[str, str]) -> Iterator[tuple[str, str, float, float]]:
    """Pairs that cannot be read: (token, ground, contrast, contrast needed).

    Only pairs that the site's own colours take part in are looked at.
    """
    palette = {**PALETTES[mode], **own}
    for token, ground, needed in _pairs():
        if (token in own or ground in own) and (ratio := contrast(palette[token], palette[ground])) < needed:
            yield token, ground, ratio, needed


def _pairs() -> Iterator[tuple[str, str, float]]:
    for ground in _GROUNDS:
        yield from ((text, ground, 7.0) for text in _TEXTS)
    for voice in _VOICES:
        yield "on-panel", f"{voice}-panel", 7.0
        yield "on-solid", voice, 7.0
        yield from ((f"{voice}-vivid", ground, 3.0) for ground in ("paper", "surface", f"{voice}-tint"))
    yield from (("line-strong", ground, 3.0) for ground in ("paper", "surface"))


def style_sheet(light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """The site's own colours as a style sheet without layer; empty when there are none."""
    tokens = [f"--l-{token}: {colour};" for token, colour in sorted(light.items())]
    tokens += [f"--d-{token}: {colour};" for token, colour in sorted(dark.items())]
    return f":root {{ {' '.join(tokens)} }}\n" if tokens else ""
