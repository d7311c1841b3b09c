"""Packs that a person, a site, the network or the disk cuts short: what the report says, and what is left to do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from newsreader.errors import (
    HttpStatusError,
    RateLimitedError,
    StoreError,
    UnreachableError,
)
from newsreader.library.packs.order import PackEnd, PackProgress, PackReport
from tests.library.packing import order, packed, page, paper_of
from tests.library.paper import dead
from tests.library.paper import story_url as url_of


async def test_a_cancelled_pack_reports_what_it_has_and_goes_on(tmp_path: Path) -> None:
    paper = paper_of(range(1, 40))
    async with packed(tmp_path, paper) as made:
        packing = made.library.packs.begin(order())
        task: asyncio.Task[PackReport] | None = None

        def tell(progress: PackProgress) -> None:
            if progress.done >= 10 and task is not None:
                task.cancel()

        task = asyncio.create_task(packing.make(tell))
        with pytest.raises(asyncio.CancelledError):
            await task
        assert packing.report.end is PackEnd.STOPPED
        assert 10 <= packing.report.full < 39
        record = await made.library.packs.unfinished(order())
        assert record is not None
        assert abs(record.held - packing.report.full) <= 8  # what was under way
        assert record.waiting > 0
    async with packed(tmp_path, paper) as made:
        before = len(made.asked_stories())
        report = await made.pack()
        assert (report.end, report.full) == (PackEnd.COMPLETE, 39)
        assert len(made.asked_stories()) - before == report.fetched <= 39 - 10
        assert await made.library.packs.unfinished(order()) is None


async def test_temporary_failures_are_tried_again_and_final_ones_are_not(tmp_path: Path) -> None:
    paper = paper_of(range(1, 7))
    paper.pages[url_of(2)] = HttpStatusError(url_of(2), 404)
    paper.pages[url_of(3)] = HttpStatusError(url_of(3), 502, "HTTP 502: the site is broken at the moment")
    paper.pages[url_of(4)] = UnreachableError(url_of(4), "connection refused")
    paper.pages[url_of(5)] = b"<html><body><p>Nothing.</p>"
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        assert report.full == 2
        assert {lack.reason: lack.urls for lack in report.failures} == {
            "The site did not give the page (HTTP 404)": (url_of(2),),
            "The site did not give the page (HTTP 502: the site is broken at the moment)": (url_of(3),),
            "The site could not be reached (connection refused)": (url_of(4),),
            "No article was found on this page": (url_of(5),),
        }
        paper.pages |= {url_of(number): page(number) for number in range(2, 6)}
        paper.asked.clear()
        report = await made.pack()
        assert sorted(made.asked_stories()) == [3, 4]
        assert (report.full, len(report.failures)) == (4, 2)
        report = await made.pack(is_new=True)
        assert (report.full, report.fetched, report.failures) == (6, 2, ())


async def test_a_teaser_is_told_from_a_full_text(tmp_path: Path) -> None:
    paper = paper_of((1, 2))
    paper.pages[url_of(2)] = (
        b"<html><head><title>Ships</title></head><body><article><h1>Story 2 of the bridge</h1>"
        b"<p>The ships came.</p><h3>Subscribe to continue reading</h3></article>"
    )
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        assert (report.full, [lack.urls for lack in report.teasers]) == (1, [(url_of(2),)])
        assert report.failures == ()


async def test_a_host_that_is_silent_is_given_up_after_three_tries(tmp_path: Path) -> None:
    paper = paper_of(range(1, 30))
    paper.pages |= {url_of(n): UnreachableError(url_of(n), "no answer within 10 s") for n in range(1, 30)}
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        (lack,) = report.failures
        assert (lack.reason, len(lack.urls)) == ("The site could not be reached (no answer within 10 s)", 29)
        assert len(made.asked_stories()) <= 3 + 7  # three in a row, and those under way by then


async def test_a_site_that_asks_for_a_pause_gets_it(tmp_path: Path) -> None:
    paper = paper_of(range(1, 20))
    was = dict(paper.pages)
    paper.pages |= {url_of(n): RateLimitedError(url_of(n), 429, 30.0) for n in range(4, 20)}
    async with packed(tmp_path, paper) as made:
        made.after_pause = was
        report = await made.pack()
        assert made.slept == [30.0]
        assert (report.end, report.full, report.failures) == (PackEnd.COMPLETE, 19, ())


async def test_a_site_that_asks_for_a_long_pause_is_left_for_later(tmp_path: Path) -> None:
    paper = paper_of(range(1, 20))
    paper.pages |= {url_of(n): RateLimitedError(url_of(n), 503, 600.0) for n in range(4, 20)}
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        assert made.slept == []
        assert [(lack.reason, len(lack.urls)) for lack in report.failures] == [("The site asked us to slow down", 16)]
        assert len(made.asked_stories()) <= 3 + 8
        paper.pages |= {url_of(n): page(n) for n in range(4, 20)}
        assert (await made.pack()).full == 19


async def test_without_a_network_it_waits_for_one(tmp_path: Path) -> None:
    paper = paper_of(range(1, 20))
    paper.pages |= {url_of(n): dead(url_of(n)) for n in range(3, 20)}
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        assert (report.end, report.full, report.failures) == (PackEnd.NO_NETWORK, 2, ())
        assert await made.library.packs.unfinished(order()) is not None
        paper.pages |= {url_of(n): page(n) for n in range(3, 20)}
        report = await made.pack()
        assert (report.end, report.full, report.fetched) == (PackEnd.COMPLETE, 19, 17)


async def test_a_library_that_cannot_be_written_ends_the_pack_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise StoreError("library", "the disk is full")

    paper = paper_of(range(1, 20))
    async with packed(tmp_path, paper) as made:
        monkeypatch.setattr("newsreader.store.articles.save_article", full_disk)
        with pytest.raises(StoreError, match="the disk is full"):
            await made.pack()
        assert len(made.asked_stories()) <= 8
        monkeypatch.undo()
        assert (await made.pack()).full == 19
