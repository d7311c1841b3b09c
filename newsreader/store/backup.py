"""A copy of the library in one file, and the way back from it.

A backup is read from one state of the library on a connection of its own, so that it is consistent however much
is written meanwhile and nobody waits for it. What stands under the backup's name is always whole: it is written
under another name, checked, flushed and only then renamed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from newsreader.errors import BackupError, LibraryBusyError, StoreError
from newsreader.store.connection import Connection, in_plain_words, open_as_it_is, primary_code
from newsreader.store.schema import VERSION, file_version

Progress = Callable[[int, int], None]  # pages done, pages in all; raises to stop

SQLITE_MAGIC = b"SQLite format 3\x00"  # how every file of SQLite begins
_DAMAGED = "the file is damaged; newsreader backup --salvage saves what can be read of a library"
_SLICE_PAGES = 512  # 2 MB, between two calls of the progress
_LOG_SUFFIX, _SHARED_SUFFIX = "-wal", "-shm"


def back_up(library: Path, target: Path, progress: Progress, *, overwrite: bool = False) -> None:
    """Write a copy of the library, which may be in use.

    Args:
        library: its file.
        target: the backup; its folder must be there.
        progress: called between slices; what it raises ends the backup and leaves nothing behind.
        overwrite: replace a file that is there.

    Raises:
        BackupError: the file is there, cannot be written or is the library itself.
        StoreError: the library cannot be read, or is damaged.
    """
    _refuse_overwriting(library, target, overwrite=overwrite)
    with closing(open_as_it_is(library)) as source, _partial(target) as partial:
        try:
            _copy(source, partial, progress)
        except BackupError as error:
            raise BackupError(error.subject or str(library), error.detail) from error
        _refuse_overwriting(library, target, overwrite=overwrite)
        partial.replace(target)
        _flush_folder(target)


def restore(library: Path, backup: Path, at: datetime, progress: Progress) -> Path | None:
    """Put a backup in the library's place; the present file is set aside beside it.

    Args:
        library: its file, that no other process has open.
        backup: the file to put there; it stays.
        at: now, for the name of the file set aside.
        progress: as of `back_up`.

    Returns:
        The file set aside; None when there was none.

    Raises:
        BackupError: it is no sound backup of ours, or cannot be copied.
        LibraryBusyError: another process has the library open.
    """
    if backup.exists() and library.exists() and backup.samefile(library):
        raise BackupError(str(backup), "it is the library itself")
    library.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with closing(open_as_it_is(backup)) as source, _partial(library) as partial:
            if not 0 < file_version(source) <= VERSION:
                raise BackupError(detail="it is empty, or was written by a newer newsreader")
            _copy(source, partial, progress)
            return exchange(library, partial, at)
    except LibraryBusyError:
        raise
    except StoreError as error:
        raise BackupError(str(backup), error.detail) from error


def exchange(library: Path, replacement: Path, at: datetime) -> Path | None:
    """Put a whole file in the library's place at once; what was there is set aside and never deleted.

    Args:
        library: its file; when there is none the replacement simply takes its name.
        replacement: in the same folder.
        at: now, for the name of the file set aside.

    Raises:
        LibraryBusyError: another process has the library open.
        BackupError: the folder may not be changed.
    """
    try:
        aside = _set_aside(library, at) if library.exists() else None
        replacement.replace(library)
        _flush_folder(library)
    except OSError as error:
        raise BackupError(str(library), error.strerror or "it cannot be replaced") from error
    return aside


def _set_aside(library: Path, at: datetime) -> Path:
    """Give the library's file a second name, and its log to that one: a stale log would spoil the next file."""
    if _begins_like_one(library):  # else SQLite would throw its log away
        _take_alone(library)
    stem = f"{library.stem}-set-aside-{at:%Y%m%d-%H%M%S}"
    aside = next(
        path
        for number in range(1, 10_000)
        if not (path := library.with_name(f"{stem}{f'-{number}' if number > 1 else ''}{library.suffix}")).exists()
    )
    try:
        os.link(library, aside)  # so that at no moment there is no library
    except OSError:  # this disk knows no second names
        library.rename(aside)
    log, shared = (library.with_name(library.name + suffix) for suffix in (_LOG_SUFFIX, _SHARED_SUFFIX))
    if log.exists():
        log.rename(aside.with_name(aside.name + _LOG_SUFFIX))
    shared.unlink(missing_ok=True)
    return aside


def _begins_like_one(library: Path) -> bool:
    with library.open("rb") as file:
        return file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC


def _take_alone(library: Path) -> None:
    """See that nobody else has the file open, and put what its log holds into it.

    Raises:
        LibraryBusyError: somebody has.
    """
    try:
        with closing(sqlite3.connect(library, timeout=1, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = DELETE")  # leaving WAL takes having the file alone
            db.execute("BEGIN EXCLUSIVE")
            db.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LibraryBusyError(str(library), "another newsreader has it open; close that first") from error
    except sqlite3.DatabaseError:  # damaged: its log goes with it as it is
        return


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """Give a name beside the target to write under; what is left there in the end is removed."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))  # what one reads is private
        yield partial
    except OSError as error:
        raise BackupError(str(target), error.strerror or "it cannot be written") from error
    finally:
        for suffix in ("", "-journal", _LOG_SUFFIX, _SHARED_SUFFIX):
            with suppress(OSError):
                partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def _copy(source: Connection, partial: Path, progress: Progress) -> None:
    """Copy one state of a library, check the copy, and see that it is on the disk."""
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")  # flushed once, in the end
            if source.execute("PRAGMA journal_mode").fetchone() == ("wal",):
                source.execute("BEGIN")  # one state; with the older journal it would keep writers out
                source.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
            source.backup(copy, pages=_SLICE_PAGES, progress=lambda _, left, total: progress(total - left, total))
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            _check(copy)
    except sqlite3.Error as error:
        if primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise BackupError(detail=_DAMAGED) from error
        raise BackupError(str(partial.parent), in_plain_words(error)) from error
    with partial.open("rb+") as written:
        os.fsync(written.fileno())


def _check(copy: sqlite3.Connection) -> None:
    found = copy.execute("PRAGMA quick_check(1)").fetchone()
    if found != ("ok",):
        raise BackupError(detail=_DAMAGED)


def _refuse_overwriting(library: Path, target: Path, *, overwrite: bool) -> None:
    if not target.parent.is_dir():
        raise BackupError(str(target), "its folder is not there")
    if target.exists() and library.exists() and target.samefile(library):
        raise BackupError(str(target), "it is the library itself")
    if target.exists() and not (overwrite and target.is_file()):
        raise BackupError(str(target), "it is there already; --force replaces a file")


def _flush_folder(path: Path) -> None:
    """See that a new name is on the disk, where folders can be flushed."""
    if os.name != "posix":
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
