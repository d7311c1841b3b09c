"""Work for the processor in processes of their own: as many cores as there are, and none can take the program along."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from contextlib import redirect_stderr
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

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


def begun_process(name: str, work: Callable[..., None], *given: object) -> tuple[BaseProcess, Connection[Any, Any]]:
    """Begin a process that one talks with; gives it and one's own end of the pipe between.

    Args:
        name: of the process.
        work: what it does, a function that can be found by its name; it is given the other end of the pipe first.
        given: what else it is given.

    Raises:
        OSError: there is no room for it.
    """
    from multiprocessing import get_context  # here, as below

    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, *given), name=name, daemon=True)
    # What multiprocessing starts beside it takes the number of stderr along, which has none in the reader.
    with redirect_stderr(sys.__stderr__):
        process.start()
    theirs.close()
    return process, ours


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
