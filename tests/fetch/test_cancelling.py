"""A fetch that is cancelled ends at once, wherever it waits, and leaves nothing behind that others would miss."""

from __future__ import annotations

import asyncio
import types
from collections.abc import Coroutine, Generator, Sequence
from itertools import count
from typing import Any

import pytest

from newsreader.fetch.client import FetchLimits
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.fetch.secure_server import CERTIFICATES, secure_server
from tests.misbehaviour import PAGE
from tests.server import TestServer

# One turn and no time that runs out: what does not end by its cancellation, or keeps its turn, is seen.
ENDLESS = FetchLimits(
    per_host=1, total=1, connect_timeout_s=600, read_timeout_s=600, deadline_s=600, max_page_bytes=20_000_000
)
MOST_WAITS = 20  # of one fetch, that are tried; a body that drips has no last one
MOST_WAITS_TO_CLOSE = 8
LONG_WAIT_S = 0.25


class Cancelled:
    """Runs a coroutine and cancels its task at one of the places where it waits."""

    def __init__(self, running: Coroutine[Any, Any, object], at_wait: int) -> None:
        self.waits = 0
        self._running = running
        self.at_wait = at_wait

    @types.coroutine
    def run(self) -> Generator[Any, Any, object]:
        resume, value = self._running.send, None
        while True:
            try:
                awaited = resume(value)
            except StopIteration as ended:
                return ended.value
            self.waits += 1
            if self.waits == self.at_wait:
                task = asyncio.current_task()
                assert task is not None
                task.cancel()
            try:
                yield awaited
            except BaseException as error:  # noqa: BLE001  # passed on
                resume, value = self._running.throw, error
            else:
                resume, value = self._running.send, None


async def is_cancelled(running: Coroutine[Any, Any, object], at_wait: int) -> bool:
    """Run until the wait of that number, cancel there, and say whether there was such a wait."""
    cancelled = Cancelled(running, at_wait)
    task = asyncio.ensure_future(cancelled.run())
    await asyncio.wait([task], timeout=LONG_WAIT_S)
    if not task.done() and cancelled.waits < at_wait:  # the wait before is one without end
        task.cancel()
        at_wait = cancelled.waits
    done, _ = await asyncio.wait([task], timeout=30)
    assert done, f"cancelled at wait {at_wait}, it went on"
    if not task.cancelled():
        task.exception()  # looked at
        return False
    assert cancelled.waits - at_wait <= MOST_WAITS_TO_CLOSE
    return at_wait == cancelled.at_wait


@pytest.mark.parametrize(
    "path",
    [
        "/story",
        "/hang",
        "/hang-in-body",
        "/hang-in-error",
        "/drip",
        "/drip-headers",
        "/endless",
        "/endless-chunks",
        "/bomb?as=br",
        "/bomb?as=zstd",
        "/redirect?to=/hang-in-body",
        "/redirect-onward",
        "/reset-in-body",
        "/one-answer-a-connection",
    ],
)
async def test_wherever_it_waits(make_fetcher: MakeFetcher, server: TestServer, path: str) -> None:
    fetcher = make_fetcher(limits=ENDLESS)
    story = server.put("/story", PAGE)
    for wait in range(1, MOST_WAITS):
        if not await is_cancelled(fetcher.fetch(server.url(path)), wait):
            break
    assert isinstance(await fetcher.fetch(story), Page)  # nobody holds the turn


async def test_before_there_is_a_connection(make_fetcher: MakeFetcher, server: TestServer) -> None:
    async def never(_host: str, _port: int) -> Sequence[str]:
        return await asyncio.get_running_loop().create_future()

    fetcher = make_fetcher(limits=ENDLESS, resolver=never)
    for wait in range(1, 5):
        await is_cancelled(fetcher.fetch("http://paper.example/"), wait)
    assert isinstance(await fetcher.fetch(server.put("/story", PAGE)), Page)


async def test_before_tls_is_agreed_on(make_fetcher: MakeFetcher, server: TestServer) -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with silent:
        here = f"127.0.0.1:{silent.sockets[0].getsockname()[1]}"
        fetcher = make_fetcher(limits=ENDLESS, allow_private_hosts=frozenset({here, server.host_and_port}))
        for wait in count(1):
            if not await is_cancelled(fetcher.fetch(f"https://{here}/"), wait):
                break
        assert isinstance(await fetcher.fetch(server.put("/story", PAGE)), Page)


async def test_over_http2(make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "good.pem"))
    async with secure_server("good.pem") as secure:
        fetcher = make_fetcher(limits=ENDLESS, allow_private_hosts=frozenset({f"127.0.0.1:{secure.port}"}))
        for wait in count(1):
            if not await is_cancelled(fetcher.fetch(secure.url()), wait):
                break
        assert isinstance(await fetcher.fetch(secure.url()), Page)
        await fetcher.aclose()


async def test_while_it_waits_for_its_turn(make_fetcher: MakeFetcher, server: TestServer) -> None:
    fetcher = make_fetcher(limits=ENDLESS)
    story = server.put("/story", PAGE)
    first = asyncio.create_task(fetcher.fetch(server.url("/hang")))
    await asyncio.to_thread(server.wait_for_requests, 1)
    waiting = [asyncio.create_task(fetcher.fetch(story)) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    first.cancel()
    waiting[2].cancel()
    await asyncio.wait([first, *waiting], timeout=8)
    assert [task.cancelled() for task in (first, *waiting)] == [True, True, False, True]
