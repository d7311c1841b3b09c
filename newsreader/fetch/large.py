"""Room for large bodies: many small ones may come at once, but only a few that fill memory."""

from __future__ import annotations

import asyncio
from types import TracebackType

from newsreader.fetch.deadline import Deadline

LARGE_BYTES = 512 * 1024  # more than nearly all feeds and pages have
MOST_LARGE = 4  # at once; on a home line more gain nothing


class LargeBodies:
    """Lets bodies grow beyond `LARGE_BYTES`, so many at once."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(MOST_LARGE)

    def share(self, deadline: Deadline) -> Share:
        """Begin with a body, whose time stands while it waits for room."""
        return Share(self._room, deadline)


class Share:
    """What one body takes up; as a context, until it is over."""

    def __init__(self, room: asyncio.Semaphore, deadline: Deadline) -> None:
        self._room = room
        self._deadline = deadline
        self._is_large = False

    async def grows_to(self, size_bytes: int) -> None:
        """Wait for room where a body is to be large."""
        if size_bytes > LARGE_BYTES and not self._is_large:
            with self._deadline.paused():
                await self._room.acquire()
            self._is_large = True

    def __enter__(self) -> Share:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._is_large:
            self._room.release()
