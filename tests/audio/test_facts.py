"""Facts of a recording are measured where it lies, and a host is asked what apps ask."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audio_samples import MADE, opus
from dreiklang import written
from dreiklang.audio import facts, fetching
from dreiklang.cli.commands import main
from dreiklang.loading import sidecars

MP3 = (MADE / "ton.mp3").read_bytes()


class Host(BaseHTTPRequestHandler):
    """A host with a right answer at ``/ton.mp3`` and a wrong one at every other address."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_HEAD(self) -> None:
        """Answers without content."""
        self._answer(head=True)

    def do_GET(self) -> None:
        """Answers with content."""
        self._answer()

    def _answer(self, head: bool = False) -> None:
        name = self.path.partition("?")[0]
        if name in MOVED:
            self._send(302, b"", {"Location": MOVED[name].replace("HOST", self.headers["Host"])}, head)
        elif name == "/fehlt.mp3":
            self._send(404, b"<html>404</html>", {}, head)
        elif name == "/nur-get.mp3" and head:
            self._send(405, b"", {}, head)
        elif name == "/endlos.mp3":
            self._endless(head)
        elif name == "/kurz.mp3":
            self._send(200, MP3[:3000], {"Content-Type": "audio/mpeg", "Content-Length": str(len(MP3))}, head)
            self.close_connection = True
        elif name == "/unsinn.mp3":
            self.wfile.write(b"\x00\x01nonsense\r\n\r\n")
            self.close_connection = True
        else:
            self._whole(name, head)

    def _whole(self, name: str, head: bool) -> None:
        content = {"/html.mp3": b"<!doctype html><title>Anmelden</title>", "/ton.opus": opus()}.get(name, MP3)
        kind = {"/text.mp3": "text/plain; charset=utf-8", "/ton.opus": "audio/ogg; codecs=opus"}
        extra = {"Content-Type": kind.get(name, "audio/mpeg")}
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if head and name == "/luegt.mp3":
            self._send(200, b"", extra | {"Content-Length": "5"}, head)
        elif wanted and name != "/ganz.mp3":
            first, last = int(wanted[1]), int(wanted[2])
            extra |= {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
            self._send(206, content[first : last + 1], extra, head)
        else:
            self._send(200, content, extra, head)

    def _endless(self, head: bool) -> None:
        self._send(200, b"", {"Content-Type": "audio/mpeg", "Content-Length": ""}, head)
        for _ in range(0 if head else 2000):
            try:
                self.wfile.write(MP3)
            except OSError:
                return
        self.close_connection = True

    def _send(self, status: int, content: bytes, headers: dict[str, str], head: bool) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(content))} | headers).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if not head:
            self.wfile.write(content)


class Quiet(ThreadingHTTPServer):
    """A server that takes listeners leaving early for granted."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Says nothing."""


