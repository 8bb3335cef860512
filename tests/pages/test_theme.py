"""The theme: colours that can be read, vendored files that are what they say, a policy that holds."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import builders
from dreiklang.ground import colours
from dreiklang.pages import assets, security_policy
from dreiklang.pages.render import THEME

CSS = (THEME / "assets" / "dreiklang.css").read_text(encoding="utf-8")
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_can_be_read(mode):
    """All text colours reach 7:1 on all grounds, rules and marks 3:1."""
    assert list(colours.weak(mode, colours.PALETTES[mode])) == []


@pytest.mark.parametrize(("mode", "letter"), [("light", "l"), ("dark", "d")])
def test_palette_and_style_sheet_agree(mode, letter):
    """The colours that are checked are those of the style sheet."""
    found = dict(re.findall(rf"--{letter}-([a-z-]+): (#[0-9A-F]{{6}})", CSS.partition("/* Type")[0]))
    assert found == dict(colours.PALETTES[mode])


def test_weak_own_colour_is_found():
    """An own colour below 7:1 is named with its ground and its contrast."""
    found = {(token, ground) for token, ground, _, _ in colours.weak("light", {"read": "#14857B"})}
    assert ("read", "paper") in found


def test_contrast_is_that_of_wcag():
    """Black on white is 21:1, a colour on itself 1:1."""
    assert colours.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert colours.contrast("#0A4F4B", "#0A4F4B") == pytest.approx(1)


def test_own_colours_become_one_file():
    """Colours of the settings are one small style sheet, linked after the theme's."""
    site = builders.site(colours={"light": {"read": "#003D3A"}, "dark": {"read": "#9FE8DF"}})
    sheet = {o.path: o for o in assets.outputs(site)}["assets/colours.css"].make()
    assert sheet == b":root { --l-read: #003D3A; --d-read: #9FE8DF; }\n"
    styles = assets.links(site)["styles"]
    assert str(styles[-1]).startswith("assets/colours.css?v=")


def test_no_colours_no_file():
    """A site without own colours has no such file."""
    assert "assets/colours.css" not in {o.path for o in assets.outputs(builders.site())}


@pytest.mark.parametrize("folder", sorted(f.name for f in (THEME / "vendor").iterdir()))
def test_vendored_files_are_unchanged(folder):
    """Each vendored folder names its version, has its licence, and its files match their checksums."""
    place = THEME / "vendor" / folder
    assert re.search(r"-\d+\.\d+", folder)
    assert any(f.name.upper().startswith("LICEN") for f in place.iterdir())
    for line in (place / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((place / name).read_bytes()).hexdigest() == digest


def test_policy_allows_nothing_inline():
    """The policy starts from nothing and allows neither inline code nor other hosts."""
    assert security_policy.POLICY.startswith("default-src 'none'")
    assert "unsafe-inline" not in security_policy.POLICY
    assert "http" not in security_policy.POLICY


def test_policy_for_every_server_is_the_same():
    """nginx, Apache, Caddy and _headers carry the very same policy."""
    made = {o.path: o.make().decode() for o in security_policy.outputs(builders.site())}
    assert set(made) == {"csp/nginx.conf", "csp/apache.conf", "csp/Caddyfile", "csp/_headers"}
    assert all(security_policy.POLICY in text for text in made.values())


def test_policy_opens_for_remote_recordings():
    """A recording kept elsewhere may be played, nothing else of that host."""
    audio = {"url": "https://ton.example/a.mp3", "length": 1, "seconds": 1}
    site = builders.site(builders.entry("episode", "folge", audio=audio))
    assert "media-src 'self' https://ton.example;" in security_policy.policy(site)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda f: f.name)
def test_templates_hold_nothing_inline(template: Path):
    """No template carries an inline script, style or handler."""
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", text)
    assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda f: f.name)
def test_templates_call_no_methods(template: Path):
    """Templates stay in the part of Jinja that MiniJinja shares: macros are called, methods are not."""
    code = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", template.read_text(encoding="utf-8")))
    called = set(re.findall(r"([\w.]+)\.\w+\(", code))
    known = {"m": "macros.html", "e": "meet.html", "h": "hear.html", "l": "event_lists.html"}
    assert called <= known.keys(), f"only imported macros: {known}"


def test_layers_in_order():
    """Style sheets stand in the six layers, in their order."""
    assert "@layer tokens, base, layout, content, components, modes;" in CSS


def test_fonts_are_the_sites_own():
    """No style sheet of the theme names another host."""
    for sheet in (THEME / "assets").glob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet.name
