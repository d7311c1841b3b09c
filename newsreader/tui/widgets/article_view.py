"""The reader pane: an article in lines, its links, and what is searched in it."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.model import Reading
from newsreader.tui.welcome import welcome
from newsreader.tui.widgets.hints import MAX_HINTS, hint_labels
from newsreader.tui.widgets.looks import left_margin, look, text_width
from newsreader.tui.widgets.matches import Matches, find_words
from newsreader.tui.widgets.pieces import Pieces, overwritten, restyled
from newsreader.typeset.document import Document, Link, typeset
from newsreader.typeset.line import CACHED_MARK, NO_LINK, REMOTE_MARK, Line, Role, Run

_GIVES_WAY = frozenset(f" {CACHED_MARK}{REMOTE_MARK}")  # what a link's letters may stand on
CONTEXT_LINES = 2  # what a page keeps of the one before


class ArticleView(ScrollView, can_focus=True):
    """Shows one `Reading`, set for the pane's width."""

    # Here and not in the app's sheet: read with the first article, the first screen does not wait for them.
    DEFAULT_CSS = """
    ArticleView > .article--label {
        color: $accent;
    }

    ArticleView > .article--headline {
        text-style: bold;
    }

    ArticleView > .article--byline, ArticleView > .article--dateline {
        color: $foreground 65%;
    }

    ArticleView > .article--subhead {
        color: $primary;
        text-style: bold;
    }

    ArticleView > .article--quote {
        color: $foreground 85%;
        text-style: italic;
    }

    ArticleView > .article--marker {
        color: $accent;
    }

    ArticleView > .article--code {
        color: $success;
    }

    ArticleView > .article--table-head {
        text-style: bold;
    }

    ArticleView > .article--caption, ArticleView > .article--teaser {
        color: $foreground 65%;
    }

    ArticleView > .article--caption {
        text-style: italic;
    }

    ArticleView > .article--rule {
        color: $foreground 25%;
    }

    ArticleView > .article--panel {
        color: $accent;
        text-style: bold;
    }

    ArticleView > .article--group {
        color: $foreground 65%;
        text-style: bold;
    }

    ArticleView > .article--note {
        color: $warning;
    }

    ArticleView > .article--link {
        color: $primary;
        text-style: underline;
    }

    ArticleView > .article--link-remote {
        color: $primary 80%;
    }

    ArticleView > .article--hint {
        background: $accent;
        color: $background;
        text-style: bold;
    }

    ArticleView > .article--match {
        background: $warning;
        color: $background;
    }

    ArticleView > .article--inline-code {
        color: $success;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{role.value}" for role in Role} | {
        "article--link",
        "article--link-remote",
        "article--hint",
        "article--match",
        "article--inline-code",
    }

    class LinkChosen(Message):
        """The person chose a link."""

        def __init__(self, link: Link) -> None:
            super().__init__()
            self.link = link

    class Moved(Message):
        """Other lines came in sight."""

        def can_replace(self, message: Message) -> bool:
            """Only the last of many moves matters."""
            return isinstance(message, ArticleView.Moved)

    reading: reactive[Reading | None] = reactive(None)
    note: reactive[str] = reactive("")
    measure: reactive[int] = reactive(72)

    def __init__(self, *, id: str, measure: int) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.set_reactive(ArticleView.measure, measure)
        self._document = Document()
        self._hints: dict[int, str] = {}
        self._hint_typed = ""
        self._matches: Matches = {}

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of what is shown, in reading order."""
        return self._document.links

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

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell of every move."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def on_resize(self, _event: events.Resize) -> None:
        """Set in the new width; the same words stay at the top."""
        self._set_again()

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

    def start_hints(self) -> bool:
        """Write letters on the links in sight; False when there are none."""
        top = self.scroll_offset.y
        in_sight = self._document.lines[top : top + self.size.height]
        numbers = list(dict.fromkeys(run.link for line in in_sight for run in line.runs if run.link != NO_LINK))
        numbers = numbers[:MAX_HINTS]
        self._hints = dict(zip(numbers, hint_labels(len(numbers)), strict=True))
        self._hint_typed = ""
        self.refresh()
        return bool(self._hints)

    def stop_hints(self) -> None:
        """Take the letters away."""
        if self._hints:
            self._hints = {}
            self.refresh()

    @property
    def has_hints(self) -> bool:
        """Whether letters are shown."""
        return bool(self._hints)

    def type_hint(self, letter: str) -> None:
        """Take a typed letter: choose the link whose letters are complete, give up when none begins so."""
        self._hint_typed += letter
        left = {number: label for number, label in self._hints.items() if label.startswith(self._hint_typed)}
        for number, label in left.items():
            if label == self._hint_typed:
                self.stop_hints()
                self.post_message(self.LinkChosen(self._document.links[number]))
                return
        self._hints = left
        self.refresh()

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

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        base = self.rich_style
        if number >= len(self._document.lines):
            return Strip.blank(width, base)
        left = self._left_margin(width)
        segments = [Segment(" " * left, base), *self._segments(number, base)]
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Choose the link under the mouse."""
        offset = event.get_content_offset_capture(self)
        number = offset.y + self.scroll_offset.y
        if number >= len(self._document.lines):
            return
        at = self._left_margin(self.scrollable_content_region.width)
        for run in self._document.lines[number].runs:
            at += cell_len(run.text)
            if offset.x < at:
                if run.link != NO_LINK:
                    self.post_message(self.LinkChosen(self._document.links[run.link]))
                return

    def _scroll(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True, immediate=True)

    def _text_width(self, width: int) -> int:
        return text_width(self.measure, width)

    def _left_margin(self, width: int) -> int:
        return left_margin(self._text_width(width), width)

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

    def _segments(self, number: int, base: Style) -> list[Segment]:
        line = self._document.lines[number]
        pieces = [(run.text, self._run_style(run, base)) for run in line.runs]
        for link, label in self._hints.items():
            if self._document.links[link].line == number or self._first_in_sight(link) == number:
                pieces = self._with_hint(pieces, line, link, label, base)
        if number in self._matches:
            pieces = restyled(pieces, self._matches[number], self.get_component_rich_style("article--match"))
        return [Segment(text, style) for text, style in pieces]

    def _first_in_sight(self, link: int) -> int:
        """The top line, for a link that begins above it."""
        return max(self._document.links[link].line, self.scroll_offset.y)

    def _with_hint(self, pieces: Pieces, line: Line, link: int, label: str, base: Style) -> Pieces:
        """Write a label before a link where there is room, else over its first characters."""
        start = 0
        for run in line.runs:
            if run.link == link:
                before = max(0, start - len(label))
                if start - before == len(label) and set(line.text[before:start]) <= _GIVES_WAY:
                    start = before
                hint = base + self.get_component_rich_style("article--hint")
                return overwritten(pieces, start, label, hint)
            start += len(run.text)
        return pieces

    def _run_style(self, run: Run, base: Style) -> Style:
        names = [f"article--{run.role.value}"]
        if run.link != NO_LINK:
            names.append("article--link" if self._document.links[run.link].is_cached else "article--link-remote")
        style = base
        for name in names:
            style = look(self, name, style)
        if run.is_code:
            style = look(self, "article--inline-code", style)
        return style + Style(italic=run.is_emphasis or None, bold=run.is_strong or None)
