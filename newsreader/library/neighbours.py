"""Other processes on the same library: what they change, and whether they keep us waiting."""

from __future__ import annotations

import asyncio
from pathlib import Path

from newsreader.errors import LibraryDiskError
from newsreader.library.worker import StoreWorker
from newsreader.store.connection import changes_elsewhere


class Neighbours:
    """Looks at what costs next to nothing, so that one may ask every second."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store
        self._changes: int | None = None
        self._file = _file_at(store.path)
        self._is_gone = False

    @property
    def keep_us_out(self) -> bool:
        """Whether something waits for another process to finish writing."""
        return self._store.is_kept_out

    async def have_changed_anything(self) -> bool:
        """Say whether another process has changed the library since this was asked last.

        Raises:
            LibraryDiskError: the library's file is no longer in its place; said once.
        """
        await self._check_file()
        changes = await self._store.run(changes_elsewhere)
        is_changed = self._changes not in (None, changes)
        self._changes = changes
        return is_changed

    async def _check_file(self) -> None:
        """See that what is written goes where it will be found: a deleted file takes writing without complaint."""
        file = await asyncio.to_thread(_file_at, self._store.path)
        was_gone, self._is_gone = self._is_gone, self._file is not None and file != self._file
        if self._is_gone and not was_gone:
            raise LibraryDiskError(str(self._store.path), "its file is gone from its place; what is done now is lost")


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)
