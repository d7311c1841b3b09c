"""The full search, by its keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from newsreader.library.shelves import saved_search_key
from newsreader.store.connection import open_library
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.screens.search import SearchScreen
from newsreader.tui.sought import MAX_SEARCHES, habit_of, searches_in
from tests.fakes import HOSTILE, fill, paths_in
from tests.tui.driving import Reader, reader


def search_of(running: Reader) -> SearchScreen:
    return running.over(SearchScreen)


def headlines(running: Reader) -> list[str]:
    return [hit.row.headline for hit in search_of(running).hits.hits]


async def type_in(running: Reader, text: str) -> None:
    await running.press(*(("space" if each == " " else each) for each in text))


async def test_it_finds_while_one_types(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("ctrl+f")
        assert "war*" in running.text()
        await type_in(running, "pilo")
        assert len(headlines(running)) == 4
        await type_in(running, "ts even")
        assert len(headlines(running)) == 4
        assert "The pilots went back" in running.text()
        await type_in(running, "ing -bold")
        assert len(headlines(running)) == 3
        await type_in(running, "xyz nothing")
        assert headlines(running) == []
        assert "Nothing matches." in running.text()


async def test_enter_opens_and_the_search_is_there_when_one_comes_back(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("ctrl+f")
        await type_in(running, "pilots")
        await running.press("down", "down")
        chosen = headlines(running)[2]
        await running.press("enter")
        assert isinstance(running.app.screen, MainScreen)
        assert running.screen.pane == "reader"
        assert running.headline == chosen
        await running.press("ctrl+f")
        screen = search_of(running)
        assert screen.query_bar.value == "pilots"
        assert screen.hits.current is not None
        assert screen.hits.current.row.headline == chosen
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)
        assert running.headline == chosen


async def test_a_mistake_is_told_and_what_was_found_stays(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("ctrl+f")
        await type_in(running, "pilots is:x ")
        assert "is: goes with unread" in running.text()
        assert len(headlines(running)) == 4
        await running.press("enter")
        assert running.headline


async def test_hostile_text_stays_text(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("ctrl+f")
        await type_in(running, "quit bold")
        assert headlines(running) == [HOSTILE]
        assert "[@click=app.quit]quit[/]" in running.text()


async def test_more_hits_come_as_one_goes_down(tmp_path: Path) -> None:
    fill(tmp_path, 100)
    async with reader(tmp_path, size=(80, 24)) as running:
        await running.press("ctrl+f")
        await type_in(running, "story")
        assert len(headlines(running)) == 30
        for _ in range(20):
            await running.press("pagedown")
        assert len(headlines(running)) > 60
        assert len(set(headlines(running))) == len(headlines(running))


async def test_saving_a_search(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("ctrl+f")
        await type_in(running, "pilots")
        await running.press("ctrl+s")
        await type_in(running, "Ports")
        await running.press("enter")
        assert "a section is called so" in running.text()
        search_of(running).query_one("#search-name", Input).value = "Pilots"
        await running.press("enter")
        assert "Saved as Pilots" in running.text()
        await running.press("escape")
        assert "Saved searches" in running.text()
        key = saved_search_key("Pilots")
        status = running.screen.sections.status_of(key)
        assert status is not None
        assert (status.unread, status.total, status.query) == (4, 4, "pilots*")
        running.screen.sections.select(key)
        await running.settle()
        assert len(running.rows) == 4
        await running.press("enter", "enter")
        status = running.screen.sections.status_of(key)
        assert status is not None
        assert status.unread == 3
        await running.press("n", "q", "A")
        status = running.screen.sections.status_of(key)
        assert status is not None
        assert status.unread == 0


async def test_escape_leaves_the_name_first(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("ctrl+f", "p", "ctrl+s", "escape")
        assert search_of(running).focused is search_of(running).query_bar
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)


async def test_what_waits_is_indexed_beside_the_reading(filled: Path) -> None:
    db = open_library(paths_in(filled).library_file)
    db.execute("UPDATE article SET headline = 'Renamed' WHERE id = 1")
    db.close()
    async with reader(filled) as running:
        running.screen.keep_index()
        await running.settle()
        await running.press("ctrl+f")
        await type_in(running, "renamed")
        assert headlines(running) == ["Renamed"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20)])
async def test_it_fits(filled: Path, size: tuple[int, int]) -> None:
    async with reader(filled, size=size) as running:
        await running.press("ctrl+f")
        await type_in(running, "evening")
        lines = running.text().splitlines()
        assert lines[0].split() == ["Search", "4"]
        assert sum("Oslo" in line for line in lines) == 4
        assert sum("pilots" in line for line in lines) >= 3


async def test_earlier_searches_are_there_at_the_next_start(filled: Path) -> None:
    async with reader(filled) as running:
        for words in ("pilots", "evening"):
            await running.press("ctrl+f", "ctrl+u")
            await type_in(running, words)
            await running.press("escape")
        await running.press("ctrl+f", "ctrl+u")
        await type_in(running, "xyz")
        await running.press("escape")  # found nothing: not worth keeping
    async with reader(filled) as running:
        await running.press("ctrl+f")
        assert "evening · pilots" in running.text()
        await running.press("up")
        assert search_of(running).query_bar.value == "evening"
        assert headlines(running) != []
        await running.press("up")
        assert search_of(running).query_bar.value == "pilots"
        await running.press("up")
        assert "There is no earlier search." in running.text()
        await running.press("alt+down", "alt+down")
        assert search_of(running).query_bar.value == ""
        await type_in(running, "bold")
        await running.press("up", "alt+up")
        assert search_of(running).query_bar.value == "evening"
        await running.press("alt+down")
        assert search_of(running).query_bar.value == "bold"


@pytest.mark.parametrize("newest", ["kites", "  ", "a\nb", "x" * 2000, "\x1b[2J", "two"])
def test_searches_are_kept_in_little_room(newest: str) -> None:
    habit = habit_of((*(f"search {number} of many" for number in range(40)), "two"), newest)
    assert len(habit) <= 1000
    assert habit.replace("\n", "").isprintable()
    assert len(set(searches_in(habit))) == len(searches_in(habit)) <= MAX_SEARCHES
