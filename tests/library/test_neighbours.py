"""Two newsreaders on one library, and a library whose file cannot take what is new."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from newsreader.errors import DamagedLibraryError, LibraryBusyError, LibraryDiskError, ReadOnlyLibraryError
from newsreader.library import Library, worker
from newsreader.library.shelves import Shelf
from newsreader.model import ArticleId
from newsreader.store.migrations import MIGRATIONS
from tests.fakes import paths_in
from tests.library.paper import (
    SITE,
    SPORT,
    WORLD,
    Paper,
    added,
    feed,
    paper_library,
    refreshed,
    rows_of,
    status_of,
    story_page,
    story_url,
)


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(1, 2, 3), f"{SITE}/sport.xml": feed(3, 4)}
    paper.pages |= {story_url(number): story_page(number) for number in range(1, 5)}
    return paper


@pytest.fixture
async def library(tmp_path: Path, paper: Paper) -> AsyncIterator[Library]:
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD, SPORT)
        yield library


async def test_marks_of_one_appear_in_the_other(tmp_path: Path, paper: Paper, library: Library) -> None:
    async with paper_library(tmp_path, paper) as other:
        assert not await other.neighbours.have_changed_anything()
        first, *_ = await rows_of(library)
        await library.set_read([first.id], is_read=True)
        assert not await library.neighbours.have_changed_anything()  # its own changes are no news
        assert await other.neighbours.have_changed_anything()
        assert (await rows_of(other))[0].state.is_read
        assert not await other.neighbours.have_changed_anything()


async def test_both_refresh_and_mark_at_once(tmp_path: Path, paper: Paper, library: Library) -> None:
    paper.pages |= {f"{SITE}/a.xml": feed(*range(1, 20)), f"{SITE}/sport.xml": feed(*range(10, 25))}
    async with paper_library(tmp_path, paper) as other:
        await asyncio.gather(
            refreshed(library, WORLD, SPORT),
            refreshed(other, SPORT, WORLD),
            library.mark_all_read(Shelf.ALL),
            other.mark_all_read(WORLD),
        )
        await other.mark_all_read(Shelf.ALL)
        assert len(await rows_of(library)) == 24
        assert (await status_of(library, WORLD)).total == 19
        assert (await status_of(library, SPORT)).unread == 0


async def test_reading_goes_on_while_another_process_writes(tmp_path: Path, library: Library) -> None:
    await library.upkeep.settled()
    writer = sqlite3.connect(paths_in(tmp_path).library_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    first, *_ = await rows_of(library)
    marking = asyncio.create_task(library.set_read([first.id], is_read=True))
    while not library.neighbours.keep_us_out:
        assert await rows_of(library)  # not behind the mark that waits
    assert not marking.done()
    writer.execute("COMMIT")
    writer.close()
    assert (await marking).count == 1
    assert not library.neighbours.keep_us_out
    assert (await rows_of(library))[0].state.is_read


async def test_a_write_that_takes_too_long_is_said(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "BUSY_TIMEOUT_S", 0)
    writer = sqlite3.connect(paths_in(tmp_path).library_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusyError, match="another program is using it"):
        await added(library, f"{SITE}/a.xml", name="Mine")
    writer.close()


async def test_a_file_that_is_gone_is_said_once(tmp_path: Path, library: Library) -> None:
    await library.neighbours.have_changed_anything()
    shutil.rmtree(paths_in(tmp_path).data_dir)
    with pytest.raises(LibraryDiskError, match="gone from its place"):
        await library.neighbours.have_changed_anything()
    await library.neighbours.have_changed_anything()


async def test_an_article_is_read_though_there_is_no_room_to_keep_it(paper: Paper, library: Library) -> None:
    first, *_ = await rows_of(library)
    await library._store.run(lambda db: db.execute("PRAGMA max_page_count = 1"))
    noise = random.Random(1).randbytes(60_000).hex().encode()  # that compressing does not make small
    for number in (1, 4):
        paper.pages[story_url(number)] = story_page(number) + b"<!--" + noise + b"-->"
    reading = await library.read(first.id)
    assert isinstance(reading.not_kept, LibraryDiskError)
    assert (reading.id, reading.article.headline) == (first.id, first.headline)
    assert (await library.cached(first.id)) is None
    linked = await library.read_address(story_url(4))
    assert linked.article.blocks
    assert linked.not_kept


async def test_a_newer_library_is_read_and_says_so(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
    file = paths_in(tmp_path).library_file
    newer = sqlite3.connect(file)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    async with paper_library(tmp_path, paper) as library:
        (problem,) = library.problems
        assert "newer newsreader" in problem.user_text
        assert library.is_read_only
        first, *_ = await rows_of(library)
        with pytest.raises(ReadOnlyLibraryError):
            await library.set_read([first.id], is_read=True)
        reading = await library.read(first.id)
        assert isinstance(reading.not_kept, ReadOnlyLibraryError)
        assert reading.article.blocks
        elsewhere = await library.read_address(story_url(4))
        assert elsewhere.id == ArticleId(0)


async def test_damage_does_not_keep_the_library_shut(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
    file = paths_in(tmp_path).library_file
    with sqlite3.connect(file) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'typed_host'").fetchone()
    db.close()
    with file.open("r+b") as raw:
        raw.seek((root - 1) * 4096)
        raw.write(b"\xff" * 4096)
    async with paper_library(tmp_path, paper) as library:
        assert isinstance(library.problems[0], DamagedLibraryError)
        assert len(await rows_of(library)) == 3
