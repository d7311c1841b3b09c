"""Running the person's own programs when something happened, a few at once, each with JSON on its standard input."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from newsreader.config.outward import Hooks
from newsreader.errors import StoreError
from newsreader.library.programs import run_program
from newsreader.library.worker import StoreWorker
from newsreader.store.hooks import HookFailure, load_hook_failures, save_hook_failed, save_hook_ok

log = logging.getLogger(__name__)
AT_ONCE = 4  # programs
MOST_WAITING = 20_000  # more than any refresh brings; what comes beyond is dropped and counted as a failure
LIMIT_S = 60.0  # for one program


class Event(StrEnum):
    """What may have happened; each is named as its setting is."""

    NEW_ARTICLE = "new_article"
    STARRED = "starred"
    REFRESH_DONE = "refresh_done"


class _Job(NamedTuple):
    event: Event
    command: Sequence[str]
    tell: Callable[[], Awaitable[dict[str, Any] | None]]  # what happened; None where that is gone


class HookRunner:
    """Runs hooks in the order of what happened.

    Args:
        store: the library file, where failures are noted for `newsreader doctor`.
        wishes: gives the settings as they are now.
        limit_s: for one program.
    """

    def __init__(self, store: StoreWorker, wishes: Callable[[], Hooks], limit_s: float = LIMIT_S) -> None:
        self._store = store
        self._wishes = wishes
        self._limit_s = limit_s
        self._jobs: deque[_Job] = deque()
        self._workers: set[asyncio.Task[None]] = set()
        self._failing: set[str] | None = None  # events whose hook failed last; None before that was looked up

    def has(self, event: Event) -> bool:
        """Say whether there is a hook for an event."""
        return bool(getattr(self._wishes(), event))

    def begin(self, event: Event, tell: Callable[[], Awaitable[dict[str, Any] | None]]) -> None:
        """Run the hook of an event as soon as there is room for it.

        Args:
            event: what happened.
            tell: gives it as JSON when the hook's turn comes; None where there is nothing to tell any more.
        """
        if not self.has(event):
            return
        command = getattr(self._wishes(), event)
        if len(self._jobs) >= MOST_WAITING:
            log.warning("the hook %s was left out: %d wait already", event, MOST_WAITING)
            return
        self._jobs.append(_Job(event, command, tell))
        if len(self._workers) < AT_ONCE:
            self._workers.add(asyncio.ensure_future(self._work()))

    async def settled(self) -> None:
        """Wait until every hook has run."""
        while self._workers:
            await asyncio.wait(self._workers)

    async def close(self, grace_s: float) -> None:
        """Wait a while for the hooks to run, then stop them."""
        if self._workers:
            await asyncio.wait(self._workers, timeout=grace_s)
        if self._workers:
            log.warning("hooks were stopped; %d more had not begun", len(self._jobs))
            self._jobs.clear()
            for worker in tuple(self._workers):
                worker.cancel()
            await asyncio.wait(self._workers)

    async def failures(self) -> tuple[HookFailure, ...]:
        """Give the hooks that failed when they were run last."""
        return await self._store.run(load_hook_failures)

    async def _work(self) -> None:
        try:
            while self._jobs:
                await self._run(self._jobs.popleft())
        finally:
            # Here and not when the task is seen to be done: what begins in between would wait for nobody.
            if (worker := asyncio.current_task()) is not None:
                self._workers.discard(worker)

    async def _run(self, job: _Job) -> None:
        try:
            told = await job.tell()
            if told is not None:
                given = json.dumps({"event": job.event, **told}, ensure_ascii=False) + "\n"
                why = await run_program(job.command, given.encode(errors="replace"), limit_s=self._limit_s)
                await self._note(job, why)
        except StoreError as error:
            log.warning("the hook %s: %s", job.event, error.user_text)

    async def _note(self, job: _Job, why: str) -> None:
        if self._failing is None:
            self._failing = {failure.event for failure in await self.failures()}
        if why:
            log.warning("the hook %s (%s) failed: %s", job.event, job.command[0], why)
            self._failing.add(job.event)
            if not self._store.is_read_only:
                await self._store.run(save_hook_failed, job.event, why)
        elif job.event in self._failing:
            self._failing.discard(job.event)
            if not self._store.is_read_only:
                await self._store.run(save_hook_ok, job.event)
