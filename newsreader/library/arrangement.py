"""Arranging the tree of sections: each change can be undone, but for folding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import UnusableNameError
from newsreader.library.shelves import today_began
from newsreader.library.tree import Arranged
from newsreader.library.worker import StoreWorker
from newsreader.store.arrangement import Placement, count_shelves, load_placements, save_placements
from newsreader.store.saved_searches import COUNTED_UP_TO

if TYPE_CHECKING:
    from newsreader.library.history import History
    from newsreader.library.results import Done

MAX_NAME_CHARS = 60


class Arrangement:
    """What the person made of the tree."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime], history: Callable[[], History]) -> None:
        self._store = store
        self._clock = clock
        self._history = history

    async def load(self) -> Arranged:
        """Give how the tree is arranged, and the counts of the lists over the whole library."""
        placements = await self._store.run(load_placements)
        counts = await self._store.run(count_shelves, today_began(self._clock()), up_to=COUNTED_UP_TO)
        return Arranged({each.node: each for each in placements}, counts)

    async def change(self, label: str, placements: Sequence[Placement]) -> Done:
        """Arrange nodes otherwise.

        Args:
            label: what is done: "Ports hidden".
            placements: of the nodes that are to be arranged otherwise.

        Raises:
            StoreError: it could not be kept.
        """
        from newsreader.library.history import Action  # here, because the first screen does not need it
        from newsreader.library.results import Done

        def told(before: Sequence[Placement]) -> Done:
            return Done(label=label, count=len(before), is_of_sections=True)

        act = partial(save_placements, placements=tuple(placements))
        return await self._history().do(Action(act=act, tell=told, reverse=save_placements))

    async def keep(self, placement: Placement) -> None:
        """Keep what is no change to undo, such as a fold; nothing where the library cannot be written to."""
        if not self._store.is_read_only:
            await self._store.run(save_placements, (placement,))


def usable_name(text: str) -> str:
    """Give a name that was typed, as it is kept.

    Raises:
        UnusableNameError: it is none.
    """
    from newsreader.text import clean_line  # here, because the first screen does not need it

    name = clean_line(text)
    if not name or len(name) > MAX_NAME_CHARS:
        raise UnusableNameError(name[:MAX_NAME_CHARS], f"at least one and at most {MAX_NAME_CHARS} characters")
    return name
