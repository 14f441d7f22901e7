"""Documents come from public addresses alone, within limits, and as what they are."""

import gzip
import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tumen.corpus.errors import FetchError
from tumen.ingest.fetcher import Fetched, FetchLimits, fetch
from tumen.ingest.network import GuardedNetwork

LIMITS = FetchLimits(megabytes=1, seconds=20, allow_loopback=True)
PAGE = b"<p>The port.</p>"


ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/ok": (200, {"Content-Type": "text/html"}, PAGE),
    "/a.pdf": (200, {"Content-Type": "application/octet-stream"}, b"%PDF-"),
    "/unnamed.docx": (200, {}, b"PK"),
    "/russian": (200, {"Content-Type": "text/plain; charset=windows-1251"}, "Порт".encode("cp1251")),
    "/wrongly": (200, {"Content-Type": "text/plain; charset=utf-16"}, b"\x00\xd8\x00"),
    "/oddly": (200, {"Content-Type": "text/plain; charset=zlib"}, PAGE),
    "/packed": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/cut": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-9]),
    "/badly": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, PAGE),
    "/brotli": (200, {"Content-Type": "text/plain", "Content-Encoding": "br"}, PAGE),
    "/bomb": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(bytes(5_000_000))),
    "/large": (200, {"Content-Type": "text/plain"}, b"coal " * 300_000),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/missing": (404, {"Content-Type": "text/html"}, PAGE),
    "/broken": (500, {"Content-Type": "text/html"}, PAGE),
    "/moved": (301, {"Location": "ok", "Set-Cookie": "a=b; Path=/"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/to-front": (302, {"Location": "/"}, b""),
    "/to-private": (302, {"Location": "http://10.0.0.1/ok"}, b""),
    "/to-metadata": (307, {"Location": "http://169.254.169.254/latest/meta-data"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-login": (302, {"Location": "http://name:secret@example.org/ok"}, b""),
}
"""Path → status, header, body."""

asked: list[dict[str, str]] = []
release = threading.Event()


class Site(BaseHTTPRequestHandler):
    """Answers by path, and remembers what it was asked."""

    def do_GET(self) -> None:
        asked.append({"path": self.path, **self.headers})
        if self.path == "/slow":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            while not release.wait(0.02):
                self.wfile.write(b"x")
            return
        status, fields, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        if self.path != "/large":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is part of the test."""


@pytest.fixture
def site() -> Iterator[str]:
    asked.clear()
    release.clear()
    with QuietServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        release.set()
        server.shutdown()
        thread.join()


def refusal(address: str, limits: FetchLimits = LIMITS) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(address, limits)
    assert caught.value.hint
    return caught.value.message


def test_a_page(site: str) -> None:
    assert fetch(f"{site}/ok", LIMITS) == Fetched(PAGE, ".html", f"{site}/ok")
    header = {name.lower(): value for name, value in asked[0].items()}
    assert header["user-agent"].startswith("Tumen")
    assert not {"cookie", "authorization", "referer"} & header.keys()


@pytest.mark.parametrize(
    ("path", "suffix", "content"),
    [
        ("/a.pdf", ".pdf", b"%PDF-"),
        ("/unnamed.docx", ".docx", b"PK"),
        ("/russian", ".txt", "Порт".encode("utf-8-sig")),
        ("/wrongly", ".txt", b"\x00\xd8\x00"),
        ("/oddly", ".txt", PAGE),
        ("/packed", ".txt", PAGE),
    ],
)
def test_what_a_document_is(site: str, path: str, suffix: str, content: bytes) -> None:
    assert fetch(site + path, LIMITS) == Fetched(content, suffix, site + path)


def test_a_redirect_is_followed_without_its_cookie(site: str) -> None:
    assert fetch(f"{site}/moved", LIMITS).address == f"{site}/ok"
    assert [request["path"] for request in asked] == ["/moved", "/ok"]
    assert "Cookie" not in asked[1]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/missing", "status 404"),
        ("/broken", "status 500"),
        ("/picture", "image/png"),
        ("/large", "longer than 1 MiB"),
        ("/bomb", "longer than 1 MiB"),
        ("/cut", "its end is missing"),
        ("/badly", "damaged on its way"),
        ("/brotli", "packed with br"),
        ("/loop", "redirects more than 5 times"),
        ("/to-front", "the front page"),
        ("/to-private", "10.0.0.1 is an address of this machine or its own network"),
        ("/to-metadata", "169.254.169.254 is an address"),
        ("/to-file", "only http and https"),
        ("/to-login", "password in it"),
        ("", "the front page"),
    ],
)
def test_what_is_refused(site: str, path: str, said: str) -> None:
    message = refusal(site + path)
    assert said in message
    assert "secret" not in message


def test_a_trickle_of_bytes_does_not_outlast_the_limit(site: str) -> None:
    assert "within 0.3 seconds" in refusal(f"{site}/slow", FetchLimits(1, 0.3, allow_loopback=True))


def test_loopback_is_refused_unless_a_test_allows_it(site: str) -> None:
    assert "this machine" in refusal(f"{site}/ok", FetchLimits(megabytes=1))
    assert asked == []


def test_nobody_answers() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert "cannot be fetched" in refusal(f"http://127.0.0.1:{unused.getsockname()[1]}/ok")


def test_a_server_without_tls_is_not_taken_for_a_protected_one(site: str) -> None:
    assert "cannot be fetched" in refusal(f"{site.replace('http:', 'https:')}/ok")


@pytest.mark.parametrize(
    "address", ["", "port", "ftp://example.org/a", "http://", "http://[::1/a", "http:///a", "http://a b/c"]
)
def test_what_is_no_web_address(address: str) -> None:
    refusal(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::",
    ],
)  # fmt: skip
def test_no_private_address_is_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, [["93.184.216.34", address]])
    with pytest.raises(FetchError):
        GuardedNetwork(float("inf"), allow_loopback=False).connect_tcp("rebinding.example", 80)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_the_address_that_was_checked_is_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, [[address], ["127.0.0.1"]])
    connected: list[str] = []

    def connect(self: Any, host: str, port: int, timeout: float) -> None:
        connected.append(host)

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    GuardedNetwork(float("inf"), allow_loopback=False).connect_tcp("rebinding.example", 80)
    assert [ipaddress.ip_address(host) for host in connected] == [ipaddress.ip_address(address)]


def test_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "the host nobody.example is not known" in refusal("https://nobody.example/a")


def resolve(monkeypatch: pytest.MonkeyPatch, answers: list[list[str]]) -> None:
    """Names resolve to one list of addresses the first time, to the next one the second time."""
    left = iter(answers)

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(left)]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
