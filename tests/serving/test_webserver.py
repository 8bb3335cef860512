"""The preview's server."""

from __future__ import annotations

import pytest

from dreiklang.serving.webserver import byte_range, content_type, folder_app


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


def test_who_has_this_version_gets_nothing_again(app):
    """A request with the file's ETag or its date is answered by 304 without a body, with the policy's headers."""
    _, first, _ = ask(app, "/wissen/x.mp3")
    for asked in (
        {"HTTP_IF_NONE_MATCH": first["ETag"]},
        {"HTTP_IF_NONE_MATCH": f'"other", W/{first["ETag"]}'},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]},
    ):
        status, headers, body = ask(app, "/wissen/x.mp3", **asked)
        assert (status, body, headers["ETag"], headers["X-Test"]) == (
            "304 Not Modified",
            b"",
            first["ETag"],
            "1",
        )


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_IF_NONE_MATCH": '"other"'},
        {"HTTP_IF_NONE_MATCH": '"other"', "HTTP_IF_MODIFIED_SINCE": "Fri, 31 Dec 2100 00:00:00 GMT"},
        {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"HTTP_IF_MODIFIED_SINCE": "gestern"},
        {"HTTP_IF_MODIFIED_SINCE": "Fri, 31 Dec 2100 00:00:00"},
    ],
)  # fmt: skip
def test_who_has_another_version_gets_the_file(app, asked):
    """Another ETag (which counts more than any date), an earlier date or nonsense gets the whole file."""
    status, _, body = ask(app, "/wissen/x.mp3", **asked)
    assert (status, body) == ("200 OK", b"0123456789")


def test_a_changed_file_has_another_tag(app, tmp_path):
    """Writing a file anew changes its ETag, and the old one no longer answers."""
    _, before, _ = ask(app, "/wissen/x.mp3")
    (tmp_path / "site/x.mp3").write_bytes(b"another")
    status, after, body = ask(app, "/wissen/x.mp3", HTTP_IF_NONE_MATCH=before["ETag"])
    assert (status, body) == ("200 OK", b"another")
    assert after["ETag"] != before["ETag"]


def test_a_range_of_another_version_gets_the_whole_file(app):
    """A range that goes with a version (If-Range) is sent only when that version is still here."""
    _, first, _ = ask(app, "/wissen/x.mp3")
    for version, expected in (
        (first["ETag"], b"234"),
        (first["Last-Modified"], b"234"),
        ('"other"', b"0123456789"),
    ):
        _, _, body = ask(app, "/wissen/x.mp3", HTTP_RANGE="bytes=2-4", HTTP_IF_RANGE=version)
        assert body == expected


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
