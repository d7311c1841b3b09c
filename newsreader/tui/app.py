"""The reader as a Textual program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.screen import Screen

from newsreader.library import Library
from newsreader.tui.commands import COMMANDS
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.themes import THEMES

_LEFT_TO_TEXTUAL = frozenset({"palette", "quit", "move.down", "move.up"})


class NewsApp(App[None]):
    """One window on one library.

    Args:
        library: open, and closed by whoever opened it.
        clock: what time it is; lists show ages by it.
    """

    CSS_PATH = "app.tcss"
    TITLE = "newsreader"
    BINDINGS: ClassVar = []

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.library = library
        self.clock = clock
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_default_screen(self) -> Screen[None]:
        """Begin with the panes."""
        return MainScreen(self.library, self.clock)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command of the table in the palette, then the themes and the like."""
        if isinstance(screen, MainScreen):
            for command in COMMANDS:
                if command.id not in _LEFT_TO_TEXTUAL:
                    yield SystemCommand(command.help, command.group, screen.runner(command.action))
        yield from super().get_system_commands(screen)
