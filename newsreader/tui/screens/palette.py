"""Every command that can be done now by name, found by a few letters of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from newsreader.commands import Command, keys_label
from newsreader.tui.fuzzy import fit
from newsreader.tui.screens.leaving import BoxScreen
from newsreader.tui.widgets.bars import Note
from newsreader.tui.widgets.command_list import CommandList, CommandRow
from newsreader.tui.widgets.row_list import RowList


class CommandScreen(BoxScreen[Command | None]):
    """A line to type in over commands; gives the one that was chosen.

    Args:
        commands: to choose from.
        can: whether one can be done now.
    """

    CSS_PATH = "../palette.tcss"
    BINDINGS = [  # noqa: RUF012 (as Textual declares it)
        ("escape,f1,ctrl+p", "leave", "Back"),
        ("down,ctrl+n", "move(1)", "Next"),
        ("up", "move(-1)", "Previous"),
        ("pagedown", "page(1)", "A page down"),
        ("pageup", "page(-1)", "A page up"),
    ]
    PLACEHOLDER = "what to do: a few letters of it, or its key"

    list = getters.query_one(CommandList)
    note = getters.query_one(Note)

    def __init__(self, commands: Sequence[Command], can: Callable[[Command], bool]) -> None:
        super().__init__()
        self._commands = commands
        self._can = can

    def compose(self) -> ComposeResult:
        """The line, and what it leaves of the list."""
        with Vertical():
            yield Input(id="command-line", placeholder=self.PLACEHOLDER)
            yield Note()
            yield CommandList(id="commands")

    def on_mount(self) -> None:
        """Show all of them."""
        self.list.show(tuple(self.rows("")))

    def rows(self, typed: str) -> Iterable[CommandRow]:
        """Give the commands that fit, the best first; those used most often are found by their keys."""
        fitting: list[tuple[int, CommandRow]] = []
        for command in filter(self._can, self._commands):
            if typed and typed in keys_label(command).split():
                fitting.append((1000, CommandRow(command.help, command)))
            elif found := fit(typed, command.help):
                fitting.append((found.score, CommandRow(command.help, command, at=found.at)))
        if typed:
            fitting.sort(key=lambda each: -each[0])
        return (row for _, row in fitting)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        rows = tuple(self.rows(event.value.strip()))
        self.list.show(rows)
        has_any = any(row.command is not None for row in rows)
        self.note.text = "" if has_any else "No command is called so. Fewer letters find more."

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _choose(self) -> None:
        row = self.list.current
        if row is not None and row.command is not None and row.is_possible:
            self.dismiss(row.command)


class Palette(CommandScreen):
    """The palette of commands."""
