"""Marking what stands above or below a row, and several articles together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.library import marking as module
from newsreader.library.shelves import ListFilter, Place, Shelf
from newsreader.mark import Mark
from newsreader.store import marks, sweeps
from tests.library.paper import SITE, SPORT, WORLD, Paper, feed, paper_library, refreshed, rows_of

PLACES: list[Place] = [Shelf.ALL, WORLD, SPORT, Shelf.STARRED, Shelf.LATER, Shelf.UNREAD]


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(*range(1, 9)), f"{SITE}/sport.xml": feed(*range(3, 12))}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD, SPORT)
        ids = [row.id for row in await rows_of(library)]
        await library.set_starred(ids[1:7], is_starred=True)
        await library.history.set_later(ids[2:8], is_later=True)
        yield library


async def read_of(library: Library) -> set[int]:
    return {row.id for row in await rows_of(library) if row.state.is_read}


@pytest.mark.parametrize("many", [1000, 2])  # at once, or in slices
@pytest.mark.parametrize("is_oldest_first", [False, True])
@pytest.mark.parametrize("words", ["", "bridge"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("is_above", [True, False])
async def test_what_is_above_or_below_is_read_and_nothing_else(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    place: Place,
    words: str,
    many: int,
    is_oldest_first: bool,
    is_above: bool,
) -> None:
    monkeypatch.setattr(sweeps, "FROM_HOW_MANY", many)
    monkeypatch.setattr(marks, "_MANY", many)
    wanted = ListFilter(words=words, is_oldest_first=is_oldest_first)
    rows = await rows_of(library, place, wanted)
    at = len(rows) // 2
    done = await library.marking.read_beside(place, wanted, rows[at], is_above=is_above)
    expected = rows[:at] if is_above else rows[at + 1 :]
    assert await read_of(library) == {row.id for row in expected}
    assert done.count == len(expected) > 0
    await library.history.undo()
    assert await read_of(library) == set()


async def test_above_a_row_of_a_saved_search(library: Library) -> None:
    key = await library.search.save("Bridges", "bridge")
    rows = await rows_of(library, key)
    await library.marking.read_beside(key, ListFilter(), rows[3], is_above=True)
    assert await read_of(library) == {row.id for row in rows[:3]}


async def test_a_mark_is_set_where_one_lacks_it_and_else_taken_off(library: Library) -> None:
    ids = [row.id for row in await rows_of(library)][:3]
    for mark in Mark:
        done = await library.marking.turn(mark, ids)
        assert done.count == {Mark.READ: 3, Mark.STARRED: 1, Mark.LATER: 2}[mark]
        done = await library.marking.turn(mark, ids)
        assert done.count == 3
    await library.history.undo()
    assert all(row.state.is_later for row in (await rows_of(library))[:3])


async def test_all_of_a_list_but_not_of_a_very_long_one(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = await library.marking.ids_of(WORLD, ListFilter())
    assert ids == tuple(row.id for row in await rows_of(library, WORLD))
    monkeypatch.setattr(module, "_ROWS", 3)
    assert await library.marking.ids_of(WORLD, ListFilter()) == ids
    monkeypatch.setattr(module, "MOST_CHOSEN", 7)
    assert await library.marking.ids_of(WORLD, ListFilter()) is None
