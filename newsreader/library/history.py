"""What was done in this session, and taking it back, as deep as the session.

A step holds what its own undoing needs and no more, so that marking a million articles read is as quick to
remember as marking one. Undoing gives what takes the undoing back, which is what redoing does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from newsreader.errors import LibraryBusyError, LibraryDiskError, MarkWaitsError, StoreError
from newsreader.library.results import Done
from newsreader.library.shelves import ListFilter, Place, Shelf
from newsreader.library.windows import section_of, unread_ids
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId
from newsreader.store import marks
from newsreader.store.connection import Connection
from newsreader.store.marks import MarkChange


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


class History:
    """Does what can be undone, one thing after the other."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
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
        act = partial(marks.set_read, ids=tuple(ids), is_read=is_read, at=self._clock())
        return await self._mark(act, "read" if is_read else "unread")

    async def set_starred(self, ids: Iterable[ArticleId], *, is_starred: bool) -> Done:
        """Star articles, or take the star off; raises as `set_read`."""
        act = partial(marks.set_starred, ids=tuple(ids), is_starred=is_starred, at=self._clock())
        return await self._mark(act, "starred" if is_starred else "no longer starred")

    async def mark_all_read(self, place: Place, wanted: ListFilter = ListFilter()) -> Done:
        """Mark every article of a list read, and none that the list does not show; raises as `set_read`."""
        if place is Shelf.STARRED or wanted.words:
            return await self.set_read(await self._store.run(unread_ids, place, wanted), is_read=True)
        return await self._mark(partial(marks.mark_all_read, key=section_of(place), at=self._clock()), "read")

    async def undo(self) -> Done | None:
        """Take the last change back; None when there is none.

        Raises:
            StoreError: it could not be; it is still the last one.
        """
        async with self._one_at_a_time:
            if self._waiting:  # not kept yet, so there is nothing to take back
                self._waiting.pop()
                return Done(label="a mark that was not kept yet", count=0)
            return await self._reverse_last(self._done, self._undone)

    async def redo(self) -> Done | None:
        """Do again what was undone last; None when nothing was, or something else has been done since.

        Raises:
            StoreError: as `undo`.
        """
        async with self._one_at_a_time:
            return await self._reverse_last(self._undone, self._done)

    async def do(self, action: Action) -> Done:
        """Do something and remember it, unless it changed nothing.

        Raises:
            NewsError: it could not be done.
        """
        async with self._one_at_a_time:
            return self._remember(action, await self._store.run(action.act))

    async def catch_up(self) -> int:
        """Try once more to keep the marks that wait; gives how many still do."""
        async with self._one_at_a_time:
            await self._keep_waiting()
        return len(self._waiting)

    async def _mark(self, act: Callable[[Connection], MarkChange], done: str) -> Done:
        action = Action(act=act, tell=partial(_marked, done=done), reverse=marks.undo_marks)
        async with self._one_at_a_time:
            await self._keep_waiting()
            try:
                if not self._waiting:  # else it would be kept before what was done before it
                    return self._remember(action, await self._store.run(act))
                why: StoreError = self._obstacle
            except (LibraryDiskError, LibraryBusyError) as error:
                why = error
            self._waiting.append(action)
            self._obstacle = why
            raise MarkWaitsError(why.subject, why.detail) from why

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

    async def _reverse_last(self, steps: list[_Step], others: list[_Step]) -> Done | None:
        if not steps:
            return None
        step = steps[-1]
        change = await self._store.run(step.action.reverse, step.change)
        others.append(replace(step, change=change))
        steps.pop()
        return step.done

    def _remember(self, action: Action, change: Any) -> Done:
        done = action.tell(change)
        if done.count:
            self._done.append(_Step(action, done, change))
            self._undone.clear()
        return done


def _marked(change: MarkChange, *, done: str) -> Done:
    label = f"{change.count} article{'' if change.count == 1 else 's'} marked {done}"
    return Done(label=label, count=change.count, article_ids=change.ids)
