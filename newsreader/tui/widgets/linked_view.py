"""The links of a document: letters to type for them, walking from one to the next, the mouse and the terminal."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message

from newsreader.address import terminal_address
from newsreader.tui.widgets.hints import Hints
from newsreader.tui.widgets.lines_view import LinesView
from newsreader.tui.widgets.pieces import Pieces, overwritten
from newsreader.typeset.document import Document, Link
from newsreader.typeset.line import CACHED_MARK, NO_LINK, REMOTE_MARK, Line, Run

_GIVES_WAY = frozenset(f" {CACHED_MARK}{REMOTE_MARK}")  # what a link's letters may stand on


class LinkedView(LinesView):
    """A document whose links can be chosen."""

    class LinkChosen(Message, namespace="article_view"):
        """The person chose a link."""

        def __init__(self, link: Link) -> None:
            super().__init__()
            self.link = link

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.hints: Hints | None = None
        self._walked_to: tuple[int, str] | None = None  # the number and address of the link that is chosen
        self._placed: tuple[Document, dict[int, int]] = (self._document, {})

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of what is shown, in reading order."""
        return self._document.links

    @property
    def has_hints(self) -> bool:
        """Whether a link is being chosen by letters or by its text."""
        return self.hints is not None

    def start_hints(self) -> bool:
        """Write letters on the links in sight; False when there are none."""
        numbers = self._in_sight()
        self.hints = Hints({number: self.links[number].text for number in numbers}) if numbers else None
        self.refresh()
        return bool(numbers)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Write the letters where links are in sight now."""
        super().watch_scroll_y(old_value, new_value)
        if self.hints is not None:
            self.refresh()

    def stop_hints(self) -> None:
        """Take the letters away."""
        if self.hints is not None:
            self.hints = None
            self.refresh()

    def type_hint(self, key: str, character: str | None) -> None:
        """Take a key while there are letters; a link that it completes is chosen."""
        if self.hints is None:
            return
        answer = self.hints.take(key, character)
        if answer.is_over:
            self.stop_hints()
        if answer.chosen is not None:
            self.post_message(self.LinkChosen(self.links[answer.chosen]))
        self.refresh()

    @property
    def chosen(self) -> Link | None:
        """The link that was walked to; None for none, and for one that is out of sight."""
        number = self._chosen_number
        return self.links[number] if number is not None and number in self._in_sight() else None

    @property
    def _chosen_number(self) -> int | None:
        """Its number, unless another document is shown since."""
        number, url = self._walked_to or (NO_LINK, "")
        return number if 0 <= number < len(self.links) and self.links[number].url == url else None

    def walk_links(self, step: int) -> Link | None:
        """Choose the next (1) or previous (-1) link, round the ends, and scroll to it; None when there is none.

        The first is one in sight where there is one.
        """
        numbers = sorted(self._lines_of_links())
        if not numbers:
            return None
        number = self._chosen_number
        if number is None or self.chosen is None:
            number = self._first_to_walk_to(numbers, step)
        else:
            number = numbers[(numbers.index(number) + step) % len(numbers)]
        self._walked_to = (number, self.links[number].url)
        self._show_line(self._lines_of_links()[number])
        self.refresh()
        return self.links[number]

    @property
    def below_cursor(self) -> Offset:
        """Where on the screen the line below the chosen link begins; the top where none is."""
        content, number = self.scrollable_content_region, self._chosen_number
        line = 0 if self.chosen is None or number is None else self._lines_of_links()[number] + 1 - self.scroll_offset.y
        return content.offset + Offset(self._left_margin(content.width), max(0, line))

    def stop_walking(self) -> bool:
        """Choose no link any more; False when none was."""
        was_chosen = self.chosen is not None
        if self._walked_to is not None:
            self._walked_to = None
            self.refresh()
        return was_chosen

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the mouse, or choose it."""
        number = self._link_at(event.get_content_offset_capture(self))
        if event.button == 3:  # a menu follows, of the link or else of the article
            self._walked_to = (number, self.links[number].url) if number != NO_LINK else None
            self.refresh()
        elif event.button == 1 and number != NO_LINK:
            self.post_message(self.LinkChosen(self.links[number]))

    def _link_at(self, offset: Offset) -> int:
        """Give the number of the link that stands at a place of what is in sight."""
        number = offset.y + self.scroll_offset.y
        at = self._left_margin(self.scrollable_content_region.width)
        for run in self._document.lines[number].runs if number < len(self._document.lines) else ():
            at += cell_len(run.text)
            if offset.x < at:
                return run.link
        return NO_LINK

    def _in_sight(self) -> list[int]:
        """Give the numbers of the links in sight, from the top."""
        top = self.scroll_offset.y
        in_sight = self._document.lines[top : top + self.size.height]
        return list(dict.fromkeys(run.link for line in in_sight for run in line.runs if run.link != NO_LINK))

    def _lines_of_links(self) -> dict[int, int]:
        """Give the first line of every link that stands on one."""
        document, lines = self._placed
        if document is not self._document:
            lines = {}
            for at, line in enumerate(self._document.lines):
                for run in line.runs:
                    if run.link != NO_LINK:
                        lines.setdefault(run.link, at)
            self._placed = (self._document, lines)
        return lines

    def _first_to_walk_to(self, numbers: list[int], step: int) -> int:
        in_sight = self._in_sight()
        if in_sight:
            return in_sight[0 if step > 0 else -1]
        lines, top = self._lines_of_links(), self.scroll_offset.y
        if step > 0:
            return next((number for number in numbers if lines[number] >= top), numbers[0])
        return next((number for number in reversed(numbers) if lines[number] < top), numbers[-1])

    def _show_line(self, line: int) -> None:
        """Scroll a line that is out of sight into the middle."""
        top, height = self.scroll_offset.y, self.size.height
        if not top <= line < top + height:
            self.scroll_to(y=max(0, line - height // 2), animate=False, force=True, immediate=True)

    def _run_style(self, run: Run, base: Style) -> Style:
        """Give a link its address for the terminal, and mark one that is chosen or has what is looked for."""
        style = super()._run_style(run, base)
        if run.link == NO_LINK:
            return style
        style = hyperlinked(style, self.links[run.link].url)
        hints = self.hints
        if hints is not None and run.link in hints.matching:
            name = "chosen" if run.link == hints.under_cursor else "match"
            return style + self.get_component_rich_style(f"article--{name}")
        if hints is None and run.link == self._chosen_number:
            return style + self.get_component_rich_style("article--chosen")
        return style

    def _pieces(self, number: int, base: Style) -> Pieces:
        """Give a line with the letters that stand on it."""
        pieces = super()._pieces(number, base)
        if self.hints is not None:
            for link, label in self.hints.labels.items():
                if self._document.links[link].line == number or self._first_in_sight(link) == number:
                    pieces = self._with_hint(pieces, self._document.lines[number], link, label, base)
        return pieces

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


@lru_cache(maxsize=4096)  # a link on several lines has one style, from which the terminal sees that it is one link
def hyperlinked(style: Style, url: str) -> Style:
    """Let a terminal open an address itself (OSC 8) from what is in this style, unless it must not."""
    address = terminal_address(url)
    return style + Style(link=address) if address else style
