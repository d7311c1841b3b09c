"""What is looked for in an article: every place marked, and going from one to the next."""

from __future__ import annotations

from bisect import bisect_left

from rich.style import Style

from newsreader.tui.widgets.lines_view import CONTEXT_LINES
from newsreader.tui.widgets.linked_view import LinkedView
from newsreader.tui.widgets.matches import Haystack, Match, Ranges, by_line
from newsreader.tui.widgets.pieces import Pieces, restyled


class SearchedView(LinkedView):
    """A document in which words are found."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._words = ""
        self._haystack: Haystack | None = None  # made of the lines when it is first needed
        self._matches: tuple[Match, ...] = ()
        self._marked: dict[int, Ranges] = {}
        self._at = -1  # the match one stands on
        self._began_at = 0  # the line on top when looking began

    @property
    def is_searched(self) -> bool:
        """Whether words are looked for."""
        return bool(self._words)

    @property
    def found(self) -> str:
        """What was found, in words: `3 of 17`."""
        if not self._words.strip():
            return ""
        return f"{self._at + 1} of {len(self._matches)}" if self._matches else "Not in this article."

    def find(self, words: str) -> None:
        """Mark every place where the words stand, and go to the first from where looking began; "" ends it."""
        if not self._words:
            self._began_at = self.scroll_offset.y
        self._words = words
        self._mark()
        if self._matches:
            first = bisect_left([match.line for match in self._matches], self._began_at)
            self._go_to_match(first % len(self._matches))

    def step_found(self, direction: int) -> None:
        """Go to the next (1) or the previous (-1) place, round the ends."""
        if self._matches:
            self._go_to_match((self._at + direction) % len(self._matches))

    def set_whole(self) -> None:
        """Set all that is left, for whoever must know the whole."""
        raise NotImplementedError

    def lines_changed(self) -> None:
        """Look again in what is set now."""
        self._haystack = None
        if self._words and self._document.is_whole:
            at = self._at
            self._mark()
            self._at = min(at, len(self._matches) - 1)

    def _mark(self) -> None:
        self._matches, self._at = (), -1
        if self._words.strip():
            self.set_whole()
            self._haystack = self._haystack or Haystack(self._document.lines)
            self._matches = self._haystack.find(self._words)
        self._marked = by_line(self._matches)
        self.refresh()

    def _go_to_match(self, number: int) -> None:
        """Stand on a match, and scroll where it is not in sight."""
        self._at = number
        line, top, height = self._matches[number].line, self.scroll_offset.y, self.size.height
        if not top <= line < top + height - 1:
            self._scroll(line - min(CONTEXT_LINES + 1, height // 3) - top)
        self.refresh()

    def _pieces(self, number: int, base: Style) -> Pieces:
        """Give a line with what was found in it marked."""
        pieces = super()._pieces(number, base)
        if number in self._marked:
            pieces = restyled(pieces, self._marked[number], self.get_component_rich_style("article--match"))
        if 0 <= self._at < len(self._matches):
            here = [(begin, end) for line, begin, end in self._matches[self._at].ranges if line == number]
            if here:
                pieces = restyled(pieces, here, self.get_component_rich_style("article--match-here"))
        return pieces
