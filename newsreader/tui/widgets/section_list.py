"""The sections, under their publications, with what is unread."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.reactive import reactive

from newsreader.library.shelves import Place, Shelf
from newsreader.model import SectionKey, SectionStatus
from newsreader.tui.widgets.row_list import Cells, RowList, pad
from newsreader.typeset.counts import count_text
from newsreader.typeset.line import cut

SHELF_NAMES = {
    Shelf.ALL: "All articles",
    Shelf.TODAY: "Today",
    Shelf.UNREAD: "Unread",
    Shelf.STARRED: "Starred",
    Shelf.LATER: "Read later",
}


class Row(NamedTuple):
    """One line: a shelf, a publication that folds, or a section."""

    name: str
    place: Place | None = None  # None for a publication
    unread: int = 0
    has_error: bool = False
    is_open: bool = False  # a publication whose sections are shown
    is_visited: bool = True
    unread_text: str = ""


class SectionList(RowList):
    """Shelves first, then publications with their sections; publications fold."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "section--source",
        "section--unread",
        "section--count",
        "section--quiet",
        "section--error",
    }

    statuses: reactive[tuple[SectionStatus, ...]] = reactive(())
    busy: reactive[frozenset[SectionKey]] = reactive(frozenset())

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._open_sources: dict[str, bool] = {}  # folded or unfolded by hand

    @property
    def row_count(self) -> int:
        """How many rows are unfolded."""
        return len(self._rows)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def status_of(self, key: SectionKey) -> SectionStatus | None:
        """Give what is known of a section."""
        return next((status for status in self.statuses if status.section.key == key), None)

    def select(self, place: Place) -> bool:
        """Put the cursor on a place, unfolding its publication; False when it is not there."""
        if isinstance(place, str) and (status := self.status_of(place)):
            self._open_sources[status.section.source] = True
            self._rebuild()
        for number, row in enumerate(self._rows):
            if row.place == place:
                self.cursor = number
                return True
        return False

    def next_unread_place(self, place: Place) -> SectionKey | None:
        """Give the next section after a place that has something unread, round the end."""
        keys = [status.section.key for status in self.statuses]
        start = keys.index(place) + 1 if place in keys else 0
        unread = {status.section.key for status in self.statuses if status.unread}
        return next((key for key in keys[start:] + keys[:start] if key in unread), None)

    def fold_current(self) -> None:
        """Fold or unfold the publication under the cursor."""
        row = self.current
        if row is not None and row.place is None:
            self._open_sources[row.name] = not row.is_open
            self._rebuild()

    def watch_statuses(self) -> None:
        """Show new counts; the cursor stays on its row."""
        self._rebuild()

    def watch_busy(self) -> None:
        """Show which sections are being fetched."""
        self.refresh()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a row: name on the left, on the right whether it fails and what is unread."""
        item = self._rows[row]
        if item.place is None:
            mark, name = ("▾ " if item.is_open else "▸ "), "section--source"
        else:
            mark = "   " if isinstance(item.place, str) else " "
            name = "section--unread" if item.unread else ("" if item.is_visited else "section--quiet")
        failing, right = self._right(item)
        room = width_cells - cell_len(failing + right) - 2
        left = (pad(mark + cut(item.name, room - len(mark)), room + 1), name)
        states = [(failing, "section--error")] if failing else []
        return [left, *states, (right, "section--count" if right else ""), (" ", "")]

    def _right(self, item: Row) -> tuple[str, str]:
        """Give the mark of a failing section, and the count or the mark of one that is being fetched."""
        if isinstance(item.place, str) and item.place in self.busy:
            return "", "…"
        count = (item.unread_text or str(item.unread)) if item.unread else ""
        if item.has_error:
            return ("! " if count else "!"), count
        return "", count

    def _rebuild(self) -> None:
        place = self.current.place if self.current else None
        name = self.current.name if self.current else ""
        self._rows = self._made_rows()
        for number, row in enumerate(self._rows):
            if (row.place, row.name) == (place, name):
                self.set_reactive(SectionList.cursor, number)
        self.rows_changed()

    def _made_rows(self) -> tuple[Row, ...]:
        by_source: dict[str, list[SectionStatus]] = {}
        for status in self.statuses:
            by_source.setdefault(status.section.source, []).append(status)
        rows = [Row(name, shelf) for shelf, name in SHELF_NAMES.items()]
        for source, statuses in by_source.items():
            is_open = self._open_sources.get(source, any(_is_at_hand(status) for status in statuses))
            unread = 0 if is_open or statuses[0].query else sum(status.unread for status in statuses)
            has_error = not is_open and any(status.error for status in statuses)
            rows.append(Row(source, None, unread, has_error=has_error, is_open=is_open))
            if is_open:
                rows.extend(_section_row(status) for status in statuses)
        return tuple(rows)


def _is_at_hand(status: SectionStatus) -> bool:
    return status.is_followed or status.section.is_own or status.section.is_starter or bool(status.query)


def _section_row(status: SectionStatus) -> Row:
    return Row(
        status.section.name,
        status.section.key,
        status.unread,
        has_error=bool(status.error),
        is_visited=status.fetched_at is not None or bool(status.query),
        unread_text=count_text(status, status.unread),
    )
