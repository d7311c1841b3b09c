"""What the reader pane shows until an article is opened; light, because the first screen waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.commands import Command
from newsreader.tui.welcome import welcome
from newsreader.tui.widgets.looks import left_margin, text_width
from newsreader.typeset.line import Role

_LOOKS = {Role.HEADLINE: "bold", Role.MARKER: "$accent", Role.TEASER: "$foreground 65%"}


class Welcome(Widget):
    """The keys a newcomer needs, set as an article is.

    Args:
        measure: width of the text, cells.
        commands: all, with the keys they have.
    """

    measure: reactive[int] = reactive(72)
    commands: reactive[Sequence[Command]] = reactive(())

    def __init__(self, *, measure: int, commands: Sequence[Command]) -> None:
        super().__init__()
        self.set_reactive(Welcome.measure, measure)
        self.set_reactive(Welcome.commands, commands)

    def render(self) -> RenderResult:
        """Draw the lines."""
        width = self.content_size.width
        text = text_width(self.measure, width)
        margin = " " * left_margin(text, width)
        lines = [
            Content.assemble(margin, *[(run.text, _LOOKS.get(run.role, "")) for run in line.runs])
            for line in welcome(text, self.commands, self.content_size.height)
        ]
        return Content("\n").join(lines)
