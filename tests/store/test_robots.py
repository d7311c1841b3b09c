"""The rules of sites are kept for a while."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from newsreader.store.connection import Connection, open_library
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.robots import load_robots, save_robots
from newsreader.store.steps import robots
from tests.store.made import NOON

A, B = "https://a.example:443", "https://b.example:443"


def test_rules_are_kept_and_replaced_and_forgotten(db: Connection) -> None:
    assert load_robots(db, A) is None
    save_robots(db, A, "User-agent: *", NOON)
    save_robots(db, A, "", NOON + timedelta(days=1))
    assert load_robots(db, A) == ("", NOON + timedelta(days=1))
    save_robots(db, B, "", NOON + timedelta(days=40))
    assert load_robots(db, A) is None


def test_a_library_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, MIGRATIONS[: MIGRATIONS.index(robots.STEP)])
    old.close()
    db = open_library(path)
    save_robots(db, A, "x", NOON)
    assert load_robots(db, A) == ("x", NOON)
    db.close()
