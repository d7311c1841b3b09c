"""What is painted for a key, and what is drawn anew for it: counted, as no clock tells it the same everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region, Size

from newsreader.blocks import Paragraph, Span
from newsreader.model import ArticleId
from newsreader.tui.widgets import article_view
from newsreader.tui.widgets.drawn_view import DrawnView
from newsreader.typeset.document import Document, Setting
from tests.fakes import fill
from tests.tui.driving import Reader, reader, to_ports


@dataclass
class Work:
    """What was done for some keys."""

    paintings: list[frozenset[Region]] = field(default_factory=list)
    drawn: list[tuple[str, int]] = field(default_factory=list)  # view and number of each line

    @property
    def cells(self) -> int:
        """How many cells were painted."""
        return sum(region.area for painting in self.paintings for region in painting)

    def drawn_of(self, view: DrawnView) -> set[int]:
        return {number for name, number in self.drawn if name == view.id}


@contextmanager
def watched_painting() -> Iterator[Work]:
    """Watch what is painted and drawn while the block lasts."""
    work = Work()
    render = Compositor.render_update

    def rendered(self: Compositor, *args: object, **options: object) -> object:
        if self._dirty_regions:
            work.paintings.append(frozenset(self._dirty_regions))
        return render(self, *args, **options)  # type: ignore[arg-type]

    render_line = DrawnView.render_line

    def line(self: DrawnView, y: int) -> object:
        number = y + self.scroll_offset.y
        if number not in self._strips:
            work.drawn.append((self.id or "", number))
        return render_line(self, y)

    with patch.object(Compositor, "render_update", rendered), patch.object(DrawnView, "render_line", line):
        yield work


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A library with more articles than a screen has room for."""
    fill(tmp_path, 40)
    return tmp_path


async def opened_first(running: Reader) -> None:
    await to_ports(running)
    await running.press("enter")


async def test_a_row_down_paints_two_rows(many: Path) -> None:
    async with reader(many) as running:
        await to_ports(running)
        rows = running.screen.articles.list
        with watched_painting() as work:
            await running.press("j")
        changed = {rows.top_of(row) + line for row in (0, 1) for line in range(rows.row_height)}
        assert work.drawn_of(rows) == changed
        assert len(work.paintings) == 1
        assert work.cells == len(changed) * rows.size.width


async def test_going_down_a_long_list_draws_each_line_once(many: Path) -> None:
    async with reader(many, size=(120, 20)) as running:
        await to_ports(running)
        rows = running.screen.articles.list
        await running.press("5", "j")
        with watched_painting() as work:
            await running.press("j")
        assert rows.scroll_offset.y > 0
        assert len(work.drawn_of(rows)) <= 3 * rows.row_height  # two rows that changed, one that came in sight


@pytest.mark.parametrize("keys", [("h",), ("h", "l"), ("tab",), ("tab", "h")])
async def test_to_another_pane_paints_titles_and_cursors_once(many: Path, keys: tuple[str, ...]) -> None:
    async with reader(many) as running:
        await opened_first(running)
        await running.press("h", *keys[:-1])
        with watched_painting() as work:
            await running.press(keys[-1])
        width, height = running.app.size
        assert len(work.paintings) == 1
        assert Size(width, height).region not in work.paintings[0]
        assert work.cells < 8 * width


async def test_a_line_down_draws_the_line_that_comes_in_sight(many: Path) -> None:
    async with reader(many, size=(120, 20)) as running:
        await opened_first(running)
        view = running.screen.reader.view
        with watched_painting() as work:
            await running.press("j")
        assert work.drawn_of(view) == {view.scroll_offset.y + view.size.height - 1}
        assert len(work.paintings) == 1  # with how far one has read: not a little later


