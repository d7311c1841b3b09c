"""The subheads of an article, to go to one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from newsreader.tui.screens.leaving import ListScreen
from newsreader.tui.widgets.row_list import Cells, RowList
from newsreader.typeset.document import Subhead
from newsreader.typeset.line import cut

_MAX_ROWS = 30


class Outline(RowList):
    """The headline, and the subheads below it as deep as they are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"outline--headline", "outline--minor"}

    def __init__(self, headline: str, subheads: tuple[Subhead, ...]) -> None:
        super().__init__(id="outline")
        self._headline = headline
        self._subheads = subheads
        self._top_level = min(head.level for head in subheads)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._subheads) + 1

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a row."""
        if row == 0:
            return [(" " + cut(self._headline, width_cells - 2), "outline--headline")]
        head = self._subheads[row - 1]
        depth = min(head.level - self._top_level, 3)
        indent = " " * (2 + 2 * depth)
        return [(indent + cut(head.text, width_cells - len(indent) - 1), "outline--minor" if depth else "")]


class OutlineScreen(ListScreen[int | None], ModalScreen[int | None]):
    """Gives the number of the subhead to go to, -1 for the beginning, None for none."""

    CSS = """
    OutlineScreen {
        align: center middle;
        background: $background 60%;
    }
    #outline {
        width: 64;
        max-width: 94%;
        max-height: 80%;
        background: $surface;
        border: round $primary;
        border-title-color: $accent;
        border-subtitle-color: $foreground 70%;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    .outline--headline {
        text-style: bold;
    }
    .outline--minor {
        color: $foreground 80%;
    }
    """
    BINDINGS = [  # noqa: RUF012 (as Textual declares it)
        ("escape,q,t,h,left", "leave", "Close"),
        ("enter,l,right,space", "choose", "Go there"),
        ("j,down", "move(1)", "Down"),
        ("k,up", "move(-1)", "Up"),
        ("g,home", "go_end(False)", "First"),
        ("G,end", "go_end(True)", "Last"),
        ("pagedown,ctrl+d", "page(1)", "Page down"),
        ("b,pageup,ctrl+u", "page(-1)", "Page up"),
    ]

    def __init__(self, headline: str, subheads: tuple[Subhead, ...], here: int) -> None:
        super().__init__()
        self._list = Outline(headline, subheads)
        self._list.set_reactive(RowList.cursor, here + 1)

    def compose(self) -> ComposeResult:
        """Show the list as high as it is, as far as there is room."""
        self._list.border_title = "Outline"
        self._list.border_subtitle = "Enter goes there · q back"
        self._list.styles.height = min(self._list.row_count, _MAX_ROWS) + 2
        yield self._list

    def on_mount(self) -> None:
        """Give the list the keys."""
        self._list.focus()

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Go to the subhead under the cursor."""
        self.dismiss(self._list.cursor - 1)
