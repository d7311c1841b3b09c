"""Fetching ahead of reading, as the person sees it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from newsreader.model import NotModified, Page, Validators
from tests.fakes import PORTS, SITE, FakeFetcher, article_url
from tests.tui.driving import reader, to_ports

SENTENCE = "The pilots went back to work and the ships came in on the evening tide, all flags set. "


def pages(*numbers: int) -> dict[str, bytes]:
    titles = {number: f"Story number {number} from the harbour and the ships in it" for number in numbers}
    items = "".join(
        f"<item><title>{title}</title><link>{article_url(number)}</link></item>" for number, title in titles.items()
    )
    text = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p>"
    stories = {
        article_url(number): f"<html><body><article><h1>{title}</h1>{text}</article>".encode()
        for number, title in titles.items()
    }
    return {f"{SITE}/ports.xml": f'<?xml version="1.0"?><rss><channel>{items}</channel></rss>'.encode(), **stories}


class SlowFetcher(FakeFetcher):
    """Gives articles one at a time, when it is let."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        super().__init__({**answers})
        self.turns = asyncio.Semaphore(0)

    async def fetch(
        self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
    ) -> Page | NotModified:
        """Answer from memory, an article when its turn comes."""
        page = await super().fetch(url, validators=validators, max_bytes=max_bytes)
        if not url.endswith(".xml"):
            await self.turns.acquire()
        return page


async def test_new_articles_are_kept_and_nothing_else_changes(filled: Path) -> None:
    fetcher = FakeFetcher({**pages(4, 5, 6)})
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        before = running.rows
        unread = running.screen.sections.status_of(PORTS)
        await running.press("j", "j")
        await running.press("r")
        articles = running.screen.articles.list
        kept = {row.url for row in articles.window.rows if row.is_cached}
        assert kept == {article_url(number) for number in range(7)}  # the first four were here
        assert running.rows == before
        assert articles.cursor == 2
        assert running.screen.sections.status_of(PORTS).unread == unread.unread
        assert running.screen.status.keeping is None
        assert running.status == "Nothing new."  # what failed ahead of reading is not told


async def test_the_status_line_says_so_and_it_can_be_stopped(filled: Path) -> None:
    fetcher = SlowFetcher(pages(4, 5, 6))
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        await running.pilot.press("r")
        while len(fetcher.asked) < 2:
            await running.pilot.pause()
        fetcher.turns.release()
        while running.screen.status.keeping is None:
            await running.pilot.pause()
        assert "keeping 5 of 12 for offline" in running.text()
        await running.press("ctrl+x")
        assert "keeping" not in running.text()
        assert len(fetcher.asked) <= 4


async def test_a_narrow_status_line_is_short(filled: Path) -> None:
    async with reader(filled, size=(50, 20)) as running:
        running.screen.status.state = ""
        running.screen.status.keeping = (12, 20)
        await running.settle()
        assert "keeping 12/20" in running.text()


async def test_quitting_ends_it(filled: Path) -> None:
    fetcher = SlowFetcher(pages(4, 5, 6))
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        await running.pilot.press("r")
        while len(fetcher.asked) < 2:
            await running.pilot.pause()
        await running.pilot.press("ctrl+q")
    assert len(fetcher.asked) == 2
