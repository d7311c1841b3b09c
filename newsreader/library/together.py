"""Many small writes in one transaction: the disk is waited for once, and each still stands or falls by itself."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from newsreader.errors import NewsError
from newsreader.store.connection import Connection, savepoint, transaction

T = TypeVar("T")
SLICE_S = 0.05  # the longest; what a key asks for waits for one write and the disk only
GATHER_S = 0.05  # how long writes wait for more while many come: the disk takes longer than ten of them
ENOUGH = 32  # that have gathered do not wait
_MANY = 8  # within `_MANY_WITHIN_S`: more than a person's keys write
_MANY_WITHIN_S = 0.5


@dataclass(frozen=True, slots=True)
class _Job:
    run: Callable[[], Any]
    outcome: asyncio.Future[Any]


class Together:
    """Runs what is given to it in slices, a transaction each.

    Args:
        executor: of the one thread that uses the library file.
        db: the library.
        is_awaited: says, on any thread, whether something else waits for that thread.
    """

    def __init__(self, executor: Executor, db: Connection, is_awaited: Callable[[], bool] = lambda: False) -> None:
        self._executor = executor
        self._db = db
        self._is_awaited = is_awaited
        self._jobs: deque[_Job] = deque()
        self._asked_at: deque[float] = deque(maxlen=_MANY)  # the last writes, in the loop's time
        self._gathering: asyncio.TimerHandle | None = None

    async def run(self, function: Callable[[], T]) -> T:
        """Run a store function; returns when what it wrote is on the disk.

        Raises:
            NewsError: what the function raised, or why the transaction could not be kept.
        """
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[T] = loop.create_future()
        self._jobs.append(_Job(function, outcome))
        self._asked_at.append(loop.time())
        if self._gathering is not None:
            if len(self._jobs) >= ENOUGH:
                self._begin()
        elif len(self._jobs) == 1:
            if len(self._asked_at) == _MANY and loop.time() - self._asked_at[0] < _MANY_WITHIN_S:
                self._gathering = loop.call_later(GATHER_S, self._begin)
            else:
                self._begin()
        return await outcome

    def begin_now(self) -> None:
        """Gather no more, because the library closes."""
        if self._gathering is not None:
            self._begin()

    def _begin(self) -> None:
        if self._gathering is not None:
            self._gathering.cancel()
            self._gathering = None
        self._executor.submit(self._run_slice)

    def _run_slice(self) -> None:
        """Run jobs for `SLICE_S`, on the library's thread; the rest comes behind what else was asked for."""
        results: list[tuple[_Job, object, Exception | None]] = []
        until = time.monotonic() + SLICE_S
        failure: NewsError | None = None
        try:
            if self._jobs:
                with transaction(self._db):
                    while self._jobs and time.monotonic() < until and not (results and self._is_awaited()):
                        results.append(self._run_one(self._jobs.popleft()))
        except NewsError as error:  # nothing of the slice was kept
            failure = error
            if not results:
                results = [(self._jobs.popleft(), None, None) for _ in range(len(self._jobs))]
        _settle([(job, result, failure or fault) for job, result, fault in results])
        if self._jobs:
            self._executor.submit(self._run_slice)

    def _run_one(self, job: _Job) -> tuple[_Job, object, Exception | None]:
        if job.outcome.cancelled():
            return job, None, None
        try:
            with savepoint(self._db):
                return job, job.run(), None
        except Exception as error:
            if not self._db.in_transaction:  # a full disk has undone the others of the slice too
                self._jobs.appendleft(job)
                raise
            return job, None, error


def _settle(outcomes: Sequence[tuple[_Job, object, Exception | None]]) -> None:
    """Tell those who wait what became of their jobs, all in one round of the loop."""

    def settle() -> None:
        for job, result, error in outcomes:
            if job.outcome.done():
                continue
            if error is not None:
                job.outcome.set_exception(error)
            else:
                job.outcome.set_result(result)

    if outcomes:
        with suppress(RuntimeError):  # the loop has ended, and nobody waits
            outcomes[0][0].outcome.get_loop().call_soon_threadsafe(settle)
