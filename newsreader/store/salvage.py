"""A new library from what can be read of a damaged one, marks first.

Each table is read row by row on both sides of what is damaged. Marks stand in two places, with the articles'
numbers and in the lists; either is enough. Counts, sizes and the index of searches are made again by the triggers of
the new library, not copied.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsreader.errors import LostLibraryError, StoreError
from newsreader.store.connection import Connection, open_as_it_is, open_library, transaction
from newsreader.store.mending import mend_header, mend_list_of_tables
from newsreader.twins import story_address

# What others refer to comes first.
_ORDER = ("mark", "section", "section_address", "article", "article_address", "listing", "article_text", "picture")
_MADE_AGAIN = frozenset({"article_kept", "trash", "pruning", "search_document", "search_period", "search_pending"})
_MADE_AGAIN_FROM = "search_index"  # and the tables that FTS5 makes for it
_COUNTS = frozenset({"total", "unread", "starred", "later", "texts", "text_bytes", "page_bytes", "picture_bytes"})
_BATCH = 500
_MAX_ROWID = 2**62

# Marks and addresses outlive articles, so their numbers are not to be given again.
_NUMBERS_IN_USE = (
    "UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT max(article_id) FROM mark), 0),"
    " coalesce((SELECT max(article_id) FROM article_address), 0)) WHERE name = 'article'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What could be saved."""

    articles: int
    texts: int
    marks: int
    sections: int
    damaged_tables: tuple[str, ...]  # of which something is lost


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]  # () for a table with a number as its key
    number: str  # that key's name


def salvage(damaged: Path, new: Path) -> Salvaged:
    """Make a library of what can be read of a damaged one, which is not touched.

    Args:
        damaged: its file.
        new: the library to make.

    Raises:
        LostLibraryError: nothing can be read.
        StoreError: the new library cannot be written.
    """
    mended = new.with_name(f"{new.name}.mended")
    try:
        with closing(_opened(damaged, mended)) as source, closing(open_library(new)) as db:
            salvaged = _moved(source, db)
            lost = _not_listed(source, db) if mended.exists() else ()
            return replace(salvaged, damaged_tables=(*salvaged.damaged_tables, *lost))
    finally:
        mended.unlink(missing_ok=True)


def _opened(damaged: Path, mended: Path) -> Connection:
    """Open the damaged file; one whose first pages are spoilt is mended, in a copy."""
    try:
        return _checked(open_as_it_is(damaged))
    except StoreError:
        if not damaged.is_file():
            raise
    shutil.copyfile(damaged, mended)
    for mend in (mend_header, mend_list_of_tables):
        with suppress(sqlite3.Error, StoreError):
            mend(mended)
            return _checked(open_as_it_is(mended))
    raise LostLibraryError(str(damaged), "nothing in it can be read")


def _checked(db: Connection) -> Connection:
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        db.close()
        raise StoreError(detail=str(error)) from error
    return db


def _moved(source: Connection, db: Connection) -> Salvaged:
    damaged = []
    for table in _tables(source, db):
        if _move(source, db, table):
            damaged.append(table.name)
    with transaction(db):
        _marks_from_lists(source, db)
        db.create_function("story_address", 1, story_address, deterministic=True)
        db.execute("INSERT OR IGNORE INTO article_address (url, article_id) SELECT story_address(url), id FROM article")
        db.execute(
            "UPDATE listing SET is_read = mark.is_read, is_starred = mark.is_starred, is_later = mark.is_later"
            " FROM mark WHERE mark.article_id = listing.article_id"
            " AND (listing.is_read <> mark.is_read OR listing.is_starred <> mark.is_starred"
            " OR listing.is_later <> mark.is_later)"
        )
        db.execute(_NUMBERS_IN_USE)
        db.execute(
            "UPDATE article SET has_text = 0 WHERE has_text = 1 AND id NOT IN (SELECT article_id FROM article_text)"
        )
    figures = ("article", "article_text", "mark", "section")
    articles, texts, marks, sections = (db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in figures)  # noqa: S608 constants
    if not articles + marks:
        raise LostLibraryError(detail="no article and no mark in it can be read")
    return Salvaged(articles=articles, texts=texts, marks=marks, sections=sections - 1, damaged_tables=tuple(damaged))


