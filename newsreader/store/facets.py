"""How often places and agencies stand in the datelines of some articles."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.store.connection import Connection, snapshot
from newsreader.store.search import Found


class Mention(NamedTuple):
    """What of an article is counted."""

    day: int  # which of those asked for, 0 for the first
    place: str
    agency: str
    is_read: bool


def load_mentions(db: Connection, found: Sequence[Found], days: Sequence[int]) -> list[Mention]:
    """Give what of some articles is counted; those without place and agency are left out.

    Args:
        db: the library.
        found: the articles.
        days: when each day begins, in microseconds, the first one first; nothing found is older.
    """
    with snapshot(db):
        rows = db.execute(
            "SELECT article.sort_at, place, agency, coalesce(is_read, 0) FROM json_each(?)"
            " CROSS JOIN article ON article.id = value LEFT JOIN mark ON mark.article_id = article.id"
            " WHERE place <> '' OR agency <> ''",
            (json.dumps([each.article_id for each in found]),),
        ).fetchall()
    return [
        Mention(max(0, bisect_right(days, sort_at) - 1), place, agency, bool(is_read))
        for sort_at, place, agency, is_read in rows
    ]
