"""Articles that came after others: numbers rise in the order in which articles come, and none is used twice."""

from __future__ import annotations

import json
from collections.abc import Collection

from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store.connection import Connection, snapshot
from newsreader.store.lists import summaries_of

_NEWEST = "SELECT coalesce(max(id), 0) FROM article"
_SINCE = (
    "SELECT id FROM article WHERE id > ? AND EXISTS (SELECT 1 FROM listing JOIN section ON section.id = section_id"
    " WHERE article_id = article.id AND section_id <> 0{}) ORDER BY id LIMIT ?"
)
_IN_SECTIONS = " AND section.key IN (SELECT value FROM json_each(?))"


def newest_number(db: Connection) -> ArticleId:
    """Give the number of the article that came last, 0 where there is none."""
    return ArticleId(db.execute(_NEWEST).fetchone()[0])


def came_since(db: Connection, number: ArticleId) -> tuple[ArticleId, ...]:
    """Give the numbers of the articles that came after one, in that order, whether a section lists them or not."""
    return tuple(
        ArticleId(found) for (found,) in db.execute("SELECT id FROM article WHERE id > ? ORDER BY id", (number,))
    )


def load_arrivals(
    db: Connection, number: ArticleId, keys: Collection[SectionKey] = (), *, limit: int
) -> tuple[tuple[ArticleSummary, ...], ArticleId]:
    """Give the articles that sections list and that came after a number, in the order in which they came.

    Args:
        db: the library.
        number: of the last that is known.
        keys: of sections; of any when there is none.
        limit: how many at most.

    Returns:
        The articles, and the number to go on from.
    """
    with snapshot(db):
        among = (json.dumps(list(keys)),) if keys else ()
        found = db.execute(_SINCE.format(_IN_SECTIONS if keys else ""), (number, *among, limit)).fetchall()
        rows = summaries_of(db, [each for (each,) in found])
        last = ArticleId(found[-1][0]) if len(found) == limit else newest_number(db)
    return tuple(rows[each] for (each,) in found), last
