"""A list that moves by its own keys, on screens that have no table of commands."""

from __future__ import annotations

from newsreader.tui.widgets.row_list import RowList


class MovableList(RowList):
    """Rows, and the keys that move the cursor over them."""

    BINDINGS = [  # noqa: RUF012 (as Textual declares it)
        ("j,down", "step(1)", "Next row"),
        ("k,up", "step(-1)", "Previous row"),
        ("g,home", "end(False)", "To the beginning"),
        ("G,end", "end(True)", "To the end"),
        ("pagedown", "leaf(1)", "A page down"),
        ("b,pageup", "leaf(-1)", "A page up"),
        ("ctrl+d", "leaf(0.5)", "Half a page down"),
        ("ctrl+u", "leaf(-0.5)", "Half a page up"),
    ]

    def action_step(self, rows: int) -> None:
        """Move by rows."""
        self.move(rows)

    def action_leaf(self, pages: float) -> None:
        """Move by pages or parts of one."""
        self.page(pages)

    def action_end(self, is_last: bool) -> None:
        """Move to the first or last row."""
        self.go_end(is_last)
