"""What was done is taken back step by step, and done again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from newsreader.errors import LibraryBusyError, LibraryDiskError, MarkWaitsError, StoreError
from newsreader.library import Library
from newsreader.library.shelves import ListFilter, Shelf
from newsreader.library.worker import StoreWorker
from newsreader.store import sweeps
from tests.library.paper import SITE, SPORT, WORLD, Paper, feed, paper_library, refreshed, rows_of


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(1, 2, 3), f"{SITE}/sport.xml": feed(3, 4)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD, SPORT)
        yield library


async def marked(library: Library) -> list[tuple[bool, bool]]:
    return [(row.state.is_read, row.state.is_starred) for row in await rows_of(library)]


async def test_back_to_the_beginning_and_forward_to_the_end(library: Library) -> None:
    first, second, *_ = await rows_of(library)
    states = [await marked(library)]
    for change in (
        library.set_read([first.id], is_read=True),
        library.set_starred([first.id, second.id], is_starred=True),
        library.set_read([first.id], is_read=False),
        library.mark_all_read(Shelf.ALL),
        library.set_starred([second.id], is_starred=False),
    ):
        await change
        states.append(await marked(library))
    for state in states[-2::-1]:
        assert await library.history.undo() is not None
        assert await marked(library) == state
    assert await library.history.undo() is None
    for state in states[1:]:
        assert await library.history.redo() is not None
        assert await marked(library) == state
    assert await library.history.redo() is None


async def test_what_changes_nothing_is_no_step(library: Library) -> None:
    first, *_ = await rows_of(library)
    await library.set_read([first.id], is_read=True)
    done = await library.set_read([first.id], is_read=True)
    assert (done.label, done.count) == ("0 articles marked read", 0)
    await library.history.undo()
    assert not any(is_read for is_read, _ in await marked(library))


async def test_something_new_ends_what_could_be_done_again(library: Library) -> None:
    first, second, *_ = await rows_of(library)
    await library.set_read([first.id], is_read=True)
    await library.history.undo()
    await library.set_read([second.id], is_read=True)
    assert await library.history.redo() is None


async def test_only_what_the_filter_shows(library: Library) -> None:
    done = await library.mark_all_read(Shelf.ALL, ListFilter(words="nothing has this"))
    assert done.count == 0
    assert await library.history.undo() is None


class Obstructed:
    """A library file that cannot be used for a while; something may happen before the second slice of a change."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store
        self._slices = 0
        self.obstacle: StoreError | None = None
        self.between: Callable[[], object] = lambda: None

    async def quiet(self) -> None:
        self._slices += 1
        if self._slices == 2 and isinstance(doing := self.between(), Awaitable):
            await doing

    async def run(self, function: Callable[..., object], *args: object, **kwargs: object) -> object:
        if self.obstacle is not None:
            raise self.obstacle
        return await self._store.run(function, *args, **kwargs)


@pytest.fixture
def obstructed(library: Library) -> Obstructed:
    library.history._store = store = Obstructed(library.history._store)  # type: ignore[assignment]
    return store


@pytest.mark.parametrize("obstacle", [LibraryDiskError, LibraryBusyError])
async def test_marks_wait_for_room_and_are_kept_in_their_order(
    library: Library, obstructed: Obstructed, obstacle: type[StoreError]
) -> None:
    first, second, third, _ = await rows_of(library)
    obstructed.obstacle = obstacle("library.sqlite3", "no room")
    for ids, is_read in (([first.id, second.id], True), ([second.id], False)):
        with pytest.raises(MarkWaitsError, match=r"not kept yet: library.sqlite3 \(no room\).*as soon as it can"):
            await library.set_read(ids, is_read=is_read)
    assert await library.history.catch_up() == library.history.waiting == 2
    obstructed.obstacle = None
    await library.set_starred([third.id], is_starred=True)
    assert library.history.waiting == 0
    assert await marked(library) == [(True, False), (False, False), (False, True), (False, False)]
    for _ in range(3):  # each of them is a step of its own
        assert await library.history.undo()
    assert await marked(library) == [(False, False)] * 4


async def test_a_mark_that_waits_is_taken_back_before_it_was_kept(library: Library, obstructed: Obstructed) -> None:
    first, *_ = await rows_of(library)
    obstructed.obstacle = LibraryDiskError()
    with pytest.raises(MarkWaitsError):
        await library.set_read([first.id], is_read=True)
    assert await library.history.undo() is not None
    obstructed.obstacle = None
    assert await library.history.catch_up() == 0
    assert await marked(library) == [(False, False)] * 4


