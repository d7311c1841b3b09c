"""The robots.txt of sites, each asked for once a day."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE robots (
        site TEXT PRIMARY KEY,  -- "https://host:port"
        text TEXT NOT NULL,     -- "" where the site has none
        fetched_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
