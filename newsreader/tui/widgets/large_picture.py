"""A picture in the middle of its room: of half blocks, or in pixels written over the cells."""

from __future__ import annotations

from rich.segment import ControlType, Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.graphics import at_place
from newsreader.tui.sending import send
from newsreader.tui.widgets.pictured_view import Drawn


class LargePicture(Widget, can_focus=True):
    """Shows one picture at a time."""

    DEFAULT_CSS = """
    LargePicture {
        height: 1fr;
    }
    """

    class RoomChanged(Message):
        """There is other room for the picture now."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._blocks: Drawn = ()
        self._written = ""  # to the terminal, for the picture in pixels
        self._remover = ""
        self._cells = (0, 0)
        self._is_paused = False

    def show_blocks(self, drawn: Drawn) -> None:
        """Show a picture of half blocks."""
        self.take_away()
        self._blocks = drawn
        self.refresh()

    def show_pixels(self, written: str, columns: int, rows: int, *, remover: str = "") -> None:
        """Show a picture in pixels.

        Args:
            written: what the terminal is told.
            columns: that it takes.
            rows: likewise.
            remover: what takes it away; "" where cells written over it do.
        """
        self.take_away()
        self._written, self._remover, self._cells = written, remover, (columns, rows)
        self.refresh()

    def take_away(self) -> None:
        """Show nothing."""
        self._remove()
        self._blocks, self._written, self._remover = (), "", ""

    def pause(self, *, is_paused: bool) -> None:
        """Leave the terminal to a screen over this one, whose cells would cut what is written; or show it again."""
        self._is_paused = is_paused
        self._remove()
        self.refresh()

    def _remove(self) -> None:
        """Take pixels off the terminal that no cells written over them take away."""
        if self._remover:
            send(self.app, self._remover)

    def on_resize(self) -> None:
        """Ask for a picture that fits."""
        self.take_away()
        self.refresh()
        self.post_message(self.RoomChanged())

    def render_line(self, y: int) -> Strip:
        """Draw a line of half blocks, or a blank one; behind the last of these the pixels are written over all."""
        width, height, base = self.size.width, self.size.height, self.rich_style
        blank = Segment(" " * width, base)
        if self._written and not self._is_paused and y == height - 1:
            pixels = Segment(self._at_its_place(), None, [(ControlType.CURSOR_MOVE_TO, 0, 0)])
            return Strip([blank, pixels], width)
        row = y - (height - len(self._blocks)) // 2
        if not 0 <= row < len(self._blocks):
            return Strip([blank], width)
        drawn = [Segment(text, style) for text, style in self._blocks[row]]
        left = (width - sum(len(segment.text) for segment in drawn)) // 2
        return Strip([Segment(" " * left, base), *drawn]).adjust_cell_length(width, base)

    def _at_its_place(self) -> str:
        columns, rows = self._cells
        x = self.region.x + max(0, (self.size.width - columns) // 2)
        y = self.region.y + max(0, (self.size.height - rows) // 2)
        return at_place(x, y, self._written)
