"""A real HTTP server on loopback that speaks the streaming protocols of OpenAI, Anthropic and Ollama, faults included.

It does what a script tells it and remembers every request, so that a test can look at what was really sent. Whatever
goes wrong, its error body repeats the key, as real providers do.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-canary-0123456789abcdef"


@dataclass
class Script:
    """What the server does: answer with `pieces`, or with a fault.

    break_after, stall_after: the piece before which the connection is cut, or nothing more comes until the test ends.
    raw: sent instead of events, as it is. refuses: a field of the request that is answered with status 400.
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    break_after: int | None = None
    stall_after: int | None = None
    raw: bytes | None = None
    content_type: str = "text/event-stream"
    refuses: str | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


def _openai(piece: str) -> bytes:
    body = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "made-up",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}],
    }
    return f"data: {json.dumps(body)}\n\n".encode()


def _anthropic(piece: str) -> bytes:
    delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
    return f"event: content_block_delta\ndata: {json.dumps(delta)}\n\n".encode()


def _ollama(piece: str) -> bytes:
    message = {"role": "assistant", "content": piece}
    return json.dumps({"model": "made-up", "message": message, "done": False}).encode() + b"\n"


_MESSAGE = {"id": "1", "type": "message", "role": "assistant", "model": "made-up", "content": [], "stop_reason": None}
_USAGE = {"input_tokens": 1, "output_tokens": 1}
_START = json.dumps({"type": "message_start", "message": {**_MESSAGE, "stop_sequence": None, "usage": _USAGE}})
_BLOCK = json.dumps({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
_PROTOCOLS = {
    "/v1/chat/completions": (b"", _openai, b"data: [DONE]\n\n"),
    "/v1/messages": (
        f"event: message_start\ndata: {_START}\n\nevent: content_block_start\ndata: {_BLOCK}\n\n".encode(),
        _anthropic,
        b'event: message_stop\ndata: {"type": "message_stop"}\n\n',
    ),
    "/api/chat": (
        b"",
        _ollama,
        json.dumps({"model": "made-up", "message": {"role": "assistant", "content": ""}, "done": True}).encode(),
    ),
}


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.requests.append(request)
            script.headers.append(dict(self.headers))
            status = 400 if script.refuses in request else script.status
            if status != 200:
                self._fail(status)
                return
            self.send_response(200)
            self.send_header("Content-Type", script.content_type)
            self.send_header("Connection", "close")  # no connection is left in a pool when the test is over
            self.send_header("Transfer-Encoding", "chunked")  # so that a broken stream is seen to be broken
            self.end_headers()
            self._stream(*_PROTOCOLS[self.path.split("?")[0]])

        def _fail(self, status: int) -> None:
            self.send_response(status)
            body = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}"}}).encode()
            self.send_header("Content-Type", "application/json")
            self.send_header("Connection", "close")
            self.send_header("retry-after-ms", "1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, start: bytes, event: Any, end: bytes) -> None:
            if script.raw is not None:
                self._chunk(script.raw)
                self._chunk(b"")
                return
            if start:
                self._chunk(start)
            for number, piece in enumerate(script.pieces):
                if number == script.break_after:
                    self.close_connection = True
                    return
                if number == script.stall_after:
                    script.over.wait()
                self._chunk(event(piece))
            self._chunk(end)
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
    """The address of the server, without a path, for the `with` block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        script.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
