"""What keeping a library in bounds needs: sizes, the extractor that read each text, and a trash.

`article_kept` says of each article what is kept of it, and `section` the sums; triggers keep both, so that
neither a text nor a page is read to say what takes the room. Section 0 holds the sums of the whole library.

`trash` holds the rows that a prune took, each as JSON with its one blob beside it: tables and columns that
come later need no tables of their own here.
"""

from __future__ import annotations

_SIZES = (
    "ALTER TABLE article_text ADD COLUMN extractor INTEGER NOT NULL DEFAULT 0",  # its version; 0 is an early one
    "CREATE INDEX text_by_extractor ON article_text (extractor, article_id)",
    "CREATE INDEX article_with_text ON article (sort_at, id) WHERE has_text = 1",
    """
    CREATE TABLE article_kept (
        article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        text_bytes INTEGER NOT NULL DEFAULT 0,  -- packed, as all sizes
        page_bytes INTEGER NOT NULL DEFAULT 0,
        picture_bytes INTEGER NOT NULL DEFAULT 0,  -- a picture of two articles counts with both
        text_fetched_at INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "ALTER TABLE section ADD COLUMN texts INTEGER NOT NULL DEFAULT 0",  # articles whose text is here
    "ALTER TABLE section ADD COLUMN text_bytes INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE section ADD COLUMN page_bytes INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE section ADD COLUMN picture_bytes INTEGER NOT NULL DEFAULT 0",
)

_FILLING = (
    """
    INSERT INTO article_kept (article_id, text_bytes, text_fetched_at)
    SELECT article_id, length(body), fetched_at FROM article_text
    """,
    """
    INSERT INTO article_kept (article_id, page_bytes)
    SELECT article_id, sum(length(body)) FROM page WHERE true GROUP BY article_id
    ON CONFLICT (article_id) DO UPDATE SET page_bytes = excluded.page_bytes
    """,
    """
    INSERT INTO article_kept (article_id, picture_bytes)
    SELECT article_id, sum(size_bytes) FROM picture_use JOIN picture ON picture.id = picture_id WHERE true
    GROUP BY article_id ON CONFLICT (article_id) DO UPDATE SET picture_bytes = excluded.picture_bytes
    """,
    """
    UPDATE section SET texts = sums.texts, text_bytes = sums.text_bytes, page_bytes = sums.page_bytes,
        picture_bytes = sums.picture_bytes
    FROM (
        SELECT section_id, sum(text_bytes > 0) AS texts, sum(text_bytes) AS text_bytes, sum(page_bytes) AS page_bytes,
            sum(picture_bytes) AS picture_bytes
        FROM article_kept JOIN listing USING (article_id) GROUP BY section_id
    ) AS sums WHERE section.id = sums.section_id
    """,
)

_SIZE_TRIGGERS = (
    """
    CREATE TRIGGER text_kept AFTER INSERT ON article_text BEGIN
        INSERT INTO article_kept (article_id, text_bytes, text_fetched_at)
        VALUES (new.article_id, length(new.body), new.fetched_at)
        ON CONFLICT (article_id)
        DO UPDATE SET text_bytes = excluded.text_bytes, text_fetched_at = excluded.text_fetched_at;
    END
    """,
    """
    CREATE TRIGGER text_changed AFTER UPDATE OF article_id, body, fetched_at ON article_text BEGIN
        UPDATE article_kept SET text_bytes = 0, text_fetched_at = 0 WHERE article_id = old.article_id;
        INSERT INTO article_kept (article_id, text_bytes, text_fetched_at)
        VALUES (new.article_id, length(new.body), new.fetched_at)
        ON CONFLICT (article_id)
        DO UPDATE SET text_bytes = excluded.text_bytes, text_fetched_at = excluded.text_fetched_at;
    END
    """,
    """
    CREATE TRIGGER text_dropped AFTER DELETE ON article_text BEGIN
        UPDATE article_kept SET text_bytes = 0, text_fetched_at = 0 WHERE article_id = old.article_id;
    END
    """,
    """
    CREATE TRIGGER page_kept AFTER INSERT ON page BEGIN
        INSERT INTO article_kept (article_id, page_bytes) VALUES (new.article_id, length(new.body))
        ON CONFLICT (article_id) DO UPDATE SET page_bytes = page_bytes + excluded.page_bytes;
    END
    """,
    """
    CREATE TRIGGER page_changed AFTER UPDATE OF article_id, body ON page BEGIN
        UPDATE article_kept SET page_bytes = page_bytes - length(old.body) WHERE article_id = old.article_id;
        INSERT INTO article_kept (article_id, page_bytes) VALUES (new.article_id, length(new.body))
        ON CONFLICT (article_id) DO UPDATE SET page_bytes = page_bytes + excluded.page_bytes;
    END
    """,
    """
    CREATE TRIGGER page_dropped AFTER DELETE ON page BEGIN
        UPDATE article_kept SET page_bytes = page_bytes - length(old.body) WHERE article_id = old.article_id;
    END
    """,
)

# A picture goes with its last use, and its uses go with the picture: what goes first counts, the other finds nothing.
_PICTURE_TRIGGERS = (
    """
    CREATE TRIGGER picture_used AFTER INSERT ON picture_use BEGIN
        INSERT INTO article_kept (article_id, picture_bytes)
        SELECT new.article_id, size_bytes FROM picture WHERE id = new.picture_id
        ON CONFLICT (article_id) DO UPDATE SET picture_bytes = picture_bytes + excluded.picture_bytes;
    END
    """,
    """
    CREATE TRIGGER picture_used_by_another AFTER UPDATE OF article_id ON picture_use BEGIN
        INSERT OR IGNORE INTO article_kept (article_id) VALUES (new.article_id);
        UPDATE article_kept
        SET picture_bytes = picture_bytes
            + (SELECT size_bytes FROM picture WHERE id = new.picture_id) * iif(article_id = new.article_id, 1, -1)
        WHERE article_id IN (old.article_id, new.article_id) AND old.article_id <> new.article_id;
    END
    """,
    """
    CREATE TRIGGER picture_fetched_again AFTER UPDATE OF size_bytes ON picture BEGIN
        UPDATE article_kept SET picture_bytes = picture_bytes + new.size_bytes - old.size_bytes
        WHERE article_id IN (SELECT article_id FROM picture_use WHERE picture_id = new.id);
    END
    """,
    """
    CREATE TRIGGER picture_not_used BEFORE DELETE ON picture_use BEGIN
        UPDATE article_kept
        SET picture_bytes = picture_bytes - coalesce((SELECT size_bytes FROM picture WHERE id = old.picture_id), 0)
        WHERE article_id = old.article_id;
    END
    """,
    """
    CREATE TRIGGER picture_dropped BEFORE DELETE ON picture BEGIN
        UPDATE article_kept SET picture_bytes = picture_bytes - old.size_bytes
        WHERE article_id IN (SELECT article_id FROM picture_use WHERE picture_id = old.id);
    END
    """,
)

# Of an article that goes with all its rows, either its size or its listing goes first: the other finds nothing then.
_SUM_TRIGGERS = (
    """
    CREATE TRIGGER size_known AFTER INSERT ON article_kept BEGIN
        UPDATE section
        SET texts = texts + (new.text_bytes > 0), text_bytes = text_bytes + new.text_bytes,
            page_bytes = page_bytes + new.page_bytes, picture_bytes = picture_bytes + new.picture_bytes
        WHERE id IN (SELECT section_id FROM listing WHERE article_id = new.article_id);
    END
    """,
    """
    CREATE TRIGGER size_changed AFTER UPDATE OF text_bytes, page_bytes, picture_bytes ON article_kept BEGIN
        UPDATE section
        SET texts = texts + (new.text_bytes > 0) - (old.text_bytes > 0),
            text_bytes = text_bytes + new.text_bytes - old.text_bytes,
            page_bytes = page_bytes + new.page_bytes - old.page_bytes,
            picture_bytes = picture_bytes + new.picture_bytes - old.picture_bytes
        WHERE id IN (SELECT section_id FROM listing WHERE article_id = new.article_id);
    END
    """,
    """
    CREATE TRIGGER size_gone AFTER DELETE ON article_kept BEGIN
        UPDATE section
        SET texts = texts - (old.text_bytes > 0), text_bytes = text_bytes - old.text_bytes,
            page_bytes = page_bytes - old.page_bytes, picture_bytes = picture_bytes - old.picture_bytes
        WHERE id IN (SELECT section_id FROM listing WHERE article_id = old.article_id);
    END
    """,
    """
    CREATE TRIGGER listing_added_size AFTER INSERT ON listing BEGIN
        UPDATE section
        SET texts = texts + (size.text_bytes > 0), text_bytes = section.text_bytes + size.text_bytes,
            page_bytes = section.page_bytes + size.page_bytes,
            picture_bytes = section.picture_bytes + size.picture_bytes
        FROM article_kept AS size WHERE size.article_id = new.article_id AND section.id = new.section_id;
    END
    """,
    """
    CREATE TRIGGER listing_removed_size AFTER DELETE ON listing BEGIN
        UPDATE section
        SET texts = texts - (size.text_bytes > 0), text_bytes = section.text_bytes - size.text_bytes,
            page_bytes = section.page_bytes - size.page_bytes,
            picture_bytes = section.picture_bytes - size.picture_bytes
        FROM article_kept AS size WHERE size.article_id = old.article_id AND section.id = old.section_id;
    END
    """,
)

_TRASH = (
    """
    CREATE TABLE pruning (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pruned_at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE trash (
        id INTEGER PRIMARY KEY,
        pruning_id INTEGER NOT NULL REFERENCES pruning (id),
        article_id INTEGER NOT NULL,
        kind TEXT NOT NULL,  -- the table it stood in
        fields TEXT NOT NULL,  -- JSON object of its columns, but for the blob
        body BLOB
    ) STRICT
    """,
    "CREATE INDEX trash_by_pruning ON trash (pruning_id, article_id)",
)

STEP: tuple[str, ...] = _SIZES + _FILLING + _SIZE_TRIGGERS + _PICTURE_TRIGGERS + _SUM_TRIGGERS + _TRASH
