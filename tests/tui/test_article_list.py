"""A window on a long list, scrolled by the wheel or the bar with the cursor left behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual.app import App, ComposeResult

from newsreader.library.shelves import Window
from newsreader.model import ArticleId, ArticleSummary
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.windows import extended

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def rows(numbers: range) -> tuple[ArticleSummary, ...]:
    return tuple(
        ArticleSummary(
            id=ArticleId(number),
            url=f"https://a.example/{number}",
            headline=f"Story {number}",
            sort_at=NOON - timedelta(hours=number),
        )
        for number in numbers
    )


class Lists(App[None]):
    def __init__(self, window: Window, at: int) -> None:
        super().__init__()
        self.rows = ArticleList(id="articles", clock=lambda: NOON)
        self.asked: list[bool] = []
        self._window = window
        self._at = ArticleId(at)

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.rows.show(self._window, self._at)

    def on_article_list_near_end(self, event: ArticleList.NearEnd) -> None:
        self.asked.append(event.is_later)

    @property
    def first_in_sight(self) -> str:
        return self.rows.window.rows[self.rows.row_at(self.rows.scroll_offset.y)[0]].headline


@pytest.mark.parametrize("is_later", [True, False])
async def test_scrolling_asks_for_more_rows_and_what_is_in_sight_stays(is_later: bool) -> None:
    window = Window(rows=rows(range(200, 400)), has_earlier_rows=True, has_later_rows=True)
    app = Lists(window, 300)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        app.asked.clear()
        app.rows.scroll_to(y=99_999 if is_later else 0, animate=False)
        await pilot.pause()
        assert set(app.asked) == {is_later}
        seen, cursor = app.first_in_sight, app.rows.current
        more = Window(rows=rows(range(400, 600) if is_later else range(200)))
        app.rows.grow(extended(window, more, is_later=is_later))
        await pilot.pause()
        assert app.first_in_sight == seen
        assert app.rows.current == cursor


def test_every_line_is_one_of_a_row_or_a_rule_above_it() -> None:
    for height in (1, 2, 3):
        app = Lists(Window(rows=rows(range(60))), 0)
        listed = app.rows
        listed.is_compact = height == 1
        listed.set_reactive(ArticleList.window, Window(rows=rows(range(60))))
        listed._rule()
        lines = [listed.row_at(y) for y in range(listed._lines())]
        found = [(row, line) for row, line in lines if line >= 0]
        assert found == [(row, line) for row in range(60) for line in range(listed.row_height)]
        assert [listed.top_of(row) for row in range(60)] == [lines.index((row, 0)) for row in range(60)]
        assert sum(line < 0 for _, line in lines) == len(listed._rules) >= 3  # days
        assert listed.row_at(len(lines)) == (60, 0)


async def test_a_cursor_whose_article_is_let_go_comes_along() -> None:
    app = Lists(Window(rows=rows(range(200)), has_later_rows=True), 0)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        app.rows.scroll_to(y=99_999, animate=False)
        await pilot.pause()
        seen = app.first_in_sight
        app.rows.grow(Window(rows=rows(range(100, 300)), has_earlier_rows=True))
        await pilot.pause()
        assert app.first_in_sight == seen
        assert app.rows.current is not None
        assert app.rows.current.headline == seen
