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

from newsreader.errors import (
    DamagedLibraryError,
    InternalError,
    LibraryBusyError,
    LibraryDiskError,
    NewsError,
    ReadOnlyLibraryError,
    StoreError,
)
from newsreader.store.schema import VERSION, file_version

__all__ = [
    "Connection",
    "be_patient",
    "changes_elsewhere",
    "in_plain_words",
    "is_read_only",
    "open_as_it_is",
    "open_library",
    "outside_transactions",
    "primary_code",
    "savepoint",
    "snapshot",
    "transaction",
    "why_read_only",
]

SYNCHRONOUS = "FULL"
BUSY_TIMEOUT_S = 30.0  # most transactions take milliseconds; marking a million articles read takes ten seconds
_SMALLEST_FILE = 512  # bytes: one page of the smallest kind
_BUSY_PAUSE_S = 0.02  # between tries to open, where SQLite itself does not wait
_KEPT_LOG_BYTES = 16 * 1024 * 1024  # what the write-ahead log may keep on disk after a large change
_STATEMENTS = 256  # prepared statements kept: more than this package has

_READ_ONLY_CODES = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_NO_SHARED_MEMORY_CODES = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
_DISK_CODES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
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
    sqlite3.SQLITE_READONLY: "it may not be written",
}

_KINDS: dict[int, type[StoreError]] = {
    **dict.fromkeys(_BUSY_CODES, LibraryBusyError),
    **dict.fromkeys(_DISK_CODES, LibraryDiskError),
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB), DamagedLibraryError),
    sqlite3.SQLITE_READONLY: ReadOnlyLibraryError,
}

_NO_RIGHT = "it may not be written"
_NEWER = "it was written by a newer newsreader, which is needed to change it"


class _LibraryConnection(Connection):
    """A connection that knows why it may not write."""

    why_read_only = ""


def open_library(path: Path, *, read_only: bool = False) -> Connection:
    """Open the library file, made where it is missing and brought up to date where it is old.

    A file that may not be written, has no room to write or is from a newer newsreader is opened for reading
    only: `why_read_only` says why. The connection belongs to the thread that opened it.

    Args:
        path: the file; its folder is made when missing.
        read_only: never write, not even an upgrade.

    Raises:
        StoreError: not there and cannot be made, damaged, another program's, from a newer newsreader with other
            tables, or in use for longer than `BUSY_TIMEOUT_S`.
    """
    why = "it was opened so" if read_only else _NO_RIGHT
    try:
        if not read_only and _may_write(path):
            try:
                return _open_writable(path)
            except _NewerLibraryError:
                why = _NEWER
            except sqlite3.Error as error:
                code = primary_code(error)
                if code not in _READ_ONLY_CODES | _DISK_CODES or not path.is_file():
                    raise
                why = _IN_PLAIN_WORDS[code] if code in _DISK_CODES else _NO_RIGHT
        return _open_read_only(path, why)
    except sqlite3.Error as error:
        raise _news_error(error, str(path)) from error
    except OSError as error:
        raise StoreError(str(path), error.strerror or "the file cannot be opened") from error
    except StoreError as error:
        raise type(error)(str(path), error.detail) from error


def open_as_it_is(path: Path) -> Connection:
    """Open a library file of any version and state for reading, to copy what is in it.

    Raises:
        StoreError: it is not there or cannot be opened, or is another program's.
    """
    if not path.is_file():
        raise StoreError(str(path), "it is not there")
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        db = _connect(path, mode)
        try:
            file_version(db)
            return db
        except (sqlite3.Error, StoreError) as error:
            db.close()
            failure = error
    if isinstance(failure, StoreError):
        raise StoreError(str(path), failure.detail) from failure
    raise _news_error(failure, str(path)) from failure


def is_read_only(db: Connection) -> bool:
    """Say whether the library was opened for reading only."""
    return bool(db.execute("PRAGMA query_only").fetchone()[0])


def why_read_only(db: Connection) -> str:
    """Say in few words why the library was opened for reading only; "" when it was not."""
    return getattr(db, "why_read_only", "")


