"""Marks, and taking them back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.library.shelves import ListFilter, Shelf, dated
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


async def test_what_is_to_be_read_later(library: Library) -> None:
    first, second, *_ = await rows_of(library)
    done = await library.history.set_later([second.id, first.id], is_later=True)
    assert done.label == "2 articles marked to be read later"
    assert await rows_of(library, Shelf.LATER) == (await rows_of(library))[:2]
    await library.history.set_later([first.id], is_later=False)
    assert [row.id for row in await rows_of(library, Shelf.LATER)] == [second.id]
    hits = await (await library.search.find("is:later")).more()
    assert [hit.row.id for hit in hits] == [second.id]
    await library.history.undo()
    await library.history.undo()
    assert await rows_of(library, Shelf.LATER) == ()


async def test_the_unread_are_a_list_of_their_own(library: Library) -> None:
    first, second, *rest = await rows_of(library)
    await library.set_read([first.id, rest[0].id], is_read=True)
    assert [row.id for row in await rows_of(library, Shelf.UNREAD)] == [second.id, rest[1].id]
    await library.mark_all_read(Shelf.UNREAD)
    assert await rows_of(library, Shelf.UNREAD) == ()
    await library.history.undo()
    assert [row.id for row in await rows_of(library, Shelf.UNREAD)] == [second.id, rest[1].id]


async def test_a_list_may_begin_with_the_oldest(library: Library) -> None:
    rows = (await rows_of(library))[::-1]
    oldest_first = ListFilter(is_oldest_first=True)
    head = await library.window(Shelf.ALL, oldest_first, limit=2)
    assert (head.rows, head.has_earlier_rows, head.has_later_rows) == (rows[:2], False, True)
    rest = await library.window(Shelf.ALL, oldest_first, limit=2, after=head.rows[-1])
    assert (rest.rows, rest.has_earlier_rows, rest.has_later_rows) == (rows[2:], True, False)
    end = await library.window(Shelf.ALL, oldest_first, limit=1, is_last=True)
    assert (end.rows, end.has_earlier_rows, end.has_later_rows) == (rows[3:], True, False)
    around = await library.window(Shelf.ALL, oldest_first, limit=2, around=rows[2].id)
    assert around.rows == rows[1:]
    await library.set_read([rows[1].id], is_read=True)
    assert await library.next_unread(Shelf.ALL, rows[0].id, 1, oldest_first) == rows[2]
    assert await library.next_unread(Shelf.ALL, rows[2].id, -1, oldest_first) == rows[0]


async def test_today_is_the_day_where_the_person_is(library: Library) -> None:
    noon = datetime(2026, 1, 27, 12, tzinfo=timezone(timedelta(hours=5)))
    since = dated(Shelf.TODAY, ListFilter(), noon).since
    assert since is not None
    assert since.date() == noon.astimezone().date()
    assert (since.hour, since.minute) == (0, 0)
    assert dated(Shelf.ALL, ListFilter(), noon) == ListFilter()
    assert await rows_of(library, Shelf.TODAY) == ()
    wanted = ListFilter(since=(await rows_of(library))[1].sort_at)
    assert await rows_of(library, Shelf.ALL, wanted) == (await rows_of(library))[:2]


async def test_words_are_looked_for_in_any_list_and_order(library: Library) -> None:
    rows = await rows_of(library)
    await library.history.set_later([rows[0].id, rows[1].id], is_later=True)
    wanted = ListFilter(words=rows[1].headline.split()[0], is_oldest_first=True)
    found = await rows_of(library, Shelf.LATER, wanted)
    assert [row.id for row in found] == [rows[1].id, rows[0].id]


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
