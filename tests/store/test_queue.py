"""Links that wait for a network."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.model import ArticleId
from newsreader.model.trails import QueueState
from newsreader.store.connection import Connection, open_library
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.queue import (
    find_queued,
    load_due,
    load_queue,
    make_due,
    postpone,
    queue_link,
    save_came,
    save_failed,
    unqueue,
)
from newsreader.store.steps import queue
from newsreader.store.visits import look_at_visits, save_visit
from tests.store.made import NOON, hours


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    with closing(open_library(tmp_path / "library.db")) as opened:
        yield opened


def put(db: Connection, url: str, text: str = "a link", limit: int = 9):
    return queue_link(db, url, text, NOON, led_here=None, limit=limit)


def test_an_address_is_queued_once_in_whatever_spelling(db: Connection) -> None:
    first = put(db, "https://a.example/x")
    assert put(db, "HTTPS://A.example:443/x#top") == first
    assert [link.url for link in load_queue(db)] == ["https://a.example/x"]
    assert find_queued(db, "https://A.EXAMPLE/x") == load_queue(db)[0]
    assert find_queued(db, "https://a.example/y") is None


def test_a_full_queue_takes_no_more_but_those_it_has(db: Connection) -> None:
    first = put(db, "https://a.example/1", limit=1)
    assert put(db, "https://a.example/2", limit=1) is None
    assert put(db, "https://a.example/1", limit=1) == first


def test_what_is_due_comes_in_the_order_it_was_queued(db: Connection) -> None:
    one, two = put(db, "https://a.example/1"), put(db, "https://a.example/2")
    assert one is not None
    assert two is not None
    assert load_due(db, NOON - hours(1)) is None
    due = load_due(db, NOON)
    assert due is not None
    assert due.id == one
    postpone(db, one, NOON + hours(1))
    save_failed(db, two, "It failed.", NOON + hours(2))
    assert load_due(db, NOON) is None
    assert make_due(db, NOON) == 2
    assert [(link.error, link.tries) for link in load_queue(db)] == [("It failed.", 1), ("", 0)]
    save_failed(db, one, "Never.", None)
    save_came(db, two, ArticleId(7), "What came")
    assert load_due(db, NOON + hours(99)) is None
    assert [(link.state, link.text) for link in load_queue(db)] == [
        (QueueState.HERE, "What came"),
        (QueueState.FAILED, "a link"),
    ]
    put(db, "https://a.example/1")
    again = load_due(db, NOON)
    assert again is not None
    assert (again.id, again.error, again.tries) == (one, "", 0)
    assert unqueue(db, [one, two]) == 2
    assert load_queue(db) == ()


def test_a_library_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        migrate(old, MIGRATIONS[: MIGRATIONS.index(queue.STEP)])
        old.execute("INSERT INTO visit (article_id, opened_at, is_last, headline) VALUES (5, 1, 1, 'Gone')")
    with closing(open_library(path)) as db:
        assert [visit.headline for visit in look_at_visits(db, count=9).rows] == ["Gone"]
        assert load_queue(db) == ()
        save_visit(db, ArticleId(5), NOON)
        assert put(db, "https://a.example/1") is not None
