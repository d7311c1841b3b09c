"""Robots rules hold for what is fetched unasked, and requests to one site keep their distance."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.config.settings import Settings
from newsreader.errors import HttpStatusError, OversizeError, RobotsRefusedError, UnreachableError
from newsreader.library.manners import BURST, SPACING_S, Manners
from newsreader.library.web import Network, Web
from newsreader.library.worker import StoreWorker
from newsreader.model import FRONT_PAGE, Section, SectionKey
from tests.library.paper import (
    CATALOGUE,
    SITE,
    SPORT,
    Clock,
    Paper,
    feed,
    paper_library,
    refreshed,
    story_page,
    story_url,
)

ROBOTS = f"{SITE}/robots.txt"
STAY_AWAY = b"User-agent: *\nDisallow: /"
DESK = SectionKey("paper/desk")
DESK_PAGE = f"{SITE}/desk.html"
WITH_DESK = replace(
    CATALOGUE,
    sections=(
        *CATALOGUE.sections,
        Section(key=DESK, source="The Paper", name=FRONT_PAGE, addresses=(DESK_PAGE,)),
    ),
    digest="with desk",
)


def desk(*numbers: int) -> bytes:
    cards = "".join(
        f'<article><h2><a href="/story-{n}.html">The story of bridge number {n} and its keeper</a></h2>'
        f"<p>Nobody had seen it coming, said the keeper of bridge number {n} on Tuesday.</p></article>"
        for n in numbers
    )
    return f"<html><head><title>Desk</title></head><body><main>{cards}</main></body></html>".encode()


@pytest.fixture
def paper() -> Paper:
    return Paper()


class Sleeper:
    def __init__(self) -> None:
        self.waits: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.waits.append(round(seconds, 1))


@asynccontextmanager
async def manners_of(
    tmp_path: Path, paper: Paper, *, clock: Clock | None = None, ignored: tuple[str, ...] = ()
) -> AsyncIterator[tuple[Manners, Sleeper]]:
    store, sleeper, clock = await StoreWorker.open(tmp_path / "library.sqlite3"), Sleeper(), clock or Clock()
    web = Web(
        lambda: paper,
        Network(is_forced_offline=False, clock=clock),
        lambda web: Manners(store, web, clock, ignored, sleeper),
    )
    yield web.manners, sleeper
    await store.close()


async def test_a_section_page_is_left_alone_from_the_second_time_on(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {DESK_PAGE: desk(1, 2, 3, 4, 5, 6)}
    paper.robots = {ROBOTS: STAY_AWAY}
    async with paper_library(tmp_path, paper, catalogue=WITH_DESK) as library:
        (result,) = await refreshed(library, DESK)  # whether it is a feed is not known before
        assert (result.error, result.new_articles) == (None, 6)
        (result,) = await refreshed(library, DESK)
        assert isinstance(result.error, RobotsRefusedError)
        assert "asks automated readers to stay away" in result.error.user_text
        assert paper.asked == [DESK_PAGE]
    own = replace(Settings(), ignore_robots=("paper.example",))
    async with paper_library(tmp_path, paper, catalogue=WITH_DESK, settings=own) as library:
        assert (await refreshed(library, DESK))[0].error is None


async def test_feeds_are_for_programs(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {f"{SITE}/sport.xml": feed(1)}
    paper.robots = {ROBOTS: STAY_AWAY}
    async with paper_library(tmp_path, paper) as library:
        for _ in range(2):
            assert (await refreshed(library, SPORT))[0].error is None
    assert paper.asked_for_rules == []


async def test_articles_are_not_fetched_ahead_but_opened(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {f"{SITE}/sport.xml": feed(1), story_url(1): story_page(1)}
    paper.robots = {ROBOTS: STAY_AWAY}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, SPORT)
        paper.asked.clear()
        (result,) = await library.fetch_full_texts([SPORT], lambda _: None)
        assert isinstance(result.error, RobotsRefusedError)
        report = await library.packs.keep_up([SPORT], lambda _: None)
        assert report is not None
        assert "stay away" in report.failures[0].reason
        assert paper.asked == []
        await library.read(result.article_id)
        assert paper.asked == [story_url(1)]


async def test_rules_are_asked_for_once_a_day_and_kept(tmp_path: Path, paper: Paper) -> None:
    paper.robots = {ROBOTS: STAY_AWAY}
    clock = Clock()
    for hours, times in ((0, 1), (23, 1), (2, 2)):
        clock.now += timedelta(hours=hours)
        async with manners_of(tmp_path, paper, clock=clock) as (manners, _):
            for _ in range(2):
                with pytest.raises(RobotsRefusedError):
                    await manners.before_page(story_url(1))
        assert len(paper.asked_for_rules) == times


@pytest.mark.parametrize(
    "answer", [HttpStatusError(ROBOTS, 404), HttpStatusError(ROBOTS, 403), OversizeError(ROBOTS), b"<html>Hello</html>"]
)
async def test_a_site_without_rules_allows_everything(
    tmp_path: Path, paper: Paper, answer: HttpStatusError | OversizeError | bytes
) -> None:
    paper.robots = {ROBOTS: answer}
    async with manners_of(tmp_path, paper) as (manners, _):
        await manners.before_page(story_url(1))


@pytest.mark.parametrize("trouble", [HttpStatusError(ROBOTS, 500), UnreachableError(ROBOTS, "no answer")])
async def test_a_site_that_is_ill_is_let_alone_or_known_from_before(
    tmp_path: Path, paper: Paper, trouble: HttpStatusError | UnreachableError
) -> None:
    paper.robots = {ROBOTS: trouble}
    clock = Clock()
    async with manners_of(tmp_path, paper, clock=clock) as (manners, _):
        with pytest.raises(type(trouble)):
            await manners.before_page(story_url(1))
        paper.robots = {ROBOTS: b"User-agent: *\nDisallow: /story-2"}
        await manners.before_page(story_url(1))
        paper.robots = {ROBOTS: trouble}
        clock.now += timedelta(days=2)
        await manners.before_page(story_url(1))
        with pytest.raises(RobotsRefusedError):
            await manners.before_page(story_url(2))


async def test_after_a_burst_requests_keep_their_distance(tmp_path: Path, paper: Paper) -> None:
    async with manners_of(tmp_path, paper) as (manners, sleeper):
        for number in range(BURST + 3):
            await manners.before_page(story_url(number))
            await manners.before_feed(f"https://site{number}.example/feed")
        assert sleeper.waits == [SPACING_S * n for n in (1, 2, 3)][: len(sleeper.waits)]
        assert len(sleeper.waits) >= 2


async def test_a_crawl_delay_is_kept_from_the_first_request_on(tmp_path: Path, paper: Paper) -> None:
    paper.robots = {ROBOTS: b"User-agent: *\nCrawl-delay: 3"}
    async with manners_of(tmp_path, paper) as (manners, sleeper):
        for number in range(3):
            await manners.before_page(story_url(number))
    assert sleeper.waits == [3.0, 6.0]
