"""The sections, under their publications and in folders, with what is unread."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len
from textual.message import Message
from textual.reactive import reactive

from newsreader.library.shelves import Place, Shelf
from newsreader.library.tree import SHELF_NAMES, Arranged, Node, TreeRow, next_unread_place, node_of, tree_of
from newsreader.model import SectionKey, SectionStatus
from newsreader.tui.widgets.aged_list import AgedList
from newsreader.tui.widgets.row_list import Cells, pad
from newsreader.typeset.line import cut
from newsreader.typeset.rows import NEW_MARK
from newsreader.typeset.when import age_text

AGE_CELLS = 26  # a narrower pane has no room for ages beside names


class SectionList(AgedList):
    """Shelves first, then publications with their sections, unless the person arranged them otherwise."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "section--source",
        "section--unread",
        "section--count",
        "section--new",
        "section--quiet",
        "section--error",
    }

    class Folded(Message):
        """The person folded or unfolded a row."""

        def __init__(self, node: Node, *, is_folded: bool) -> None:
            super().__init__()
            self.node = node
            self.is_folded = is_folded

    statuses: reactive[tuple[SectionStatus, ...]] = reactive((), init=False)
    arranged: reactive[Arranged] = reactive(Arranged())
    shows_hidden: reactive[bool] = reactive(False, init=False)
    busy: reactive[frozenset[SectionKey]] = reactive(frozenset())

    def __init__(self, *, id: str, clock: Callable[[], datetime]) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id, clock=clock)
        self._rows: tuple[TreeRow, ...] = ()
        self._parted_rows: tuple[int, ...] = ()  # those with a blank line above
        self.last_visit: datetime | None = None

    @property
    def row_count(self) -> int:
        """How many rows are unfolded."""
        return len(self._rows)

    def rules_before(self, row: int, *, with_own: bool) -> int:
        """Count the blank lines that keep shelves apart from what else there is."""
        return (bisect_right if with_own else bisect_left)(self._parted_rows, row)

    @property
    def current(self) -> TreeRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def status_of(self, key: SectionKey) -> SectionStatus | None:
        """Give what is known of a section."""
        return next((status for status in self.statuses if status.section.key == key), None)

    def name_of(self, place: Place) -> str:
        """Give what the person calls a place."""
        if isinstance(place, Shelf):
            return SHELF_NAMES[place]
        status = self.status_of(place)
        return self.arranged.of_place(place).name or (status.section.name if status is not None else "")

    def show(self, statuses: tuple[SectionStatus, ...], arranged: Arranged) -> None:
        """Show sections as they are arranged now; the cursor stays on its row."""
        self.set_reactive(SectionList.arranged, arranged)
        self.set_reactive(SectionList.statuses, statuses)
        self._rebuild()

    def select(self, place: Place) -> bool:
        """Put the cursor on a place, unfolding what it is in; False when it is not there."""
        node = node_of(place)
        if self.select_node(node):  # as nearly always: the whole tree need not be laid out
            return True
        whole = {row.node: row for row in tree_of(self.statuses, self.arranged, with_hidden=True, is_whole=True)}
        if node not in whole:
            return False
        path: list[Node] = []
        while (above := whole[path[-1] if path else node].parent) is not None:
            path.append(above)
        for above in reversed(path):
            if any(row.node == above and not row.is_open for row in self._rows):
                self._fold(above, is_folded=False)
        return self.select_node(node)

    def select_node(self, node: Node) -> bool:
        """Put the cursor on a row that is unfolded; False when there is none."""
        for number, row in enumerate(self._rows):
            if row.node == node:
                self.cursor = number
                return True
        return False

    def next_unread_place(self, place: Place) -> SectionKey | None:
        """Give the next section after a place that has something unread, in the order of the tree, round the end."""
        return next_unread_place(self.statuses, self.arranged, place, with_hidden=self.shows_hidden)

    def fold_current(self) -> None:
        """Fold or unfold what is under the cursor."""
        row = self.current
        if row is not None and row.place is None:
            self._fold(row.node, is_folded=row.is_open)

    def watch_statuses(self) -> None:
        """Show new counts; the cursor stays on its row."""
        self._rebuild()

    def watch_shows_hidden(self) -> None:
        """Show what is hidden, or no longer."""
        self._rebuild()

    def watch_busy(self, before: frozenset[SectionKey], now: frozenset[SectionKey]) -> None:
        """Show which sections are being fetched."""
        changed = before ^ now
        self.redraw_rows(*(number for number, row in enumerate(self._rows) if row.place in changed))

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a row: name on the left, on the right whether it fails, how old the newest is and what is unread."""
        if line < 0:
            return [("", "")]
        item = self._rows[row]
        indent = " " + "  " * item.depth  # a name stands below that of what it is in
        mark = f"{indent}{'▾ ' if item.is_open else '▸ '}" if item.place is None else indent
        right = self._right(item)
        gap = 2 if any(text for text, _ in right) else 1
        room = width_cells - sum(cell_len(text) for text, _ in right) - gap
        name = cut(item.name, room - len(mark))
        age = age_text(item.newest_at, self._clock()) if item.newest_at else ""
        free = room - len(mark) - cell_len(name) - cell_len(age) - 2
        told = (
            [(f"{age}  " if right[-1][0] else age, "section--quiet")]
            if age and free >= 0 and width_cells >= AGE_CELLS
            else []
        )
        left = pad(mark + name, room + gap - 1 - sum(cell_len(text) for text, _ in told))
        return [(left, self._look(item)), *told, *right, (" ", "")]

    def _look(self, item: TreeRow) -> str:
        if item.is_hidden:
            return "section--quiet"
        if item.place is None:
            return "section--source"
        return "section--unread" if item.unread else ("" if item.is_visited else "section--quiet")

    def _right(self, item: TreeRow) -> Cells:
        """Give the mark of a failing section, that of a new one, and the count or the mark of one being fetched."""
        if isinstance(item.place, str) and item.place in self.busy:
            return [("…", "section--count")]
        is_new = self.last_visit is not None and item.arrived_at is not None and item.arrived_at > self.last_visit
        marks = [("! " if item.count else "!", "section--error")] * item.has_error
        marks += [(f"{NEW_MARK} ", "section--new")] * (is_new and bool(item.count))
        return [*marks, (item.count, "section--count" if item.count else "")]

    def _fold(self, node: Node, *, is_folded: bool) -> None:
        placed = self.arranged.of(node)._replace(is_folded=is_folded)
        placements = {**self.arranged.placements, node: placed}
        self.set_reactive(SectionList.arranged, self.arranged._replace(placements=placements))
        self._rebuild()
        self.post_message(self.Folded(node, is_folded=is_folded))

    def _rebuild(self) -> None:
        node, before = self.current.node if self.current else None, self._places()
        rows = self._rows
        self._rows = tree_of(self.statuses, self.arranged, with_hidden=self.shows_hidden)
        for number, row in enumerate(self._rows):
            if row.node == node:
                self.set_reactive(SectionList.cursor, number)
        is_shelf = [isinstance(row.place, Shelf) for row in self._rows]
        self._parted_rows = tuple(
            number
            for number, (above, here) in enumerate(pairwise(is_shelf), start=1)
            if above != here and not self._rows[number].depth
        )
        if before == self._places():
            self.redraw_rows(*(number for number, row in enumerate(self._rows) if row != rows[number]))
        else:
            self.rows_changed()

    def _places(self) -> tuple[tuple[Node, ...], tuple[int, ...]]:
        """Say what stands where."""
        return tuple(row.node for row in self._rows), self._parted_rows
