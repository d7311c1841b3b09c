"""What lists and their tree need: the mark "read later", how the person arranged the tree,
what came when, and how long a text takes to read.

The mark is kept as the star is: with the article in `mark`, copied into every list, counted by triggers. Triggers of
the first step that write or count marks are made anew with it.

`arranged` has a row only for what the person touched, so that it grows with what is done and not with the library.
"""

from __future__ import annotations

_LATER = (
    "ALTER TABLE mark ADD COLUMN is_later INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE mark ADD COLUMN later_at INTEGER",  # when last put off; kept when taken off the list again
    "ALTER TABLE listing ADD COLUMN is_later INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE section ADD COLUMN later INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX later_listing ON listing (section_id, sort_at, article_id) WHERE is_later = 1",
)

_TRIGGERS = (
    *(
        f"DROP TRIGGER {name}"
        for name in (
            "article_is_in_the_library",
            "mark_made",
            "mark_removed",
            "listing_added",
            "listing_marked",
            "listing_removed",
        )
    ),
    """
    CREATE TRIGGER article_is_in_the_library AFTER INSERT ON article BEGIN
        INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred, is_later)
        SELECT 0, new.sort_at, new.id, coalesce(mark.is_read, 0), coalesce(mark.is_starred, 0),
            coalesce(mark.is_later, 0)
        FROM (SELECT 1) LEFT JOIN mark ON mark.article_id = new.id;
    END
    """,
    """
    CREATE TRIGGER mark_made AFTER INSERT ON mark BEGIN
        UPDATE listing SET is_read = new.is_read, is_starred = new.is_starred, is_later = new.is_later
        WHERE article_id = new.article_id;
    END
    """,
    """
    CREATE TRIGGER mark_later AFTER UPDATE OF is_later ON mark WHEN old.is_later <> new.is_later BEGIN
        UPDATE listing SET is_later = new.is_later WHERE article_id = new.article_id;
    END
    """,
    """
    CREATE TRIGGER mark_removed AFTER DELETE ON mark BEGIN
        UPDATE listing SET is_read = 0, is_starred = 0, is_later = 0 WHERE article_id = old.article_id;
    END
    """,
    """
    CREATE TRIGGER listing_added AFTER INSERT ON listing BEGIN
        UPDATE section
        SET total = total + 1, unread = unread + 1 - new.is_read, starred = starred + new.is_starred,
            later = later + new.is_later
        WHERE id = new.section_id;
    END
    """,
    """
    CREATE TRIGGER listing_marked AFTER UPDATE OF is_read, is_starred, is_later ON listing BEGIN
        UPDATE section
        SET unread = unread + old.is_read - new.is_read, starred = starred + new.is_starred - old.is_starred,
            later = later + new.is_later - old.is_later
        WHERE id = new.section_id;
    END
    """,
    """
    CREATE TRIGGER listing_removed AFTER DELETE ON listing BEGIN
        UPDATE section
        SET total = total - 1, unread = unread - 1 + old.is_read, starred = starred - old.is_starred,
            later = later - old.is_later
        WHERE id = old.section_id;
    END
    """,
)

_TREE = (
    """
    CREATE TABLE arranged (
        kind TEXT NOT NULL,               -- 'shelf', 'source', 'section' (a saved search too) or 'folder'
        key TEXT NOT NULL,                -- a source is known by its name
        folder TEXT NOT NULL DEFAULT '',  -- the key of the folder it was moved into
        position INTEGER,                 -- among those beside it; NULL for one that never was moved
        name TEXT NOT NULL DEFAULT '',    -- what the person calls it
        is_hidden INTEGER NOT NULL DEFAULT 0,
        is_folded INTEGER,                -- NULL for one that never was folded or unfolded by hand
        view TEXT NOT NULL DEFAULT '',    -- how its list is sorted and grouped
        PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE section ADD COLUMN arrived_at INTEGER",  # when it last listed an article that was new here
)

_MINUTES = (
    "ALTER TABLE article ADD COLUMN minutes INTEGER NOT NULL DEFAULT 0",  # to read its text; 0 where that is not known
)

STEP: tuple[str, ...] = _LATER + _TRIGGERS + _TREE + _MINUTES
