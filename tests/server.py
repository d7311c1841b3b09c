"""A web server on this machine for the tests: it serves what it is given, and misbehaves on request.

`put` gives it a page. The routes in `MISBEHAVIOUR` are always there. Nothing here sleeps: what must hang
waits until the client goes away or the server is closed.
"""

from __future__ import annotations

import hashlib
import select
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.misbehaviour import MISBEHAVIOUR


@dataclass(frozen=True, slots=True)
class Canned:
    """One answer that is given again and again."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        return self.headers.get("ETag") or f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]


class TestServer:
    """The server, on a free port of 127.0.0.1. `url("/x")` is an address on it."""

    __test__ = False  # not a class of tests

    def __init__(self) -> None:
        self.pages: dict[str, Canned] = {}
        self.acts: dict[str, Callable[[Handler], None]] = {}  # what is done at a path, beside `MISBEHAVIOUR`
        self.received: list[Received] = []
        self.connections = 0  # taken so far
        self.is_closing = threading.Event()
        self._has_received = threading.Condition()
        self._http = _HttpServer(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def host_and_port(self) -> str:
        return f"127.0.0.1:{self._http.server_port}"

    @property
    def port(self) -> int:
        return self._http.server_port

    def url(self, path: str) -> str:
        return f"http://{self.host_and_port}{path}"

    def put(
        self,
        path: str,
        body: bytes | str,
        content_type: str = "text/html; charset=utf-8",
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Serve a page from now on, with an ETag and 304 answers.

        Returns:
            Its address.
        """
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = Canned(raw, status, {"Content-Type": content_type, **(headers or {})})
        return self.url(path)

    def requests_for(self, path: str) -> list[Received]:
        """The requests that came for a path, oldest first."""
        return [request for request in self.received if request.path == path]

    def note(self, request: Received) -> None:
        """Remember a request."""
        with self._has_received:
            self.received.append(request)
            self._has_received.notify_all()

    def wait_for_requests(self, count: int) -> None:
        """Block until so many requests have come in all. Call it in a thread."""
        with self._has_received:
            assert self._has_received.wait_for(lambda: len(self.received) >= count, timeout=10)

    def clear(self) -> None:
        """Forget all pages and requests."""
        self.pages.clear()
        self.acts.clear()
        self.received.clear()

    def close(self) -> None:
        """Stop serving; nothing listens on the port afterwards."""
        self.is_closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, owner: TestServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that go away in the middle are what is tested."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request after the other on one connection."""

    server: _HttpServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    has_answered = False  # a request before this one on the same connection

    def setup(self) -> None:
        super().setup()
        self.server.owner.connections += 1

    def do_GET(self) -> None:
        owner = self.server.owner
        path = self.path.partition("?")[0]
        owner.note(Received(self.path, dict(self.headers.items())))
        canned = owner.pages.get(path) or owner.pages.get(self.path)
        if canned is not None:
            self._give(canned)
        elif path in owner.acts:
            owner.acts[path](self)
        elif path in MISBEHAVIOUR:
            behave: Callable[[Handler], None] = MISBEHAVIOUR[path]
            behave(self)
        else:
            self.answer(b"no such page", status=404)

    def _give(self, canned: Canned) -> None:
        headers = {"ETag": canned.etag, **canned.headers}
        if canned.status == 200 and self.headers.get("If-None-Match") == canned.etag:
            self.send_response(304)
            self.send_header("ETag", canned.etag)
            self.end_headers()
            return
        self.answer(canned.body, status=canned.status, headers=headers)

    def answer(self, body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Send a complete answer of the right length."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.has_answered = True

    def send_raw(self, raw: bytes) -> None:
        """Send bytes as they are and hang up after them."""
        self.close_connection = True
        self.wfile.write(raw)

    def reset(self) -> None:
        """Drop the connection the hard way, with a TCP reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def is_wanted(self, wait_s: float) -> bool:
        """Wait a moment, and say whether the client is still there and the server still open."""
        if self.server.owner.is_closing.is_set():
            return False
        readable, _, _ = select.select([self.connection], [], [], wait_s)
        return not readable

    def hang(self) -> None:
        """Say nothing more until the client has gone."""
        self.close_connection = True
        while self.is_wanted(0.05):
            pass

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's name
        """Say nothing."""
