"""Sketches of texts, by which copies of a story are found, and what the copies of an article were.

Texts kept before have no sketch: only what is published within days is ever compared, and those are soon past.
"""

from __future__ import annotations

_BANDS = range(6)

STEP: tuple[str, ...] = (
    f"""
    CREATE TABLE sketch (
        article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        day INTEGER NOT NULL,  -- since 1970, that of its place in lists
        {", ".join(f"band_{band} INTEGER NOT NULL" for band in _BANDS)}  -- `sketch.sketch_of`
    ) STRICT
    """,
    *(f"CREATE INDEX sketch_band_{band} ON sketch (band_{band}, day)" for band in _BANDS),
    """
    CREATE TABLE copy (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        url TEXT NOT NULL UNIQUE,      -- as `twins.story_address` writes it
        words TEXT NOT NULL,           -- JSON array: its row of `article`, as `words.Words`
        known_as TEXT NOT NULL,        -- JSON object: its number, moments, addresses, sections and marks before
        fetched_at INTEGER NOT NULL,
        body BLOB NOT NULL             -- as of `article_text`
    ) STRICT
    """,
    "CREATE INDEX copy_by_article ON copy (article_id)",
    """
    CREATE TABLE copy_page (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        copy_url TEXT NOT NULL,  -- of `copy`
        final_url TEXT NOT NULL,  -- these as of `page`
        content_type TEXT NOT NULL,
        charset TEXT NOT NULL,
        etag TEXT NOT NULL,
        last_modified TEXT NOT NULL,
        fetched_at INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX copy_page_by_article ON copy_page (article_id, copy_url)",
    """
    CREATE TABLE apart (
        article_id INTEGER NOT NULL,  -- the person has said that it is not
        other_id INTEGER NOT NULL,    -- this one; the smaller number first
        PRIMARY KEY (article_id, other_id)
    ) STRICT, WITHOUT ROWID
    """,
)
