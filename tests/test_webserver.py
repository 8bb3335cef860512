"""The preview's server."""

from __future__ import annotations

import pytest

from dreiklang.webserver import byte_range, content_type, folder_app


def ask(app, path, **environ):
    """Status, headers and body of an answer."""
    got = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", **environ}
    body = b"".join(app(environ, lambda status, headers: got.append((status, dict(headers)))))
    return (*got[0], body)


@pytest.fixture
def app(tmp_path):
    """A small site below /wissen/, with a canary outside."""
    (tmp_path / "canary.txt").write_text("secret")
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a/index.html").write_text("page")
    (site / "404.html").write_text("lost")
    (site / "x.mp3").write_bytes(b"0123456789")
    (site / "out.txt").symlink_to(tmp_path / "canary.txt")
    return folder_app(lambda: site, "/wissen/", {"X-Test": "1"})


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-3", (0, 3)), ("bytes=4-", (4, 9)), ("bytes=-2", (8, 9)), ("bytes=-99", (0, 9)),
        ("bytes=2-99", (2, 9)), ("bytes=0-1,4-5", None), ("items=0-1", None), ("bytes=5-2", None),
        ("bytes=-", None),
    ],
)  # fmt: skip
def test_ranges_mean_what_rfc_9110_says(header, expected):
    """First and last byte follow RFC 9110, section 14.1.2; what is not understood is ignored."""
    assert byte_range(header, 10) == expected


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_range_beyond_the_end_cannot_be_satisfied(header):
    """A range of which nothing exists is refused."""
    with pytest.raises(ValueError, match="range"):
        byte_range(header, 10)


def test_part_of_a_recording_is_sent(app):
    """A range request gets 206 and just these bytes."""
    status, headers, body = ask(app, "/wissen/x.mp3", HTTP_RANGE="bytes=2-4")
    assert (status, body) == ("206 Partial Content", b"234")
    assert headers["Content-Range"] == "bytes 2-4/10"
    assert headers["Content-Type"] == "audio/mpeg"


def test_an_unsatisfiable_range_gets_416(app):
    """A range beyond the end gets 416 with the size."""
    status, headers, body = ask(app, "/wissen/x.mp3", HTTP_RANGE="bytes=10-")
    assert (status, body, headers["Content-Range"]) == ("416 Range Not Satisfiable", b"", "bytes */10")


def test_a_folder_answers_with_its_page(app):
    """An address with a closing slash is answered by index.html, with the policy's headers."""
    status, headers, body = ask(app, "/wissen/a/")
    assert (status, body, headers["X-Test"]) == ("200 OK", b"page", "1")


def test_a_folder_without_slash_redirects(app):
    """An address without its closing slash redirects to the one with it."""
    status, headers, _ = ask(app, "/wissen/a")
    assert (status, headers["Location"]) == ("302 Found", "/wissen/a/")


@pytest.mark.parametrize(
    "path",
    [
        "/wissen/../canary.txt",
        "/wissen/%2e%2e/canary.txt",
        "/wissen/out.txt",
        "/wissen/a/%00",
        "/wissen/none",
    ],
)
def test_nothing_outside_is_served(app, path):
    """Neither dots nor links nor NUL lead out of the site."""
    status, _, body = ask(app, path)
    assert (status, body) == ("404 Not Found", b"lost")


def test_text_is_sent_as_utf8():
    """Text types name their encoding."""
    assert content_type("a.vtt") == "text/vtt; charset=utf-8"
    assert content_type("a.png") == "image/png"
