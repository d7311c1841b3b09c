"""A storyline as a dated ladder: a line with a dot for each article, a rule where a day begins."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.reactive import reactive

from newsreader.library.storylines import Rung
from newsreader.model import ArticleId, Dateline
from newsreader.tui.widgets.aged_list import AgedList
from newsreader.tui.widgets.row_list import Cells
from newsreader.typeset.joints import joint_text
from newsreader.typeset.line import cut
from newsreader.typeset.when import age_text, day_text

NARROW_CELLS = 76  # below this why an article belongs to the story has a line of its own
_LINE, _UNREAD, _READ, _ORIGIN = " │ ", " • ", " ◦ ", " ◉ "
_FIRST_DAY, _DAY, _ONLY_DAY = " ┌─ ", " ├─ ", " ── "
_CAME_FROM = "you came from here"


class StoryLadder(AgedList):
    """Rungs, the oldest first; read ones are dim, the one the story was asked for by is marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ladder--line",
        "ladder--day",
        "ladder--unread",
        "ladder--read",
        "ladder--dot",
        "ladder--meta",
        "ladder--why",
    }

    rungs: reactive[tuple[Rung, ...]] = reactive(())

    @property
    def row_count(self) -> int:
        """How many articles the storyline has."""
        return len(self.rungs)

    @property
    def row_height(self) -> int:
        """A line for the day, the headline, what is known, and on a narrow screen one for why."""
        return 4 if self.size.width < NARROW_CELLS else 3

    @property
    def current(self) -> Rung | None:
        """The rung under the cursor."""
        return self.rungs[self.cursor] if self.rungs else None

    def show(self, rungs: tuple[Rung, ...], at: ArticleId) -> None:
        """Show a storyline with the cursor on an article of it."""
        found = (number for number, rung in enumerate(rungs) if rung.row.id == at)
        self.set_reactive(StoryLadder.cursor, next(found, 0))
        self.rungs = rungs
        self.show_cursor()

    def watch_rungs(self) -> None:
        """Draw the new rungs."""
        self.rows_changed()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw one line of a rung."""
        rung = self.rungs[row]
        room = width_cells - len(_LINE) - 1
        if line == 0:
            return self._day_cells(row, room)
        if line == 1:
            unread = not rung.row.state.is_read
            dot = _ORIGIN if rung.joint is None else (_UNREAD if unread else _READ)
            name = "ladder--unread" if unread else "ladder--read"
            return [
                (dot, "ladder--dot" if unread or rung.joint is None else "ladder--line"),
                (cut(rung.row.headline, room), name),
            ]
        meta = self._meta(rung)
        why = _CAME_FROM if rung.joint is None else joint_text(rung.joint)
        below = [(self._below(row), "ladder--line")]
        if self.row_height == 4:
            text, name = (meta, "ladder--meta") if line == 2 else (why, "ladder--why")
            return [*below, (cut(text, room), name)]
        shown = cut(meta, room)
        return [*below, (shown, "ladder--meta"), (cut(f" · {why}", room - cell_len(shown)), "ladder--why")]

    def _day_cells(self, row: int, room: int) -> Cells:
        """Draw a rule where a day begins."""
        day = self._day(row)
        if row and day == self._day(row - 1):
            return [(_LINE, "ladder--line")]
        text = f"{day_text(day)} "
        begin = _DAY if row else (_FIRST_DAY if self.row_count > 1 else _ONLY_DAY)
        return [
            (begin, "ladder--line"),
            (text, "ladder--day"),
            ("─" * (room - 1 - cell_len(text)), "ladder--line"),
        ]

    def _day(self, row: int) -> date:
        return self.rungs[row].row.sort_at.astimezone().date()

    def _below(self, row: int) -> str:
        return _LINE if row < self.row_count - 1 else "   "

    def _meta(self, rung: Rung) -> str:
        row, dateline = rung.row, rung.row.dateline or Dateline()
        age, section = age_text(row.sort_at, self._clock()), row.sections[0] if row.sections else ""
        return " · ".join(filter(None, (age, dateline.place, dateline.agency, section)))
