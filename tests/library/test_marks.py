"""Marks, and taking them back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.library.shelves import ListFilter, Shelf
from tests.library.paper import SITE, SPORT, WORLD, Paper, feed, paper_library, refreshed, rows_of, status_of


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(1, 2, 3), f"{SITE}/sport.xml": feed(3, 4)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD, SPORT)
        yield library


async def unread(library: Library) -> int:
    return len((await library.window(Shelf.ALL, ListFilter(unread_only=True), limit=100)).rows)


async def test_reading_and_undoing(library: Library) -> None:
    first, second, *_ = await rows_of(library)
    done = await library.set_read([first.id, second.id], is_read=True)
    assert done.label == "2 articles marked read"
    assert set(done.article_ids) == {first.id, second.id}
    assert await unread(library) == 2
    await library.history.undo()
    assert await unread(library) == 4


async def test_undo_restores_what_was_and_not_its_opposite(library: Library) -> None:
    first, second, *_ = await rows_of(library)
    await library.set_read([first.id], is_read=True)
    done = await library.set_read([first.id, second.id], is_read=True)
    assert done.label == "1 article marked read"
    await library.history.undo()
    assert [row.state.is_read for row in (await rows_of(library))[:2]] == [True, False]


async def test_stars(library: Library) -> None:
    first, *_ = await rows_of(library)
    await library.set_starred([first.id], is_starred=True)
    assert [row.id for row in await rows_of(library, Shelf.STARRED)] == [first.id]
    done = await library.set_starred([first.id], is_starred=False)
    assert done.label == "1 article marked no longer starred"
    await library.history.undo()
    assert [row.id for row in await rows_of(library, Shelf.STARRED)] == [first.id]


async def test_a_whole_section_is_read_and_taken_back(library: Library) -> None:
    await library.mark_all_read(SPORT)
    assert (await status_of(library, SPORT)).unread == 0
    assert (await status_of(library, WORLD)).unread == 2  # story 3 is in both
    await library.history.undo()
    assert (await status_of(library, WORLD)).unread == 3
    await library.mark_all_read(Shelf.ALL)
    assert await unread(library) == 0


async def test_walking_the_unread(library: Library) -> None:
    first, second, third, fourth = await rows_of(library)
    await library.set_read([second.id], is_read=True)
    assert await library.next_unread(Shelf.ALL, first.id, 1) == third
    assert await library.next_unread(WORLD, None, 1) == first
    assert await library.next_unread(Shelf.ALL, fourth.id, 1) is None
    assert await library.next_unread(Shelf.ALL, third.id, -1) == first
    assert await library.next_unread(Shelf.ALL, first.id, -1) is None


async def test_windows_go_on_where_they_ended(library: Library) -> None:
    rows = await rows_of(library)
    head = await library.window(Shelf.ALL, limit=2)
    assert (head.rows, head.has_earlier_rows, head.has_later_rows) == (rows[:2], False, True)
    rest = await library.window(Shelf.ALL, limit=2, after=head.rows[-1])
    assert (rest.rows, rest.has_earlier_rows, rest.has_later_rows) == (rows[2:], True, False)
    back = await library.window(Shelf.ALL, limit=1, before=rest.rows[0])
    assert (back.rows, back.has_earlier_rows, back.has_later_rows) == (rows[1:2], True, True)
    end = await library.window(Shelf.ALL, limit=1, is_last=True)
    assert (end.rows, end.has_earlier_rows, end.has_later_rows) == (rows[3:], True, False)
    around = await library.window(Shelf.ALL, limit=2, around=rows[2].id)
    assert (around.rows, around.has_earlier_rows, around.has_later_rows) == (rows[1:], True, False)
