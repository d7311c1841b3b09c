"""Open the library file, read it and write it in short transactions, and say in plain words what failed.

Durability: WAL with `synchronous=FULL`. A committed change survives a killed process because it is in the
write-ahead log, and a power cut because the log is flushed at each commit; that costs well under a
millisecond on a solid-state disk, at the pace at which a person marks and a site answers.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from newsreader.errors import DiskFullError, InternalError, LibraryBusyError, NewsError, StoreError
from newsreader.store.schema import MIGRATIONS, file_version, migrate
from newsreader.text import fold

__all__ = ["Connection", "is_read_only", "open_library", "snapshot", "transaction"]

BUSY_TIMEOUT_S = 30.0  # most transactions take milliseconds; marking a million articles read takes ten seconds
_BUSY_PAUSE_S = 0.02  # between tries to open, where SQLite itself does not wait
_KEPT_LOG_BYTES = 16 * 1024 * 1024  # what the write-ahead log may keep on disk after a large change
_STATEMENTS = 256  # prepared statements kept: more than this package has

_READ_ONLY_CODES = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_OUR_FAULT_CODES = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH}
_IN_PLAIN_WORDS = {
    sqlite3.SQLITE_BUSY: "another program is using it; try again",
    sqlite3.SQLITE_LOCKED: "another program is using it; try again",
    sqlite3.SQLITE_PROTOCOL: "another program is using it; try again",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk reported an error",
    sqlite3.SQLITE_NOTADB: "the file is no library",
    sqlite3.SQLITE_PERM: "permission was denied",
    sqlite3.SQLITE_READONLY: "it can be read but not changed",
}

_KINDS: dict[int, type[StoreError]] = {
    **dict.fromkeys(_BUSY_CODES, LibraryBusyError),
    sqlite3.SQLITE_FULL: DiskFullError,
}


def open_library(path: Path, *, read_only: bool = False) -> Connection:
    """Open the library file, made where it is missing and brought up to date where it is old.

    A file that may not be written is opened for reading only. The connection belongs to the thread that
    opened it.

    Args:
        path: the file; its folder is made when missing.
        read_only: never write, not even an upgrade.

    Raises:
        StoreError: not there and cannot be made, damaged, another program's, from a newer newsreader, or
            in use for longer than `BUSY_TIMEOUT_S`.
    """
    try:
        if not read_only and _may_write(path):
            try:
                return _open_writable(path)
            except sqlite3.Error as error:
                if _primary_code(error) not in _READ_ONLY_CODES or not path.is_file():
                    raise
        return _open_read_only(path)
    except sqlite3.Error as error:
        raise _news_error(error, str(path)) from error
    except OSError as error:
        raise StoreError(str(path), error.strerror or "the file cannot be opened") from error
    except StoreError as error:
        raise StoreError(str(path), error.detail) from error


def is_read_only(db: Connection) -> bool:
    """Say whether the library was opened for reading only."""
    return bool(db.execute("PRAGMA query_only").fetchone()[0])


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """Write all that is inside, or nothing; inside another transaction, be part of it.

    Raises:
        StoreError: what is wrong with the file or its disk, in plain words.
        InternalError: what is wrong with a statement of ours.
    """
    if db.in_transaction:
        yield
        return
    with _within(db, "BEGIN IMMEDIATE"):
        yield


@contextmanager
def snapshot(db: Connection) -> Iterator[None]:
    """Read all that is inside from one state of the library, whatever another process writes meanwhile.

    Raises:
        StoreError: what is wrong with the file or its disk, in plain words.
        InternalError: what is wrong with a statement of ours.
    """
    if db.in_transaction:
        yield
        return
    with _within(db, "BEGIN"):
        yield


@contextmanager
def _within(db: Connection, begin: str) -> Iterator[None]:
    try:
        db.execute(begin)
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # a full disk rolls back by itself
                db.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise _news_error(error, _path_of(db)) from error


def _open_writable(path: Path) -> Connection:
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        db = _connect(path, "mode=rwc")
        try:
            file_version(db)  # before anything is changed: it may be another program's
            # Cannot wait by itself: two processes that both turn a new file to WAL would wait for each other.
            # Where the disk is a network's, SQLite keeps its older journal, which works there too.
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute(f"PRAGMA journal_size_limit = {_KEPT_LOG_BYTES}")
            migrate(db)
            return db
        except sqlite3.Error as error:
            db.close()
            if _primary_code(error) not in _BUSY_CODES or time.monotonic() > deadline:
                raise
        except BaseException:
            db.close()
            raise
        time.sleep(_BUSY_PAUSE_S)


def _open_read_only(path: Path) -> Connection:
    if not path.is_file():
        raise StoreError(detail="it is not there and cannot be made")
    try:
        return _checked_for_reading(_connect(path, "mode=ro"))
    except sqlite3.Error as error:
        if _primary_code(error) not in _READ_ONLY_CODES:
            raise
    # WAL needs a small file beside the library; where none can be made, nobody can be writing either.
    return _checked_for_reading(_connect(path, "mode=ro&immutable=1"))


def _checked_for_reading(db: Connection) -> Connection:
    try:
        db.execute("PRAGMA query_only = ON")
        if file_version(db) < len(MIGRATIONS):
            raise StoreError(detail="it is from an older newsreader and cannot be upgraded where it is read-only")
    except BaseException:
        db.close()
        raise
    return db


def _connect(path: Path, mode: str) -> Connection:
    address = f"{path.absolute().as_uri()}?{mode}"
    db = sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, cached_statements=_STATEMENTS)
    db.execute("PRAGMA foreign_keys = ON")
    db.create_function("fold", 1, fold, deterministic=True)
    return db


def _may_write(path: Path) -> bool:
    """Say whether the file may be written, or made; makes the folder."""
    folder = path.absolute().parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what one reads is private
    except PermissionError:
        return False
    as_we_are = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK, effective_ids=as_we_are) and (
        not path.exists() or os.access(path, os.W_OK, effective_ids=as_we_are)
    )


def _news_error(error: sqlite3.Error, subject: str) -> NewsError:
    code = _primary_code(error)
    if code in _OUR_FAULT_CODES or isinstance(error, sqlite3.ProgrammingError):
        return InternalError(subject, str(error))
    kind = _KINDS.get(code, StoreError)
    return kind(subject, _IN_PLAIN_WORDS.get(code, str(error)))


def _primary_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says which kind of it


def _path_of(db: Connection) -> str:
    try:
        return str(db.execute("PRAGMA database_list").fetchone()[2])
    except sqlite3.Error:
        return ""
