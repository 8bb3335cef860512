"""Keywords of a feed are topics of the site where one is called like that; the rest is reported once."""

from __future__ import annotations

from collections.abc import Iterable

from dreiklang.content.kinds import TOPIC
from dreiklang.content.library import fold
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.feed.planning import Plan


def topics(plan: Plan, words: Iterable[str]) -> list[str]:
    """The ids of topics by title or alias, however case, umlauts and hyphens are written."""
    found: dict[str, None] = {}
    for word in dict.fromkeys(words):
        known = plan.project.library.named(word, TOPIC)
        if len(known) == 1:
            found[known[0].id] = None
        else:
            plan.unmatched.setdefault(fold(word) or word, []).append(word)
    return list(found)


def report(plan: Plan) -> None:
    """One note for all keywords without a topic, the most frequent first."""
    rows = sorted(plan.unmatched.values(), key=lambda written: (-len(written), written[0].casefold()))
    if rows:
        words = ", ".join(f"{w[0]} ({len(w)} ×)" if len(w) > 1 else w[0] for w in rows)
        plan.problems.append(Problem("import-keywords", Place(line(plan.source)), {"words": line(words)}))
