"""Refreshing: every failure is told and kept, and none loses anything."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from newsreader.errors import HttpStatusError, InternalError, OfflineError
from newsreader.library import refresh, taking
from newsreader.library.listings import ListingReaders
from newsreader.library.results import SectionResult
from newsreader.model import Page
from newsreader.store.listed import Listed
from tests.fakes import offline
from tests.library.paper import (
    OLD,
    SITE,
    SPORT,
    WORLD,
    Paper,
    Poison,
    feed,
    paper_library,
    refreshed,
    rows_of,
    status_of,
    story_url,
)

FIRST, SECOND = f"{SITE}/a.xml", f"{SITE}/b.xml"


@pytest.fixture
def paper() -> Paper:
    return Paper()


async def test_the_next_address_is_tried_when_one_is_dead(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {SECOND: feed(1, 2)}
    async with paper_library(tmp_path, paper) as library:
        (result,) = await refreshed(library, WORLD)
        assert (result.error, result.address, result.new_articles) == (None, SECOND, 2)
        assert [failure.url for failure in result.failures] == [FIRST]
        status = await status_of(library, WORLD)
        assert status.error == ""
        assert "404" in status.addresses[0].error
        assert status.addresses[0].worked_at is None
        assert status.addresses[1].error == ""
        assert (status.total, status.unread, status.is_followed) == (2, 2, True)


async def test_an_address_that_comes_back_is_forgiven(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {SECOND: feed(1)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        paper.pages[FIRST] = feed(1, 2)
        (result,) = await refreshed(library, WORLD)
        assert (result.address, result.new_articles, result.failures) == (FIRST, 1, ())
        assert (await status_of(library, WORLD)).addresses[0].error == ""


async def test_a_section_that_is_all_dead_keeps_its_articles_and_says_why(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {FIRST: feed(1, 2)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        before = await status_of(library, WORLD)
        paper.pages = {FIRST: HttpStatusError(FIRST, 500)}
        (result,) = await refreshed(library, WORLD)
        assert isinstance(result.error, HttpStatusError)
        assert result.error.status == 500  # the first address's, which is the section's best
        after = await status_of(library, WORLD)
        assert "500" in after.error
        assert (after.total, after.fetched_at) == (2, before.fetched_at)
        assert [row.url for row in await rows_of(library, WORLD)] == [story_url(1), story_url(2)]


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"<html><body>Server error",
        b"\x00\xff" * 50,
        b"<?xml version='1.0'?><rss",
        b"<rss><channel></channel></rss>",
    ],
    ids=["empty", "error page", "bytes", "cut short", "no entries"],
)
async def test_rubbish_in_place_of_a_feed_is_a_failure_that_loses_nothing(
    tmp_path: Path, paper: Paper, rubbish: bytes
) -> None:
    paper.pages = {FIRST: feed(1, 2)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        paper.pages = {FIRST: rubbish}
        (result,) = await refreshed(library, WORLD)
        assert result.error is not None
        assert len(await rows_of(library, WORLD)) == 2


async def test_articles_that_leave_the_feed_stay(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {FIRST: feed(2)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        paper.pages = {FIRST: feed(1)}
        (result,) = await refreshed(library, WORLD)
        assert result.new_articles == 1
        assert [row.url for row in await rows_of(library, WORLD)] == [story_url(1), story_url(2)]


async def test_the_same_feed_again_is_nothing_new(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {FIRST: feed(1, 2)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        (by_304,) = await refreshed(library, WORLD)
        assert (by_304.error, by_304.new_articles) == (None, 0)
        paper.speaks_304 = False
        (by_hash,) = await refreshed(library, WORLD)
        assert (by_hash.error, by_hash.new_articles) == (None, 0)
        assert len(await rows_of(library, WORLD)) == 2


async def test_a_body_known_by_its_hash_is_not_read_again(tmp_path: Path, paper: Paper) -> None:
    paper.speaks_304 = False
    paper.pages = {FIRST: feed(1)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        paper.pages = {FIRST: Poison(feed(1))}
        (result,) = await refreshed(library, WORLD)
        assert result.error is None


async def test_marks_outlive_a_refresh(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {FIRST: feed(1, 2)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        first, second = await rows_of(library, WORLD)
        await library.set_read([first.id], is_read=True)
        await library.set_starred([second.id], is_starred=True)
        paper.pages = {FIRST: feed(1, 2, 3)}
        await refreshed(library, WORLD)
        states = [(row.state.is_read, row.state.is_starred) for row in await rows_of(library, WORLD)]
        assert states == [(True, False), (False, True), (False, False)]


async def test_one_article_in_two_sections_is_one_article(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {FIRST: feed(1, 2), f"{SITE}/sport.xml": feed(2, 3)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD, SPORT)
        rows = await rows_of(library)
        assert [row.url for row in rows] == [story_url(number) for number in (1, 2, 3)]
        assert rows[1].sections == ("World", "Sport")
        await library.set_read([rows[1].id], is_read=True)
        assert (await status_of(library, WORLD)).unread == 1
        assert (await status_of(library, SPORT)).unread == 1


async def test_results_come_in_the_order_of_the_sections_and_are_reported_once_each(
    tmp_path: Path, paper: Paper
) -> None:
    paper.pages = {FIRST: feed(1)}
    reported: list[SectionResult] = []
    async with paper_library(tmp_path, paper) as library:
        results = await library.refresh([OLD, SPORT, WORLD, SPORT], reported.append)
        assert [result.section.key for result in results] == [WORLD, SPORT, OLD]
        assert sorted(id(result) for result in reported) == sorted(id(result) for result in results)
        assert [result.error is None for result in results] == [True, False, False]


async def test_while_much_waits_to_be_read_no_more_is_asked_for(
    tmp_path: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MAX_WAITING_BYTES", 0)
    monkeypatch.setattr(refresh, "MAX_AT_ONCE", 2)
    paper.pages = {FIRST: feed(1), f"{SITE}/sport.xml": feed(2), "https://elsewhere.example/old.xml": feed(3)}
    asked_while_waiting: list[int] = []
    read = ListingReaders.read

    async def slowly(readers: ListingReaders, page: Page) -> Listed:
        for _ in range(20):  # so long others could ask
            await asyncio.sleep(0)
        asked_while_waiting.append(len(paper.asked))
        return await read(readers, page)

    monkeypatch.setattr(ListingReaders, "read", slowly)
    async with paper_library(tmp_path, paper) as library:
        results = await library.refresh([OLD, SPORT, WORLD], lambda _result: None)
        assert [result.new_articles for result in results] == [1, 1, 1]
    assert asked_while_waiting == [2, 2, 3]


async def test_a_listing_that_crashes_our_reader_costs_one_address(
    tmp_path: Path, paper: Paper, logged_errors: list[str]
) -> None:
    paper.pages = {FIRST: Poison(feed(1)), SECOND: feed(1), f"{SITE}/sport.xml": Poison(feed(3))}
    async with paper_library(tmp_path, paper) as library:
        world, sport = await refreshed(library, WORLD, SPORT)
        assert (world.error, world.address) == (None, SECOND)
        assert isinstance(sport.error, InternalError)
        assert (await status_of(library, SPORT)).error == sport.error.user_text
    assert sorted(logged_errors) == [
        f"reading a listing failed: {FIRST}",
        f"reading a listing failed: {SITE}/sport.xml",
    ]
    logged_errors.clear()


async def test_being_offline_says_nothing_about_a_section(tmp_path: Path, paper: Paper) -> None:
    paper.pages = {FIRST: feed(1)}
    async with paper_library(tmp_path, paper, settings=offline()) as library:
        (result,) = await refreshed(library, WORLD)
        assert isinstance(result.error, OfflineError)
        status = await status_of(library, WORLD)
        assert status.error == ""
        assert [health.error for health in status.addresses] == ["", ""]
    assert paper.asked == []
