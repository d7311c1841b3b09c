"""What can be done with one thing, in a box beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, getters, on
from textual.app import ComposeResult
from textual.geometry import Offset

from newsreader.commands import Command
from newsreader.tui.screens.leaving import BoxScreen
from newsreader.tui.typed import typed_key
from newsreader.tui.widgets.command_list import CommandRow, MenuList
from newsreader.tui.widgets.row_list import RowList

_BORDER_CELLS = 2
_KEYS = (
    ("escape,q,h,left", "leave", "Back"),
    ("enter,l,right,space", "choose", "Do it"),
    ("j,down,tab", "move(1)", "Next"),
    ("k,up,shift+tab", "move(-1)", "Previous"),
    ("home", "go_end(False)", "First"),
    ("end", "go_end(True)", "Last"),
)
_KEPT = frozenset(key for keys, _, _ in _KEYS for key in keys.split(","))  # whatever command has them


class Menu(BoxScreen[Command | None]):
    """Gives the command that was chosen, by the cursor, the mouse, or its own key.

    Args:
        commands: those that can be done.
        at: where on the screen its corner is to be, if it fits there.
    """

    CSS_PATH = "../palette.tcss"
    BINDINGS = [*_KEYS]  # noqa: RUF012 (as Textual declares it)

    list = getters.query_one(MenuList)

    def __init__(self, commands: Sequence[Command], at: Offset) -> None:
        super().__init__()
        self._commands = {key: command for command in commands for key in command.keys}
        self._rows = tuple(CommandRow(command.help, command) for command in commands)
        self._at = at

    def compose(self) -> ComposeResult:
        """The commands."""
        yield MenuList(id="menu")

    def on_mount(self) -> None:
        """Show them where there is room."""
        self.list.show(self._rows)
        self._place()

    def on_resize(self) -> None:
        """Stay within the screen."""
        self._place()

    def _place(self) -> None:
        room, styles = self.app.size, self.list.styles
        width = min(self.list.widest + _BORDER_CELLS, room.width)
        height = min(len(self._rows) + _BORDER_CELLS, room.height)
        styles.width, styles.height = width, height
        styles.offset = (
            max(0, min(self._at.x, room.width - width)),
            max(0, min(self._at.y, room.height - height)),
        )

    def on_key(self, event: events.Key) -> None:
        """Do at once what has this key."""
        key = typed_key(event)
        if event.key not in _KEPT and key in self._commands:
            event.stop()
            self.dismiss(self._commands[key])

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Do what the cursor stands on."""
        row = self.list.current
        self.dismiss(row.command if row is not None else None)
