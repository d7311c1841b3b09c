"""Sections that were removed: their rows stay, so that removing can be taken back, but nothing shows them."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    # The prune that took the articles that stood in it alone; NULL while the section is there.
    "ALTER TABLE section ADD COLUMN removal_id INTEGER",
    """
    CREATE TABLE removed_listing (  -- what a removed section listed
        section_id INTEGER NOT NULL REFERENCES section (id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL,
        PRIMARY KEY (section_id, article_id)
    ) STRICT, WITHOUT ROWID
    """,
)
