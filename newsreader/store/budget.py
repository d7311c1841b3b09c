"""How long one step of long work may take, so that whoever else writes waits for a blink at most."""

from __future__ import annotations

import time

SLICE_S = 0.02  # of work; committing it takes a few milliseconds more
CHUNK = 16  # articles changed between two looks at the clock


class Budget:
    """Counts from when it is made."""

    def __init__(self, seconds: float) -> None:
        self._until = time.perf_counter() + seconds

    @property
    def is_spent(self) -> bool:
        """Say whether the time is over."""
        return time.perf_counter() > self._until
