"""Watching how long callbacks hold the event loop, by the processor time of its thread: other programs do not count."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

HELD_S = 0.016  # from here on a person sees that a key waits


@dataclass
class Watch:
    """What was seen."""

    callbacks: int = 0
    total_s: float = 0.0
    held: list[tuple[float, str]] = field(default_factory=list)  # longer than `HELD_S`: seconds, and what it was

    @property
    def share_held(self) -> float:
        """How much of the loop's time went to callbacks that held it for long, 0 to 1."""
        return sum(seconds for seconds, _ in self.held) / self.total_s if self.total_s else 0.0

    @property
    def worst(self) -> list[tuple[float, str]]:
        """The longest ones, the longest first."""
        return sorted(self.held, reverse=True)[:10]


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch every callback of the loop while the block lasts."""
    watch = Watch()
    run = asyncio.Handle._run  # type: ignore[attr-defined]

    def timed(handle: asyncio.Handle) -> None:
        began = time.thread_time()
        run(handle)
        took = time.thread_time() - began
        watch.callbacks += 1
        watch.total_s += took
        if took > HELD_S:
            watch.held.append((took, repr(handle)[:300]))

    with patch.object(asyncio.Handle, "_run", timed):
        yield watch
