"""Facets by their keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.store.connection import open_library
from newsreader.tui.screens.facets import FacetsScreen
from newsreader.tui.screens.main import MainScreen
from tests.fakes import paths_in
from tests.tui.driving import Reader, reader


def names(running: Reader) -> list[str]:
    return [count.facet.name for count in running.over(FacetsScreen).list.counts]


async def test_enter_filters_the_list_and_escape_takes_the_filter_off(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("l", "j", "F")
        assert names(running) == ["Oslo, Norway"]
        text = running.text()
        assert "13 in the last 14 days" in text
        assert "13 unread" in text
        assert "█" in text
        await running.press("tab")
        assert names(running) == ["NTB"]
        assert "Tab places" in running.text()
        await running.press("enter")
        assert isinstance(running.app.screen, MainScreen)
        assert running.screen.pane == "articles"
        assert len(running.rows) == 13
        assert "All articles · NTB" in running.text()
        assert "Esc shows the whole list" in running.status
        await running.press("F")
        assert names(running) == ["NTB"]
        await running.press("q", "escape")
        assert running.screen.wanted.facet is None
        assert running.screen.pane == "articles"
        assert len(running.rows) == 13
        await running.press("escape")
        assert running.screen.pane == "sections"


async def test_words_filter_what_a_facet_has_left(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("l", "F", "enter", "slash", "n", "u", "m", "b", "e", "r", "space", "7", "enter")
        assert len(running.rows) == 1
        await running.press("escape")
        assert len(running.rows) == 13
        assert running.screen.wanted.facet is not None
        await running.press("escape")
        assert running.screen.wanted.facet is None


async def test_reading_on_stays_within_the_facet(filled: Path) -> None:
    db = open_library(paths_in(filled).library_file)
    db.execute("UPDATE article SET agency = 'AP' WHERE id IN (3, 6, 13)")
    db.close()
    async with reader(filled) as running:
        await running.press("l", "F", "tab")
        assert names(running) == ["NTB", "AP"]
        await running.press("j", "enter")
        rows = running.rows
        assert len(rows) == 3
        await running.press("n")
        current = running.screen.articles.list.current
        assert current is not None
        assert current.headline == rows[1]
        await running.press("N", "A")
        assert "3 articles" in running.status
        await running.press("escape")
        assert sum(row.state.is_read for row in running.screen.articles.list.window.rows) == 3


async def test_a_list_without_datelines_says_so(tmp_path: Path) -> None:
    async with reader(tmp_path) as running:
        await running.press("F")
        assert "No article of these days has a dateline with its place." in running.text()
        await running.press("enter", "tab", "F")
        assert isinstance(running.app.screen, MainScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20)])
async def test_it_fits(filled: Path, size: tuple[int, int]) -> None:
    async with reader(filled, size=size) as running:
        await running.press("l", "F")
        lines = running.text().splitlines()
        assert lines[0].split()[:4] == ["All", "articles", "·", "by"]
        assert lines[0].rstrip().endswith("13 in the last 14 days")
        assert sum("Oslo, Norway" in line and "█" in line and "13" in line for line in lines) == 1
        assert lines[-1].split()[-2:] == ["q", "back"]
