"""What was opened when, and what led there.

A visit refers to no article, as a mark does not: what was read stays in the history when the article has gone.
Of an article each visit is kept, and the last one is known as such, so that a list of what was read has each once.
"""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE visit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- a later visit has a greater number
        article_id INTEGER NOT NULL,
        opened_at INTEGER NOT NULL,
        led_here INTEGER CHECK (led_here < id),  -- the visit whose article had the link; NULL when it was chosen
        is_last INTEGER NOT NULL,                -- of those to its article
        headline TEXT NOT NULL DEFAULT '',       -- these two once the article has gone
        url TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    # Of a library from before, what was opened by itself: what was marked read by the hundred shares its moment.
    "INSERT INTO visit (article_id, opened_at, is_last)"
    " SELECT article_id, read_at, 1 FROM mark JOIN article ON article.id = article_id WHERE is_read = 1"
    " AND read_at IN (SELECT read_at FROM mark WHERE read_at IS NOT NULL GROUP BY read_at HAVING count(*) = 1)"
    " ORDER BY read_at",
    "CREATE INDEX last_visit ON visit (id) WHERE is_last = 1",
    "CREATE UNIQUE INDEX last_visit_by_article ON visit (article_id) WHERE is_last = 1",
    "CREATE INDEX visit_by_article ON visit (article_id)",
    """
    CREATE TRIGGER visited_article_gone BEFORE DELETE ON article BEGIN
        UPDATE visit SET headline = old.headline, url = old.url WHERE article_id = old.id;
    END
    """,
)
