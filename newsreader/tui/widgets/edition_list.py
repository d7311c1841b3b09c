"""The articles of an edition, how much of it is read, and what is said at its end."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.library.editions import Chosen, Edition
from newsreader.model import ArticleId
from newsreader.tui.widgets.row_list import Cells, RowList, pad
from newsreader.typeset.counts import counted
from newsreader.typeset.line import cut

_NUMBER_CELLS = 4
_DONE, _LEFT = "━", "─"


class EditionList(RowList):
    """A number, the headline and the minutes of each article, and below where it comes from."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "edition--number",
        "edition--unread",
        "edition--read",
        "edition--meta",
        "edition--minutes",
    }

    chosen: reactive[tuple[Chosen, ...]] = reactive(())

    @property
    def row_count(self) -> int:
        """How many articles the edition has."""
        return len(self.chosen)

    @property
    def row_height(self) -> int:
        """Two lines an article."""
        return 2

    @property
    def current(self) -> Chosen | None:
        """The article under the cursor."""
        return self.chosen[self.cursor] if self.chosen else None

    def show(self, edition: Edition, at: ArticleId | None) -> None:
        """Show an edition with the cursor on an article, else on the first that is unread."""
        rows = [each.row for each in edition.chosen]
        named = (number for number, row in enumerate(rows) if row.id == at)
        unread = (number for number, row in enumerate(rows) if not row.state.is_read)
        self.set_reactive(EditionList.cursor, next(named, next(unread, 0)))
        self.chosen = edition.chosen
        self.show_cursor()

    def watch_chosen(self) -> None:
        """Draw the new rows."""
        self.rows_changed()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw one line of an article."""
        each = self.chosen[row]
        is_read = each.row.state.is_read
        if line == 1:
            return [
                (" " * (_NUMBER_CELLS + 1), ""),
                (cut(_meta(each), width_cells - _NUMBER_CELLS - 2), "edition--meta"),
            ]
        minutes = f"{each.minutes} min "
        number = ("✓" if is_read else str(row + 1)).rjust(_NUMBER_CELLS - 1) + "  "
        room = width_cells - len(number) - cell_len(minutes) - 1
        headline = pad(cut(each.row.headline, room), room + 1)
        look = "edition--read" if is_read else "edition--unread"
        return [(number, "edition--number"), (headline, look), (minutes, "edition--minutes")]


def _meta(each: Chosen) -> str:
    dateline = each.row.dateline
    place = dateline.place if dateline else ""
    return " · ".join(filter(None, (each.row.sections[0] if each.row.sections else each.row.source, place)))


class Gauge(Widget):
    """One line that fills as an edition is read."""

    edition: reactive[Edition | None] = reactive(None)

    def render(self) -> RenderResult:
        """Draw what is read in one colour, what is left in another."""
        width = self.content_size.width
        edition = self.edition
        if edition is None or not edition.minutes:
            return Content(_LEFT * width)
        done = width * (edition.minutes - edition.minutes_left) // edition.minutes
        return Content.assemble((_DONE * done, "$accent"), (_LEFT * (width - done), "$foreground 30%"))


class EditionEnd(Widget):
    """What is said when an edition is read to its end."""

    edition: reactive[Edition | None] = reactive(None, layout=True)

    def render(self) -> RenderResult:
        """Draw a few lines in the middle."""
        edition, width = self.edition, self.content_size.width
        if edition is None:
            return Content("")
        sections = {name for each in edition.chosen for name in each.row.sections[:1]}
        told = f"{counted(len(edition.chosen), 'article')}, {counted(edition.minutes, 'minute')}"
        if sections:
            told += f", {counted(len(sections), 'section')}"
        lines = (
            ("That was your edition.", "bold $accent"),
            (told, ""),
            ("The next one is made tomorrow.", "$foreground 65%"),
            ("q goes back to the lists.", "$foreground 65%"),
        )
        return Content("\n").join(
            Content.assemble(" " * max(0, (width - cell_len(cut(text, width))) // 2), (cut(text, width), look))
            for text, look in lines
        )
