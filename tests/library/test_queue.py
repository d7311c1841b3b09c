"""Links that were followed without a network are fetched when there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from newsreader.config.settings import Settings
from newsreader.errors import (
    FullQueueError,
    HttpStatusError,
    NewsError,
    NoAddressError,
    RateLimitedError,
    UnreachableError,
)
from newsreader.library import queue
from newsreader.model.trails import QueuedLink, QueueState
from tests.fakes import NOW, FakeFetcher, offline, opened

GOOD, GONE, ILL, WALLED = (f"https://{name}.example/story.html" for name in ("good", "gone", "ill", "walled"))
PROSE = b"<p>" + b"The harbour was quiet and the ships lay still until the morning came. " * 6 + b"</p>"
PAGE = b"<html><head><title>Quiet night</title></head><body><article><h1>Quiet night</h1>" + PROSE * 4 + b"</article>"


class Reports(list[tuple[str, str]]):
    """What was told of each link."""

    def __call__(self, link: QueuedLink, error: NewsError | None) -> None:
        self.append((link.url, type(error).__name__ if error else ""))


@contextmanager
def queue_of(most: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue, "MAX_QUEUED", most)
        yield


async def test_what_comes_and_what_does_not(tmp_path: Path) -> None:
    fetcher = FakeFetcher({GOOD: PAGE, ILL: HttpStatusError(ILL, 500)})
    fetcher.robots["https://walled.example/robots.txt"] = b"User-agent: *\nDisallow: /"
    told = Reports()
    async with opened(tmp_path, fetcher) as library:
        for url in (GOOD, GONE, ILL, WALLED):
            await library.queue.add(url, "a \x1b]8;;https://evil.example\x1b\\link")
        assert await library.queue.fetch(told) == 1
        links = {link.url: link for link in await library.queue.entries()}
    assert told == [(GOOD, ""), (GONE, "HttpStatusError"), (ILL, "HttpStatusError"), (WALLED, "RobotsRefusedError")]
    assert (links[GOOD].state, links[GOOD].text) == (QueueState.HERE, "Quiet night")
    assert links[GOOD].article_id is not None
    assert (links[GONE].state, links[GONE].text) == (QueueState.FAILED, "a link")
    assert "404" in links[GONE].error
    assert (links[ILL].state, links[ILL].tries) == (QueueState.WAITING, 1)
    assert links[WALLED].state is QueueState.FAILED


async def test_it_lasts_over_restarts_and_tries_a_sick_site_less_and_less_often(tmp_path: Path) -> None:
    fetcher = FakeFetcher({ILL: HttpStatusError(ILL, 502)})
    now, pauses = NOW, []
    async with opened(tmp_path, fetcher) as library:
        await library.queue.add(ILL, "a link")
    for _ in range(40):
        async with opened(tmp_path, fetcher, now=now) as library:
            asked = len(fetcher.asked)
            await library.queue.fetch(Reports())
            if len(fetcher.asked) > asked:
                pauses.append(now)
            (link,) = await library.queue.entries()
            if link.state is QueueState.FAILED:
                break
        now += timedelta(minutes=5)
    assert link.state is QueueState.FAILED
    assert link.tries == len(pauses)
    steps = [later - earlier for earlier, later in pairwise(pauses)]
    assert steps == sorted(steps)
    assert steps[-1] >= 8 * steps[0]


async def test_a_site_that_asks_for_a_pause_gets_it(tmp_path: Path) -> None:
    fetcher = FakeFetcher({ILL: RateLimitedError(ILL, 429, 7200.0)})
    async with opened(tmp_path, fetcher) as library:
        await library.queue.add(ILL, "a link")
        await library.queue.fetch(Reports())
    async with opened(tmp_path, fetcher, now=NOW + timedelta(hours=1)) as library:
        await library.queue.fetch(Reports())
    assert len(fetcher.asked) == 1
    async with opened(tmp_path, fetcher, now=NOW + timedelta(hours=3)) as library:
        await library.queue.fetch(Reports())
    assert len(fetcher.asked) == 2


async def test_a_dead_network_is_no_fault_of_a_link(tmp_path: Path) -> None:
    dead = {url: UnreachableError(url, is_network_down=True) for url in (GOOD, GONE, ILL)}
    fetcher = FakeFetcher(dict(dead))
    for url, error in dead.items():
        fetcher.robots[url.replace("story.html", "robots.txt")] = error
    told = Reports()
    async with opened(tmp_path, fetcher) as library:
        for url in dead:
            await library.queue.add(url, "a link")
        assert await library.queue.fetch(told) == 0
        assert all((link.state, link.tries) == (QueueState.WAITING, 0) for link in await library.queue.entries())
        assert told == []
        assert len(fetcher.asked_for_rules) < 3  # no need to try them all
    fetcher.pages[GOOD] = PAGE
    fetcher.robots.clear()
    async with opened(tmp_path, fetcher) as library:
        assert await library.queue.try_now() == 3
        assert await library.queue.fetch(told) == 1


async def test_one_dead_site_does_not_hold_up_the_others(tmp_path: Path) -> None:
    fetcher = FakeFetcher({GOOD: PAGE})
    fetcher.robots[GONE.replace("story.html", "robots.txt")] = UnreachableError(GONE, is_name_unknown=True)
    async with opened(tmp_path, fetcher) as library:
        await library.queue.add(GONE, "a link")
        await library.queue.add(GOOD, "a link")
        assert await library.queue.fetch(Reports()) == 1


async def test_asked_to_be_offline_nothing_is_fetched(tmp_path: Path) -> None:
    fetcher = FakeFetcher({GOOD: PAGE})
    async with opened(tmp_path, fetcher, settings=offline()) as library:
        await library.queue.add(GOOD, "a link")
        assert await library.queue.fetch(Reports()) == 0
    assert fetcher.asked == []
    async with opened(tmp_path, fetcher, settings=replace(Settings(), offline=False)) as library:
        assert await library.queue.fetch(Reports()) == 1


async def test_what_cannot_be_queued_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        for url in ("javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "https://"):
            with pytest.raises(NoAddressError):
                await library.queue.add(url, "a link")
        with queue_of(1):
            await library.queue.add(GOOD, "a link")
            with pytest.raises(FullQueueError, match="W shows the queue"):
                await library.queue.add(GONE, "a link")
        (link,) = await library.queue.entries()
        assert await library.queue.remove([link.id]) == 1
        assert await library.queue.find(GOOD) is None
