"""How the tree is arranged is kept, and taken back; a library of before has the new mark, and its counts are right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.model import ArticleId
from newsreader.store.arrangement import (
    Kind,
    Node,
    Placement,
    ShelfCounts,
    count_shelves,
    load_placements,
    save_placements,
)
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import set_later, set_read, set_starred
from newsreader.store.migrations import MIGRATIONS
from newsreader.store.sections import load_counts, load_sections
from newsreader.store.steps import arrangement
from tests.store.made import NOON, STANS, assert_sound, hours, make_entry
from tests.store.test_schema import older_library

NODE = Node(Kind.SECTION, STANS.key)


def test_what_is_kept_is_given_back_and_says_how_it_was(db: Connection) -> None:
    placed = Placement(NODE, folder="1", position=4, name="Steppe", is_hidden=True, is_folded=False, view="oldest")
    folder = Placement(Node(Kind.FOLDER, "1"), name="[/] War")
    before = save_placements(db, (placed, folder))
    assert before == (Placement(NODE), Placement(folder.node))
    assert set(load_placements(db)) == {placed, folder}
    again = save_placements(db, before)
    assert again == (placed, folder)
    assert load_placements(db) == ()
    assert db.execute("SELECT count(*) FROM arranged").fetchone() == (0,)


def test_a_section_is_called_as_the_person_calls_it(db: Connection) -> None:
    save_placements(db, (Placement(NODE, name="Steppe"),))
    section = next(status.section for status in load_sections(db) if status.section.key == STANS.key)
    assert (section.name, section.first_name) == ("Steppe", "The Stans")
    save_placements(db, (Placement(NODE),))
    section = next(status.section for status in load_sections(db) if status.section.key == STANS.key)
    assert (section.name, section.first_name) == ("The Stans", "")


def test_sections_know_when_something_came_and_how_old_it_is(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1), make_entry(2)], NOON)
    status = next(status for status in load_sections(db) if status.section.key == STANS.key)
    assert (status.arrived_at, status.newest_at) == (NOON, make_entry(2).published)
    save_entries(db, STANS.key, [make_entry(1), make_entry(2)], NOON + hours(1))  # nothing new
    again = next(status for status in load_sections(db) if status.section.key == STANS.key)
    assert again.arrived_at == NOON


def test_shelves_are_counted(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(number) for number in range(6)], NOON)
    ids = [row.id for row in load_summaries(db, limit=10)]
    set_read(db, ids[:2], True, NOON)
    set_starred(db, ids[:3], True, NOON)
    set_later(db, ids[3:4], True, NOON)
    since = make_entry(2).published
    assert since is not None
    assert count_shelves(db, since, up_to=100) == ShelfCounts(unread=4, starred=3, later=1, today=2)
    assert count_shelves(db, since, up_to=1).today == 1


@pytest.mark.parametrize("version", [1, MIGRATIONS.index(arrangement.STEP)])
def test_marks_of_a_library_of_before_are_kept_and_the_new_one_is_counted(tmp_path: Path, version: int) -> None:
    path = tmp_path / "library.db"
    older_library(path, version)
    with closing(sqlite3.connect(path)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (version,)
    with closing(open_library(path)) as db:
        assert (load_counts(db, None).starred, load_counts(db, None).later) == (1, 0)
        set_later(db, [ArticleId(1)], True, NOON)
        assert (load_counts(db, None).starred, load_counts(db, None).later) == (1, 1)
        assert_sound(db)
