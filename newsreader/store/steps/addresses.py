"""Addresses of articles as `twins.story_address` writes them.

Where two articles turn out to share one, the address stays as it was with the second, and the two become one
when either is listed or read again (`identity`). Written in the order of the new addresses into a new table:
a million rows changed where they stand take ten times as long.
"""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE respelled (
        url TEXT PRIMARY KEY,  -- as `twins.story_address` writes it
        article_id INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT OR IGNORE INTO respelled"
    " SELECT story_address(url) AS respelled, article_id FROM article_address ORDER BY respelled, article_id",
    "INSERT OR IGNORE INTO respelled SELECT url, article_id FROM article_address AS old"
    " WHERE article_id <> (SELECT article_id FROM respelled WHERE respelled.url = story_address(old.url))",
    "DROP TABLE article_address",
    "ALTER TABLE respelled RENAME TO article_address",
    "CREATE INDEX article_address_by_article ON article_address (article_id)",
)
