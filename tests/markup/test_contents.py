"""``[TOC]``: a list of headings where an editor asks for it."""

from __future__ import annotations

from converted import html


def test_the_marker_becomes_a_list_of_headings():
    """[TOC] alone in a paragraph becomes nested lists of links to the headings, in their order."""
    shown = html("[TOC]\n\n## A & b\n\nx\n\n### C\n\ny\n\n## D\n\nz\n")
    assert shown.startswith(
        '<div class="toc"><ul><li><a href="#a-b">A &amp; b</a><ul><li><a href="#c">C</a></li></ul></li>'
        '<li><a href="#d">D</a></li></ul></div>'
    )


def test_a_list_that_begins_deep_is_whole():
    """A heading above the first one begins a list of its own; none is lost."""
    shown = html("[TOC]\n\n### A\n\nx\n\n## B\n\ny\n")
    assert '<ul><li><a href="#a">A</a></li></ul><ul><li><a href="#b">B</a></li></ul>' in shown


def test_the_marker_elsewhere_is_text():
    """In code and within a sentence [TOC] stays what it is."""
    shown = html("## A\n\n`[TOC]`\n\nWir nennen es [TOC].\n")
    assert 'class="toc"' not in shown
    assert shown.count("[TOC]") == 2


def test_equal_headings_get_anchors_of_their_own():
    """The second of two equal headings ends in -2, with a list of contents and without one."""
    for marker in ("", "[TOC]\n\n"):
        assert '<h2 id="a-2">' in html(f"{marker}## A\n\nx\n\n## A\n\ny\n")
