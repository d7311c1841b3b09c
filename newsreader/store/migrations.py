"""The tables of the library file, as numbered steps that are only ever added to.

Each step is a module of `newsreader.store.steps`; the first says what the tables mean. No copy of the file is made
before one: a step is one transaction, so what is there before it stays until the whole of it is on the disk.
Nothing here is loaded for a file that is up to date.
"""

from __future__ import annotations

import sqlite3

from newsreader.errors import StoreError
from newsreader.store.schema import APPLICATION_ID, file_version
from newsreader.store.steps import (
    addresses,
    arrangement,
    arrivals,
    editions,
    enclosures,
    first,
    health,
    keeping,
    outlines,
    packs,
    pictures,
    queue,
    removal,
    revisions,
    robots,
    schedule,
    search,
    sketches,
    trails,
    unread_first,
)

_FIRST_STRICT_SQLITE = (3, 37, 0)  # Python 3.11 may come with 3.34

# Append only: a step that has been released is never changed, because files out there have taken it. Their number is
# `schema.VERSION`.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    first.STEP,
    pictures.STEP,
    addresses.STEP,
    keeping.STEP,
    revisions.STEP,
    search.STEP,
    outlines.STEP,
    packs.STEP,
    removal.STEP,
    sketches.STEP,
    schedule.STEP,
    health.STEP,
    enclosures.STEP,
    robots.STEP,
    trails.STEP,
    queue.STEP,
    arrangement.STEP,
    editions.STEP,
    arrivals.STEP,
    unread_first.STEP,
)


def has_our_tables(db: sqlite3.Connection) -> bool:
    """Say whether a file has every table and column we know of, as one of a newer newsreader may."""
    ours = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(ours)
        tables = ours.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        return all(_columns(ours, name) <= _columns(db, name) for (name,) in tables.fetchall())
    finally:
        ours.close()


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def migrate(db: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = MIGRATIONS) -> None:
    """Bring the file up to date, one transaction a step; a failed step leaves the last good version.

    Args:
        db: opened with `isolation_level=None`, outside a transaction.
        steps: all of them, the oldest first.

    Raises:
        StoreError: as `file_version`, or the file is from a newer newsreader.
        sqlite3.Error: a step failed and was rolled back.
    """
    if file_version(db) < len(steps):
        from newsreader.twins import story_address  # here, because a library that is up to date does not need it

        db.create_function("story_address", 1, story_address, deterministic=True)
    while (taken := file_version(db)) != len(steps):
        if taken > len(steps):
            raise StoreError(detail="the file was written by a newer newsreader")
        db.execute("BEGIN IMMEDIATE")
        try:
            version = file_version(db)  # again: another process may have been quicker
            for statement in steps[version] if version < len(steps) else ():
                db.execute(_as_this_sqlite_takes_it(statement))
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {max(version, min(version + 1, len(steps)))}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def _as_this_sqlite_takes_it(statement: str) -> str:
    """Leave out what only checks our own work where SQLite is too old for it, as on long-kept systems."""
    if sqlite3.sqlite_version_info >= _FIRST_STRICT_SQLITE:
        return statement
    return statement.replace(") STRICT, WITHOUT ROWID", ") WITHOUT ROWID").replace(") STRICT", ")")
