"""The one thread that opens and uses the library file: no locks, and the screen never waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from newsreader.errors import LibraryBusyError, ReadOnlyLibraryError
from newsreader.store.connection import BUSY_TIMEOUT_S, Connection, be_patient, open_library, why_read_only

if TYPE_CHECKING:
    from newsreader.library.together import Together

P = ParamSpec("P")
T = TypeVar("T")
_PATIENCE_S = 0.1  # so long the thread may wait for another process, with what is to be read waiting behind


class StoreWorker:
    """Runs store functions one after the other. Cancelling drops what waits and lets what began finish.

    A function that finds another process writing gives way to those that only read, and is tried again.
    """

    def __init__(self, executor: ThreadPoolExecutor, db: Connection, path: Path) -> None:
        self._executor = executor
        self._db = db
        self._kept_out = 0
        self._waiting = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self.path = path
        self.why_read_only = why_read_only(db)

    async def quiet(self) -> None:
        """Wait until nobody waits for a store function, as long work does before each of its slices."""
        await self._quiet.wait()

    @cached_property
    def _together(self) -> Together:
        from newsreader.library.together import Together  # here, because the first screen writes nothing

        return Together(self._executor, self._db, lambda: self._waiting > 0)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written."""
        return bool(self.why_read_only)

    @property
    def is_kept_out(self) -> bool:
        """Whether something waits for another process to finish writing."""
        return self._kept_out > 0

    @classmethod
    async def open(cls, path: Path) -> StoreWorker:
        """Open the library file.

        Raises:
            StoreError: it cannot be opened.
        """
        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        loop = asyncio.get_running_loop()
        try:
            db = await loop.run_in_executor(executor, open_library, path)
        except BaseException:
            executor.shutdown(wait=False)
            raise
        worker = cls(executor, db, path)
        await worker.run(be_patient, _PATIENCE_S)
        return worker

    async def run(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a store function on the library's thread.

        Raises:
            LibraryBusyError: another process has written to it for `BUSY_TIMEOUT_S`.
        """
        return await self._patiently(partial(self._run, partial(function, self._db, *args, **kwargs)))

    async def run_together(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a store function as `run` does, in one transaction with others that wait: for many small writes.

        Raises:
            LibraryBusyError: another process has written to it for `BUSY_TIMEOUT_S`.
        """
        return await self._patiently(partial(self._together.run, partial(function, self._db, *args, **kwargs)))

    async def _patiently(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Try again while another process writes; what only reads is let pass meanwhile."""
        try:
            return await attempt()
        except LibraryBusyError:
            self._kept_out += 1
        deadline = asyncio.get_running_loop().time() + BUSY_TIMEOUT_S
        try:
            while True:
                await asyncio.sleep(_PATIENCE_S)
                try:
                    return await attempt()
                except LibraryBusyError:
                    if asyncio.get_running_loop().time() > deadline:
                        raise
        finally:
            self._kept_out -= 1

    async def _run(self, call: Callable[[], T]) -> T:
        self._waiting += 1
        self._quiet.clear()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, call)
        except ReadOnlyLibraryError as error:
            if not self.why_read_only:
                raise
            raise ReadOnlyLibraryError(str(self.path), self.why_read_only) from error
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._quiet.set()

    async def close(self) -> None:
        """Finish what began and close the file."""
        if "_together" in vars(self):
            self._together.begin_now()
        await asyncio.get_running_loop().run_in_executor(self._executor, self._db.close)
        self._executor.shutdown(wait=False)
