"""The editions of the last days, so that one is read on and not made anew."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE edition_article (
        day TEXT NOT NULL,              -- where the person was, ISO 8601
        asked_minutes INTEGER NOT NULL, -- for which it was made
        position INTEGER NOT NULL,
        article_id INTEGER NOT NULL,    -- deliberately no reference: what is gone is passed over
        minutes INTEGER NOT NULL,       -- to read it, as it was reckoned then
        PRIMARY KEY (day, asked_minutes, position)
    ) STRICT, WITHOUT ROWID
    """,
)
