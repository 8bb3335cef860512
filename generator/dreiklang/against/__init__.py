"""Compares the site with what was published: identities, addresses and times that others rely on.

``sources.py`` reads what was known from a git reference (``git.py``), a folder, an address
(``published_site.py``) or any podcast's feed; ``podcast.py``, ``events.py`` and ``pages.py`` compare. What
is new needs nothing, so parallel additions do not conflict.
"""

from __future__ import annotations

from dreiklang.against import events, pages, podcast, published_state, sources, words
from dreiklang.against.comparison import Comparison
from dreiklang.build import Examined
from dreiklang.ground.problems import Place, Problem, ProblemsFound, blocking, in_order

RULES = (podcast.show, podcast.episodes, events.events, words.changed, pages.vanished)


def check(examined: Examined, source: str, config: str = "mkdocs.yml") -> tuple[Problem, ...]:
    """What the site must not have changed, sorted; a source that cannot be read is a problem, too.

    ``source`` is a git reference, a folder with a built site, a feed's file or an address; ``config``
    the settings' file from the project's root.
    """
    site = examined.published
    read = {entry.path for entry in examined.whole.library.entries}
    # A text that cannot be read is missing from the library: it has its own problem and has not vanished.
    unread = any(
        p.place.file.endswith(".md") and p.place.file not in read for p in blocking(examined.problems)
    )
    try:
        old = sources.read_source(site, source, config)
    except ProblemsFound as found:
        return found.problems
    compared = Comparison(site, old, published_state.state_of_site(site, "now"), config, whole=not unread)
    problems = [problem for rule in RULES for problem in rule(compared)]
    if old.unread:
        problems.append(Problem("against-unread", Place(config), {"source": old.name, "count": old.unread}))
    return in_order(problems)
