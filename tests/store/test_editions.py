"""The editions of days are kept."""

from __future__ import annotations

import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from newsreader.model import ArticleId
from newsreader.store.connection import Connection, open_library
from newsreader.store.editions import Chosen, load_edition, newest_unread, save_edition
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import set_read
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.steps import editions
from tests.store.made import NOON, NUKES, STANS, make_entry

DAY = date(2026, 2, 1)
_WHOLE = re.compile(r"SCAN (?:TABLE )?(?:article|listing|mark)\b")


@pytest.fixture
def chosen(db: Connection) -> tuple[Chosen, ...]:
    save_entries(db, STANS.key, [make_entry(number) for number in range(5)], NOON)
    return tuple(Chosen(row, 2) for row in load_summaries(db, limit=3))


def test_it_is_given_back_in_its_order_with_the_marks_of_now(db: Connection, chosen: tuple[Chosen, ...]) -> None:
    save_edition(db, DAY, 20, chosen[::-1])
    set_read(db, [chosen[0].row.id], True, NOON)
    found = load_edition(db, DAY, 20)
    assert [each.row.id for each in found] == [each.row.id for each in chosen[::-1]]
    assert [each.row.state.is_read for each in found] == [False, False, True]
    assert {each.minutes for each in found} == {2}
    assert load_edition(db, DAY, 30) == ()
    assert load_edition(db, DAY + timedelta(days=1), 20) == ()


def test_what_is_gone_is_passed_over_and_old_ones_go(db: Connection, chosen: tuple[Chosen, ...]) -> None:
    save_edition(db, DAY, 20, chosen)
    db.execute("DELETE FROM article WHERE id = ?", (chosen[1].row.id,))
    assert [each.row.id for each in load_edition(db, DAY, 20)] == [chosen[0].row.id, chosen[2].row.id]
    save_edition(db, DAY, 20, chosen[:1])
    assert len(load_edition(db, DAY, 20)) == 1
    save_edition(db, DAY + timedelta(days=3), 20, chosen[:1])
    assert load_edition(db, DAY, 20) != ()
    save_edition(db, DAY + timedelta(days=30), 20, chosen[:1])
    assert db.execute("SELECT count(*) FROM edition_article").fetchone() == (1,)


def test_what_sections_offer_is_read_by_index(db: Connection, chosen: tuple[Chosen, ...]) -> None:
    set_read(db, [ArticleId(chosen[0].row.id)], True, NOON)
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    found = newest_unread(db, (STANS.key, NUKES.key), of_each=2)
    load_edition(db, DAY, 20)
    db.set_trace_callback(None)
    assert [row.id for row in found[STANS.key]] == [chosen[1].row.id, chosen[2].row.id]
    assert found[NUKES.key] == ()
    for statement in statements:
        if statement.startswith("SELECT"):
            plan = "\n".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"))
            assert not _WHOLE.search(plan), (statement, plan)


def test_a_library_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, MIGRATIONS[: MIGRATIONS.index(editions.STEP)])
    old.execute(
        "INSERT INTO article (url, headline, first_seen_at, sort_at) VALUES ('https://a.example/1', 'One', 1, 1)"
    )
    old.close()
    db = open_library(path)
    row = load_summaries(db, limit=1)[0]
    save_edition(db, DAY, 20, [Chosen(row, 3)])
    assert [each.row.headline for each in load_edition(db, DAY, 20)] == ["One"]
    db.close()
