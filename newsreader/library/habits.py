"""How the person left the reader's screen, for the next time."""

from __future__ import annotations

from newsreader.library.worker import StoreWorker
from newsreader.store.habits import load_habits, save_habits


class Habits:
    """Small texts by name: `theme`, `sections_cells`, `is_sections_hidden`. Whoever keeps one says what it means."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store

    async def load(self) -> dict[str, str]:
        """Give everything that was kept; what a newer newsreader kept is among it."""
        return await self._store.run(load_habits)

    async def save(self, **habits: str) -> None:
        """Keep values for the next time, "" to forget one; nothing where the library cannot be written to."""
        if not self._store.is_read_only:
            await self._store.run_together(save_habits, habits)