def be_patient(db: Connection, seconds: float) -> None:
    """Wait so long for another process that writes, before `LibraryBusyError`."""
    db.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def changes_elsewhere(db: Connection) -> int:
    """Give a number that changes when another process has changed the library; reads nothing from disk."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])


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
def outside_transactions(db: Connection) -> Iterator[None]:
    """Do what SQLite does in no transaction.

    Raises:
        StoreError: what is wrong with the file or its disk, in plain words.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _news_error(error, _path_of(db)) from error


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
def savepoint(db: Connection) -> Iterator[None]:
    """Write all that is inside, or nothing of it but what stands before it in the same transaction.

    Raises:
        StoreError: what is wrong with the file or its disk, in plain words.
        InternalError: what is wrong with a statement of ours.
    """
    try:
        db.execute("SAVEPOINT job")
        try:
            yield
        except BaseException:
            if db.in_transaction:  # a full disk rolls back by itself
                db.execute("ROLLBACK TO job")
                db.execute("RELEASE job")
            raise
        db.execute("RELEASE job")
    except sqlite3.Error as error:
        raise _news_error(error, _path_of(db)) from error


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
    if 0 < _size(path) < _SMALLEST_FILE:
        raise DamagedLibraryError(detail="the file is cut short")
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    has_shared_memory = True
    while True:
        db = _connect(path, "mode=rwc")
        try:
            return _made_ready(db, has_shared_memory=has_shared_memory)
        except sqlite3.Error as error:
            db.close()
            code = primary_code(error)
            if code in _NO_SHARED_MEMORY_CODES and has_shared_memory and _size(path):
                has_shared_memory = False
            elif code not in _BUSY_CODES or time.monotonic() > deadline:
                raise
        except BaseException:
            db.close()
            raise
        time.sleep(_BUSY_PAUSE_S)


def _made_ready(db: _LibraryConnection, *, has_shared_memory: bool) -> Connection:
    """Set a connection up for writing and bring the file up to date."""
    if not has_shared_memory:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")  # WAL can be read without its shared file then
    if file_version(db) > VERSION:  # before anything is changed; it may be another program's too
        raise _NewerLibraryError
    if has_shared_memory:
        # Cannot wait by itself: two processes that both turn a new file to WAL would wait for each other.
        db.execute("PRAGMA journal_mode = WAL")
    else:
        # As on some network disks. The older journal works there too, and several processes still can share it.
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA locking_mode = NORMAL")
    db.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    db.execute(f"PRAGMA journal_size_limit = {_KEPT_LOG_BYTES}")
    if file_version(db) != VERSION:
        from newsreader.store.migrations import migrate  # here, as a file is up to date nearly always

        migrate(db)
    return db


def _open_read_only(path: Path, why: str) -> Connection:
    if not path.is_file():
        raise StoreError(detail="it is not there and cannot be made")
    try:
        return _checked_for_reading(_connect(path, "mode=ro"), why)
    except sqlite3.Error as error:
        if primary_code(error) not in _READ_ONLY_CODES | _DISK_CODES:
            raise
    # WAL needs a small file beside the library; where none can be made, nobody can be writing either.
    log = path.with_name(path.name + "-wal")
    if log.is_file() and log.stat().st_size:
        why += "; what was done last is not shown, for that takes writing"
    return _checked_for_reading(_connect(path, "mode=ro&immutable=1"), why)


def _checked_for_reading(db: _LibraryConnection, why: str) -> Connection:
    try:
        db.execute("PRAGMA query_only = ON")
        version = file_version(db)
        if version < VERSION:
            raise StoreError(detail=f"it is from an older newsreader and cannot be upgraded: {why}")
        if version > VERSION:
            from newsreader.store.migrations import has_our_tables

            why = _NEWER
            if not has_our_tables(db):
                raise StoreError(detail="it was written by a newer newsreader, which is needed to open it")
    except BaseException:
        db.close()
        raise
    db.why_read_only = why
    return db


class _NewerLibraryError(Exception):
    """The file has taken steps that we do not know."""


def _connect(path: Path, mode: str) -> _LibraryConnection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        cached_statements=_STATEMENTS,
        factory=_LibraryConnection,
    )
    db.execute("PRAGMA foreign_keys = ON")
    db.create_function("joined_tokens", 1, _joined_tokens, deterministic=True)
    return db


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _joined_tokens(text: str) -> str:
    from newsreader.tokens import joined_tokens  # here, because the first screen compares no words

    return joined_tokens(text)


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


def in_plain_words(error: sqlite3.Error) -> str:
    """Say what SQLite complains of."""
    return _IN_PLAIN_WORDS.get(primary_code(error), str(error))


def _news_error(error: sqlite3.Error, subject: str) -> NewsError:
    code = primary_code(error)
    if code in _OUR_FAULT_CODES or isinstance(error, sqlite3.ProgrammingError):
        return InternalError(subject, str(error))
    kind = _KINDS.get(code, StoreError)
    return kind(subject, in_plain_words(error))


def primary_code(error: sqlite3.Error) -> int:
    """Give the primary result code of an error, one for all kinds of it; 0 where SQLite gave none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _path_of(db: Connection) -> str:
    try:
        return str(db.execute("PRAGMA database_list").fetchone()[2])
    except sqlite3.Error:
        return ""
