"""Triggers that thousands of new articles at once set off, made lighter; what they keep is the same.

An article that has just come has no text and no page yet, so that its size is looked for before it is added up: an
UPDATE that joins tables costs as much as all else that a row of a list does.
"""

from __future__ import annotations

STEP: tuple[str, ...] = (
    "DROP TRIGGER listing_added_size",
    """
    CREATE TRIGGER listing_added_size AFTER INSERT ON listing
    WHEN EXISTS (SELECT 1 FROM article_kept WHERE article_id = new.article_id)
    BEGIN
        UPDATE section
        SET texts = texts + (size.text_bytes > 0), text_bytes = section.text_bytes + size.text_bytes,
            page_bytes = section.page_bytes + size.page_bytes,
            picture_bytes = section.picture_bytes + size.picture_bytes
        FROM article_kept AS size WHERE size.article_id = new.article_id AND section.id = new.section_id;
    END
    """,
    "DROP TRIGGER article_is_in_the_library",
    """
    CREATE TRIGGER article_is_in_the_library AFTER INSERT ON article BEGIN
        INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred, is_later)
        VALUES (
            0, new.sort_at, new.id,
            coalesce((SELECT is_read FROM mark WHERE article_id = new.id), 0),
            coalesce((SELECT is_starred FROM mark WHERE article_id = new.id), 0),
            coalesce((SELECT is_later FROM mark WHERE article_id = new.id), 0)
        );
    END
    """,
)
