"""The articles of a place: headlines with where, who and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from textual.message import Message
from textual.reactive import reactive

from newsreader.library.shelves import Window
from newsreader.model import ArticleId, ArticleSummary
from newsreader.tui.widgets.row_list import Cells, RowList, pad
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, Run, cut, wrap
from newsreader.typeset.when import age_text

NARROW_CELLS = 64  # below this a headline gets two lines
PREFETCH_ROWS = 40  # ask for more rows this long before the end


class ArticleList(RowList):
    """A window on a list of any length."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-row--unread",
        "article-row--read",
        "article-row--dot",
        "article-row--meta",
        "article-row--star",
        "article-row--mark",
    }

    class NearEnd(Message):
        """What is in sight is near an end of the window, and the list goes on there."""

        def __init__(self, is_later: bool) -> None:
            super().__init__()
            self.is_later = is_later

    window: reactive[Window] = reactive(Window())

    def __init__(self, *, id: str, clock: Callable[[], datetime]) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._clock = clock

    @property
    def row_count(self) -> int:
        """How many rows the window has."""
        return len(self.window.rows)

    @property
    def row_height(self) -> int:
        """Two lines a row, three where headlines need two."""
        return 3 if self.size.width < NARROW_CELLS else 2

    @property
    def current(self) -> ArticleSummary | None:
        """The article under the cursor."""
        return self.window.rows[self.cursor] if self.window.rows else None

    def show(self, window: Window, at: ArticleId | None = None) -> None:
        """Show a window with the cursor on an article, or on the first row."""
        row = self._row_of(window, at)
        self.set_reactive(ArticleList.cursor, row if row is not None else 0)
        self.window = window
        self.show_cursor()

    def select(self, article_id: ArticleId) -> bool:
        """Put the cursor on an article; False when it is not in the window."""
        row = self._row_of(self.window, article_id)
        if row is not None:
            self.cursor = row
        return row is not None

    def grow(self, window: Window) -> None:
        """Take a longer or shifted window; the cursor stays on its article, and where it is on the screen.

        Where it is out of sight, what is in sight stays there; the cursor goes along when its article is let go.
        """
        first, last = self._rows_in_sight()
        held = self.cursor if first <= self.cursor <= last else first
        height_above = held * self.row_height - self.scroll_offset.y
        held_id = self.window.rows[held].id if held < self.row_count else None
        row = self._row_of(window, self.current.id if self.current else None)
        held_row = self._row_of(window, held_id)
        found = [each for each in (row, held_row) if each is not None]
        if found:
            self.set_reactive(ArticleList.cursor, found[0])
        self.window = window
        top = (found[-1] if found else self.cursor) * self.row_height - height_above
        self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def restate(self, changed: ArticleSummary) -> None:
        """Show new marks of one article where it stands."""
        rows = tuple(changed if row.id == changed.id else row for row in self.window.rows)
        self.set_reactive(ArticleList.window, replace(self.window, rows=rows))
        self.refresh()

    def watch_window(self) -> None:
        """Draw the new rows."""
        self.rows_changed()

    def watch_cursor(self, old: int, row: int) -> None:
        """Ask for more rows in time."""
        super().watch_cursor(old, row)
        self._ask_for_rows_round(row, row)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more rows in time when the wheel or the bar leaves the cursor behind."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_rows_round(*self._rows_in_sight())

    def _ask_for_rows_round(self, first: int, last: int) -> None:
        if self.window.has_later_rows and last >= self.row_count - PREFETCH_ROWS:
            self.post_message(self.NearEnd(is_later=True))
        if self.window.has_earlier_rows and first < PREFETCH_ROWS:
            self.post_message(self.NearEnd(is_later=False))

    def _rows_in_sight(self) -> tuple[int, int]:
        top = self.scroll_offset.y
        return top // self.row_height, (top + max(0, self.size.height - 1)) // self.row_height

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw one line of a row: the headline, then place, agency and age."""
        article = self.window.rows[row]
        headline = _headline_lines(article.headline, width_cells - 4, self.row_height - 1)
        if line == len(headline):
            return self._meta_cells(article, width_cells)
        if line > len(headline):
            return []
        name = "article-row--read" if article.state.is_read else "article-row--unread"
        dot = "   " if article.state.is_read or line else " • "
        return [(dot, "article-row--dot"), (headline[line], name)]

    def _meta_cells(self, article: ArticleSummary, width_cells: int) -> Cells:
        dateline = article.dateline
        place = dateline.place if dateline else ""
        agency = dateline.agency if dateline else ""
        age = age_text(article.sort_at, self._clock())
        who = place or ("" if agency else (article.byline[0] if article.byline else article.source))
        star = "★ " * article.state.is_starred + "◷ " * article.state.is_later
        mark = CACHED_MARK if article.is_cached else REMOTE_MARK
        room = width_cells - 3 - cell_len(star) - 3
        tail = " · ".join(part for part in (agency, age) if part)
        who = cut(who, room - cell_len(tail) - 3)  # the place gives way, not who reported it and when
        text = cut(f"{who} · {tail}" if who else tail, room)
        return [
            ("   ", ""),
            (pad(text, room), "article-row--meta"),
            (f" {star}", "article-row--star"),
            (mark + " ", "article-row--mark"),
        ]

    def _row_of(self, window: Window, article_id: ArticleId | None) -> int | None:
        return next((number for number, row in enumerate(window.rows) if row.id == article_id), None)


@lru_cache(maxsize=256)  # each line of a row is drawn by itself, and most rows many times
def _headline_lines(headline: str, width_cells: int, room: int) -> tuple[str, ...]:
    """Set a headline in the lines a row has for it, the last one cut short where it must be."""
    if cell_len(headline) <= width_cells:
        return (headline,)
    lines = [line.text for line in wrap([Run(headline)], width_cells)]
    if len(lines) > room:
        lines[room - 1 :] = [cut(" ".join(lines[room - 1 :]), width_cells)]
    return tuple(lines)
