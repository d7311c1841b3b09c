"""Commands with their keys, under headings where there are several groups."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.reactive import reactive

from newsreader.commands import Command, key_label, keys_label
from newsreader.tui.widgets.row_list import Cells, RowList, pad
from newsreader.typeset.line import cut

NARROW_CELLS = 56  # below this the keys stand in a line of their own
_KEYS_CELLS = 20
_INDENT = "  "


class CommandRow(NamedTuple):
    """A command, or a heading or remark without one."""

    text: str
    command: Command | None = None
    is_possible: bool = True  # now
    at: tuple[int, ...] = ()  # the letters of the text that were looked for


class CommandList(RowList, can_focus=False):
    """Rows to choose from; the cursor passes over headings."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "command--heading",
        "command--keys",
        "command--not-now",
        "command--match",
    }

    rows: reactive[tuple[CommandRow, ...]] = reactive((), layout=True)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def row_height(self) -> int:
        """Two lines where the pane is narrow: what it does, and its keys."""
        return 2 if self.size.width < NARROW_CELLS else 1

    @property
    def current(self) -> CommandRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def show(self, rows: tuple[CommandRow, ...]) -> None:
        """Show other rows, with the cursor on the first command."""
        first = next((number for number, row in enumerate(rows) if row.command is not None), 0)
        self.set_reactive(CommandList.cursor, first)
        self.rows = rows
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def watch_rows(self) -> None:
        """Draw the new rows."""
        self.rows_changed()

    def move(self, rows: int) -> None:
        """Move by rows, over headings; at the ends what stands there comes in sight."""
        numbers = [number for number, row in enumerate(self.rows) if row.command is not None]
        if not numbers:
            return
        if rows > 0:
            ahead = [number for number in numbers if number > self.cursor]
            target = ahead[min(rows, len(ahead)) - 1] if ahead else self.cursor
        else:
            behind = [number for number in numbers if number < self.cursor]
            target = behind[max(rows, -len(behind))] if behind else self.cursor
        if target == self.cursor:
            end = 0 if rows < 0 else self.virtual_size.height
            self.scroll_to(y=end, animate=False, force=True, immediate=True)
        self.cursor = target

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw one line of a row."""
        item = self.rows[row]
        if item.command is None:
            return [(cut(f" {item.text}", width_cells), "command--heading")] if line == self.row_height - 1 else []
        keys = keys_label(item.command)
        if self.row_height == 2:
            if line == 1:
                return [(cut(f"{_INDENT}{_INDENT}{keys}", width_cells), self._of(item, "command--keys"))]
            return [(_INDENT, ""), *self._text(item, width_cells - len(_INDENT) - 1)]
        keys = cut(keys, _KEYS_CELLS - 1)
        text = self._text(item, width_cells - _KEYS_CELLS - len(_INDENT) - 1)
        return [(_INDENT, ""), (pad(keys, _KEYS_CELLS), self._of(item, "command--keys")), *text]

    def _text(self, item: CommandRow, room: int) -> Cells:
        """Give what a command does, the letters looked for marked."""
        text = cut(item.text, room)
        marked = {at for at in item.at if at < len(text)}
        parts = groupby(range(len(text)), key=lambda at: at in marked)
        cells = [
            ("".join(text[at] for at in places), self._of(item, "command--match" if is_match else ""))
            for is_match, places in parts
        ]
        rest = room - cell_len(text)
        return [*cells, (" " * rest, "")] if rest > 0 else cells

    def _of(self, item: CommandRow, name: str) -> str:
        return name if item.is_possible else "command--not-now"


class MenuList(CommandList):
    """A few commands, their first keys at the right."""

    @property
    def row_height(self) -> int:
        """One line each, however narrow."""
        return 1

    @property
    def widest(self) -> int:
        """The cells the longest row would have."""
        return max((cell_len(row.text) + cell_len(_first_key(row)) + 4 for row in self.rows), default=0)

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a row; the key is there whole."""
        item = self.rows[row]
        key = f" {_first_key(item)} "
        room = max(0, width_cells - cell_len(key) - 1)
        return [(" ", ""), (pad(cut(item.text, room), room), ""), (key, "command--keys")]


def _first_key(row: CommandRow) -> str:
    return key_label(row.command.keys[0]) if row.command is not None else ""
