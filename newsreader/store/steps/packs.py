"""Offline packs: what each one wants, holds and lacks, so that one that was stopped can go on.

What a pack holds is in the library itself; its record says what it met on the way, and above all what there
is no use in asking for again.
"""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE pack (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,  -- what was asked for, as JSON; "" is the one the reader keeps up by itself
        begun_at INTEGER NOT NULL,
        ended_at INTEGER            -- NULL while it is made, and after it was stopped
    ) STRICT
    """,
    """
    CREATE TABLE pack_item (
        pack_id INTEGER NOT NULL REFERENCES pack (id) ON DELETE CASCADE,
        is_picture INTEGER NOT NULL,
        url TEXT NOT NULL,                -- as `address.canonical_address` writes it
        state TEXT NOT NULL,              -- one of `packs.ItemState`
        reason TEXT NOT NULL DEFAULT '',  -- why it is not held, for the person
        is_final INTEGER NOT NULL DEFAULT 0,  -- asking again would give the same
        changed_at INTEGER NOT NULL,
        PRIMARY KEY (pack_id, is_picture, url)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE received_unasked (
        day TEXT PRIMARY KEY,  -- the person's calendar day
        bytes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
