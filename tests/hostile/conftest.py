"""A server that is allowed, another that is not, and a library that meets them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from newsreader.config.catalogue import Catalogue
from newsreader.config.paths import Paths, default_paths
from newsreader.config.settings import Settings
from newsreader.library import Library
from tests.cli.conftest import program
from tests.cli.program import Program
from tests.fakes import clock, paths_in
from tests.fetch.secure_server import CERTIFICATES
from tests.hostile.attacks import ALL, fill
from tests.hostile.documents import Document
from tests.logged import logged_errors
from tests.server import TestServer

__all__ = ["logged_errors", "program"]


@pytest.fixture(scope="session")
def forbidden_server() -> Iterator[TestServer]:
    """Another private server, which no document may lead to."""
    running = TestServer()
    yield running
    running.close()


@pytest.fixture
async def library(
    tmp_path: Path, server: TestServer, forbidden_server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Library]:
    """A library over the network of this machine."""
    server.clear()
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "good.pem"))  # one to load instead of a hundred and forty
    settings = Settings(allow_private_hosts=(server.host_and_port,))
    catalogue = Catalogue(sections=(), digest="1")
    async with Library.open(paths_in(tmp_path), settings, clock=clock, catalogue=catalogue) as opened:
        yield opened
    assert forbidden_server.connections == 0


def serve(server: TestServer, forbidden_server: TestServer, document: Document, more: bytes = b"") -> str:
    """Put a document on the server; gives its address."""
    body = document.body().replace(b"HOST", server.url("").encode())
    body = body.replace(b"OTHER", forbidden_server.url("").encode()) + more
    return server.put("/document", body, document.content_type)


@pytest.fixture
async def filled(program: Program) -> Paths:
    """The program's library, with attacks wherever a text can stand."""
    paths = default_paths()
    await fill(paths, ALL)
    return paths
