"""A walk with the Tab key through a page or a dialog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page

from browser.tour import script

INNER = 8
"""Presses that native controls of a recording may take inside one element."""


@dataclass
class Steps:
    """``wanted`` names the controls in the order of the document, ``reached`` their places as they were reached."""

    wanted: list[str]
    reached: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def judged(self) -> Iterator[str]:
        """What is wrong with this walk."""
        yield from self.wrong
        yield from (f"not reached: {name}" for i, name in enumerate(self.wanted) if i not in self.reached)
        if self.reached != sorted(self.reached):
            yield f"not in the order of the page: {self.reached}"


def steps(page: Page, root: str = "") -> Steps:
    """Tab from the start of the page until the focus leaves it or begins anew.

    With ``root`` only the controls in there are wanted, and the walk begins where the focus is.
    """
    judge = script("stop")
    taken = Steps(page.evaluate(script("stops"), root))
    seen = set(taken.reached)
    for _ in range(len(taken.wanted) + INNER * (1 + len(taken.wanted) // 10)):
        page.keyboard.press("Tab")
        stop = page.evaluate(judge)
        last = taken.reached[-1] if taken.reached else None
        outside = root and last is not None and stop and stop["at"] == -1
        if stop is None or outside or (stop["at"] in seen and stop["at"] != last):
            return taken
        taken.wrong += [f"{stop['name']} {reason}" for reason in stop["wrong"]]
        if stop["at"] not in (-1, last):
            taken.reached.append(stop["at"])
            seen.add(stop["at"])
    taken.wrong.append("the focus is trapped: it never leaves the page")
    return taken


def unfocused(page: Page) -> list[str]:
    """Controls that do not show that they have the focus, each given it without walking there."""
    page.evaluate(script("stops"), "")
    page.keyboard.press("Tab")  # a focus is only shown to those who use the keyboard
    return page.evaluate(f"() => ({script('focused')})({script('stop')})")
