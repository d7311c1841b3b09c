"""Marks and removals by their keys, and the way back from them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsreader.library.shelves import Shelf
from tests.fakes import PORTS, SHIPS, opened, paths_in
from tests.tui.driving import reader, to_ports


async def test_marks_and_undo(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)

        def state() -> tuple[bool, bool]:
            row = running.screen.articles.list.current
            assert row is not None
            return row.state.is_read, row.state.is_starred

        await running.press("m")
        assert state() == (True, False)
        await running.press("s")
        assert state() == (True, True)
        await running.press("u", "u")
        assert state() == (False, False)
        await running.press("A")
        assert running.status.startswith("12 articles marked read")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 0
        await running.press("u")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 12
        await running.press("u")
        assert running.status == "Nothing to undo."
        await running.press("U")
        assert state() == (True, False)
        await running.press("U", "U")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 0
        await running.press("U")
        assert running.status == "Nothing to do again."


async def test_opening_an_article_is_undone_like_any_mark(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "J")
        assert [row.state.is_read for row in running.screen.articles.list.window.rows[:3]] == [True, True, False]
        await running.press("u", "u")
        assert [row.state.is_read for row in running.screen.articles.list.window.rows[:3]] == [False, False, False]


async def test_both_sections_of_one_article_share_its_marks(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("m")
        ships = running.screen.sections.status_of(SHIPS)
        assert ships is not None
        assert ships.unread == 1


async def test_all_read_marks_only_what_the_list_shows(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("s", "j", "s", "q")
        running.screen.sections.select(Shelf.STARRED)
        await running.settle()
        assert running.screen.place is Shelf.STARRED
        await running.press("A")
        assert running.status.startswith("2 articles marked read")
        await to_ports(running)
        await running.press("slash", *"number 7", "enter", "A")
        assert running.status.startswith("1 article marked read")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 12 - 3


async def test_marks_of_another_newsreader_appear_where_the_list_stands(filled: Path) -> None:
    async with reader(filled) as running, opened(filled) as other:
        await to_ports(running)
        running.screen.look_around()
        await running.settle()
        await running.press("j", "j", "j")
        rows = running.screen.articles.list.window.rows
        await other.set_read([rows[0].id, rows[5].id], is_read=True)
        running.screen.look_around()
        await running.settle()
        articles = running.screen.articles.list
        assert [row.state.is_read for row in articles.window.rows[:6]] == [True, False, False, False, False, True]
        assert articles.current == rows[3]
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 10


async def test_a_library_that_may_not_be_written_is_said_and_read(filled: Path) -> None:
    file = paths_in(filled).library_file
    newer = sqlite3.connect(file)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    async with reader(filled, size=(120, 40)) as running:
        assert any("newer newsreader" in notice.message for notice in running.app._notifications)
        await to_ports(running)
        await running.press("enter")
        assert running.headline.startswith("Story number 0 ")
        assert running.status == ""
        await running.press("m")
        assert "read but not changed" in running.status


async def test_how_to_undo_is_said_on_a_narrow_terminal_too(filled: Path) -> None:
    async with reader(filled, size=(40, 20)) as running:
        await to_ports(running)
        await running.press("h", "X")
        assert "… u undoes it. offline" in running.text()
        await running.press("u")
        assert "… U does it again." in running.text()


async def test_removing_a_publication_and_everything_back(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("j", "s", "m", "h")  # the second is starred and read
        assert running.screen.pane == "sections"
        await running.press("X")
        assert running.status == "Harbour News / Ports removed with 10 articles. u undoes it."
        assert running.screen.sections.status_of(PORTS) is None
        assert running.screen.place is Shelf.ALL
        assert len(running.rows) == 3  # the starred one, and what Ships lists
        await running.press("u")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert (ports.total, ports.unread) == (12, 11)
        await running.press("U")
        assert running.screen.sections.status_of(PORTS) is None
        await running.press("u", "u", "u")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert (ports.total, ports.unread) == (12, 12)
