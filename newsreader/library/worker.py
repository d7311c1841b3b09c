"""The one thread that opens and uses the library file: no locks, and the screen never waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from newsreader.store.connection import Connection, is_read_only, open_library

P = ParamSpec("P")
T = TypeVar("T")


class StoreWorker:
    """Runs store functions one after the other. Cancelling drops what waits and lets what began finish."""

    def __init__(self, executor: ThreadPoolExecutor, db: Connection) -> None:
        self._executor = executor
        self._db = db
        self.is_read_only = False
        self._waiting = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def quiet(self) -> None:
        """Wait until nobody waits for a store function, as long work does before each of its slices."""
        await self._quiet.wait()

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
        worker = cls(executor, db)
        worker.is_read_only = await worker.run(is_read_only)
        return worker

    async def run(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a store function on the library's thread."""
        loop = asyncio.get_running_loop()
        self._waiting += 1
        self._quiet.clear()
        try:
            return await loop.run_in_executor(self._executor, partial(function, self._db, *args, **kwargs))
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._quiet.set()

    async def close(self) -> None:
        """Finish what began and close the file."""
        await asyncio.get_running_loop().run_in_executor(self._executor, self._db.close)
        self._executor.shutdown(wait=False)
