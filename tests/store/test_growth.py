"""No list operation does more work in a larger library.

Work is the number of instructions SQLite's machine runs, which no other load on the computer changes.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.model import ArticleSummary
from newsreader.store.articles import cached_addresses, find_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import (
    load_summaries,
    load_summaries_before,
    load_summary,
)
from newsreader.store.marks import mark_all_read, set_read, set_starred, undo_marks
from newsreader.store.sections import load_counts, load_sections, sync_catalogue
from tests.store.made import NOON, NUKES, STANS, make_entry

SMALL, LARGE = 300, 3000
KEYS = (None, STANS.key)
MAX_GROWTH = 1.05  # a few jumps more or fewer; a scan would be near 10


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory):
    """Two libraries that differ in size only: a few starred, and only a few, the oldest, unread in The Stans."""
    connections = [filled(tmp_path_factory.mktemp("data") / "library.db", size) for size in (SMALL, LARGE)]
    yield connections
    for connection in connections:
        connection.close()


def filled(path: Path, size: int) -> Connection:
    db = open_library(path)
    sync_catalogue(db, (STANS, NUKES), "one")
    save_entries(db, STANS.key, [make_entry(number) for number in range(size // 2)], NOON)
    save_entries(db, NUKES.key, [make_entry(number) for number in range(size // 2, size)], NOON)
    mark_all_read(db, STANS.key, NOON)
    oldest = [summary.id for summary in load_summaries_before(db, STANS.key, limit=5)]
    set_read(db, oldest, False, NOON)
    set_starred(db, oldest[:3], True, NOON)
    return db


def work(db: Connection, operation: Callable[[Connection], object]) -> int:
    count = 0

    def tick() -> int:
        nonlocal count
        count += 1
        return 0

    operation(db)  # once before, so that statements are prepared
    db.set_progress_handler(tick, 1)
    try:
        operation(db)
    finally:
        db.set_progress_handler(None, 1)
    return count


def middle(db: Connection) -> ArticleSummary:
    size = load_counts(db, STANS.key).total
    number = find_article(db, make_entry(size // 2).url)
    assert number is not None
    found = load_summary(db, number)
    assert found is not None
    return found


OPERATIONS: dict[str, Callable[[Connection], object]] = {
    "sections": load_sections,
    "cached": lambda db: cached_addresses(db, [make_entry(number).url for number in range(20)]),
    "refresh": lambda db: save_entries(db, STANS.key, [make_entry(number) for number in range(20)], NOON),
    "all read": lambda db: undo_marks(db, mark_all_read(db, STANS.key, NOON)),
}
for key in KEYS:
    name = str(key)
    OPERATIONS |= {
        f"counts {name}": lambda db, key=key: load_counts(db, key),
        f"first {name}": lambda db, key=key: load_summaries(db, key, limit=20),
        f"last {name}": lambda db, key=key: load_summaries_before(db, key, limit=20),
        f"middle {name}": lambda db, key=key: load_summaries(db, key, limit=20, after=middle(db)),
        f"up from the middle {name}": lambda db, key=key: load_summaries_before(db, key, limit=20, before=middle(db)),
        f"starred {name}": lambda db, key=key: load_summaries(db, key, limit=20, starred_only=True),
        f"starred, from the end {name}": lambda db, key=key: load_summaries_before(
            db, key, limit=20, starred_only=True
        ),
        f"unread and starred {name}": lambda db, key=key: load_summaries(
            db, key, limit=20, starred_only=True, unread_only=True
        ),
        f"unread {name}": lambda db, key=key: load_summaries(db, key, limit=3, unread_only=True),
        f"next unread {name}": lambda db, key=key: load_summaries(db, key, limit=1, after=middle(db), unread_only=True),
        f"previous unread {name}": lambda db, key=key: load_summaries_before(
            db, key, limit=1, before=middle(db), unread_only=True
        ),
    }


@pytest.mark.parametrize("name", OPERATIONS)
def test_work_does_not_grow(libraries: list[Connection], name: str) -> None:
    small, large = (work(db, OPERATIONS[name]) for db in libraries)
    assert small > 0
    assert large <= small * MAX_GROWTH, (small, large)
