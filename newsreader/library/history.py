"""What was done in this session, and taking it back, as deep as the session.

A step holds what its own undoing needs and no more, so that marking a million articles read is as quick to
remember as marking one. Undoing gives what takes the undoing back, which is what redoing does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

from newsreader.errors import LibraryBusyError, LibraryDiskError, MarkWaitsError, StoreError
from newsreader.library.results import Done
from newsreader.library.shelves import ListFilter, Place, Shelf
from newsreader.library.windows import section_of, unread_ids
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, SectionKey
from newsreader.store import marks, sweeps
from newsreader.store.connection import Connection
from newsreader.store.marks import MarkChange
from newsreader.store.sweeps import Sweep

T = TypeVar("T")
_REST_S = 0.004  # after each slice of a long change, for other processes that wait to write


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that can be done, told, and taken back."""

    act: Callable[[Connection], Any]  # gives the change
    tell: Callable[[Any], Done]  # says what the change is
    reverse: Callable[[Connection, Any], Any]  # takes a change back; gives the change that this is


@dataclass(frozen=True, slots=True)
class _Step:
    action: Action
    done: Done
    change: Any


class Progress(NamedTuple):
    """How far a long change is."""

    done: int  # articles
    total: int
    can_be_stopped: bool


class History:
    """Does what can be undone, one thing after the other.

    Changes of very many marks are done in slices, and single marks in between. Who waits for one may stop waiting:
    it goes on, and `catch_up` waits for its end.
    """

    def __init__(
        self,
        store: StoreWorker,
        clock: Callable[[], datetime],
        on_starred: Callable[[Sequence[ArticleId]], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._on_starred = on_starred  # called with what was starred now, and is not when that is done again
        self._in_turn = asyncio.Lock()  # for all but single marks
        self._one_at_a_time = asyncio.Lock()
        self._long: asyncio.Task[Any] | None = None  # a change that is under way
        self._is_stopping = False
        self._since: set[ArticleId] = set()  # marked by themselves since it began
        self.progress: Progress | None = None  # of it
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._waiting: list[Action] = []
        self._obstacle = StoreError()  # why they wait

    @property
    def waiting(self) -> int:
        """How many marks are not kept yet because the disk is full or the library in use."""
        return len(self._waiting)

    async def set_read(self, ids: Iterable[ArticleId], *, is_read: bool) -> Done:
        """Mark articles read or unread.

        Raises:
            MarkWaitsError: not now; it is tried again by itself.
            StoreError: the library cannot be changed.
        """
        wanted, at = tuple(ids), self._clock()
        act = partial(marks.set_read, ids=wanted, is_read=is_read, at=at)
        if is_read and len(wanted) > sweeps.FROM_HOW_MANY:
            begin = partial(sweeps.begin_marking_these_read, ids=wanted, at=at)
            return await self._to_its_end(partial(self._mark_many, act, begin))
        self._since.update(wanted)
        return await self._mark(act, "read" if is_read else "unread")

    async def set_starred(self, ids: Iterable[ArticleId], *, is_starred: bool) -> Done:
        """Star articles, or take the star off; raises as `set_read`."""
        act = partial(marks.set_starred, ids=tuple(ids), is_starred=is_starred, at=self._clock())
        done = await self._mark(act, "starred" if is_starred else "no longer starred")
        if is_starred:
            self._on_starred(done.article_ids)
        return done

    async def set_later(self, ids: Iterable[ArticleId], *, is_later: bool) -> Done:
        """Put articles off to be read later, or take them off that list; raises as `set_read`."""
        act = partial(marks.set_later, ids=tuple(ids), is_later=is_later, at=self._clock())
        return await self._mark(act, "to be read later" if is_later else "no longer to be read later")

    async def mark_all_read(self, place: Place, wanted: ListFilter = ListFilter()) -> Done:
        """Mark every article of a list read, and none that the list does not show; raises as `set_read`."""
        if (isinstance(place, Shelf) and place not in (Shelf.ALL, Shelf.UNREAD)) or wanted.words:
            return await self.set_read(await self._store.run(unread_ids, place, wanted), is_read=True)
        return await self.mark_section_read(section_of(place))

    async def mark_section_read(
        self, key: SectionKey | None, *, newer_than: marks.Place = marks.OLDEST, older_than: marks.Place = marks.NEWEST
    ) -> Done:
        """Mark a section read, all articles for None, between bounds as of `marks.mark_all_read`."""
        at = self._clock()
        act = partial(marks.mark_all_read, key=key, at=at, newer_than=newer_than, older_than=older_than)
        begin = partial(sweeps.begin_marking_read, key=key, at=at, newer_than=newer_than, older_than=older_than)
        return await self._to_its_end(partial(self._mark_many, act, begin))

    def stop(self) -> None:
        """End marking very many after the slice under way; what is marked stays so, and can be undone."""
        self._is_stopping = True

    async def undo(self) -> Done | None:
        """Take the last change back; None when there is none.

        Raises:
            StoreError: it could not be; it is still the last one.
        """
        return await self._to_its_end(self._undo)

    async def redo(self) -> Done | None:
        """Do again what was undone last; None when nothing was, or something else has been done since.

        Raises:
            StoreError: as `undo`.
        """
        return await self._to_its_end(partial(self._reverse_last, self._undone, self._done))

    async def do(self, action: Action) -> Done:
        """Do something and remember it, unless it changed nothing.

        Raises:
            NewsError: it could not be done.
        """
        async with self._in_turn, self._one_at_a_time:
            return self._remember(action, await self._store.run(action.act))

    async def catch_up(self) -> int:
        """Wait for a long change, then try once more to keep the marks that wait; gives how many still do."""
        if self._long is not None:
            await asyncio.gather(self._long, return_exceptions=True)  # whoever asked for it was told, or has gone
        async with self._one_at_a_time:
            await self._keep_waiting()
        return len(self._waiting)

    async def _mark(self, act: Callable[[Connection], MarkChange], done: str) -> Done:
        action = _marking(act, done)
        async with self._one_at_a_time:
            await self._keep_waiting()
            try:
                if not self._waiting:  # else it would be kept before what was done before it
                    return self._remember(action, await self._store.run(act))
                why: StoreError = self._obstacle
            except (LibraryDiskError, LibraryBusyError) as error:
                why = error
            raise self._made_to_wait(action, why) from why

    async def _mark_many(self, act: Callable[[Connection], MarkChange], begin: Callable[[Connection], Sweep]) -> Done:
        """Mark articles in slices where they are many, else all at once; what cannot be kept now waits."""
        action, swept = _marking(act, "read"), list[Sweep]()
        try:
            swept.append(await self._store.run(begin))
            if self._waiting or swept[-1].total <= sweeps.FROM_HOW_MANY:
                return await self._mark(act, "read")
            await self._sweep(swept, can_be_stopped=True)
        except (LibraryDiskError, LibraryBusyError) as error:
            if swept:
                self._remember(action, swept[-1].change)
            raise self._made_to_wait(action, error) from error
        return self._remember(action, swept[-1].change)

    async def _sweep(self, swept: list[Sweep], *, can_be_stopped: bool) -> None:
        """Go on with a change to its end, or until it is stopped; `swept` holds how far it came.

        Raises:
            StoreError: what was done before stays done.
        """
        self._since.clear()
        self._is_stopping = False
        try:
            while swept[-1].rest is not None and not (can_be_stopped and self._is_stopping):
                self.progress = Progress(swept[-1].change.count, swept[-1].total, can_be_stopped)
                await self._store.quiet()
                async with self._one_at_a_time:
                    swept.append(await self._store.run(sweeps.go_on, swept[-1], but=frozenset(self._since)))
                del swept[:-1]
                await asyncio.sleep(_REST_S)
        finally:
            self.progress = None

    async def _to_its_end(self, change: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do something in its turn that may take long, even if nobody waits for it any more."""

        async def changed() -> T:
            async with self._in_turn:
                return await change()

        task = self._long = asyncio.create_task(changed())
        return await asyncio.shield(task)

    def _made_to_wait(self, action: Action, why: StoreError) -> MarkWaitsError:
        self._waiting.append(action)
        self._obstacle = why
        return MarkWaitsError(why.subject, why.detail)

    async def _keep_waiting(self) -> None:
        """Keep the marks that wait, in their order, as far as it goes."""
        while self._waiting:
            action = self._waiting[0]
            try:
                self._remember(action, await self._store.run(action.act))
            except (LibraryDiskError, LibraryBusyError) as error:
                self._obstacle = error
                return
            except BaseException:
                self._waiting.pop(0)  # it never can be kept; the others may
                raise
            self._waiting.pop(0)

    async def _undo(self) -> Done | None:
        if self._waiting:  # not kept yet, so there is nothing to take back
            self._waiting.pop()
            return Done(label="a mark that was not kept yet", count=0)
        return await self._reverse_last(self._done, self._undone)

    async def _reverse_last(self, steps: list[_Step], others: list[_Step]) -> Done | None:
        if not steps:
            return None
        step = steps.pop()
        try:
            others.append(replace(step, change=await self._reversed(step)))
        except BaseException:
            steps.append(step)  # what is reversed of it already stays so; the rest can be tried again
            raise
        return step.done

    async def _reversed(self, step: _Step) -> Any:
        if isinstance(step.change, MarkChange) and step.change.moment:
            swept = [sweeps.begin_undoing(step.change)]
            await self._sweep(swept, can_be_stopped=False)
            return swept[-1].change
        async with self._one_at_a_time:
            return await self._store.run(step.action.reverse, step.change)

    def _remember(self, action: Action, change: Any) -> Done:
        done = action.tell(change)
        if done.count:
            self._done.append(_Step(action, done, change))
            self._undone.clear()
        return done


def _marking(act: Callable[[Connection], MarkChange], done: str) -> Action:
    return Action(act=act, tell=partial(_marked, done=done), reverse=marks.undo_marks)


def _marked(change: MarkChange, *, done: str) -> Done:
    label = f"{change.count} article{'' if change.count == 1 else 's'} marked {done}"
    return Done(label=label, count=change.count, article_ids=change.ids)
