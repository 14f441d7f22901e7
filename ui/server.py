"""Serves the page: on loopback, under one content security policy, without a call to anyone.

Knows Streamlit's server settings and the headers of every response; the page itself is `app`.
"""

import socket
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any

from tumen.corpus.errors import ConfigurationError, TumenError

HOST = "127.0.0.1"

_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; script-src 'self'; worker-src 'self' blob:; "
    "connect-src 'self' ws://{host}; frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)


def serve(port: int, open_browser: bool) -> None:
    """Serves until it is stopped. Raises ConfigurationError where the port is taken."""
    import streamlit as st
    from starlette.middleware import Middleware

    _check_port(port)
    app = st.App(Path(__file__).with_name("app.py"), middleware=[Middleware(SecurityHeaders, host=f"{HOST}:{port}")])
    threading.Thread(target=_open_assistant, daemon=True).start()
    if open_browser:
        _open_soon(f"http://{HOST}:{port}")
    app.run(config=_server_settings(port))


class SecurityHeaders:
    """ASGI middleware: the policy on every response, so that no text on the page can call a foreign host."""

    def __init__(self, app: Any, host: str) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", _POLICY.format(host=host).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
        ]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Adds the headers when a response starts."""

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *self._headers]}
            await send(message)

        await self._app(scope, receive, with_headers)


def _server_settings(port: int) -> dict[str, Any]:
    return {
        "server.address": HOST,
        "server.port": port,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.toolbarMode": "viewer",
        "client.showErrorLinks": False,
        "theme.light.primaryColor": "#1d5fa8",
        "theme.dark.primaryColor": "#7db4ee",
    }


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ConfigurationError(
                f"Port {port} is taken by another program.", f"Try another one: `tumen chat --port {port + 1}`."
            ) from error


def _open_assistant() -> None:
    """While the browser loads the page, so that the first question finds it open."""
    from tumen.ui import session

    with suppress(TumenError):  # the page will meet it again, and say it
        session.assistant()


def _open_soon(address: str) -> None:
    """In the browser, once the server has had a moment to start; on a machine without one nothing happens."""
    timer = threading.Timer(1.0, webbrowser.open, [address])
    timer.daemon = True
    timer.start()
