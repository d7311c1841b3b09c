"""The reader as a Textual program."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.screen import Screen

from newsreader.library import Library
from newsreader.library.shelves import OpeningView
from newsreader.tui.commands import COMMANDS
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.themes import THEMES

_LEFT_TO_TEXTUAL = frozenset({"palette", "quit", "move.down", "move.up"})


class NewsApp(App[None]):
    """One window on one library.

    Args:
        library: open, and closed by whoever opened it.
        clock: what time it is; lists show ages by it.
        opening_view: what to show first; loaded once the screen is there when it is None.
    """

    CSS_PATH = "app.tcss"
    TITLE = "newsreader"
    BINDINGS: ClassVar = []

    def __init__(
        self, library: Library, clock: Callable[[], datetime], opening_view: OpeningView | None = None
    ) -> None:
        super().__init__()
        self.library = library
        self.clock = clock
        self._opening_view = opening_view
        for theme in THEMES:
            self.register_theme(theme)
        # Set so, and not assigned, the style sheet is parsed once and not a second time for a change of theme.
        self.set_reactive(App.theme, THEMES[0].name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Begin with the panes."""
        return MainScreen(self.library, self.clock, self._opening_view)

    def on_ready(self) -> None:
        """Look for garbage from now on: until the first frame nearly all is there to stay, and is left alone later."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command of the table in the palette, then the themes and the like."""
        if isinstance(screen, MainScreen):
            for command in COMMANDS:
                if command.id not in _LEFT_TO_TEXTUAL:
                    yield SystemCommand(command.help, command.group, screen.runner(command.action))
        yield from super().get_system_commands(screen)
