"""Fetching ahead of reading, within the budget, after what somebody waits for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.address import host_of
from newsreader.config.settings import Settings
from newsreader.config.wishes import Wishes
from newsreader.library.packs.order import PackEnd, PackProgress
from newsreader.model import NotModified, Page, Validators
from tests.library.paper import (
    SENTENCE,
    SITE,
    SPORT,
    WORLD,
    Clock,
    Paper,
    dead,
    feed,
    paper_library,
    refreshed,
    rows_of,
    status_of,
    story_page,
)
from tests.library.paper import story_url as url_of
from tests.pictures import jpeg

BUDGET = Settings(keep_articles_per_refresh=5, keep_megabytes_per_day=1)


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(*range(1, 20)), f"{SITE}/sport.xml": feed(20, 21)}
    paper.pages |= {url_of(number): story_page(number) for number in range(1, 22)}
    return paper


def ignore(_: PackProgress) -> None:
    """Listen to nothing."""


async def cached(paper_rows: object) -> list[str]:
    """Give the addresses of the rows whose text is here."""
    rows = await paper_rows  # type: ignore[misc]
    return [row.url for row in rows if row.is_cached]


async def test_the_newest_unread_ones_and_no_more(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper, settings=BUDGET) as library:
        await refreshed(library, WORLD, SPORT)
        first = (await rows_of(library, WORLD))[0]
        await library.set_read([first.id], is_read=True)
        before = await rows_of(library)
        told: list[PackProgress] = []
        report = await library.packs.keep_up([WORLD], told.append)
        assert report is not None
        assert (report.full, report.end) == (5, PackEnd.ARTICLES)
        assert await cached(rows_of(library)) == [url_of(number) for number in range(2, 7)]
        after = await rows_of(library)
        unknown = {"is_cached": False, "minutes": 0}  # what a text brings
        assert [replace(row, **unknown) for row in after] == [replace(row, **unknown) for row in before]
        assert (await status_of(library, WORLD)).unread == 18
        assert [(progress.done, progress.total) for progress in told] == [(n, 5) for n in range(1, 6)]
        assert [progress.article_id for progress in told] == [row.id for row in after if row.is_cached]
        asked = len(paper.asked)
        await library.packs.keep_up([WORLD], ignore)
        assert len(paper.asked) == asked  # the newest are here; it does not go on into the archive


async def test_the_days_budget_holds_over_restarts_and_is_new_the_next_day(tmp_path: Path, paper: Paper) -> None:
    long = SENTENCE * 700
    paper.pages |= {url_of(number): story_page(number, long) for number in range(1, 20)}
    size = len(paper.pages[url_of(1)])
    fitting = 1_000_000 // size
    clock = Clock()
    for _ in range(3):
        async with paper_library(tmp_path, paper, settings=BUDGET, clock=clock) as library:
            await refreshed(library, WORLD)
            report = await library.packs.keep_up([WORLD], ignore)
            assert len(await cached(rows_of(library))) == fitting < 5
    assert report is not None
    assert report.end is PackEnd.SIZE
    clock.now += timedelta(days=1)
    async with paper_library(tmp_path, paper, settings=BUDGET, clock=clock) as library:
        await library.packs.keep_up([WORLD], ignore)
        assert len(await cached(rows_of(library))) == min(5, 2 * fitting)


@pytest.mark.parametrize(
    "settings",
    [
        replace(BUDGET, keep_articles_per_refresh=0),
        replace(BUDGET, keep_megabytes_per_day=0),
        replace(BUDGET, offline=True),
    ],
)
async def test_without_a_budget_or_a_network_nothing_is_asked(tmp_path: Path, paper: Paper, settings: Settings) -> None:
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
    paper.asked.clear()
    async with paper_library(tmp_path, paper, settings=settings) as library:
        assert await library.packs.keep_up([WORLD], ignore) is None
        assert paper.asked == []


async def test_related_pages_and_pictures_only_where_they_are_wanted(tmp_path: Path, paper: Paper) -> None:
    quay = f"{SITE}/photos/quay.jpg"
    shown = f'<figure><img src="{quay}" width="640" height="427"></figure>'.encode()
    panel = (
        f'<div class="related"><h3>Related stories</h3><ul><li><a href="{url_of(15)}">'
        "Story 15 of the bridge and of the river under it</a></li></ul></div>"
    ).encode()
    paper.pages[url_of(1)] = story_page(1).replace(b"<p>", shown + b"<p>", 1) + b"</article>" + panel
    paper.pages |= {quay: jpeg(640, 427), f"{SITE}/a.xml": feed(1)}
    async with paper_library(tmp_path, paper, settings=BUDGET) as library:
        await refreshed(library, WORLD)
        await library.packs.keep_up([WORLD], ignore)
        assert set(paper.asked) == {f"{SITE}/a.xml", url_of(1)}
    more = replace(BUDGET, keep_pictures=True, keep_related_depth=1)
    async with paper_library(tmp_path, paper, settings=more) as library:
        await library.packs.keep_up([WORLD], ignore)
        assert paper.asked[2:] == [url_of(15), quay]
        assert await library.picture(quay) is not None


class Gated(Paper):
    """A paper one of whose pages waits for a gate."""

    def __init__(self, gated: str) -> None:
        super().__init__()
        self.gated = gated
        self.gate = asyncio.Event()
        self.is_asked = asyncio.Event()

    async def fetch(
        self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
    ) -> Page | NotModified:
        """Answer from memory, the gated page when the gate is open."""
        if url == self.gated:
            self.is_asked.set()
            await self.gate.wait()
        return await super().fetch(url, validators=validators, max_bytes=max_bytes)


async def test_it_waits_while_the_person_does(tmp_path: Path, paper: Paper) -> None:
    gated = Gated(url_of(19))
    gated.pages = paper.pages
    async with paper_library(tmp_path, gated, settings=BUDGET) as library:
        await refreshed(library, WORLD)
        reading = asyncio.create_task(library.read_address(url_of(19)))
        await gated.is_asked.wait()
        gated.asked.clear()
        keeping = asyncio.create_task(library.packs.keep_up([WORLD], ignore))
        await library.sections()  # a way through the library's thread, as keeping up has taken several
        for _ in range(200):
            await asyncio.sleep(0)
        assert gated.asked == []
        gated.gate.set()
        await reading
        await keeping
        assert gated.asked == [url_of(19), *(url_of(number) for number in range(1, 6))]


async def test_it_ends_with_the_network_and_tries_again_later(tmp_path: Path, paper: Paper) -> None:
    was = dict(paper.pages)
    async with paper_library(tmp_path, paper, settings=BUDGET) as library:
        await refreshed(library, WORLD)
        paper.pages |= {url_of(number): dead(url_of(number)) for number in range(2, 20)}
        report = await library.packs.keep_up([WORLD], ignore)
        assert report is not None
        assert (report.end, report.full) == (PackEnd.NO_NETWORK, 1)
        assert len([url for url in paper.asked if "story" in url]) == 2
    paper.pages = was
    async with paper_library(tmp_path, paper, settings=BUDGET) as library:
        report = await library.packs.keep_up([WORLD], ignore)
        assert report is not None
        assert report.full == 5


async def test_what_is_wanted_otherwise_for_sections_and_sites(tmp_path: Path, paper: Paper) -> None:
    settings = replace(BUDGET, keep_articles_per_refresh=0, section={"sport": Wishes(full_text=True)})
    async with paper_library(tmp_path, paper, settings=settings) as library:
        await refreshed(library, WORLD, SPORT)
        await library.packs.keep_up([WORLD, SPORT], ignore)
        assert await cached(rows_of(library)) == [url_of(20), url_of(21)]
        host = host_of(SITE)
        library.settings = replace(BUDGET, site={host: Wishes(full_text=False)})
        assert await library.packs.keep_up([WORLD, SPORT], ignore) is None
        library.settings = replace(library.settings, section={"world": Wishes(full_text=True)})
        report = await library.packs.keep_up([WORLD, SPORT], ignore)
        assert report is not None
        assert report.fetched == 5


async def test_pictures_may_be_wanted_of_some_sections_only(tmp_path: Path, paper: Paper) -> None:
    pictures = {number: f"{SITE}/{number}.jpg" for number in (1, 20)}
    for number, url in pictures.items():
        shown = f'<figure><img src="{url}" width="640" height="427"></figure>'.encode()
        paper.pages |= {url: jpeg(640, 427), url_of(number): story_page(number).replace(b"<p>", shown + b"<p>", 1)}
    settings = replace(BUDGET, section={"sport": Wishes(pictures=True)})
    async with paper_library(tmp_path, paper, settings=settings) as library:
        await refreshed(library, WORLD, SPORT)
        report = await library.packs.keep_up([WORLD, SPORT], ignore)
        assert report is not None
        assert await library.picture(pictures[20]) is not None
        assert await library.picture(pictures[1]) is None