async def test_marks_that_wait_are_kept_before_closing(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(1)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        (row,) = await rows_of(library)
        store = Obstructed(library.history._store)
        library.history._store = store  # type: ignore[assignment]
        store.obstacle = LibraryDiskError()
        with pytest.raises(MarkWaitsError):
            await library.set_read([row.id], is_read=True)
        store.obstacle = None
    async with paper_library(tmp_path, paper) as library:
        assert await marked(library) == [(True, False)]


async def test_an_undo_that_fails_can_be_tried_again(library: Library, obstructed: Obstructed) -> None:
    first, *_ = await rows_of(library)
    await library.set_read([first.id], is_read=True)
    obstructed.obstacle = LibraryDiskError()
    with pytest.raises(LibraryDiskError):
        await library.history.undo()
    obstructed.obstacle = None
    assert await library.history.undo()
    assert await marked(library) == [(False, False)] * 4


async def test_undoing_quickly_takes_each_step_once(library: Library) -> None:
    first, second, *_ = await rows_of(library)
    await library.set_read([first.id], is_read=True)
    await library.set_read([second.id], is_read=True)
    done = await asyncio.gather(*(library.history.undo() for _ in range(4)))
    assert [step is not None for step in done] == [True, True, False, False]
    assert await marked(library) == [(False, False)] * 4


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let four articles be very many, and each slice mark one."""
    monkeypatch.setattr(sweeps, "FROM_HOW_MANY", 2)
    monkeypatch.setattr(sweeps, "_AT_ONCE", 1)
    monkeypatch.setattr(sweeps, "_SLICE_S", 0.0)


@pytest.mark.usefixtures("slices")
async def test_very_many_marks_go_back_and_forward(library: Library) -> None:
    first, *_ = await rows_of(library)
    await library.set_starred([first.id], is_starred=True)
    done = await library.mark_all_read(Shelf.ALL)
    assert done.count == 4
    assert await library.history.undo() == done
    assert not any(is_read for is_read, _ in await marked(library))
    assert await library.history.redo() == done
    assert all(is_read for is_read, _ in await marked(library))
    assert library.history.progress is None


@pytest.mark.usefixtures("slices")
async def test_marking_very_many_is_stopped_and_what_was_marked_undone(
    library: Library, obstructed: Obstructed
) -> None:
    obstructed.between = library.history.stop
    done = await library.mark_all_read(Shelf.ALL)
    assert done.count == 2
    assert sum(is_read for is_read, _ in await marked(library)) == 2
    await library.history.undo()
    assert not any(is_read for is_read, _ in await marked(library))


@pytest.mark.usefixtures("slices")
async def test_a_mark_of_the_person_between_slices_stays(library: Library, obstructed: Obstructed) -> None:
    *_, last = await rows_of(library)
    await library.set_read([last.id], is_read=True)
    obstructed.between = lambda: library.set_read([last.id], is_read=False)
    done = await library.mark_all_read(Shelf.ALL)
    assert done.count == 3
    assert [is_read for is_read, _ in await marked(library)] == [True, True, True, False]


@pytest.mark.usefixtures("slices")
async def test_marking_very_many_goes_on_when_nobody_waits_any_more(library: Library, obstructed: Obstructed) -> None:
    asking = asyncio.create_task(library.mark_all_read(Shelf.ALL))
    obstructed.between = asking.cancel
    with pytest.raises(asyncio.CancelledError):
        await asking
    await library.history.catch_up()
    assert all(is_read for is_read, _ in await marked(library))
    assert await library.history.undo() is not None


@pytest.mark.usefixtures("slices")
async def test_marking_very_many_goes_on_after_an_obstacle(library: Library, obstructed: Obstructed) -> None:
    obstructed.between = lambda: setattr(obstructed, "obstacle", LibraryDiskError())
    with pytest.raises(MarkWaitsError):
        await library.mark_all_read(Shelf.ALL)
    assert library.history.waiting == 1
    obstructed.obstacle = None
    assert await library.history.catch_up() == 0
    assert all(is_read for is_read, _ in await marked(library))
    await library.history.undo()
    await library.history.undo()
    assert not any(is_read for is_read, _ in await marked(library))
