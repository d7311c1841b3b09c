"""When sections are asked again: by themselves what is due, by the person at once, and never within a site's pause."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.config.refresh import Refresh
from newsreader.config.settings import Settings
from newsreader.config.wishes import Wishes
from newsreader.errors import ConfigError, HttpStatusError, RateLimitedError, SourceGoneError, UnreachableError
from newsreader.library import Library
from newsreader.library.pace import after_failure, after_success
from newsreader.model import SectionKey
from newsreader.store.schedule import Schedule
from tests.fakes import NOW
from tests.library.paper import SITE, SPORT, WORLD, Clock, Paper, dead, feed, paper_library, refreshed, status_of

HALF_HOUR = timedelta(minutes=30)
SPORT_FEED, FIRST, SECOND = f"{SITE}/sport.xml", f"{SITE}/a.xml", f"{SITE}/b.xml"
NEW_HOME = "https://new.example/sport.xml"


@pytest.fixture
def paper() -> Paper:
    return Paper()


async def due(library: Library) -> tuple[SectionKey, ...]:
    return await library.followed(only_due=True)


def test_the_longest_wish_wins() -> None:
    assert after_success(NOW, HALF_HOUR, Schedule(), 0).due_at == NOW + HALF_HOUR
    assert after_success(NOW, HALF_HOUR, Schedule(ttl_minutes=90), 60).due_at == NOW + timedelta(minutes=90)
    assert after_success(NOW, HALF_HOUR, Schedule(ttl_minutes=10), 7200).due_at == NOW + timedelta(hours=2)
    assert after_success(NOW, HALF_HOUR, Schedule(), 1e9).due_at == NOW + timedelta(days=1)


def test_hours_and_days_that_a_feed_skips_are_skipped() -> None:
    # NOW is Tuesday, noon.
    assert after_success(NOW, HALF_HOUR, Schedule(skip_hours=(12, 13)), 0).due_at == NOW.replace(hour=14)
    until_thursday = Schedule(skip_hours=(0,), skip_days=(1, 2))
    assert after_success(NOW, HALF_HOUR, until_thursday, 0).due_at == NOW.replace(day=12, hour=1)


def test_failures_put_off_further_each_time_up_to_a_day() -> None:
    plan, waits = Schedule(ttl_minutes=5), []
    for _ in range(40):
        plan = after_failure(NOW, HALF_HOUR, plan, 0.5)
        assert plan.due_at is not None
        waits.append(plan.due_at - NOW)
    assert waits[:3] == [HALF_HOUR * 2, HALF_HOUR * 4, HALF_HOUR * 8]
    assert waits[-1] == timedelta(days=1)
    assert (plan.failures, plan.ttl_minutes) == (40, 5)
    early, late = (after_failure(NOW, HALF_HOUR, Schedule(), chance).due_at for chance in (0.0, 1.0))
    assert (early, late) == (NOW + timedelta(minutes=45), NOW + timedelta(minutes=75))
    assert after_success(NOW, HALF_HOUR, plan, 0).failures == 0


async def test_what_was_asked_is_due_again_after_its_interval_also_in_another_run(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {FIRST: feed(1), SPORT_FEED: feed(2)}
    clock = Clock()
    settings = Settings(
        refresh=Refresh(minutes=60), section={"the paper": Wishes(minutes=90), "sport": Wishes(minutes=240)}
    )
    async with paper_library(tmp_path, paper, clock=clock, settings=settings) as library:
        await refreshed(library, WORLD, SPORT)
        assert await due(library) == ()
        assert await library.followed() == (WORLD, SPORT)
    clock.now += timedelta(minutes=89, seconds=30)  # a little early is early enough
    async with paper_library(tmp_path, paper, clock=clock, settings=settings) as library:
        assert await due(library) == (WORLD,)
        await refreshed(library, WORLD)  # unchanged
        assert await due(library) == ()


async def test_what_a_feed_said_holds_while_it_is_unchanged(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {SPORT_FEED: feed(1).replace(b"<channel>", b"<channel><ttl>180</ttl>")}
    clock = Clock()
    async with paper_library(tmp_path, paper, clock=clock) as library:
        for _ in range(2):
            await refreshed(library, SPORT)
            clock.now += timedelta(minutes=170)
            assert await due(library) == ()
            clock.now += timedelta(minutes=10)
            assert await due(library) == (SPORT,)


async def test_an_interval_for_a_section_that_there_is_not_is_told(tmp_path: Path, paper: Paper) -> None:
    settings = Settings(section={"Sprot": Wishes(minutes=5)})
    async with paper_library(tmp_path, paper, settings=settings) as library:
        with pytest.raises(ConfigError, match="did you mean Sport"):
            await refreshed(library, SPORT)


async def test_a_dead_source_is_put_off_and_forgiven(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {SPORT_FEED: HttpStatusError(SPORT_FEED, 500)}
    clock = Clock()
    async with paper_library(tmp_path, paper, clock=clock) as library:
        for hours in (0.8, 1.6, 3.2):  # more than the longest jitter would allow after the one before
            await refreshed(library, SPORT)
            clock.now += timedelta(hours=hours * 0.9)
            assert await due(library) == ()
            clock.now += timedelta(hours=hours)
            assert await due(library) == (SPORT,)
        paper.pages[SPORT_FEED] = feed(1)
        await refreshed(library, SPORT)
        clock.now += HALF_HOUR
        assert await due(library) == (SPORT,)


async def test_a_dead_network_is_no_failure_of_the_source(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {SPORT_FEED: dead(SPORT_FEED)}
    async with paper_library(tmp_path, paper) as library:
        (result,) = await refreshed(library, SPORT)
        assert isinstance(result.error, UnreachableError)
        assert await due(library) == (SPORT,)


async def test_a_pause_that_a_site_asked_for_outlives_the_program(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {SPORT_FEED: RateLimitedError(SPORT_FEED, 429, 1800.0), FIRST: feed(1)}
    clock = Clock()
    async with paper_library(tmp_path, paper, clock=clock) as library:
        await refreshed(library, SPORT)
    paper.asked.clear()
    paper.pages[SPORT_FEED] = feed(2)
    async with paper_library(tmp_path, paper, clock=clock) as library:
        results = await refreshed(library, SPORT, WORLD)  # by name, and another section of the site
        assert [type(result.error) for result in results] == [RateLimitedError, RateLimitedError]
        assert paper.asked == []
        clock.now += HALF_HOUR
        assert [result.error for result in await refreshed(library, SPORT, WORLD)] == [None, None]


async def test_a_source_that_is_gone_is_not_asked_again_but_by_its_name(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {SPORT_FEED: HttpStatusError(SPORT_FEED, 410), FIRST: feed(1)}
    clock = Clock()
    async with paper_library(tmp_path, paper, clock=clock) as library:
        await refreshed(library, WORLD)
        assert await library.followed() == (WORLD,)
    async with paper_library(tmp_path, paper, clock=clock) as library:
        paper.pages[SPORT_FEED] = feed(2)
        await refreshed(library, SPORT)
        paper.pages[SPORT_FEED] = HttpStatusError(SPORT_FEED, 410)
        (result,) = await refreshed(library, SPORT)
        assert isinstance(result.error, SourceGoneError)
        assert "gone for good" in (await status_of(library, SPORT)).error
        clock.now += timedelta(days=400)
        assert (await library.followed(), await due(library)) == ((WORLD,), (WORLD,))
        paper.pages[SPORT_FEED] = feed(2, 3)
        (result,) = await refreshed(library, SPORT)
        assert result.new_articles == 1
        assert await library.followed() == (WORLD, SPORT)


async def test_of_several_addresses_those_that_are_gone_are_left_out(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {FIRST: HttpStatusError(FIRST, 410), SECOND: feed(1)}
    async with paper_library(tmp_path, paper) as library:
        for _ in range(2):
            (result,) = await refreshed(library, WORLD)
            assert (result.error, result.address) == (None, SECOND)
        assert paper.asked == [FIRST, SECOND, SECOND]


async def test_a_permanent_redirect_that_holds_changes_the_address(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {SPORT_FEED: feed(1), NEW_HOME: feed(1, 2)}
    paper.moved = {SPORT_FEED: NEW_HOME}
    clock = Clock()
    async with paper_library(tmp_path, paper, clock=clock) as library:
        for minutes in (0, 30):
            clock.now += timedelta(minutes=minutes)
            assert (await refreshed(library, SPORT))[0].moved_to == ""
        clock.now += HALF_HOUR
        assert (await refreshed(library, SPORT))[0].moved_to == NEW_HOME
        assert (await status_of(library, SPORT)).section.addresses == (NEW_HOME,)
        (result,) = await refreshed(library, SPORT)
        assert (result.address, result.new_articles, paper.asked[-1]) == (NEW_HOME, 1, NEW_HOME)


@pytest.mark.parametrize("moved_to", ["", "http://paper.example/sport.xml", f"{SITE}/other.xml"])
async def test_a_redirect_that_does_not_hold_or_gives_up_encryption_changes_nothing(
    tmp_path: Path, paper: Paper, moved_to: str
) -> None:
    paper.pages = {SPORT_FEED: feed(1)}
    paper.moved = {SPORT_FEED: NEW_HOME}
    clock = Clock()
    async with paper_library(tmp_path, paper, clock=clock) as library:
        for target in (NEW_HOME, moved_to, NEW_HOME):
            paper.moved = {SPORT_FEED: target}
            assert (await refreshed(library, SPORT))[0].moved_to == ""
            clock.now += timedelta(hours=2)
        assert (await status_of(library, SPORT)).section.addresses == (SPORT_FEED,)
