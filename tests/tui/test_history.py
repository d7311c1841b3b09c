"""The history: newest first, searched as one types, with the way to each article."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.model import ArticleId
from newsreader.store import visits
from newsreader.store.connection import open_library
from newsreader.tui.screens import history
from newsreader.tui.screens.history import HistoryScreen
from tests.fakes import NOW, paths_in
from tests.tui.driving import Reader, reader, to_ports

DAY = timedelta(days=1)


def screen_of(running: Reader) -> HistoryScreen:
    return running.over(HistoryScreen)


def visit(folder: Path, *ids: int, days_ago: int = 0) -> None:
    db = open_library(paths_in(folder).library_file)
    for number in ids:
        visits.save_visit(db, ArticleId(number), NOW - days_ago * DAY)
    db.close()


async def test_what_was_read_and_how_one_got_there(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "f", "a", "f", "a", "H")
        screen = screen_of(running)
        headlines = [each.headline.split(" from")[0] for each in screen.list.visits]
        assert headlines == ["Story number 2", "Story number 1", "Story number 0"]
        text = running.text()
        assert "── Today ──" in text
        assert "How you got there" in text
        assert [each.headline.split(" from")[0] for each in screen.way.visits] == headlines[::-1]
        await running.press("down", "down")
        assert screen.way.visits == ()
        await running.press("enter")
        assert running.headline.startswith("Story number 0 ")
        await running.press("H")
        current = screen_of(running).list.current
        assert current is not None
        assert current.headline.startswith("Story number 0 ")
        await running.press("escape")
        assert running.headline.startswith("Story number 0 ")


async def test_days_are_told_apart_and_the_cursor_steps_over_them(filled: Path) -> None:
    visit(filled, 3, 4, days_ago=8)
    visit(filled, 5, days_ago=1)
    visit(filled, 6)
    async with reader(filled) as running:
        await running.press("H")
        text = running.text()
        assert "── Today ──" in text
        assert "── Yesterday ──" in text
        day = (NOW - 8 * DAY).astimezone()  # where the test is run
        assert f"── {day:%A}, {day.day} {day:%b %Y} ──" in text
        seen = []
        for _ in range(5):
            current = screen_of(running).list.current
            assert current is not None
            seen.append(current.article_id)
            await running.press("down")
        assert seen == [6, 5, 4, 3, 3]
        await running.press("up", "up", "up", "up", "up")
        current = screen_of(running).list.current
        assert current is not None
        assert current.article_id == 6


async def test_it_is_searched_as_one_types(filled: Path) -> None:
    visit(filled, *range(1, 13))
    async with reader(filled, size=(50, 20)) as running:
        await running.press("H", *"number 7")
        assert [each.headline[:14] for each in screen_of(running).list.visits] == ["Story number 7"]
        await running.press(*"xx")
        assert screen_of(running).list.visits == ()
        assert "Nothing that was read matches." in running.text()


async def test_a_long_history_is_held_in_windows(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = open_library(paths_in(filled).library_file)
    db.executemany(
        "INSERT INTO visit (article_id, opened_at, is_last, headline) VALUES (?, ?, 1, ?)",
        [(number, 1_770_000_000_000_000 + number, f"Gone {number}") for number in range(1000, 2000)],
    )
    db.close()
    monkeypatch.setattr(history, "PAGE", 50)
    monkeypatch.setattr(history, "MAX_ROWS", 120)
    async with reader(filled) as running:
        await running.press("H")
        screen = screen_of(running)
        assert len(screen.list.visits) == 50
        for _ in range(12):
            await running.press("pagedown")
        assert len(screen.list.visits) == 120
        below = screen.list.current
        assert below is not None
        for _ in range(14):
            await running.press("pageup")
        assert screen.list.visits[0].headline == "Gone 1999"
        await running.press("ctrl+end")
        assert screen.list.current is not None
        assert screen.list.current.headline == "Gone 1000"
        assert len(screen.list.visits) <= 120
        for _ in range(12):
            await running.press("pageup")
        headlines = [int(each.headline.split()[1]) for each in screen.list.visits]
        assert headlines == list(range(headlines[0], headlines[0] - len(headlines), -1))
        await running.press("ctrl+home")
        assert screen.list.visits[0].headline == "Gone 1999"


async def test_an_article_that_has_gone_is_fetched_again(filled: Path) -> None:
    db = open_library(paths_in(filled).library_file)
    db.execute(
        "INSERT INTO visit (article_id, opened_at, is_last, headline, url)"
        " VALUES (999, 1, 1, 'Gone [b]for[/b] good', 'https://gone.example/x')"
    )
    db.close()
    async with reader(filled) as running:
        await running.press("H")
        assert "Gone [b]for[/b] good" in running.text()
        assert "no longer kept" in running.text()
        await running.press("enter")
        assert running.status.startswith("Not in the library: queued")


async def test_an_empty_history_says_what_it_is_for(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("H")
        assert "Nothing was read yet" in running.text()
        await running.press("enter", "down", "ctrl+end", "escape")
        assert running.screen.pane == "sections"
