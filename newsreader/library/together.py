"""Many small writes in one transaction: the disk is waited for once, and each still stands or falls by itself."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from newsreader.errors import NewsError
from newsreader.store.connection import Connection, savepoint, transaction

T = TypeVar("T")
SLICE_S = 0.02  # so that what a key asks for waits no longer than about a frame


@dataclass(frozen=True, slots=True)
class _Job:
    run: Callable[[], Any]
    outcome: asyncio.Future[Any]


class Together:
    """Runs what is given to it in slices, a transaction each.

    Args:
        executor: of the one thread that uses the library file.
        db: the library.
    """

    def __init__(self, executor: Executor, db: Connection) -> None:
        self._executor = executor
        self._db = db
        self._jobs: deque[_Job] = deque()

    async def run(self, function: Callable[[], T]) -> T:
        """Run a store function; returns when what it wrote is on the disk.

        Raises:
            NewsError: what the function raised, or why the transaction could not be kept.
        """
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.append(_Job(function, outcome))
        if len(self._jobs) == 1:
            self._executor.submit(self._run_slice)
        return await outcome

    def _run_slice(self) -> None:
        """Run jobs for `SLICE_S`, on the library's thread; the rest comes behind what else was asked for."""
        results: list[tuple[_Job, object, Exception | None]] = []
        until = time.monotonic() + SLICE_S
        failure: NewsError | None = None
        try:
            if self._jobs:
                with transaction(self._db):
                    while self._jobs and time.monotonic() < until:
                        results.append(self._run_one(self._jobs.popleft()))
        except NewsError as error:  # nothing of the slice was kept
            failure = error
            if not results:
                results = [(self._jobs.popleft(), None, None) for _ in range(len(self._jobs))]
        for job, result, fault in results:
            _settle(job, result, failure or fault)
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


def _settle(job: _Job, result: object, error: Exception | None) -> None:
    def settle() -> None:
        if job.outcome.done():
            return
        if error is not None:
            job.outcome.set_exception(error)
        else:
            job.outcome.set_result(result)

    with suppress(RuntimeError):  # the loop has ended, and nobody waits
        job.outcome.get_loop().call_soon_threadsafe(settle)
