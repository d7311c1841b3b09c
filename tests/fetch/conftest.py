"""Fetchers for the tests, allowed to ask the test server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest

from newsreader.fetch.client import Fetcher, FetchLimits
from tests.fetch.secure_server import CERTIFICATES
from tests.server import TestServer

NOW = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)
# Small, so that what must run out runs out soon.
QUICK = FetchLimits(connect_timeout_s=5, read_timeout_s=5, deadline_s=10, max_page_bytes=1_000_000, max_redirects=5)


@pytest.fixture(scope="session")
def other_server() -> Iterator[TestServer]:
    """A second site."""
    running = TestServer()
    yield running
    running.close()


MakeFetcher = Callable[..., Fetcher]


@pytest.fixture(autouse=True)
def clean_servers(server: TestServer, other_server: TestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.clear()
    other_server.clear()
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    # One certificate to load for each fetcher instead of a hundred and forty.
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "good.pem"))


@pytest.fixture
async def make_fetcher(server: TestServer) -> AsyncIterator[MakeFetcher]:
    async with AsyncExitStack() as stack:

        def make(**options: Any) -> Fetcher:
            options = {
                "limits": QUICK,
                "allow_private_hosts": frozenset({server.host_and_port}),
                "clock": lambda: NOW,
                **options,
            }
            fetcher = Fetcher(**options)
            stack.push_async_callback(fetcher.aclose)
            return fetcher

        yield make


@pytest.fixture
def fetcher(make_fetcher: MakeFetcher) -> Fetcher:
    return make_fetcher()
