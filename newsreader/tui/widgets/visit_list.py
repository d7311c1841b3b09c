"""What was read, under the days on which it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.model.trails import Visit, VisitId
from newsreader.tui.widgets.row_list import Cells, pad
from newsreader.tui.widgets.ruled_list import RuledList
from newsreader.typeset.line import cut
from newsreader.typeset.rows import named_day

FOLLOWED_MARK = "↳"  # a link led there
WORDY_CELLS = 60  # from this width a row says where the article is from
_TIME_CELLS = 8
_SOURCE_CELLS = 20
_LINES_OF_WAY = 6  # of the articles that led to one


class VisitList(RuledList, can_focus=False):
    """Visits, newest first, with a rule for each day; the keys are the search line's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"trails--day", "trails--quiet"}

    visits: reactive[tuple[Visit, ...]] = reactive(())

    def __init__(self, *, id: str, clock: Callable[[], datetime]) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._clock = clock
        self._rows: list[Visit | date] = []

    @property
    def row_count(self) -> int:
        """How many rows there are, those of the days too."""
        return len(self._rows)

    @property
    def current(self) -> Visit | None:
        """The visit under the cursor."""
        row = self._rows[self.cursor] if self._rows else None
        return row if isinstance(row, Visit) else None

    def show(self, visits: tuple[Visit, ...], at: VisitId | None = None) -> None:
        """Show visits with the cursor on one of them, else on the first."""
        self.visits = visits
        found = (n for n, row in enumerate(self._rows) if isinstance(row, Visit) and at in (None, row.id))
        self.cursor = next(found, 1)
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.show_cursor()

    def grow(self, visits: tuple[Visit, ...]) -> None:
        """Take a longer or shifted run; the cursor stays on its visit, and where it is on the screen."""
        current, above = self.current, self.cursor - self.scroll_offset.y
        self.visits = visits
        if current is not None:
            found = (n for n, row in enumerate(self._rows) if isinstance(row, Visit) and row.id == current.id)
            self.set_reactive(VisitList.cursor, next(found, self.cursor))
            self.scroll_to(y=self.cursor - above, animate=False, force=True, immediate=True)
        self.refresh()

    def watch_visits(self, visits: tuple[Visit, ...]) -> None:
        """Put the days between the visits."""
        self._rows = []
        for day, of_day in groupby(visits, key=lambda visit: visit.opened_at.astimezone().date()):
            self._rows += [day, *of_day]
        self.rows_changed()

    def is_rule(self, row: int) -> bool:
        """Say whether a row is a day."""
        return not isinstance(self._rows[row], Visit)

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a day as a rule, a visit as its time, its headline and where it is from."""
        visit = self._rows[row]
        if not isinstance(visit, Visit):
            name = f" ── {named_day(visit, self._clock().astimezone().date())} "
            return [(name + "─" * (width_cells - 1 - cell_len(name)), "trails--day")]
        time = pad(f" {visit.opened_at.astimezone():%H:%M}", _TIME_CELLS - 1)
        mark = FOLLOWED_MARK if visit.led_here is not None else " "
        source = cut(visit.row.source if visit.row else "no longer kept", _SOURCE_CELLS)
        source = source if width_cells >= WORDY_CELLS else ""
        room = width_cells - _TIME_CELLS - 2 - (cell_len(source) + 2 if source else 0)
        headline = pad(cut(visit.headline or visit.url, room), room)
        return [
            (time, "trails--quiet"),
            (f"{mark} ", "trails--quiet"),
            (headline, ""),
            (f"  {source} ", "trails--quiet"),
        ]


class Way(Widget):
    """How one got to an article: those that led there, the first of them first."""

    visits: reactive[tuple[Visit, ...]] = reactive((), layout=True)

    def render(self) -> RenderResult:
        """Draw the articles, each under the one that led to it."""
        width = self.content_size.width
        if len(self.visits) < 2:
            return Content("")
        shown = self.visits[-_LINES_OF_WAY:]
        lines = ["How you got there" + (f", the last {len(shown)} steps:" if len(shown) < len(self.visits) else ":")]
        for depth, visit in enumerate(shown):
            lead = "  " * depth + (f"{FOLLOWED_MARK} " if depth else "  ")
            lines.append(cut(lead + (visit.headline or visit.url), width))
        return Content("\n".join(lines))
