"""The tree of sections arranged by keys: kept for the next time, and undone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.widgets import Input

from newsreader.library.shelves import Shelf
from newsreader.library.tree import Kind
from newsreader.store.arrangement import load_placements
from newsreader.store.connection import open_library
from tests.fakes import NOW, PORTS, SHIPS, opened, paths_in
from tests.tui.driving import Reader, reader


def names(running: Reader) -> list[str]:
    return [row.name for row in running.screen.sections._rows]


async def on(running: Reader, place: object) -> None:
    assert running.screen.sections.select(place)  # type: ignore[arg-type]
    await running.settle()


async def type_name(running: Reader, text: str) -> None:
    running.screen.query_one("NameBar", Input).value = text
    await running.press("enter")


async def test_a_section_is_renamed_where_its_name_stands(filled: Path) -> None:
    async with reader(filled) as running:
        await on(running, PORTS)
        await running.press("c")
        bar = running.screen.query_one("NameBar", Input)
        sections = running.screen.sections
        assert bar.region.y == sections.region.y + sections.top_of(sections.cursor) - sections.scroll_offset.y
        assert (bar.value, bar.region.height) == ("Ports", 1)
        await type_name(running, "[/] Quays")
        assert "[/] Quays" in running.text()
        assert not running.screen.query("NameBar")
        assert running.screen.focused is sections
    async with reader(filled) as running:
        assert "[/] Quays" in names(running)
        assert [s.section.key for s in await running.screen.library.named("[/] quays")] == [PORTS]
        assert [s.section.key for s in await running.screen.library.named("ports")] == [PORTS]
        await on(running, PORTS)
        await running.press("c")
        await type_name(running, "")
        assert "Ports" in names(running)
        await running.press("u", "c", "escape")
        assert "[/] Quays" in names(running)


async def test_a_name_that_is_none_is_told(filled: Path) -> None:
    async with reader(filled) as running:
        await on(running, PORTS)
        await running.press("c")
        await type_name(running, "x" * 61)
        assert "60 characters" in running.status
        assert "Ports" in names(running)
        await on(running, Shelf.ALL)
        await running.press("c")
        assert "keeps its name" in running.status


async def test_folders(filled: Path) -> None:
    async with reader(filled) as running:
        await on(running, SHIPS)
        await running.press("M")
        assert "no folder yet" in running.status
        await running.press("plus")
        await type_name(running, "Afloat")
        await on(running, SHIPS)
        await running.press("M", "enter")
        row = running.screen.sections.current
        assert row is not None
        assert (row.place, row.parent and row.parent.kind) == (SHIPS, Kind.FOLDER)
        at = names(running).index("Afloat")
        assert names(running)[at + 1] == "Ships"
        await running.press("M", "G", "j", "enter")  # out again, then back by undoing
        assert names(running)[at + 1] != "Ships"
        await running.press("u")
        assert names(running)[at + 1] == "Ships"
        running.screen.sections.cursor = at
        await running.press("enter")  # folds it
        assert names(running)[at + 1] != "Ships"
    async with reader(filled) as running:
        sections = running.screen.sections
        assert "Ships" not in names(running)
        sections.cursor = names(running).index("Afloat")
        await running.settle()
        await running.press("X")
        assert "Afloat" not in names(running)
        assert names(running)[-2:] == ["Ships", "Quiet Weekly"]
        await running.press("u")
        assert "Afloat" in names(running)


async def test_what_is_hidden_can_be_shown_and_is_not_walked_to(filled: Path) -> None:
    async with reader(filled) as running:
        await on(running, PORTS)
        await running.press("g", "h")
        assert "Nothing is hidden" in running.status
        await running.press("minus")
        assert "Ports" not in names(running)
        assert running.screen.sections.next_unread_place(SHIPS) == SHIPS
        await running.press("g", "h")
        assert "Ports" in names(running)
        await on(running, PORTS)
        await running.press("minus")
        await running.press("g", "h")
        assert "Nothing is hidden" in running.status
        assert "Ports" in names(running)
        await running.press("u")
        assert "Ports" not in names(running)


async def test_the_order_is_the_persons(filled: Path) -> None:
    async with reader(filled) as running:
        await on(running, SHIPS)
        await running.press("alt+up")
        row = running.screen.sections.current
        assert row is not None
        assert row.place == SHIPS
        assert names(running).index("Ships") < names(running).index("Ports")
        await running.press("alt+up")  # it is the first there
        await on(running, Shelf.STARRED)
        await running.press("alt+up", "alt+up", "alt+up")
    async with reader(filled) as running:
        assert names(running)[0] == "Starred"
        assert names(running).index("Ships") < names(running).index("Ports")


async def test_new_ones_since_the_last_visit_are_marked(filled: Path) -> None:
    async with opened(filled) as library:
        await library.habits.save(left_at=(NOW - timedelta(days=1)).isoformat())
    async with reader(filled, size=(160, 40)) as running:
        ports = next(line for line in running.text().splitlines() if " Ports" in line)
        assert "▴ 12" in ports[:30]
        assert "1h" in ports[:30]  # of the newest
    async with opened(filled) as library:
        await library.habits.save(left_at=(NOW + timedelta(days=1)).isoformat())
    async with reader(filled) as running:
        assert not any("▴" in line[:30] for line in running.text().splitlines())


async def test_nothing_is_written_for_what_is_as_it_was(filled: Path) -> None:
    async with reader(filled) as running:
        await on(running, SHIPS)
        await running.press("alt+up", "u", "minus", "u", "c", "enter")
    db = open_library(paths_in(filled).library_file)
    try:
        assert load_placements(db) == ()
    finally:
        db.close()
