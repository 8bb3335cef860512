"""Prints the demo's documents: Markdown beside this script becomes tagged PDF files.

    python events/_unterlagen/print.py

A document's front matter names its title, its form (``folien``: a slide per heading of the second
level, ``blatt``: A4 pages) and the file to write. Chromium writes the structure that screen readers
need; dates are taken out, so the same text gives the same bytes. Needs playwright and Chromium.
"""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

import markdown
import yaml
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "generator/dreiklang/theme"
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
A_DATE = b"D:20260101000000+00'00'"


def main() -> None:
    """Prints every document beside this script."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        page = browser.new_page()
        for source in sorted(HERE.glob("*.md")):
            target = printed(source, page)
            print(f"{source.name}: {target.stat().st_size // 1024} kB")
        browser.close()


def printed(source: Path, page: Page) -> Path:
    """Writes one document's PDF and returns its path."""
    _, head, text = source.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(head)
    page.set_content(html(fields, text))
    page.evaluate("document.fonts.ready")
    target = HERE / str(fields["pdf"])
    pdf = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    target.write_bytes(undated(pdf))
    return target


def html(fields: dict[str, str], text: str) -> str:
    """The document as one HTML page."""
    body = markdown.markdown(text, extensions=["tables", "sane_lists"])
    if fields["form"] == "folien":
        body = "".join(f"<section>{part}</section>" for part in re.split(r"(?=<h2)", body) if part.strip())
    style = faces() + (HERE / "print.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{fields["title"]}</title>'
        f'<style>{style}</style></head><body class="{fields["form"]}"><main>{body}</main></body></html>'
    )


def faces() -> str:
    """The theme's fonts as style rules that need no file."""
    rules = []
    for family, name in (("Sans", "source-sans-3"), ("Serif", "source-serif-4")):
        for path in sorted(FONTS.rglob(f"{name}*wght-normal.woff2")):
            data = base64.b64encode(path.read_bytes()).decode()
            rules.append(
                f'@font-face{{font-family:"{family}";font-weight:200 900;'
                f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
            )
    return "".join(rules)


def undated(pdf: bytes) -> bytes:
    """The PDF with a fixed day in place of the clock, at the same length."""
    return re.sub(rb"D:\d{14}[+-]\d\d'\d\d'", A_DATE, pdf)


if __name__ == "__main__":
    main()
