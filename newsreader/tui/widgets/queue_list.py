"""The links that wait for a network, and what became of them."""

from __future__ import annotations

from typing import ClassVar

from textual.reactive import reactive

from newsreader.model.trails import QueuedLink, QueueState
from newsreader.tui.widgets.aged_list import AgedList
from newsreader.tui.widgets.row_list import Cells, pad
from newsreader.typeset.destinations import shown_address
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, cut
from newsreader.typeset.when import age_text

_MARKS = {QueueState.WAITING: REMOTE_MARK, QueueState.HERE: CACHED_MARK, QueueState.FAILED: "!"}
_LOOKS = {QueueState.HERE: "trails--here", QueueState.FAILED: "trails--failed"}
_STATES = {QueueState.WAITING: "waits for the network", QueueState.HERE: "here", QueueState.FAILED: "failed"}
_AGE_CELLS = 8


class QueueList(AgedList):
    """One link in two lines: what it is, and how far it is or why it failed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"trails--quiet", "trails--here", "trails--failed"}

    links: reactive[tuple[QueuedLink, ...]] = reactive(())

    @property
    def row_count(self) -> int:
        """How many links there are."""
        return len(self.links)

    @property
    def row_height(self) -> int:
        """Two lines a link."""
        return 2

    @property
    def current(self) -> QueuedLink | None:
        """The link under the cursor."""
        return self.links[self.cursor] if self.links else None

    def watch_links(self) -> None:
        """Draw the new rows."""
        self.rows_changed()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a mark, the link's text and its age, and below the state and the address."""
        link = self.links[row]
        look = _LOOKS.get(link.state, "trails--quiet")
        room = max(0, width_cells - 3 - _AGE_CELLS - 1)
        if line == 0:
            age = age_text(link.queued_at, self._clock()).rjust(_AGE_CELLS)
            text = link.text or shown_address(link.url, room)
            return [(f" {_MARKS[link.state]} ", look), (pad(cut(text, room), room), ""), (f"{age} ", "trails--quiet")]
        said = _STATES[link.state]
        if link.error:
            said = link.error if link.state is QueueState.FAILED else f"{said}; the last try: {link.error}"
        else:
            said = f"{said} · {shown_address(link.url, max(0, width_cells - 6 - len(said)))}"
        return [("   ", ""), (cut(said, width_cells - 4), look if link.error else "trails--quiet")]
