"""A file that SQLite does not open for the damage on its first pages, made one that it opens.

The first page holds the header and the root of the list of tables. The header is written anew; the other pages of the
list are known by what they hold, wherever they are. Works on a copy. Sections are of SQLite's "Database File Format".
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import StoreError
from newsreader.store.backup import SQLITE_MAGIC
from newsreader.store.schema import APPLICATION_ID, VERSION

_HEADER_BYTES = 100
_USUAL_PAGE_BYTES = 4096
_LEAF = 13  # the kind of a page that holds rows of a table (1.6)
_PAGES_AT_ONCE = 1024
_SERIAL_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # their bytes (2.1)
_TEXTS_FROM = 13  # an odd serial type from here on is a text


class _Listed(NamedTuple):
    """A row of the list of tables."""

    kind: str
    name: str
    table: str
    root: int  # page
    statement: str | None  # None for an index that a table has of itself


def mend_header(file: Path) -> None:
    """Write the header of a library anew (1.3), keeping what of it is sane."""
    with file.open("r+b") as library:
        header = library.read(_HEADER_BYTES)
        pages = library.seek(0, 2) // _page_bytes(header)
        library.seek(0)
        library.write(_mended_header(header, pages))


def mend_list_of_tables(file: Path) -> None:
    """Make the list of tables again of what is left of it; the header is sound.

    Raises:
        StoreError: nothing is left of it.
        sqlite3.Error: what is left makes no list.
    """
    with file.open("r+b") as library:
        page_bytes = _page_bytes(library.read(_HEADER_BYTES))
        found = {row.name: (number, row) for number, row in sorted(_found(file, page_bytes)) if row.root > 1}
        if not found:
            raise StoreError(detail="it lists no tables")
        empty = struct.pack(">BHHHB", _LEAF, 0, 0, page_bytes % 65536, 0)
        library.write(empty.ljust(page_bytes - _HEADER_BYTES, b"\0"))
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("PRAGMA writable_schema = ON")
        for number, row in sorted(found.values()):
            if row.table not in found:  # SQLite opens no file with an index of nothing
                continue
            db.execute(
                "INSERT INTO sqlite_schema (rowid, type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, ?, ?, ?)",
                (number, *row),
            )


def _page_bytes(header: bytes) -> int:
    (size,) = struct.unpack(">H", header[16:18].ljust(2, b"\0"))
    return int(size) if size >= 512 and size & (size - 1) == 0 else _USUAL_PAGE_BYTES


def _mended_header(header: bytes, pages: int) -> bytes:
    return (
        SQLITE_MAGIC
        + struct.pack(">H6B", _page_bytes(header), 1, 1, 0, 64, 32, 32)
        + struct.pack(">6I", 1, pages, 0, 0, 1, 4)
        + struct.pack(">5I", 0, 0, 1, VERSION, 0)
        + struct.pack(">I", APPLICATION_ID)
        + bytes(20)
        + struct.pack(">2I", 1, sqlite3.sqlite_version_info[0] * 1_000_000)
    )


def _found(file: Path, page_bytes: int) -> Iterator[tuple[int, _Listed]]:
    """Give the rows of the list of tables that any page of a file holds, with their numbers; also some of old ones."""
    with file.open("rb") as library:
        library.seek(page_bytes)
        while pages := library.read(page_bytes * _PAGES_AT_ONCE):
            for start in range(0, len(pages), page_bytes):
                if pages[start] == _LEAF and pages.find(b"CREATE ", start, start + page_bytes) >= 0:
                    yield from _rows_of(pages[start : start + page_bytes])


def _rows_of(page: bytes) -> Iterator[tuple[int, _Listed]]:
    (cells,) = struct.unpack(">H", page[3:5])
    for cell in range(cells):
        with suppress(IndexError, ValueError, struct.error):  # no such page, or spoilt within
            (at,) = struct.unpack(">H", page[8 + 2 * cell : 10 + 2 * cell])
            size, at = _varint(page, at)
            number, at = _varint(page, at)
            match list(_record(page[at : at + size])):
                case ["table", str(name), str(table), int(root), str(statement)] if statement.startswith(
                    "CREATE TABLE"
                ):
                    yield number, _Listed("table", name, table, root, statement)
                case ["index", str(name), str(table), int(root), None]:
                    yield number, _Listed("index", name, table, root, None)


def _record(data: bytes) -> Iterator[str | int | None]:
    """Read a row of texts and numbers (2.1).

    Raises:
        ValueError, IndexError: it has other values, or is cut short.
    """
    header_end, at = _varint(data, 0)
    value_at = header_end
    while at < header_end:
        kind, at = _varint(data, at)
        size = _SERIAL_INTEGERS.get(kind, (kind - _TEXTS_FROM) // 2 if kind >= _TEXTS_FROM else 0)
        value = data[value_at : value_at + size]
        value_at += size
        if len(value) != size:
            raise IndexError
        if kind == 0:
            yield None
        elif kind in (8, 9):
            yield kind - 8
        elif kind in _SERIAL_INTEGERS:
            yield int.from_bytes(value, "big", signed=True)
        elif kind >= _TEXTS_FROM and kind % 2:
            yield value.decode()
        else:
            raise ValueError(kind)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of up to nine bytes, of at most eight here; gives it and where it ends (1.6)."""
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return number, place + 1
    raise ValueError(at)
