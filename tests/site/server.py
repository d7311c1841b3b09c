"""Serve the site on a loopback port: conditional requests, a log of what was asked, and an off switch."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import unquote

from .markup import SitePage, all_pages

LAST_MODIFIED = "Fri, 06 Feb 2026 09:00:00 GMT"


@dataclass(frozen=True)
class Request:
    """One request that came in; header names are in lower case."""

    path: str
    headers: dict[str, str]
    status: int


class NewsSite:
    """The invented network, served on 127.0.0.1.

    `pages` may be changed while it runs: delete a path for a 404, replace a page for a change.
    """

    def __init__(self) -> None:
        self.pages: dict[str, SitePage] = {}
        self.requests: list[Request] = []
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None
        self._port = 0

    @property
    def host(self) -> str:
        """`127.0.0.1:port`, as `allow_private_hosts` wants it."""
        return f"127.0.0.1:{self._port}"

    def url(self, path: str = "/") -> str:
        """Make a path absolute."""
        return f"http://{self.host}{path}"

    def start(self) -> NewsSite:
        """Serve; on the same port as before when it had been stopped, with the pages as they were."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, *_: Any) -> None:
                """Keep the tests' output quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._port = self._server.server_port
        self.pages = self.pages or all_pages(self.url("").rstrip("/"))
        # The short poll is how soon `stop` is heard.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Go offline: the port refuses connections from here on."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> NewsSite:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.stop()

    def asked_for(self, path: str) -> list[Request]:
        """Give the requests for one path, in order."""
        return [request for request in self.requests if request.path == path]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = unquote(handler.path.partition("?")[0])
        page = self.pages.get(path)
        etag = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"' if page else ""
        if page is None:
            status, body, content_type = HTTPStatus.NOT_FOUND, b"<h1>Not Found</h1>", "text/html"
        elif handler.headers.get("If-None-Match") == etag:
            status, body, content_type = HTTPStatus.NOT_MODIFIED, b"", page.content_type
        else:
            status, body, content_type = HTTPStatus.OK, page.body, page.content_type
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.requests.append(Request(path, headers, int(status)))
        handler.send_response(status)
        if page is not None:
            handler.send_header("ETag", etag)
            handler.send_header("Last-Modified", LAST_MODIFIED)
        if status is not HTTPStatus.NOT_MODIFIED:
            handler.send_header("Content-Type", content_type)
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
