"""The headers of every response, and a port that is taken."""

import asyncio
import socket
from typing import Any

import pytest

from tumen.corpus.errors import ConfigurationError
from tumen.ui.server import HOST, SecurityHeaders, serve


async def _page(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"page"})


def messages(scope: dict[str, Any]) -> list[Any]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("the page asks for nothing")

    asyncio.run(SecurityHeaders(_page, "127.0.0.1:8501")(scope, receive, send))
    return sent


def test_every_response_forbids_what_comes_from_elsewhere() -> None:
    start, body = messages({"type": "http"})
    headers = dict(start["headers"])
    policy = dict(rule.split(" ", 1) for rule in headers[b"content-security-policy"].decode().split("; "))
    assert headers[b"content-type"] == b"text/html"
    assert body["body"] == b"page"
    assert policy["default-src"] == policy["script-src"] == policy["form-action"] == policy["base-uri"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["connect-src"] == "'self' ws://127.0.0.1:8501"
    assert not [rule for rule in policy.values() if "http:" in rule or "https:" in rule or "*" in rule]


def test_a_taken_port_is_named_with_a_free_one_to_try() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"Port {port} is taken") as error:
            serve(port, open_browser=False)
    assert f"--port {port + 1}" in error.value.hint
