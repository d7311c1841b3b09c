"""Large bodies come a few at once, and wait without losing their time."""

from __future__ import annotations

import asyncio
import traceback

import pytest

from newsreader.errors import FetchError, OversizeError
from newsreader.fetch import large
from newsreader.fetch.deadline import Deadline
from newsreader.fetch.large import LARGE_BYTES, LargeBodies
from newsreader.fetch.limits import FetchLimits
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.server import TestServer


async def test_small_ones_need_no_room_and_large_ones_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "MOST_LARGE", 1)
    bodies, deadline = LargeBodies(), Deadline(60)
    with bodies.share(deadline) as first, bodies.share(deadline) as second, bodies.share(deadline) as small:
        await first.grows_to(LARGE_BYTES + 1)
        await first.grows_to(2 * LARGE_BYTES)
        await small.grows_to(LARGE_BYTES)
        waiting = asyncio.ensure_future(second.grows_to(LARGE_BYTES + 1))
        await asyncio.sleep(0)
        assert not waiting.done()
        waiting.cancel()
    with bodies.share(deadline) as third:
        await third.grows_to(LARGE_BYTES + 1)  # what is over has left its room


async def test_the_time_of_one_that_waits_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "MOST_LARGE", 1)
    bodies, deadline = LargeBodies(), Deadline(0.05)
    with bodies.share(Deadline(60)) as first:
        await first.grows_to(LARGE_BYTES + 1)
        asyncio.get_running_loop().call_later(0.2, first.__exit__, None, None, None)
        async with deadline.running():
            with bodies.share(deadline) as second:
                await second.grows_to(LARGE_BYTES + 1)  # four times as long as there is time
        first._is_large = False
    with pytest.raises(TimeoutError):
        async with deadline.running():
            await asyncio.sleep(5)


async def test_one_after_another_they_all_come(
    make_fetcher: MakeFetcher, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "MOST_LARGE", 1)
    fetcher = make_fetcher(limits=FetchLimits(per_host=4, max_page_bytes=1_000_000))
    urls = [server.put(f"/{number}", bytes(LARGE_BYTES + 100)) for number in range(4)]
    pages = await asyncio.gather(*map(fetcher.fetch, urls))
    assert [len(page.body) for page in pages if isinstance(page, Page)] == [LARGE_BYTES + 100] * 4
    for _ in range(2):  # those that fail leave their room as well
        with pytest.raises(OversizeError):
            await fetcher.fetch(server.url("/endless"))


@pytest.mark.parametrize("path", ["/endless", "/endless-chunks"])
async def test_an_error_holds_on_to_no_body(make_fetcher: MakeFetcher, server: TestServer, path: str) -> None:
    fetcher = make_fetcher(limits=FetchLimits(deadline_s=5, max_page_bytes=300_000))
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(server.url(path))
    held: list[bytearray] = []
    error: BaseException | None = caught.value
    for _ in range(6):  # so deep they go
        frames = traceback.walk_tb(error.__traceback__ if error is not None else None)
        held += [each for frame, _ in frames for each in frame.f_locals.values() if isinstance(each, bytearray)]
        error = error and (error.__cause__ or error.__context__)
    assert held
    assert not any(held)
