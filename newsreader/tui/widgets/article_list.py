"""The articles of a place: headlines with where, who and when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
from newsreader.tui.widgets.aged_list import AgedList
from newsreader.tui.widgets.row_list import Cells, pad
from newsreader.typeset.line import UNREAD_MARK, cut, cut_lines
from newsreader.typeset.rows import Rule, dateline_parts, marks_text, offline_mark, rules_of, time_parts

NARROW_CELLS = 64  # below this a headline gets two lines
TEASER_CELLS = 24  # less room says nothing
PREFETCH_ROWS = 40  # ask for more rows this long before the end


class ArticleList(AgedList):
    """A window on a list of any length."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-row--unread",
        "article-row--read",
        "article-row--dot",
        "article-row--meta",
        "article-row--star",
        "article-row--mark",
        "article-row--rule",
    }

    class NearEnd(Message):
        """What is in sight is near an end of the window, and the list goes on there."""

        def __init__(self, is_later: bool) -> None:
            super().__init__()
            self.is_later = is_later

    window: reactive[Window] = reactive(Window())
    is_compact: reactive[bool] = reactive(False)  # a line a row
    selected: reactive[frozenset[ArticleId]] = reactive(frozenset())

    def __init__(self, *, id: str, clock: Callable[[], datetime]) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id, clock=clock)
        self._rules: tuple[Rule, ...] = ()
        self._ruled_rows: tuple[int, ...] = ()
        self.rules_by_day = True
        self.is_in_time = True  # sorted by the moments of its articles
        self.last_visit: datetime | None = None

    @property
    def row_count(self) -> int:
        """How many rows the window has."""
        return len(self.window.rows)

    @property
    def row_height(self) -> int:
        """One line a row where they are compact; else two, and three where headlines need two."""
        if self.is_compact:
            return 1
        return 3 if self.outer_size.width < NARROW_CELLS else 2  # which is known, the size within looked up

    def rules_before(self, row: int, *, with_own: bool) -> int:
        """Count the days that begin, and the ends of visits, above a row."""
        return (bisect_right if with_own else bisect_left)(self._ruled_rows, row)

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
        height_above = self.top_of(held) - self.scroll_offset.y
        held_id = self.window.rows[held].id if held < self.row_count else None
        row = self._row_of(window, self.current.id if self.current else None)
        held_row = self._row_of(window, held_id)
        found = [each for each in (row, held_row) if each is not None]
        if found:
            self.set_reactive(ArticleList.cursor, found[0])
        self.window = window
        top = self.top_of(found[-1] if found else self.cursor) - height_above
        self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def restate(self, *changed: ArticleSummary) -> None:
        """Show new marks of articles where they stand."""
        by_id = {row.id: row for row in changed}
        before = self.window.rows
        rows = tuple(by_id.get(row.id, row) for row in before)
        self.set_reactive(ArticleList.window, replace(self.window, rows=rows))
        self.redraw_rows(*(number for number, row in enumerate(rows) if row != before[number]))

    def group(self, *, by_day: bool, last_visit: datetime | None) -> None:
        """Say which rules the next window has between its rows."""
        self.rules_by_day, self.last_visit = by_day, last_visit

    def watch_window(self) -> None:
        """Draw the new rows."""
        self._rule()
        self.rows_changed()

    def watch_is_compact(self) -> None:
        """Draw rows of another height, with the cursor in sight."""
        self.rows_changed()
        self.show_cursor()

    def watch_selected(self) -> None:
        """Show which rows are chosen."""
        self.refresh()

    def _rule(self) -> None:
        self._rules = rules_of(
            self.window.rows,
            self._clock(),
            by_day=self.rules_by_day and self.is_in_time,
            last_visit=self.last_visit if self.is_in_time else None,
            is_beginning=not self.window.has_earlier_rows,
            unread_rows=self.window.unread_rows,
        )
        self._ruled_rows = tuple(rule.row for rule in self._rules)

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
        return self.row_at(top)[0], min(self.row_at(top + max(0, self.size.height - 1))[0], self.row_count)

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw one line of a row: the headline, then place, agency and age; or a rule above it."""
        if line < 0:
            return self._rule_cells(self.rules_before(row, with_own=True) + line, width_cells)
        article = self.window.rows[row]
        if self.is_compact:
            return self._one_line(article, width_cells)
        headline = _headline_lines(article.headline, width_cells - 4, self.row_height - 1)
        if line < len(headline):
            return [self._dot(article, line), (headline[line], self._headline_look(article))]
        if line == self.row_height - 1:
            return self._meta_cells(article, width_cells)
        return [self._dot(article, line), (cut(article.summary, width_cells - 4), "article-row--meta")]

    def _rule_cells(self, number: int, width_cells: int) -> Cells:
        text = cut(self._rules[number].text, width_cells - 6)
        return [(f" ── {text} {'─' * (width_cells - 6 - cell_len(text))}", "article-row--rule")]

    def _dot(self, article: ArticleSummary, line: int) -> tuple[str, str]:
        bar = "▌" if article.id in self.selected else " "
        dot = " " if article.state.is_read or line else UNREAD_MARK
        return (f"{bar}{dot} ", "article-row--dot")

    def _headline_look(self, article: ArticleSummary) -> str:
        return "article-row--read" if article.state.is_read else "article-row--unread"

    def _one_line(self, article: ArticleSummary, width_cells: int) -> Cells:
        """Draw a row of one line: what stands behind a long headline has a third, and the least telling goes first."""
        place, agency = dateline_parts(article)
        age, *minutes = time_parts(article, self._clock())
        marks = marks_text(article)
        room = width_cells - 3 - cell_len(marks) - 3
        most = room - min(cell_len(article.headline), room * 2 // 3)
        for parts in ((place, agency, age, *minutes), (place, agency, age), (place, age), (agency, age), (age,)):
            tail = " · ".join(part for part in parts if part)
            if cell_len(tail) + 2 <= most:
                break
        headline = cut(article.headline, room - cell_len(tail) - 2)
        return [
            self._dot(article, 0),
            (pad(headline, room - cell_len(tail)), self._headline_look(article)),
            (tail, "article-row--meta"),
            (f" {marks}", "article-row--star"),
            (offline_mark(article) + " ", "article-row--mark"),
        ]

    def _meta_cells(self, article: ArticleSummary, width_cells: int) -> Cells:
        who, agency = dateline_parts(article)
        marks = marks_text(article)
        room = width_cells - 3 - cell_len(marks) - 3
        tail = " · ".join(part for part in (agency, *time_parts(article, self._clock())) if part)
        who = cut(who, room - cell_len(tail) - 3)  # the place gives way, not who reported it and when
        text = cut(f"{who} · {tail}" if who else tail, room)
        if self.row_height == 2 and article.summary:  # a wide row has room for more
            text += cut(f"  {article.summary}", room - cell_len(text)) if room - cell_len(text) > TEASER_CELLS else ""
        return [
            self._dot(article, 1),
            (pad(text, room), "article-row--meta"),
            (f" {marks}", "article-row--star"),
            (offline_mark(article) + " ", "article-row--mark"),
        ]

    def _row_of(self, window: Window, article_id: ArticleId | None) -> int | None:
        return next((number for number, row in enumerate(window.rows) if row.id == article_id), None)


@lru_cache(maxsize=256)  # each line of a row is drawn by itself, and most rows many times
def _headline_lines(headline: str, width_cells: int, room: int) -> tuple[str, ...]:
    """Set a headline in the lines a row has for it, the last one cut short where it must be."""
    if cell_len(headline) <= width_cells:
        return (headline,)
    return tuple(cut_lines(headline, width_cells, room))
