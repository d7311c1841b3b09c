"""Refreshing while one reads: new articles wait, nothing moves, and it can be stopped at any moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.config.refresh import Refresh
from newsreader.config.settings import Settings
from newsreader.model import NotModified, Page, Validators
from tests.fakes import SITE, FakeFetcher, article_url
from tests.tui.driving import Reader, reader, to_ports

FEED = f"{SITE}/ports.xml"


def ports_feed(*numbers: int) -> bytes:
    items = "".join(
        f"<item><title>News {number} from the quay</title><link>{article_url(number)}</link>"
        f"<pubDate>Tue, 10 Feb 2026 11:{number % 60:02}:00 GMT</pubDate></item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Ports</title>{items}</channel></rss>'.encode()


class Held(FakeFetcher):
    """Answers when it is let."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        super().__init__(dict(pages))
        self.is_asked = asyncio.Event()
        self.gate = asyncio.Event()

    async def fetch(
        self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
    ) -> Page | NotModified:
        self.is_asked.set()
        await self.gate.wait()
        return await super().fetch(url, validators=validators, max_bytes=max_bytes)


def right_of_title(running: Reader) -> str:
    return running.screen.articles.title.right


async def test_new_articles_wait_behind_a_count_until_they_are_wanted(filled: Path) -> None:
    fetcher = FakeFetcher({FEED: ports_feed(50, 51, 52)})
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        await running.press("j", "enter")
        before, rows = running.headline, running.rows
        running.screen.refresh_sections(())
        await running.settle()
        assert (running.headline, running.rows) == (before, rows)
        assert right_of_title(running) == "14 · 3 new: . shows"
        await running.press("full_stop")
        assert running.rows[:3] == [f"News {number} from the quay" for number in (52, 51, 50)]
        assert running.headline == before
        assert "new" not in right_of_title(running)


async def test_who_asks_from_the_top_of_the_list_sees_them_at_once(filled: Path) -> None:
    async with reader(filled, FakeFetcher({FEED: ports_feed(50)}), is_offline=False) as running:
        await to_ports(running)
        await running.press("r")
        assert running.rows[0] == "News 50 from the quay"
        assert "1 new article" in running.status


@pytest.mark.parametrize("stop", ["ctrl+x", "r", "R"])
async def test_a_refresh_is_stopped_by_the_key_that_began_it(filled: Path, stop: str) -> None:
    fetcher = Held({FEED: ports_feed(50)})
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        await running.pilot.press("r")
        await fetcher.is_asked.wait()
        assert running.screen.is_refreshing
        await running.press(stop)
        assert (running.screen.is_refreshing, running.screen.sections.busy) == (False, frozenset())
        assert running.status == "Stopped."
        await running.press("j")
        assert running.screen.articles.list.cursor == 1


async def test_escape_in_the_sections_stops_a_refresh(filled: Path) -> None:
    fetcher = Held({FEED: ports_feed(50)})
    async with reader(filled, fetcher, is_offline=False) as running:
        await running.pilot.press("R")
        await fetcher.is_asked.wait()
        await running.press("escape")
        assert not running.screen.is_refreshing


async def test_what_is_due_is_fetched_at_the_start_where_that_is_wished(filled: Path) -> None:
    for wishes, is_asked in ((Refresh(), False), (Refresh(at_start=True), True)):
        fetcher = FakeFetcher({FEED: ports_feed(50)})
        settings = replace(Settings(), refresh=wishes)
        async with reader(filled, fetcher, is_offline=False, settings=settings) as running:
            await running.settle()
            assert (FEED in fetcher.asked) is is_asked


async def test_what_comes_unasked_waits_even_at_the_top(filled: Path) -> None:
    fetcher = FakeFetcher({FEED: ports_feed(50, 51)})
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        rows = running.rows
        running.screen.refresh_due()
        await running.settle()
        assert (running.rows, right_of_title(running)) == (rows, "14 · 2 new: . shows")
        fetcher.asked.clear()
        running.screen.refresh_due()  # and nothing is due any more
        await running.settle()
        assert FEED not in fetcher.asked
