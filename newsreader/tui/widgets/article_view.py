"""The reader pane: an article in lines, set for the pane's width, and what is searched in it."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.reactive import reactive

from newsreader.model import Reading
from newsreader.tui.welcome import welcome
from newsreader.tui.widgets.article_looks import COMPONENTS, STYLES
from newsreader.tui.widgets.lines_view import CONTEXT_LINES
from newsreader.tui.widgets.linked_view import LinkedView
from newsreader.tui.widgets.looks import text_width
from newsreader.tui.widgets.matches import Matches, find_words
from newsreader.tui.widgets.pieces import Pieces, restyled
from newsreader.typeset.document import Document, typeset


class ArticleView(LinkedView):
    """Shows one `Reading`, set for the pane's width."""

    DEFAULT_CSS = STYLES
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    reading: reactive[Reading | None] = reactive(None)
    note: reactive[str] = reactive("")
    measure: reactive[int] = reactive(72)

    def __init__(self, *, id: str, measure: int) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.set_reactive(ArticleView.measure, measure)
        self._matches: Matches = {}

    @property
    def is_at_end(self) -> bool:
        """Whether the last line of the text, before the related panel, is in sight."""
        if not self.size.height:
            return False
        return self.scroll_offset.y + self.size.height >= min(self._document.body_end, len(self._document.lines))

    @property
    def position(self) -> int | None:
        """How far the text is read, in percent; None while no article is laid out."""
        if self.reading is None or not self._document.lines or not self.size.height:
            return None
        seen = self.scroll_offset.y + self.size.height
        return min(100, round(100 * seen / self._document.body_end))

    def show(self, reading: Reading | None, note: str = "", scroll: int = 0) -> None:
        """Show an article, with a note below its text, scrolled to a line."""
        self.stop_hints()
        self.stop_walking()
        self._matches = {}
        self.set_reactive(ArticleView.note, note)
        self.set_reactive(ArticleView.reading, reading)
        self._set()
        self.scroll_to(y=scroll, animate=False, force=True, immediate=True)

    def watch_reading(self) -> None:
        """Set what came in the place of the same article, its place kept."""
        self._set_again()

    def watch_note(self) -> None:
        """Set the note."""
        self._set_again()

    def watch_measure(self) -> None:
        """Set in the new width."""
        self._set_again()

    def on_resize(self, _event: events.Resize) -> None:
        """Set in the new width; the same words stay at the top."""
        self._set_again()

    def find(self, words: str) -> int:
        """Mark every place where the words stand, over line ends too, and give how many there are."""
        self._matches, found = find_words(self._document.lines, words)
        self.refresh()
        return found

    def go_to_match(self, direction: int) -> None:
        """Scroll to the next or the previous marked line, round the ends."""
        if not self._matches:
            return
        lines = sorted(self._matches)
        here = self.scroll_offset.y + CONTEXT_LINES
        if direction > 0:
            target = next((line for line in lines if line > here), lines[0])
        else:
            target = next((line for line in reversed(lines) if line < here), lines[-1])
        self.scroll_to(y=max(0, target - CONTEXT_LINES), animate=False, force=True)

    def _pieces(self, number: int, base: Style) -> Pieces:
        """Give a line with what was found in it marked."""
        pieces = super()._pieces(number, base)
        if number in self._matches:
            pieces = restyled(pieces, self._matches[number], self.get_component_rich_style("article--match"))
        return pieces

    def _text_width(self, width: int) -> int:
        return text_width(self.measure, width)

    def _set(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        self._document = Document()
        if width and self.reading is None:
            self._document = Document(welcome(self._text_width(width)))
        elif width and self.reading is not None:
            self._document = typeset(self.reading, self._text_width(width), note=self.note)
        self.virtual_size = Size(width, len(self._document.lines) + 1)
        self.refresh()
        self.post_message(self.Moved())

    def _set_again(self) -> None:
        """Set the article anew with the same block at the top."""
        top = self.scroll_offset.y
        starts = self._document.block_lines
        block = next((number for number in range(len(starts) - 1, -1, -1) if starts[number] <= top), None)
        offset = top - starts[block] if block is not None else top
        self.stop_hints()
        self._matches = {}
        self._set()
        starts = self._document.block_lines
        if block is not None and block < len(starts):
            self.scroll_to(y=starts[block] + offset, animate=False, force=True, immediate=True)
