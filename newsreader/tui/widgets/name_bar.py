"""A line to type a name in, where the name stands."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message
from textual.widgets import Input


class NameBar(Input):
    """Lies over a row of the sections; Enter takes the name, Esc leaves it as it was."""

    DEFAULT_CSS = """
    NameBar, NameBar:focus {
        position: absolute;
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
    }
    """

    BINDINGS = [("escape", "close", "Leave the name as it is")]  # noqa: RUF012 (as Textual declares it)

    class Closed(Message):
        """The person is done with it."""

        def __init__(self, bar: NameBar) -> None:
            super().__init__()
            self.bar = bar

    def __init__(self, name: str, take: Callable[[str], None], *, row: int, placeholder: str = "") -> None:
        super().__init__(name, placeholder=placeholder)
        self._take = take
        self.styles.offset = (0, row)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the name to whoever asked for it."""
        event.stop()
        self._take(event.value)
        self.action_close()

    def on_blur(self) -> None:
        """Leave it as it was when something else is clicked."""
        self.action_close()

    def action_close(self) -> None:
        """Tell that it is over."""
        self.post_message(self.Closed(self))
