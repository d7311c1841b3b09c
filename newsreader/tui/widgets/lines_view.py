"""A document set in lines, drawn line by line and scrolled."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from newsreader.tui.widgets.drawn_view import DrawnView
from newsreader.tui.widgets.looks import left_margin, look
from newsreader.tui.widgets.pieces import Pieces
from newsreader.typeset.document import Document
from newsreader.typeset.line import NO_LINK, Role, Run

CONTEXT_LINES = 2  # what a page keeps of the one before


class LinesView(DrawnView):
    """Draws a document; what is written over its lines is added by those that stand on this."""

    class Moved(Message, namespace="article_view"):
        """Other lines came in sight."""

        def can_replace(self, message: Message) -> bool:
            """Only the last of many moves matters."""
            return isinstance(message, LinesView.Moved)

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._document = Document()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell of every move."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self._scroll(lines)

    def page(self, pages: float) -> None:
        """Scroll by pages or parts of one, keeping two lines of the page before."""
        height = max(1, self.size.height - CONTEXT_LINES)
        self._scroll(round(height * pages))

    def go_end(self, is_last: bool) -> None:
        """Scroll to the last or the first line."""
        self.scroll_to(y=self.max_scroll_y if is_last else 0, animate=False, force=True)

    def go_to(self, line: int) -> None:
        """Scroll to a line, the first is 0."""
        self.scroll_to(y=line, animate=False, force=True)

    def draw_line(self, number: int, width: int) -> Strip:
        """Draw a line of the document."""
        base = self.base
        if number >= len(self._document.lines):
            return Strip.blank(width, base)
        margin = Segment(" " * self._left_margin(width), base)
        drawn = [Segment(text, style) for text, style in self._pieces(number, base)]
        return Strip([margin, *drawn]).adjust_cell_length(width, base)

    def _pieces(self, number: int, base: Style) -> Pieces:
        """Give a line as it is drawn."""
        pieces: Pieces = []
        for run in self._document.lines[number].runs:
            if run.role is Role.PICTURE:
                pieces += self._picture_row(run, number, base)
            else:
                pieces.append((run.text, self._run_style(run, base)))
        return pieces

    def _picture_row(self, run: Run, number: int, base: Style) -> Pieces:
        """Give one line of the room of a picture."""
        return [(run.text, base)]

    def _run_style(self, run: Run, base: Style) -> Style:
        style = look(self, f"article--{run.role.value}", base)
        if run.link != NO_LINK:
            is_cached = self._document.links[run.link].is_cached
            style = look(self, "article--link" if is_cached else "article--link-remote", style)
        if run.is_code:
            style = look(self, "article--inline-code", style)
        return style + Style(italic=run.is_emphasis or None, bold=run.is_strong or None)

    def _scroll(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True, immediate=True)

    def _text_width(self, width: int) -> int:
        """Give how wide text is in a pane of this width, cells."""
        raise NotImplementedError

    def _left_margin(self, width: int) -> int:
        return left_margin(self._text_width(width), width)
