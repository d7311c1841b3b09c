"""Backups of the library, the way back from one, and saving what can be saved of a damaged file.

None of it opens the library as reading does: it works on a file that is in use or that cannot be opened.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from newsreader.errors import StoreError
from newsreader.store import backup
from newsreader.store.backup import Progress
from newsreader.store.salvage import Salvaged, salvage

__all__ = ["Rescued", "Salvaged", "back_up", "restore", "save_what_can_be_read"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """What was saved of a damaged library, and where that one is now."""

    salvaged: Salvaged
    aside: Path | None


async def back_up(library: Path, target: Path, progress: Progress, *, overwrite: bool = False) -> None:
    """Write a copy of a library that may be in use; ended by cancelling, it leaves nothing behind.

    Args:
        library: its file.
        target: the backup.
        progress: told pages done and pages in all, from another thread.
        overwrite: replace a file that is there.

    Raises:
        StoreError: the library cannot be read, or the backup not be written.
    """
    await _in_thread(lambda watched: backup.back_up(library, target, watched, overwrite=overwrite), progress)


async def restore(library: Path, file: Path, at: datetime, progress: Progress) -> Path | None:
    """Put a backup in the library's place; gives the file that was set aside, None when there was none.

    Raises:
        StoreError: another newsreader has the library open, or the backup cannot be used.
    """
    return await _in_thread(lambda watched: backup.restore(library, file, at, watched), progress)


async def save_what_can_be_read(library: Path, at: datetime) -> Rescued:
    """Put a new library made of what can be read in the place of a damaged one, which is set aside.

    Raises:
        StoreError: nothing can be read, or the new library not be written; the file is as it was.
    """
    return await asyncio.to_thread(_rescue, library, at)


def _rescue(library: Path, at: datetime) -> Rescued:
    new = library.with_name(f".{library.name}.{os.getpid()}.salvaged")
    try:
        salvaged = salvage(library, new)
        return Rescued(salvaged=salvaged, aside=backup.exchange(library, new, at))
    except StoreError as error:
        raise type(error)(error.subject or str(library), error.detail) from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                new.with_name(new.name + suffix).unlink(missing_ok=True)


class _StoppedError(Exception):
    """The person does not want it any more."""


async def _in_thread(work: Callable[[Progress], T], progress: Progress) -> T:
    """Do long work in a thread that ends soon after it is cancelled."""
    stopped = threading.Event()

    def watched(done: int, total: int) -> None:
        if stopped.is_set():
            raise _StoppedError
        progress(done, total)

    running = asyncio.create_task(asyncio.to_thread(work, watched))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        stopped.set()
        with suppress(_StoppedError):
            await running
        raise
