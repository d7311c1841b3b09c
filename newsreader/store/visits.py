"""The history: what was opened when, and what led there."""

from __future__ import annotations

from datetime import datetime

from newsreader.model import ArticleId, ArticleSummary
from newsreader.model.trails import Visit, VisitId, Visits
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.lists import NAMED_BY, beginnings, summaries_of

MAX_CHAIN = 200  # articles that led to one another; who went further sees the nearest
_NEWEST, _OLDEST = VisitId(2**63 - 1), VisitId(0)
_COLUMNS = "visit.id, visit.article_id, visit.opened_at, visit.led_here, visit.headline, visit.url"


def save_visit(db: Connection, article_id: ArticleId, at: datetime, led_here: VisitId | None = None) -> VisitId:
    """Remember that an article was opened.

    Args:
        db: the library.
        article_id: of the article.
        at: now.
        led_here: the visit whose article had the link that was followed; None when it was chosen from a list.
    """
    with transaction(db):
        db.execute("UPDATE visit SET is_last = 0 WHERE article_id = ? AND is_last = 1", (article_id,))
        cursor = db.execute(
            "INSERT INTO visit (article_id, opened_at, led_here, is_last) VALUES (?, ?, ?, 1)",
            (article_id, micros(at), led_here),
        )
    number = cursor.lastrowid
    assert number is not None  # an INSERT has one
    return VisitId(number)


def look_at_visits(
    db: Connection, *, beyond: VisitId | None = None, is_older: bool = True, count: int, words: str = ""
) -> Visits:
    """Look at the last visits of some articles, each article once.

    Args:
        db: the library.
        beyond: the visit to go on from; None for the end of the history where it begins.
        is_older: towards older visits, else towards newer ones.
        count: how many to look at.
        words: leave out what does not have all of them, or words that begin so, in its headline, byline or
            dateline; some 20 µs a visit.
    """
    start = beyond if beyond is not None else (_NEWEST if is_older else _OLDEST)
    sign, order = ("<", "DESC") if is_older else (">", "ASC")
    wanted = beginnings(words) if words else []
    found = f"SELECT id FROM visit INDEXED BY last_visit WHERE is_last = 1 AND id {sign} ? ORDER BY id {order} LIMIT ?"  # noqa: S608 constants
    with snapshot(db):
        looked_at = [number for (number,) in db.execute(found, (start, count))]
        rows = db.execute(
            f"SELECT {_COLUMNS} FROM ({found}) AS found CROSS JOIN visit ON visit.id = found.id"  # noqa: S608 constants
            f" WHERE true{_HAS_WORD * len(wanted)} ORDER BY visit.id DESC",
            (start, count, *wanted),
        ).fetchall()
        visits = _visits_from(db, rows)
    return Visits(rows=visits, reached=VisitId(looked_at[-1]) if len(looked_at) == count else None)


def load_chain(db: Connection, visit: VisitId) -> tuple[Visit, ...]:
    """Give the visits that led to one, the first of them first and itself last; () for none that is known."""
    with snapshot(db):
        rows = db.execute(
            "WITH RECURSIVE chain (id, led_here) AS (SELECT id, led_here FROM visit WHERE id = ?"  # noqa: S608 constants
            " UNION ALL SELECT visit.id, visit.led_here FROM chain JOIN visit ON visit.id = chain.led_here LIMIT ?)"
            f" SELECT {_COLUMNS} FROM chain CROSS JOIN visit ON visit.id = chain.id ORDER BY visit.id",
            (visit, MAX_CHAIN),
        ).fetchall()
        return _visits_from(db, rows)


def load_recently_read(
    db: Connection,
    *,
    limit: int,
    after: ArticleId | None = None,
    before: ArticleId | None = None,
    is_end: bool = False,
) -> tuple[ArticleSummary, ...]:
    """Give a window of what was read and is still in the library, what was opened last first.

    Args:
        db: the library.
        limit: how many at most.
        after: the article to go on from, towards those that were opened earlier; None for the beginning.
        before: the article to stop at, which gives the window that ends just before it.
        is_end: give the window that ends with what was opened first of all.
    """
    is_upwards = is_end or before is not None
    sign, order = (">", "ASC") if is_upwards else ("<", "DESC")
    edge = after if before is None else before
    with snapshot(db):
        ids = db.execute(
            "SELECT article_id FROM visit INDEXED BY last_visit WHERE is_last = 1"  # noqa: S608 constants
            f" AND id {sign} coalesce((SELECT id FROM visit WHERE article_id = ? AND is_last = 1), ?)"
            f" AND EXISTS (SELECT 1 FROM article WHERE article.id = article_id) ORDER BY id {order} LIMIT ?",
            (edge, _OLDEST if is_end else _NEWEST, limit),
        ).fetchall()
        rows = summaries_of(db, [number for (number,) in ids])
    found = tuple(rows[number] for (number,) in ids)
    return found[::-1] if is_upwards else found


def move_visits(db: Connection, kept: int, lost: int) -> None:
    """Let one article have the visits of another, which it turned out to be; within the caller's transaction."""
    db.execute(
        "UPDATE visit SET is_last = 0 WHERE is_last = 1 AND article_id IN (?, ?)"
        " AND id < (SELECT max(id) FROM visit WHERE article_id IN (?, ?))",
        (kept, lost, kept, lost),
    )
    db.execute("UPDATE visit SET article_id = ? WHERE article_id = ?", (kept, lost))


# An article that has gone is found by the headline alone.
_HAS_WORD = (
    f" AND instr(coalesce((SELECT {NAMED_BY}"  # noqa: S608 constants
    " FROM article WHERE article.id = visit.article_id), joined_tokens(visit.headline)), ?) > 0"
)


def _visits_from(db: Connection, rows: list[tuple[int, int, int, int | None, str, str]]) -> tuple[Visit, ...]:
    articles = summaries_of(db, {row[1] for row in rows})
    return tuple(_visit_from(row, articles.get(row[1])) for row in rows)


def _visit_from(row: tuple[int, int, int, int | None, str, str], article: ArticleSummary | None) -> Visit:
    number, article_id, opened_at, led_here, headline, url = row
    return Visit(
        id=VisitId(number),
        article_id=ArticleId(article_id),
        opened_at=moment_at(opened_at),
        headline=article.headline if article else headline,
        url=article.url if article else url,
        led_here=VisitId(led_here) if led_here is not None else None,
        row=article,
    )
