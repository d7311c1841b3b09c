"""What was read is in order too, so that it can follow what is unread."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsreader.model import ArticleId
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries, load_summaries_before
from newsreader.store.marks import set_read
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.sections import sync_catalogue
from newsreader.store.steps import unread_first
from tests.store.made import NOON, NUKES, STANS, make_entry


def test_windows_of_what_was_read(db: Connection) -> None:
    sync_catalogue(db, (STANS, NUKES), "one")
    save_entries(db, STANS.key, [make_entry(number) for number in range(9)], NOON)
    ids = [row.id for row in load_summaries(db, limit=9)]
    set_read(db, ids[::2], True, NOON)
    first = load_summaries(db, STANS.key, limit=2, read_only=True)
    then = load_summaries(db, STANS.key, limit=9, after=first[-1], read_only=True)
    assert [row.id for row in (*first, *then)] == ids[::2]
    back = load_summaries_before(db, limit=2, before=then[-1], read_only=True)
    assert [row.id for row in back] == ids[4:7:2]


def test_a_library_of_the_version_before_has_its_marks_in_order(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, MIGRATIONS[: MIGRATIONS.index(unread_first.STEP)])
    old.execute("INSERT INTO section (id, key, source, name, position) VALUES (1, 'a/b', 'A', 'B', 1)")
    for number in range(1, 6):
        old.execute(
            "INSERT INTO article (id, url, headline, first_seen_at, sort_at) VALUES (?, ?, 'H', 1, ?)",
            (number, f"https://a.example/{number}", number),
        )
        for section in (0, 1):
            old.execute("INSERT OR IGNORE INTO listing VALUES (?, ?, ?, 0, 0, 0)", (section, number, number))
    old.execute("INSERT INTO mark (article_id, is_read, read_at) VALUES (2, 1, 7), (4, 1, 8)")
    old.close()
    db = open_library(path)
    assert [row.id for row in load_summaries(db, limit=9, read_only=True)] == [ArticleId(4), ArticleId(2)]
    assert [row.id for row in load_summaries(db, limit=9, unread_only=True)] == [5, 3, 1]
    db.close()
