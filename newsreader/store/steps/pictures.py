"""Pictures kept with the articles that show them.

The bytes are in a table of their own, so that looking a picture up, or adding up their sizes, reads none of
them. A picture goes with the last article that shows it.
"""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE picture (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,     -- as `address.canonical_address` writes it
        content_type TEXT NOT NULL,   -- by its first bytes, whatever the server called it
        width INTEGER NOT NULL,       -- pixels; 0 where its head does not say
        height INTEGER NOT NULL,
        size_bytes INTEGER NOT NULL,
        fetched_at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE picture_body (
        picture_id INTEGER PRIMARY KEY REFERENCES picture (id) ON DELETE CASCADE,
        body BLOB NOT NULL  -- as it came: these formats are compressed already
    ) STRICT
    """,
    """
    CREATE TABLE picture_use (
        picture_id INTEGER NOT NULL REFERENCES picture (id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        PRIMARY KEY (picture_id, article_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX picture_use_by_article ON picture_use (article_id)",
    """
    CREATE TRIGGER picture_no_longer_used AFTER DELETE ON picture_use
    WHEN NOT EXISTS (SELECT 1 FROM picture_use WHERE picture_id = old.picture_id) BEGIN
        DELETE FROM picture WHERE id = old.picture_id;
    END
    """,
)
