"""The line to type in what to look for."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input


class FindBar(Input):
    """Where the words to look for are typed, over the status line; hidden while nothing is looked for."""

    class Closed(Message):
        """The person is done looking."""

    class Stepped(Message):
        """The person wants the next (1) or previous (-1) place."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    BINDINGS = [  # noqa: RUF012 (as Textual declares it)
        ("escape", "close", "Stop looking"),
        ("up", "step(-1)", "Previous place"),
        ("down", "step(1)", "Next place"),
    ]

    def action_close(self) -> None:
        """Tell that it is over."""
        self.post_message(self.Closed())

    def action_step(self, direction: int) -> None:
        """Tell which way to go on."""
        self.post_message(self.Stepped(direction))
