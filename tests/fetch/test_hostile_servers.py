"""Servers that do not answer, do not stop, or lie: each ends soon, in words, and the next fetch works."""

from __future__ import annotations

import asyncio
import tracemalloc

import httpcore
import pytest

from newsreader.errors import FetchError, OversizeError, TooLargeError, UnreachableError
from newsreader.fetch.client import Fetcher, FetchLimits
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.misbehaviour import BOMB_BYTES, PAGE, bomb_of
from tests.server import TestServer

IMPATIENT = FetchLimits(read_timeout_s=0.25, deadline_s=5)
SHORT = FetchLimits(read_timeout_s=5, deadline_s=0.4)


async def failure_of(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(url)
    return caught.value


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/endless", OversizeError, "more than 1 MB"),
        ("/huge-length", OversizeError, "more than 1 MB"),
        ("/endless-header", UnreachableError, "it does not keep to HTTP"),
        ("/early-hints-for-ever", UnreachableError, "it does not keep to HTTP"),
        ("/twice", FetchError, "it is compressed 2 times over"),
        ("/twice-in-two-lines", FetchError, "it is compressed 2 times over"),
        ("/unasked", FetchError, "it is compressed in a way that was not asked for: compress"),
        ("/false-gzip", FetchError, "the compressed page is damaged (gzip)"),
        ("/short-gzip", FetchError, "the compressed page broke off"),
        ("/too-long-a-length", UnreachableError, "the answer broke off: the end is missing"),
        ("/two-lengths", UnreachableError, "it does not keep to HTTP"),
        ("/odd-length", UnreachableError, "it does not keep to HTTP"),
        ("/chunked-garbage", UnreachableError, "the answer broke off: it does not keep to HTTP"),
        ("/chunked-cut", UnreachableError, "the answer broke off: the end is missing"),
        ("/reset", UnreachableError, "connection reset"),
        ("/reset-in-body", UnreachableError, "the answer broke off: connection reset"),
        ("/hang-up", UnreachableError, "it hung up without an answer"),
        ("/garbage", UnreachableError, "it does not keep to HTTP"),
    ],
)
async def test_bad_answers(fetcher: Fetcher, server: TestServer, path: str, kind: type[FetchError], words: str) -> None:
    error = await failure_of(fetcher, server.url(path))
    assert (type(error), error.detail) == (kind, words)
    assert error.subject == server.url(path)
    assert isinstance(await fetcher.fetch(server.put("/story", PAGE)), Page)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
async def test_a_bomb_is_refused_and_takes_no_memory(fetcher: Fetcher, server: TestServer, encoding: str) -> None:
    assert len(bomb_of(encoding)) < 250_000  # made before memory is watched
    await fetcher.fetch(server.put("/story", PAGE))
    tracemalloc.start()
    try:
        error = await failure_of(fetcher, server.url(f"/bomb?as={encoding}"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (type(error), error.detail) == (OversizeError, "more than 1 MB")
    assert peak < 8_000_000 < BOMB_BYTES


@pytest.mark.parametrize(
    ("limits", "path", "kind", "words"),
    [
        (IMPATIENT, "/hang", UnreachableError, "no answer within 0.25 s"),
        (IMPATIENT, "/hang-in-body", UnreachableError, "the answer broke off: no answer within 0.25 s"),
        (SHORT, "/hang", UnreachableError, "no answer within 0.4 s"),
        (SHORT, "/drip-headers", UnreachableError, "no answer within 0.4 s"),
        (SHORT, "/drip", TooLargeError, "not complete after 0.4 s"),
        (SHORT, "/endless-chunks", TooLargeError, "not complete after 0.4 s"),
    ],
)
async def test_time_runs_out(
    make_fetcher: MakeFetcher, server: TestServer, limits: FetchLimits, path: str, kind: type[FetchError], words: str
) -> None:
    fetcher = make_fetcher(limits=limits)
    error = await failure_of(fetcher, server.url(path))
    assert (type(error), error.detail) == (kind, words)


async def test_a_failure_whose_body_never_ends_is_that_failure(make_fetcher: MakeFetcher, server: TestServer) -> None:
    error = await failure_of(make_fetcher(limits=IMPATIENT), server.url("/hang-in-error"))
    assert error.detail == "HTTP 404: no such page"


async def test_the_wait_for_a_turn_does_not_count(make_fetcher: MakeFetcher, server: TestServer) -> None:
    fetcher = make_fetcher(limits=FetchLimits(total=1, deadline_s=0.4))
    story = server.put("/story", PAGE)
    slow = asyncio.create_task(failure_of(fetcher, server.url("/hang")))
    await asyncio.to_thread(server.wait_for_requests, 1)
    assert isinstance(await fetcher.fetch(story), Page)
    assert slow.done()


async def test_the_deadline_is_one_for_all_redirects(make_fetcher: MakeFetcher, server: TestServer) -> None:
    """Each hop takes less than the deadline, all of them more."""
    fetcher = make_fetcher(limits=FetchLimits(deadline_s=0.5))
    error = await failure_of(fetcher, server.url("/redirect-onward-slowly"))
    assert error.detail == "no answer within 0.5 s"
    assert 1 < len(server.received) < 9


async def test_a_failure_with_a_long_body_is_not_read(fetcher: Fetcher, server: TestServer) -> None:
    url = server.put("/broken", b"x" * 5_000_000, status=500)
    assert (await failure_of(fetcher, url)).detail == "HTTP 500: the site is broken at the moment"


async def test_connections_that_all_turn_out_dead(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    async def drop(_transport: object, _request: object) -> None:
        raise httpcore.RemoteProtocolError("Server disconnected without sending a response.")

    monkeypatch.setattr("newsreader.fetch.transport.CheckedTransport.send", drop)
    error = await failure_of(fetcher, "http://a.example/")
    assert error.detail == "it hung up without an answer, again and again"


async def test_an_answer_longer_than_its_length_spoils_no_other(fetcher: Fetcher, server: TestServer) -> None:
    story = server.put("/story", PAGE)
    for _ in range(2):
        page = await fetcher.fetch(server.url("/too-short-a-length"))
        assert isinstance(page, Page)
        assert page.body == PAGE[:15]
        page = await fetcher.fetch(story)
        assert isinstance(page, Page)
        assert page.body == PAGE


async def test_the_program_goes_on_while_a_server_floods_it(make_fetcher: MakeFetcher, server: TestServer) -> None:
    """Chunks of one byte and bombs are handed over without a pause; other tasks must still get their turn."""
    fetcher = make_fetcher(limits=FetchLimits(read_timeout_s=5, deadline_s=0.5, max_page_bytes=50_000_000))
    await fetcher.fetch(server.put("/story", PAGE))
    loop = asyncio.get_running_loop()
    longest_s = 0.0

    async def watch() -> None:
        nonlocal longest_s
        while True:
            before = loop.time()
            await asyncio.sleep(0)
            longest_s = max(longest_s, loop.time() - before)

    watching = asyncio.create_task(watch())
    await asyncio.gather(
        *(failure_of(fetcher, server.url(path)) for path in ("/endless-chunks", "/bomb?as=zstd", "/bomb?as=br"))
    )
    watching.cancel()
    assert longest_s < 0.25  # unpaced, nothing else runs and no time runs out
