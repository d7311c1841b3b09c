"""Long work on the library file, in short transactions and out of the way of the person."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from newsreader.library.worker import StoreWorker
from newsreader.store.connection import Connection

P = ParamSpec("P")
T = TypeVar("T")


async def run_slice(
    store: StoreWorker, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run one slice of long work that writes when nobody waits for the library, then leave it as long to others.

    Other processes, a reader beside the command line, get their turn in the pause.
    """
    await store.quiet()
    started = time.perf_counter()
    result = await store.run(function, *args, **kwargs)
    await asyncio.sleep(time.perf_counter() - started)
    return result
