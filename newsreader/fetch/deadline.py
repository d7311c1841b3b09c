"""One time limit over the stretches of a fetch; what lies between them does not count."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager


class Deadline:
    """What is left of the time for a fetch.

    Args:
        seconds: for all stretches together.
    """

    def __init__(self, seconds: float) -> None:
        self._left_s = seconds
        self._alarm: asyncio.Timeout | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let the time run.

        Raises:
            TimeoutError: it has run out.
        """
        async with asyncio.timeout(self._left_s) as self._alarm:
            try:
                yield
            finally:
                self._stop(self._alarm)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let it stand while it runs, for waiting that is nobody's fault."""
        alarm = self._alarm
        if alarm is None or alarm.expired():
            yield
            return
        self._stop(alarm)
        alarm.reschedule(None)
        try:
            yield
        finally:
            alarm.reschedule(asyncio.get_running_loop().time() + self._left_s)

    def _stop(self, alarm: asyncio.Timeout) -> None:
        if (until := alarm.when()) is not None:
            self._left_s = max(0.0, until - asyncio.get_running_loop().time())
