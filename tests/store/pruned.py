"""Pruning a library in as many steps as it takes."""

from typing import Any

from newsreader.store.connection import Connection
from newsreader.store.keeping import OLDEST, Place, Plan, Slice, Walk, prune_some
from newsreader.store.trash import parts_of_articles, restore_some


def prune(db: Connection, plan: Plan, walk: Walk, **options: Any) -> list[Slice]:
    """Go a whole walk, a few articles at a time."""
    parts = parts_of_articles(db)
    place: Place | None = OLDEST
    slices = []
    while place is not None:
        slices.append(prune_some(db, plan, walk, place, parts=parts, **{"limit": 3, "budget_s": 0.0} | options))
        place = slices[-1].last
    return slices


def restore(db: Connection, pruning: int) -> int:
    """Bring all of a prune back, a few articles at a time."""
    parts = parts_of_articles(db)
    count = 0
    while some := restore_some(db, parts, pruning, budget_s=0.0):
        count += some
    return count


def contents(db: Connection) -> dict[str, list[tuple]]:
    """Give every row that a person could miss; without numbers that only tell rows of one table apart."""
    asked = {
        "section": "SELECT * FROM section ORDER BY id",
        "article": "SELECT * FROM article ORDER BY id",
        "listing": "SELECT * FROM listing ORDER BY section_id, sort_at, article_id",
        "article_text": "SELECT * FROM article_text ORDER BY article_id",
        "kept": "SELECT * FROM article_kept WHERE text_bytes + page_bytes + picture_bytes > 0 ORDER BY article_id",
        "related": "SELECT * FROM related ORDER BY article_id, position",
        "picture": "SELECT url, content_type, width, height, size_bytes, fetched_at, body, article_id FROM picture"
        " JOIN picture_body ON picture_id = picture.id JOIN picture_use USING (picture_id) ORDER BY url, article_id",
        "mark": "SELECT * FROM mark ORDER BY article_id",
        "address": "SELECT * FROM article_address ORDER BY url",
        "page": "SELECT url, final_url, article_id, body, content_type, charset, etag, last_modified, fetched_at"
        " FROM page ORDER BY article_id, id",
    }
    return {name: db.execute(query).fetchall() for name, query in asked.items()}