MOVED = {
    "/einmal.mp3": "/ton.mp3",
    "/kreis.mp3": "/kreis.mp3",
    "/datei.mp3": "file:///etc/hostname",
    "/ftp.mp3": "ftp://HOST/ton.mp3",
    "/klammer.mp3": "http://[",
    "/umlaut.mp3": "/\xe4.mp3",
}


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """The address of a host on loopback."""
    server = Quiet(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    """No proxy between a test and its host."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def run(*arguments: str) -> Result:
    """``dreiklang audio facts`` with these arguments."""
    return CliRunner().invoke(main, ["audio", "facts", *arguments])


def codes(url: str) -> list[str]:
    """Codes of what is wrong with a recording at its host."""
    return [problem.code for problem in facts.of_address(url, lambda *_: None).problems]


def test_a_recording_at_a_host_is_measured_whole(host):
    """Address, length, seconds, type, bitrate and SHA-256 of what lies there, as a sidecar."""
    done = run(f"{host}/ton.mp3")
    assert done.exit_code == 0
    lines = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert lines == {
        "url": f"{host}/ton.mp3", "length": str(len(MP3)), "seconds": "1.541", "type": "audio/mpeg",
        "bitrate": "32001", "sha256": hashlib.sha256(MP3).hexdigest(),
    }  # fmt: skip
    assert "HEAD" in done.stderr


@pytest.mark.parametrize("name", ["ton.mp3", "ton.m4a", "ton.opus"])
def test_a_file_here_is_measured_too(name):
    """What is printed for a file can be read as its sidecar, without a problem."""
    done = run(str(MADE / name))
    assert done.exit_code == 0
    sidecar, problems = sidecars.read_sidecar(done.stdout.encode(), f"{name}.yml")
    assert problems == ()
    assert sidecar.recording.length == (MADE / name).stat().st_size


def test_a_host_may_redirect(host):
    """The facts are those of what is found, the address is the one that was given."""
    assert f"url: {host}/einmal.mp3\n" in run(f"{host}/einmal.mp3").stdout
    assert codes(f"{host}/einmal.mp3") == []


def test_opus_is_measured_at_a_host(host):
    """Other forms have sidecars as well."""
    assert "type: audio/ogg\n" in run(f"{host}/ton.opus").stdout


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("nur-get.mp3", ["audio-host-head"]),
        ("text.mp3", ["audio-host-type"]),
        ("luegt.mp3", ["audio-host-length"]),
        ("ganz.mp3", ["audio-host-ranges"]),
        ("fehlt.mp3", ["audio-host-status"]),
        ("kurz.mp3", ["audio-host-cut"]),
        ("html.mp3", ["media-type"]),
        ("unsinn.mp3", ["audio-host-silent"]),
        ("kreis.mp3", ["audio-host-redirects"]),
        ("datei.mp3", ["audio-host-address"]),
        ("ftp.mp3", ["audio-host-address"]),
        ("klammer.mp3", ["audio-host-address"]),
        ("umlaut.mp3", ["audio-host-address"]),
    ],
)
def test_a_host_that_answers_wrongly_is_found_out(host, name, found):
    """Each thing that apps or directories stumble over has a name of its own."""
    assert codes(f"{host}/{name}") == found


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://127.0.0.1/x.mp3", "data://x", "https://ä.example/a.mp3"]
)
def test_nothing_but_web_addresses_is_opened(url):
    """A file, another protocol or an address with umlauts is refused before anything is opened."""
    assert codes(url) == ["audio-host-address"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/a.mp3", "http://127.0.0.1:99999/a.mp3", "http://[/a.mp3", "http:///a.mp3", "http://127.0.0.1/a b.mp3"])  # fmt: skip
def test_a_host_that_is_not_there_is_a_problem_and_no_traceback(url):
    """Refused connections and addresses that cannot be taken apart are said in words."""
    done = run(url, "--lang", "en")
    assert done.exit_code == 1
    assert "cannot be reached" in done.stderr


def test_an_endless_recording_ends(host, tmp_path):
    """No host can fill the disk: more than the limit is not fetched."""
    with pytest.raises(fetching.Failed) as failed:
        fetching.download(f"{host}/endlos.mp3", tmp_path / "a", lambda *_: None, most=100_000)
    assert failed.value.problem.code == "audio-host-large"
    assert (tmp_path / "a").stat().st_size <= 100_000
    with pytest.raises(fetching.Failed):
        fetching.download(f"{host}/ton.mp3", tmp_path / "b", lambda *_: None, most=100)


def test_a_host_that_drips_is_given_up(host, tmp_path, monkeypatch):
    """A host that sends less than can ever be listened to holds nobody for days."""
    monkeypatch.setattr(fetching, "PATIENCE", 0.0001)
    monkeypatch.setattr(fetching, "SLOWEST", 1 << 60)
    with pytest.raises(fetching.Failed) as failed:
        fetching.download(f"{host}/ton.mp3", tmp_path / "a", lambda *_: None)
    assert failed.value.problem.code in ("audio-host-slow", "audio-host-silent")


def test_long_work_shows_how_far_it_is(host, tmp_path):
    """Bytes fetched, and the whole where the host names it."""
    told: list[tuple[int, int]] = []
    fetching.download(f"{host}/ton.mp3", tmp_path / "a", lambda done, whole: told.append((done, whole)))
    assert told[-1] == (len(MP3), len(MP3))


def test_facts_are_written_beside_the_text(host, tmp_path):
    """In a folder the sidecar is named after the recording; what people wrote into it stays."""
    (tmp_path / "ton.mp3.yml").write_text("credit: 'Ada: „Ton“'\nlength: 1\nseconds: 1\n", encoding="utf-8")
    done = run(f"{host}/ton.mp3?von=hier", "--write", str(tmp_path))
    assert (done.exit_code, done.stdout) == (0, "")
    data = written.read_record((tmp_path / "ton.mp3.yml").read_bytes(), "x.yml").data
    assert (data["length"], data["credit"]) == (str(len(MP3)), "Ada: „Ton“")


@pytest.mark.parametrize("name", ["folge.yml", "folge.mp3", "folge.txt.yml"])
def test_a_name_that_no_text_would_find_is_refused(tmp_path, name):
    """The name of a sidecar follows from its recording's."""
    done = run(str(MADE / "ton.mp3"), "--write", str(tmp_path / name))
    assert done.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_messages_of_a_host_do_not_steer_the_terminal(host):
    """Control characters that a host sends arrive as replacement characters."""
    done = run("http://127.0.0.1/\x1b[2J.mp3")
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("language", "word"), [("de", "antwortet mit Status"), ("en", "answers with status")]
)
def test_hosts_are_judged_in_german_and_english(host, language, word):
    """What is wrong is said in the language asked for, with what to do."""
    assert word in run(f"{host}/fehlt.mp3", "--lang", language).stderr


@pytest.mark.parametrize("name", ["fehlt.mp3", "notiz.txt", "."])
def test_a_file_that_is_no_recording_is_named(name, tmp_path, monkeypatch):
    """A missing file, another kind of file and a folder are problems and no tracebacks."""
    monkeypatch.chdir(tmp_path)
    Path("notiz.txt").write_text("x", encoding="utf-8")
    done = run(name)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr
    assert done.exception is None or isinstance(done.exception, SystemExit)


@pytest.mark.parametrize("name", ["facts", "tag"])
def test_every_command_of_recordings_explains_itself(name):
    """Each option says what it does."""
    command = main.commands["audio"].commands[name]
    assert command.help
    assert all(getattr(p, "help", None) for p in command.params if p.param_type_name == "option")
