"""How lists look: lines a row, days, the last visit; kept for the next time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.library.shelves import Shelf
from newsreader.tui.screens.desk import WINDOW_ROWS
from tests.fakes import NOW, PORTS, fill, opened
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
        await running.press("O", "O", "O", "O")
        assert running.rows == rows
        assert ruled(running)


async def test_unread_ones_first_then_what_was_read_and_nothing_moves_meanwhile(filled: Path) -> None:
    async with opened(filled) as library:
        first = [row.id for row in (await library.window(PORTS, limit=20)).rows]
        await library.set_read(first[::2], is_read=True)
        await library.habits.save(left_at=(NOW - timedelta(hours=4, minutes=30)).isoformat())
    async with reader(filled, size=(120, 60)) as running:
        await to_ports(running)
        newest = running.rows
        await running.press("O", "O", "O", "O")
        assert running.status.startswith("Unread first, by day")
        wanted = [*newest[1::2], *newest[::2]]
        assert running.rows == wanted
        assert sum("read before" in line for line in ruled(running)) == 1
        assert sum("last visit, " in line for line in ruled(running)) == 1
        assert sum("Today" in line for line in ruled(running)) == 2
        await running.press("g", "g", "m", "j", "m", "G", "m")
        assert running.rows == wanted  # whatever is marked
        await running.press("g", "g", "j", "j", "right_parenthesis")
        window = running.screen.articles.list.window
        unread = [row.headline for row in window.rows if not row.state.is_read]
        assert unread == [wanted[2]]  # the last row had become unread, and stood below
        await running.press("O")
        assert running.status.startswith("Unread first, days not told apart")
        assert not any("Today" in line for line in ruled(running))
        others = [headline for headline in newest if headline != wanted[2]]
        assert running.rows == [wanted[2], *others]
    async with reader(filled, size=(120, 60)) as running:
        await to_ports(running)
        assert running.rows == [wanted[2], *others]


async def test_above_what_was_read_all_is_marked_and_below_nothing(filled: Path) -> None:
    async with opened(filled) as library:
        first = [row.id for row in (await library.window(PORTS, limit=20)).rows]
        await library.set_read(first[::2], is_read=True)
    async with reader(filled, size=(120, 60)) as running:
        await to_ports(running)
        await running.press("O", "O", "O", "O", "g", "g", *["j"] * 7)
        assert running.screen.articles.list.window.is_in_unread(running.screen.articles.list.cursor) is False
        await running.press("right_parenthesis")
        assert running.status.startswith("0 articles")
        await running.press("left_parenthesis")
        assert running.status.startswith("6 articles marked read")


async def test_lists_that_hold_one_kind_only_have_no_parts(filled: Path) -> None:
    async with reader(filled) as running:
        running.screen.sections.select(Shelf.UNREAD)
        await running.settle()
        await running.press("l")
        told = set()
        for _ in range(6):
            await running.press("O")
            told.add(running.status)
        assert len(told) == 4
        assert not any("Unread first" in each for each in told)


@pytest.mark.parametrize("reads", [3, 230])
async def test_a_long_list_goes_on_over_both_parts_and_names_nothing_twice(tmp_path: Path, reads: int) -> None:
    """Also where all that follows first was read since the list was begun."""
    fill(tmp_path, 480)
    async with opened(tmp_path) as library:
        ids = [row.id for row in (await library.window(PORTS, limit=480)).rows]
        await library.set_read(ids[240:], is_read=True)
        placed = (await library.arrangement.load()).of_place(PORTS)
        await library.arrangement.keep(placed._replace(view="unread"))
    async with reader(tmp_path) as running:
        await to_ports(running)
        await running.screen.library.set_read(ids[:reads], is_read=True)
        await running.screen.marks_changed()
        for _ in range(40):
            await running.press("pagedown")
        shown = [row.id for row in running.screen.articles.list.window.rows]
        held = ids[:WINDOW_ROWS]  # stay where they stood; of the others those that are read now have moved down
        moved = ids[WINDOW_ROWS:reads]
        still_unread = [number for number in ids[WINDOW_ROWS:240] if number not in moved]
        assert shown == [*held, *still_unread, *moved, *ids[240:]]
        assert running.screen.articles.list.window.unread_rows == len(held) + len(still_unread)
