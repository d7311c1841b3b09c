"""How lists look: lines a row, days, the last visit; kept for the next time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.library.shelves import Shelf
from tests.fakes import NOW, opened
from tests.tui.driving import Reader, reader, to_ports


def ruled(running: Reader) -> list[str]:
    return [line.strip() for line in running.text().splitlines() if "── " in line]


async def test_rows_of_one_line_stay_for_the_next_time(filled: Path) -> None:
    async with reader(filled, size=(80, 24)) as running:
        await to_ports(running)
        tall = running.screen.articles.list.row_height
        assert "Teaser of story 1" in running.text()
        await running.press("j", "j", "equals_sign")
        rows = running.screen.articles.list
        assert (tall, rows.row_height) == (3, 1)
        assert rows.current is not None
        assert rows.current.headline.startswith("Story number 2 ")
        assert "Teaser" not in running.text()
    async with reader(filled, size=(80, 24)) as running:
        assert running.screen.articles.list.row_height == 1
        await running.press("equals_sign")
    async with reader(filled, size=(80, 24)) as running:
        assert running.screen.articles.list.row_height == 3


async def test_a_line_stands_where_the_last_visit_ended(filled: Path) -> None:
    async with opened(filled) as library:
        await library.habits.save(left_at=(NOW - timedelta(hours=4, minutes=30)).isoformat())
    async with reader(filled, size=(120, 50)) as running:
        await to_ports(running)
        assert sum("last visit, " in line for line in ruled(running)) == 1
        rows = running.screen.articles.list
        lines = running.text().splitlines()
        at = next(number for number, line in enumerate(lines) if "last visit" in line)
        assert "Story number 4 " in lines[at + 1] + lines[at + 2]
        # A rule is no row: a click on it does nothing, one below it means the row there.
        offset = rows.top_of(4) - rows.scroll_offset.y
        await running.pilot.click(rows, offset=(5, offset - 1))
        await running.settle()
        assert rows.cursor == 0
        await running.pilot.click(rows, offset=(5, offset))
        await running.settle()
        assert rows.cursor == 4


@pytest.mark.parametrize("kept", ["", "yesterday", "2026-02-10T07:30:00"])
async def test_a_last_visit_that_is_no_moment_is_none(filled: Path, kept: str) -> None:
    async with opened(filled) as library:
        await library.habits.save(left_at=kept)
    async with reader(filled) as running:
        assert not any("last visit" in line for line in ruled(running))


async def test_each_list_is_sorted_for_itself_and_for_the_next_time(filled: Path) -> None:
    async with reader(filled, size=(120, 50)) as running:
        await to_ports(running)
        rows = running.rows
        assert ruled(running)
        await running.press("j", "O")
        assert running.rows == rows[::-1]
        assert running.status.startswith("Oldest first")
        current = running.screen.articles.list.current
        assert current is not None
        assert current.headline == rows[1]  # the cursor stays on its article
        running.screen.sections.select(Shelf.ALL)
        await running.settle()
        assert running.rows[0] != rows[-1]
    async with reader(filled, size=(120, 50)) as running:
        await to_ports(running)
        assert running.rows == rows[::-1]
        await running.press("O")
        assert (running.rows, ruled(running)) == (rows, [])
        await running.press("O", "O")
        assert running.rows == rows
        assert ruled(running)
