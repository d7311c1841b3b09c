"""What a list of subscriptions says of a section is kept."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from newsreader.store.connection import open_library
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.sections import add_own_section, load_sections
from newsreader.store.steps import outlines
from tests.store.made import STANS


def test_home_and_tags_are_kept_and_follow_a_change(tmp_path: Path) -> None:
    db = open_library(tmp_path / "library.sqlite3")
    own = replace(STANS, is_own=True, is_starter=False, home="https://war.example/", tags=("asia", "週刊"))
    add_own_section(db, own)
    assert load_sections(db)[0].section == own
    changed = replace(own, home="", tags=())
    add_own_section(db, changed)
    assert load_sections(db)[0].section == changed
    db.close()


def test_a_library_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, MIGRATIONS[: MIGRATIONS.index(outlines.STEP)])
    old.execute("INSERT INTO section (key, source, name, position, is_own) VALUES ('a/b', 'A', 'B', 1, 1)")
    old.close()
    db = open_library(path)
    (status,) = load_sections(db)
    assert (status.section.name, status.section.home, status.section.tags) == ("B", "", ())
    db.close()