def _tables(source: Connection, db: Connection) -> list[_Table]:
    """Find the tables that both have, with the columns that both have, in an order that keeps references whole."""
    rows = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
    names = [name for name, sql in rows if name not in _MADE_AGAIN and not name.startswith(_MADE_AGAIN_FROM) and sql]
    names.sort(key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    made = [_table(source, db, name) for name in names]
    return [table for table in made if table.columns]


def _not_listed(source: Connection, db: Connection) -> tuple[str, ...]:
    """Give the tables that a list of tables of which something is lost does not name."""
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    listed = {name for (name,) in source.execute(names)}
    wanted = [name for (name,) in db.execute(names) if not name.startswith(_MADE_AGAIN_FROM)]
    return tuple(name for name in wanted if name not in listed | _MADE_AGAIN)


def _table(source: Connection, db: Connection, name: str) -> _Table:
    theirs = {column for (column,) in source.execute("SELECT name FROM pragma_table_info(?)", (name,))}
    info = db.execute("SELECT name, type, pk FROM pragma_table_info(?)", (name,)).fetchall()
    columns = tuple(c for c, _, _ in info if c in theirs and not (name == "section" and c in _COUNTS))
    keys = [(c, kind) for c, kind, place in sorted(info, key=lambda row: row[2]) if place]
    if len(keys) == 1 and keys[0][1] == "INTEGER":
        return _Table(name, columns, (), keys[0][0])
    return _Table(name, columns, tuple(c for c, _ in keys), "")


def _move(source: Connection, db: Connection, table: _Table) -> bool:
    """Copy what can be read of a table; say whether something could not."""
    reader = _Reader(source, table)
    for batch in _batches(reader.rows()):
        _insert(db, table, batch)
    return reader.is_damaged


class _Reader:
    """Reads a table round its damage."""

    def __init__(self, source: Connection, table: _Table) -> None:
        self._source = source
        self._table = table
        self._list = ", ".join(f'"{column}"' for column in table.columns)
        self.is_damaged = False

    def rows(self) -> Iterator[Sequence[Any]]:
        """Give every row that can be read, some perhaps twice."""
        return self._numbered() if self._table.number else self._from_both_ends()

    def _numbered(self) -> Iterator[Sequence[Any]]:
        """Read on behind each damaged place: at the next number from which reading works."""
        at: int | None = -_MAX_ROWID
        while at is not None:
            last = at - 1
            try:
                for number, *row in self._select(f'WHERE "{self._table.number}" >= ?', "", (at,)):
                    last = number
                    yield row
                return
            except sqlite3.DatabaseError:
                self.is_damaged = True
            at = self._next_good(last + 1)

    def _next_good(self, bad: int) -> int | None:
        """Look for the least number from which a row can be read, twice as far each time and then in between."""
        step = 1
        while not self._works(bad + step):
            bad, step = bad + step, step * 2
            if bad > _MAX_ROWID:
                return None
        good = bad + step
        while good - bad > 1:
            middle = (good + bad) // 2
            if self._works(middle):
                good = middle
            else:
                bad = middle
        return good

    def _works(self, number: int) -> bool:
        try:
            self._select(f'WHERE "{self._table.number}" >= ?', "LIMIT 1", (number,)).fetchall()
        except sqlite3.DatabaseError:
            return False
        return True

    def _from_both_ends(self) -> Iterator[Sequence[Any]]:
        for order in ("", " DESC"):
            keys = ", ".join(f'"{key}"{order}' for key in self._table.keys) or f"rowid{order}"
            try:
                yield from self._source.execute(f"SELECT {self._list} FROM {self._table.name} ORDER BY {keys}")  # noqa: S608 ours
                return
            except sqlite3.DatabaseError:
                self.is_damaged = True

    def _select(self, where: str, end: str, values: tuple[int, ...]) -> sqlite3.Cursor:
        number = self._table.number
        return self._source.execute(
            f'SELECT "{number}", {self._list} FROM {self._table.name} {where} ORDER BY "{number}" {end}',  # noqa: S608 ours
            values,
        )


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    batch: list[Sequence[Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _insert(db: Connection, table: _Table, rows: list[Sequence[Any]]) -> None:
    """Put rows into the new library; one that does not fit, for what it refers to is lost, is left out."""
    names = ", ".join(f'"{column}"' for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    statement = f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 names of our own schema
    with transaction(db):
        for row in rows:
            with suppress(sqlite3.IntegrityError):
                db.execute(statement, row)


def _marks_from_lists(source: Connection, db: Connection) -> None:
    """Take marks that are lost from the copies that lists have."""
    known = {name for (name,) in source.execute("SELECT name FROM pragma_table_info('listing')")}
    claims = tuple(claim for claim in ("is_read", "is_starred", "is_later") if claim in known)
    reader = _Reader(source, _Table("listing", ("article_id", *claims), ("section_id", "sort_at", "article_id"), ""))
    for number, *marks in reader.rows():
        if any(marks):
            db.execute(
                f"INSERT INTO mark (article_id, {', '.join(claims)})"  # noqa: S608 constants
                f" SELECT id{', ?' * len(claims)} FROM article WHERE id = ? ON CONFLICT DO NOTHING",
                (*map(bool, marks), number),
            )
