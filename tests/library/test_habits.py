"""How the screen was left is there the next time."""

from __future__ import annotations

from pathlib import Path

from newsreader.store.connection import open_library
from newsreader.store.habits import MAX_CHARACTERS, load_habits, save_habits
from tests.fakes import opened, paths_in


async def test_a_habit_is_kept_changed_and_forgotten(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        assert await library.habits.load() == {}
        await library.habits.save(theme="nord", sections_cells="24")
        await library.habits.save(theme="paper")
    async with opened(tmp_path) as library:
        view = await library.opening_view(limit=1)
        assert view.habits == {"theme": "paper", "sections_cells": "24"}
        await library.habits.save(theme="")
        assert await library.habits.load() == {"sections_cells": "24"}


async def test_what_else_is_noted_in_the_library_is_no_habit(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        await library.habits.save(theme="nord")
    db = open_library(paths_in(tmp_path).library_file)
    assert db.execute("SELECT count(*) FROM meta WHERE name = 'habit.theme'").fetchone() == (1,)
    save_habits(db, {"theme": "x" * (MAX_CHARACTERS + 1)})
    db.execute("INSERT INTO meta (name, value) VALUES ('habits', 'other'), ('habit', 'other')")
    assert load_habits(db) == {"theme": "nord"}
    db.close()


async def test_a_library_that_cannot_be_written_to_keeps_none(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        await library.habits.save(theme="nord")
        library._store.why_read_only = "the disk is full"
        await library.habits.save(theme="paper")
        assert await library.habits.load() == {"theme": "nord"}
