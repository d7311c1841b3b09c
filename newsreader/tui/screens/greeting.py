"""What a newcomer needs, over the panes of a terminal that is too narrow to show it beside them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, getters
from textual.app import ComposeResult
from textual.screen import ModalScreen

from newsreader.commands import Command
from newsreader.tui.screens.leaving import LeavingScreen
from newsreader.tui.welcome import welcome
from newsreader.tui.widgets.looks import text_width
from newsreader.tui.widgets.welcome import Welcome

_MOST_CELLS, _BORDER_CELLS = 76, 2


class GreetingScreen(LeavingScreen[None], ModalScreen[None]):
    """The keys and marks in a box, until any key is pressed.

    Args:
        commands: all, with the keys they have.
    """

    CSS = """
    GreetingScreen {
        align: center middle;
        background: $background 60%;
    }
    GreetingScreen > Welcome {
        width: 100%;
        max-width: 76;
        background: $surface;
        border: round $primary;
        border-title-color: $accent;
        border-subtitle-color: $foreground 70%;
    }
    """

    view = getters.query_one(Welcome)

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Show it as high as it is."""
        box = Welcome(measure=_MOST_CELLS, commands=self._commands)
        box.border_title, box.border_subtitle = "newsreader", "any key begins"
        yield box

    def on_mount(self) -> None:
        """Be as high as what there is to say."""
        self._fit()

    def on_resize(self) -> None:
        """Say more or less of it in another room."""
        self._fit()

    def _fit(self) -> None:
        width, height = min(self.app.size.width, _MOST_CELLS) - _BORDER_CELLS, self.app.size.height - _BORDER_CELLS
        self.view.styles.height = len(welcome(text_width(_MOST_CELLS, width), self._commands, height)) + _BORDER_CELLS

    def on_key(self, event: events.Key) -> None:
        """Begin."""
        event.stop()
        event.prevent_default()
        self.dismiss(None)

    def on_click(self) -> None:
        """Begin."""
        self.dismiss(None)
