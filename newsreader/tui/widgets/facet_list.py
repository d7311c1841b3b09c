"""Places or agencies with how often they come, day by day."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.reactive import reactive

from newsreader.library.facets import DAYS, FacetCount
from newsreader.library.shelves import Facet
from newsreader.tui.widgets.row_list import Cells, RowList, pad
from newsreader.typeset.line import cut
from newsreader.typeset.spark import sparkline

WORDY_CELLS = 70  # from here on what is unread is said in words
_NAME_CELLS = 44  # at most, so that the eye finds from a name to its figures
_COUNT_CELLS = 6


class FacetList(RowList):
    """One row for each: its name, a bar for each day, how many articles, how many of them unread."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"facet--name", "facet--bars", "facet--count", "facet--unread"}

    counts: reactive[tuple[FacetCount, ...]] = reactive(())

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._most = 1

    @property
    def row_count(self) -> int:
        """How many there are."""
        return len(self.counts)

    @property
    def current(self) -> FacetCount | None:
        """That under the cursor."""
        return self.counts[self.cursor] if self.counts else None

    def show(self, counts: tuple[FacetCount, ...], at: Facet | None = None) -> None:
        """Show counts, with the cursor on one of them or on the first."""
        found = (number for number, count in enumerate(counts) if count.facet == at)
        self.set_reactive(FacetList.cursor, next(found, 0))
        self._most = max((max(count.by_day) for count in counts), default=1)
        self.counts = counts
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.show_cursor()

    def watch_counts(self) -> None:
        """Draw the new rows."""
        self.rows_changed()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a row."""
        count = self.counts[row]
        unread = f"{count.unread:,}" + (" unread" if width_cells >= WORDY_CELLS else "•") if count.unread else ""
        name_cells = max(8, min(_NAME_CELLS, width_cells - DAYS - _COUNT_CELLS - 12))
        total = f"{count.total:,}"
        return [
            (" " + pad(cut(count.facet.name, name_cells), name_cells), "facet--name" if count.unread else ""),
            (" ", ""),
            (sparkline(count.by_day, self._most), "facet--bars"),
            (" " * (_COUNT_CELLS - cell_len(total)) + total + "  ", "facet--count"),
            (unread, "facet--unread"),
        ]
