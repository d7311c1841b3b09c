"""When sections are asked again by themselves, and what sites said of their addresses and of their pace."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE schedule (
        section_id INTEGER PRIMARY KEY REFERENCES section (id) ON DELETE CASCADE,
        due_at INTEGER NOT NULL,                  -- not asked by itself before
        failures INTEGER NOT NULL DEFAULT 0,      -- in a row
        ttl_minutes INTEGER NOT NULL DEFAULT 0,   -- what the feed said when it was last read: its ttl,
        skip_hours TEXT NOT NULL DEFAULT '[]',    -- and the hours and week days in which it is not to be asked,
        skip_days TEXT NOT NULL DEFAULT '[]'      -- JSON arrays of numbers
    ) STRICT
    """,
    """
    CREATE TABLE address_notice (  -- of an address that its site says is elsewhere or gone
        section_id INTEGER NOT NULL,
        url TEXT NOT NULL,
        moved_to TEXT NOT NULL DEFAULT '',  -- "" where it is gone for good
        noticed_at INTEGER NOT NULL,        -- when the site first said so
        PRIMARY KEY (section_id, url),
        FOREIGN KEY (section_id, url) REFERENCES section_address (section_id, url) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE site_pause (
        site TEXT PRIMARY KEY,  -- "host:port"
        status INTEGER NOT NULL,
        until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
