"""What feeds carry besides headlines: files, as podcasts do, and texts, which are kept as the pages of articles."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE enclosure (
        article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        url TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,  -- 0 when the feed does not say
        duration_s INTEGER NOT NULL,  -- likewise
        PRIMARY KEY (article_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    # Of the text that a feed carries, as HTML and as words: one that was pruned does not come back with the next
    # refresh, nor does one with other addresses in it, or a shorter one, that another feed carries, replace it.
    "ALTER TABLE article ADD COLUMN feed_checksum INTEGER",
    "ALTER TABLE article ADD COLUMN feed_words_checksum INTEGER",
    "ALTER TABLE article ADD COLUMN feed_chars INTEGER NOT NULL DEFAULT 0",
)
