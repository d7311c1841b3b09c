"""No list reads a table from end to end, and none sorts more than its window: SQLite says how it goes about each."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from newsreader.store.arrangement import count_shelves
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries, load_summaries_before, load_summary
from newsreader.store.marks import mark_all_read
from newsreader.store.search_index import index_waiting
from newsreader.store.sections import load_counts, load_sections, sync_catalogue
from newsreader.store.visits import load_recently_read
from tests.store.made import NOON, NUKES, STANS, make_entry

# What grows with the library; a section or a step of the index does not.
_WHOLE = re.compile(
    r"SCAN (?:TABLE )?(?:article|listing|mark|article_text|article_address|related|page|search_document)\b"
)
_SORTED = re.compile(r"USE TEMP B-TREE")
FEW = 5

OPERATIONS: dict[str, Callable[[Connection], object]] = {
    "shelves": lambda db: count_shelves(db, NOON, up_to=FEW),
    "recently read": lambda db: load_recently_read(db, limit=FEW),
    "sections": load_sections,
    "index what waits": lambda db: index_waiting(db, for_s=0),
    "mark all read": lambda db: mark_all_read(db, STANS.key, NOON),
}
for key in (None, STANS.key):
    OPERATIONS[f"counts {key}"] = lambda db, key=key: load_counts(db, key)
    for part in ({}, {"unread_only": True}, {"read_only": True}):
        for only in ({}, {"starred_only": True}, {"later_only": True}, {"since": NOON}):
            wanted = {"limit": FEW, **part, **only}
            name = f"{key} {' '.join((*part, *only))}"
            OPERATIONS |= {
                f"first {name}": lambda db, key=key, wanted=wanted: load_summaries(db, key, **wanted),
                f"next {name}": lambda db, key=key, wanted=wanted: load_summaries(
                    db, key, after=some_row(db), **wanted
                ),
                f"last {name}": lambda db, key=key, wanted=wanted: load_summaries_before(db, key, **wanted),
                f"up {name}": lambda db, key=key, wanted=wanted: load_summaries_before(
                    db, key, before=some_row(db), **wanted
                ),
            }


def some_row(db: Connection):
    row = load_summary(db, load_summaries(db, limit=FEW)[2].id)
    assert row is not None
    return row


@pytest.fixture
def filled(db: Connection) -> Connection:
    sync_catalogue(db, (STANS, NUKES), "one")
    save_entries(db, STANS.key, [make_entry(number) for number in range(20)], NOON)
    return db


@pytest.mark.parametrize("name", OPERATIONS)
def test_nothing_is_read_or_sorted_whole(filled: Connection, name: str) -> None:
    statements: list[str] = []
    filled.set_trace_callback(statements.append)
    OPERATIONS[name](filled)
    filled.set_trace_callback(None)
    asked = [each for each in statements if each.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]
    assert asked
    for statement in asked:
        plan = "\n".join(row[3] for row in filled.execute(f"EXPLAIN QUERY PLAN {statement}"))
        assert not _WHOLE.search(plan), (statement, plan)
        of_few = "json_each" in plan or "FROM (SELECT" in statement or "search_period" in statement
        of_few = of_few or "FROM section LEFT JOIN" in statement
        assert of_few or "listing" not in plan or not _SORTED.search(plan), (statement, plan)
