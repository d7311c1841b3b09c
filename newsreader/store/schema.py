"""What every opening of the library file asks: whose it is, and whether its tables are those we know."""

from __future__ import annotations

import sqlite3

from newsreader.errors import StoreError

APPLICATION_ID = 0x4E575352  # "NWSR": tells our files from any other SQLite file (`PRAGMA application_id`)
VERSION = 20  # of the tables: the steps there are; `migrations` has them, which only a file without some needs
WHOLE_LIBRARY = 0  # the id of the section that lists every article


def file_version(db: sqlite3.Connection) -> int:
    """Say how many steps a file has taken: 0 for a new, empty one, more than we know for a newer newsreader's.

    Raises:
        StoreError: it is another program's file.
    """
    # In this order: a step that another process commits meanwhile sets all three, so the last is never behind.
    (changes_of_schema,) = db.execute("PRAGMA schema_version").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (application_id,) = db.execute("PRAGMA application_id").fetchone()
    is_empty = changes_of_schema == 0 and version == 0
    if application_id != APPLICATION_ID and not is_empty:
        raise StoreError(detail="the file belongs to another program")
    return int(version)
