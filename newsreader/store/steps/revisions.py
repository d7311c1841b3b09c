"""Earlier versions of articles whose text was changed after it was kept."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE revision (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        headline TEXT NOT NULL,
        body BLOB NOT NULL,          -- as of `article_text`; of later ones what differs from the first
        fetched_at INTEGER NOT NULL  -- when this version was fetched
    ) STRICT
    """,
    "CREATE INDEX revision_by_article ON revision (article_id, id)",
    "ALTER TABLE article ADD COLUMN revised_at INTEGER",  # when we last saw the text changed
    "ALTER TABLE mark ADD COLUMN seen_at INTEGER",  # when an article that was read before was opened last
)
