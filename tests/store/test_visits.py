"""What was opened when, and what led there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.model import ArticleId
from newsreader.model.trails import VisitId
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.marks import load_anchor
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.sections import sync_catalogue
from newsreader.store.steps import trails
from newsreader.store.trash import begin_pruning, drop_articles, last_pruning, parts_of_articles, restore_some
from newsreader.store.visits import load_chain, load_recently_read, look_at_visits, save_visit
from tests.store.made import NOON, STANS, assert_sound, hours, make_article, make_entry

ONE, TWO, THREE = ArticleId(1), ArticleId(2), ArticleId(3)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    with closing(open_library(tmp_path / "library.db")) as opened:
        sync_catalogue(opened, (STANS,), "1")
        for number in (1, 2, 3):  # one by one, so that their numbers are these
            save_entries(opened, STANS.key, [make_entry(number)], NOON)
        yield opened


def headlines(db: Connection, words: str = "", count: int = 100) -> list[str]:
    return [visit.headline for visit in look_at_visits(db, count=count, words=words).rows]


def report(number: int) -> str:
    return make_entry(number).headline


def test_each_article_is_listed_once_by_its_last_visit(db: Connection) -> None:
    for number, article in enumerate((ONE, TWO, ONE, THREE)):
        save_visit(db, article, NOON + hours(number))
    visits = look_at_visits(db, count=10)
    assert [(visit.article_id, visit.opened_at) for visit in visits.rows] == [
        (THREE, NOON + hours(3)),
        (ONE, NOON + hours(2)),
        (TWO, NOON + hours(1)),
    ]
    assert visits.reached is None
    assert visits.rows[0].row is not None


def test_it_is_looked_at_in_slices_from_both_ends(db: Connection) -> None:
    for article in (ONE, TWO, THREE):
        save_visit(db, article, NOON)
    newest = look_at_visits(db, count=2)
    assert [visit.article_id for visit in newest.rows] == [THREE, TWO]
    rest = look_at_visits(db, count=2, beyond=newest.reached)
    assert [visit.article_id for visit in rest.rows] == [ONE]
    assert rest.reached is None
    oldest = look_at_visits(db, count=2, is_older=False)
    assert [visit.article_id for visit in oldest.rows] == [TWO, ONE]
    newer = look_at_visits(db, count=2, is_older=False, beyond=oldest.reached)
    assert [visit.article_id for visit in newer.rows] == [THREE]


def test_words_are_looked_for_in_what_was_looked_at(db: Connection) -> None:
    for article in (ONE, TWO, THREE):
        save_visit(db, article, NOON)
    assert headlines(db, "front REP 2") == [report(2)]
    assert headlines(db, "nowhere") == []
    first = look_at_visits(db, count=1, words="number 1")
    assert first.rows == ()
    assert first.reached == VisitId(3)


def test_how_one_got_there(db: Connection) -> None:
    first = save_visit(db, ONE, NOON)
    second = save_visit(db, TWO, NOON, first)
    again = save_visit(db, ONE, NOON, second)  # round in a circle
    assert [visit.article_id for visit in load_chain(db, again)] == [ONE, TWO, ONE]
    assert [visit.id for visit in load_chain(db, first)] == [first]
    assert load_chain(db, VisitId(99)) == ()
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE visit SET led_here = ? WHERE id = ?", (again, first))


def test_what_was_read_stays_in_the_history_when_its_article_has_gone(db: Connection) -> None:
    save_visit(db, ONE, NOON)
    save_visit(db, TWO, NOON)
    parts = parts_of_articles(db)
    drop_articles(db, parts, [ONE], begin_pruning(db, NOON))
    gone = look_at_visits(db, count=10).rows[1]
    assert (gone.headline, gone.url, gone.row) == (report(1), make_entry(1).url, None)
    assert headlines(db, "number 1") == [report(1)]
    assert [row.id for row in load_recently_read(db, limit=9)] == [TWO]
    pruning = last_pruning(db)
    assert pruning is not None
    restore_some(db, parts, pruning)
    assert look_at_visits(db, count=10).rows[1].row is not None


def test_two_articles_that_turn_out_to_be_one_have_one_last_visit(db: Connection) -> None:
    save_visit(db, ONE, NOON)
    save_visit(db, TWO, NOON + hours(1))
    article = make_article(1, canonical_url=make_entry(2).url, headline=make_entry(2).headline)
    kept = save_article(db, article, None, NOON, addresses=(make_entry(2).url,))
    visits = look_at_visits(db, count=10).rows
    assert [(visit.article_id, visit.opened_at) for visit in visits] == [(kept, NOON + hours(1))]
    assert_sound(db)


def test_recently_read_in_windows(db: Connection) -> None:
    for article in (ONE, TWO, THREE, ONE):
        save_visit(db, article, NOON)
    assert [row.id for row in load_recently_read(db, limit=2)] == [ONE, THREE]
    assert [row.id for row in load_recently_read(db, limit=2, after=THREE)] == [TWO]
    assert [row.id for row in load_recently_read(db, limit=2, before=TWO)] == [ONE, THREE]


def test_a_library_of_the_version_before_has_what_was_opened_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.create_function("joined_tokens", 1, str)
        migrate(old, MIGRATIONS[: MIGRATIONS.index(trails.STEP)])
        for number in range(1, 7):
            old.execute(
                "INSERT INTO article (id, url, headline, first_seen_at, sort_at) VALUES (?, ?, ?, 1, 1)",
                (number, f"https://old.example/{number}", f"Old {number}"),
            )
        for number, is_read, read_at in ((1, 1, 30), (2, 1, 20), (3, 1, 77), (4, 1, 77), (5, 0, 10), (99, 1, 40)):
            old.execute(
                "INSERT INTO mark (article_id, is_read, read_at, anchor) VALUES (?, ?, ?, 'here')",
                (number, is_read, read_at),
            )
    with closing(open_library(path)) as db:
        assert headlines(db) == ["Old 1", "Old 2"]
        assert load_anchor(db, ArticleId(3)) == "here"
        save_visit(db, ArticleId(2), NOON)
        assert headlines(db) == ["Old 2", "Old 1"]


def test_a_million_visits_are_read_through_an_index(db: Connection) -> None:
    for is_older in (True, False):
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        look_at_visits(db, beyond=VisitId(5), is_older=is_older, count=5)
        load_recently_read(db, limit=5)
        db.set_trace_callback(None)
        for statement in (each for each in statements if "visit" in each):
            plan = "\n".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"))
            assert "last_visit" in plan
            assert "SCAN visit\n" not in plan + "\n"
