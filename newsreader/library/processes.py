"""Work for the processor in processes of their own: as many cores as there are, and none can take the program along."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)
_MOST = 4


class Processes:
    """Runs functions in a few processes, which begin with the first of them."""

    def __init__(self) -> None:
        self._count = min(os.cpu_count() or 1, _MOST)
        self._executor = _pool(self._count)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Run a function that can be found by its name; None when its process did not come through it.

        Raises:
            Exception: what the function raises.
        """
        assert not kwargs  # an executor takes none
        loop = asyncio.get_running_loop()
        executor = self._executor
        try:
            return await loop.run_in_executor(executor, function, *args)
        except BrokenExecutor:
            if self._executor is executor:  # else another of those that broke with it was here before
                self._executor = _pool(self._count)
        alone = _pool(1)  # whoever's fault it was, it breaks nobody else's now
        try:
            return await loop.run_in_executor(alone, function, *args)
        except BrokenExecutor as error:
            log.warning("a process ended over its work: %s", error)
            return None
        finally:
            alone.shutdown(wait=False)

    def close(self) -> None:
        """Begin nothing more; what has begun ends unheard."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _pool(count: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor  # here, because most runs of the program need none
    from multiprocessing import get_context

    return ProcessPoolExecutor(max_workers=count, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Leave stopping, and every word, to the process that began this one, and do not outlive it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger("newsreader").addHandler(logging.NullHandler())


def _end_with_parent() -> None:
    """End when the parent does: one that is killed cannot say so, and its queue is held open by all its children."""
    from multiprocessing import connection, parent_process

    if (parent := parent_process()) is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
