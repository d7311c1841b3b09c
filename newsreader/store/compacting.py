"""Giving the room of what has gone back to the disk."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.store.connection import Connection, outside_transactions
from newsreader.store.sizes import load_file_size

# The file is written once beside itself, and once through its write-ahead log.
_COPIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Compactness:
    """How large the file is and would be, bytes."""

    file_bytes: int
    free_bytes: int

    @property
    def needed_bytes(self) -> int:
        """What must be free on the disk while the file is made smaller."""
        return _COPIES * (self.file_bytes - self.free_bytes)


def compactness(db: Connection) -> Compactness:
    """Measure the file."""
    size = load_file_size(db)
    return Compactness(file_bytes=size.file_bytes, free_bytes=size.free_bytes)


def compact(db: Connection) -> None:
    """Write the file anew without its gaps. Others can read meanwhile and have to wait to write.

    Raises:
        LibraryBusyError: another process is writing, or has been reading for long.
        LibraryDiskError: there is no room for it; nothing is changed.
    """
    with outside_transactions(db):
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