async def test_what_changes_is_drawn_wherever_it_scrolls_to(many: Path) -> None:
    async with reader(many, size=(120, 20)) as running:
        await opened_first(running)
        view = running.screen.reader.view
        await running.press("j", "j", "j")
        top = view.render_line(0).text
        await running.pilot.resize_terminal(70, 20)
        await running.settle()
        await running.press("g", "g")
        shown = [view.render_line(y).text for y in range(view.size.height)]
        view.refresh()
        assert shown == [view.render_line(y).text for y in range(view.size.height)]
        assert len(shown[0]) != len(top)


async def test_a_row_out_of_sight_is_drawn_with_its_new_mark(many: Path) -> None:
    async with reader(many, size=(120, 20)) as running:
        await to_ports(running)
        rows = running.screen.articles.list
        before = rows.render_line(0).text
        await running.press("G")
        first = rows.window.rows[0]
        rows.restate(replace(first, state=replace(first.state, is_starred=True)))
        await running.press("g", "g")
        assert [rows.render_line(y).text for y in range(rows.row_height)] != [before]
        assert any("★" in rows.render_line(y).text for y in range(rows.top_of(1)))


async def test_ages_go_on_while_nothing_else_changes(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reader(many) as running:
        await to_ports(running)
        rows = running.screen.articles.list
        before = [rows.render_line(y).text for y in range(rows.size.height)]
        now = rows._clock()
        monkeypatch.setattr(rows, "_clock", lambda: now.replace(year=now.year + 1))
        with watched_painting() as work:
            await running.press("j")
        assert work.drawn_of(rows) == set(range(rows.size.height))
        assert [rows.render_line(y).text for y in range(rows.size.height)] != before


async def test_the_loop_goes_on_while_a_long_article_is_set(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_view, "_SLICE_S", 0.0)  # a block at a time
    async with reader(many) as running:
        await opened_first(running)
        view = running.screen.reader.view
        reading = view.reading
        assert reading is not None
        blocks = tuple(Paragraph((Span("The ships came in on the evening tide. " * 20),)) for _ in range(30))
        long = replace(reading, id=ArticleId(999), article=replace(reading.article, blocks=blocks))
        rounds, at_slices = 0, []

        async def go_round() -> None:
            nonlocal rounds
            while True:
                rounds += 1
                await asyncio.sleep(0)

        until = Setting.until

        def noted(self: Setting, is_enough: object) -> Document:
            if self._reading is long:  # another article may be made ready meanwhile
                at_slices.append(rounds)
            return until(self, is_enough)  # type: ignore[arg-type]

        monkeypatch.setattr(Setting, "until", noted)
        going_round = asyncio.create_task(go_round())
        view.show(long)
        while view.seen is None:  # noqa: ASYNC110 (nothing tells of it)
            await asyncio.sleep(0)
        going_round.cancel()
        assert len(at_slices) > 20
        assert all(later > earlier for earlier, later in pairwise(at_slices))


async def test_a_screen_whose_sheet_was_read_comes_without_styling_all_anew(many: Path) -> None:
    anew: list[str] = []
    async with reader(many) as running:
        for _ in range(20):  # more than there are
            running.app.read_sheets()
        with patch.object(Stylesheet, "reparse", lambda _: anew.append("all")):
            for key in ("?", "escape", "ctrl+f", "escape", "a", "escape", "H", "escape", "W", "escape", "E", "escape"):
                await running.press(key)
        assert anew == []


async def test_letters_of_a_link_stand_where_it_is_in_sight(many: Path) -> None:
    async with reader(many, size=(39, 20)) as running:
        await opened_first(running)
        view = running.screen.reader.view
        begun, ended = (n for n, line in enumerate(view._document.lines) if any(run.link == 0 for run in line.runs))
        await running.press("f")
        label = view.hints.labels[0] if view.hints is not None else ""
        assert label in view.render_line(begun).text
        assert label not in view.render_line(ended).text.split()
        view.scroll_to(y=ended, animate=False, force=True, immediate=True)
        assert view.render_line(0).text.lstrip().startswith(label)
