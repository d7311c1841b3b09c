"""Choosing the folder that something goes into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.library.tree import Placement
from newsreader.tui.screens.leaving import BoxScreen
from newsreader.tui.widgets.row_list import Cells, RowList
from newsreader.typeset.line import cut

OUT = ""  # chosen for no folder


class FolderList(RowList):
    """The folders by name, and the way out of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"folder--out"}

    DEFAULT_CSS = """
    FolderList {
        height: auto;
        max-height: 12;
        overflow-x: hidden;
    }
    FolderList > .folder--out {
        color: $foreground 65%;
    }
    """

    def __init__(self, folders: Sequence[Placement]) -> None:
        super().__init__()
        self.keys = (*(folder.node.key for folder in folders), OUT)
        self._names = (*(folder.name for folder in folders), "no folder: back to where it was")

    @property
    def row_count(self) -> int:
        """How many there are to choose from."""
        return len(self.keys)

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw the name of a folder."""
        look = "" if self.keys[row] else "folder--out"
        return [(f" {cut(self._names[row], width_cells - 2)}", look)]

    def on_mount(self) -> None:
        """Take up the rows."""
        self.rows_changed()


class FolderScreen(BoxScreen[str | None]):
    """Folders to choose one from; gives its key, `OUT` for none, None when nothing is to change."""

    CSS = """
    FolderScreen {
        align: center middle;
        background: $background 60%;
    }
    #folders {
        width: 44;
        max-width: 96%;
        height: auto;
        padding: 1 2;
        background: $surface;
        border: round $primary;
    }
    #folders > Vertical {
        height: auto;
    }
    """

    BINDINGS = [  # noqa: RUF012 (as Textual declares it)
        ("escape,q,h,left,M", "leave", "Leave"),
        ("j,down", "move(1)", "Down"),
        ("k,up", "move(-1)", "Up"),
        ("enter,l,right", "choose", "Choose"),
    ]

    def __init__(self, name: str, folders: Sequence[Placement]) -> None:
        super().__init__()
        self._moved = name
        self._list = FolderList(folders)

    def compose(self) -> ComposeResult:
        """Say what is moved, and where it may go."""
        with Vertical(id="folders"):
            yield Static(Content.assemble(("Move ", "bold"), (self._moved, "bold"), " into …"), markup=False)
            yield self._list
            yield Static(Content("Enter moves it   Esc leaves it"), markup=False)

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Give the folder under the cursor."""
        self.dismiss(self._list.keys[self._list.cursor])
