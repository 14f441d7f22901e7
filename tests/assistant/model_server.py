"""A real HTTP server on loopback that speaks OpenAI's streaming protocol, faults included.

It does what a script tells it and remembers every request, so that a test can look at what was really sent.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-test-0123456789abcdef"


@dataclass
class Script:
    """What the server does: answer with `pieces`, or with a fault."""

    pieces: tuple[str, ...] = ()
    status: int = 200
    break_after: int | None = None
    pause: float = 0.0
    requests: list[dict[str, Any]] = field(default_factory=list)


def _event(piece: str) -> bytes:
    body = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "made-up",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}],
    }
    return f"data: {json.dumps(body)}\n\n".encode()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            script.requests.append(json.loads(self.rfile.read(length)))
            if script.status != 200:
                self.send_response(script.status)
                body = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}"}}).encode()
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")  # so that a broken stream is seen to be broken
            self.end_headers()
            self._stream()

        def _stream(self) -> None:
            for number, piece in enumerate(script.pieces):
                if number == script.break_after:
                    self.close_connection = True
                    return
                time.sleep(script.pause)
                self._chunk(_event(piece))
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")

        def _chunk(self, body: bytes) -> None:
            self.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
            self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                return  # the client gave up, which is what some tests want

    return Handler


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """The base address of the server, for the `with` block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
