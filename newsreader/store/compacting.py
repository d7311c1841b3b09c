"""Giving the room of what has gone back to the disk."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.store.connection import Connection, outside_transactions

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
    (page_bytes,) = db.execute("PRAGMA page_size").fetchone()
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    (free,) = db.execute("PRAGMA freelist_count").fetchone()
    return Compactness(file_bytes=pages * page_bytes, free_bytes=free * page_bytes)


def compact(db: Connection) -> None:
    """Write the file anew without its gaps. Others can read meanwhile and have to wait to write.

    Raises:
        LibraryBusyError: another process is writing, or has been reading for long.
        LibraryDiskError: there is no room for it; nothing is changed.
    """
    with outside_transactions(db):
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
