"""Fetching texts ahead of reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import HttpStatusError, OfflineError, UnreachableError
from newsreader.library.results import FullTextResult
from tests.library.paper import SITE, SPORT, WORLD, Paper, dead, feed, paper_library, refreshed, rows_of
from tests.library.paper import story_page as page
from tests.library.paper import story_url as url_of

MANY = range(1, 28)


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(*MANY), f"{SITE}/sport.xml": feed(1, 2)}
    paper.pages |= {url_of(number): page(number) for number in MANY}
    return paper


async def test_every_missing_text_is_fetched_once(tmp_path: Path, paper: Paper) -> None:
    del paper.pages[url_of(5)]
    reported: list[FullTextResult] = []
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD, SPORT)
        await library.read_address(url_of(3))
        results = await library.fetch_full_texts([WORLD, SPORT], reported.append)
        assert reported == results
        assert len(results) == len(MANY) - 1  # one was here; those in both sections count once
        (failed,) = [result for result in results if result.error is not None]
        assert isinstance(failed.error, HttpStatusError)
        assert failed.headline == "Story 5 of the bridge"
        assert [row.url for row in await rows_of(library) if not row.is_cached] == [url_of(5)]
        assert max(paper.asked.count(url_of(number)) for number in MANY) == 1
        assert len(await library.fetch_full_texts([WORLD, SPORT], lambda _: None)) == 1  # the failed one, again


async def test_only_the_sections_asked_for(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD, SPORT)
        assert len(await library.fetch_full_texts([SPORT], lambda _: None)) == 2
        assert await library.fetch_full_texts([], lambda _: None) == []


async def test_it_ends_where_the_network_does(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
    silent = Paper()
    silent.pages = {url: dead(url) for url in ("https://one.example/a", "https://other.example/a")}
    async with paper_library(tmp_path, silent) as library:
        for url in silent.pages:
            with pytest.raises(UnreachableError):
                await library.read_address(url)
        results = await library.fetch_full_texts([WORLD], lambda _: None)
        assert all(isinstance(result.error, OfflineError) for result in results)
        assert 0 < len(results) < len(MANY)
        assert len(silent.asked) == 2
