"""Whether the library file is whole and what is kept twice in it agrees, and making again what can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsreader.errors import DamagedLibraryError, ReadOnlyLibraryError, StoreError
from newsreader.model import ArticleId
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.packing import unpack, unpack_body

_MOST_COMPLAINTS = 20  # of SQLite's own; the first says enough


@dataclass(frozen=True, slots=True)
class Agreement:
    """Something that is kept twice, or follows from something else."""

    name: str  # in words, as the person is told it
    differing: str  # a query for the number of those that do not agree
    repairs: tuple[str, ...]  # statements that make it again


_RECOUNTED = (
    "(SELECT section.id AS id, count(article_id) AS total, coalesce(sum(is_read = 0), 0) AS unread,"
    " coalesce(sum(is_starred), 0) AS starred, coalesce(sum(is_later), 0) AS later"
    " FROM section LEFT JOIN listing ON section_id = section.id"
    " GROUP BY section.id) AS found"
)
_ADDED_UP = (
    "(SELECT section.id AS id, coalesce(sum(kept.text_bytes > 0), 0) AS texts,"
    " coalesce(sum(kept.text_bytes), 0) AS text_bytes, coalesce(sum(kept.page_bytes), 0) AS page_bytes,"
    " coalesce(sum(kept.picture_bytes), 0) AS picture_bytes"
    " FROM section LEFT JOIN listing ON section_id = section.id"
    " LEFT JOIN article_kept AS kept ON kept.article_id = listing.article_id GROUP BY section.id) AS found"
)
_MEASURED = (
    "(SELECT article.id AS id, coalesce(length(body), 0) AS text_bytes, coalesce(fetched_at, 0) AS text_fetched_at,"
    " coalesce((SELECT sum(length(page.body)) FROM page WHERE page.article_id = article.id), 0) AS page_bytes,"
    " coalesce((SELECT sum(size_bytes) FROM picture_use JOIN picture ON picture.id = picture_id"
    " WHERE picture_use.article_id = article.id), 0) AS picture_bytes"
    " FROM article LEFT JOIN article_text ON article_text.article_id = article.id) AS found"
    " LEFT JOIN article_kept AS kept ON kept.article_id = found.id"
    " WHERE coalesce(kept.text_bytes, 0) <> found.text_bytes OR coalesce(kept.page_bytes, 0) <> found.page_bytes"
    " OR coalesce(kept.picture_bytes, 0) <> found.picture_bytes"
    " OR coalesce(kept.text_fetched_at, 0) <> found.text_fetched_at"
)
_UNLISTED = (
    "FROM article LEFT JOIN mark ON mark.article_id = id WHERE NOT EXISTS"
    " (SELECT 1 FROM listing WHERE article_id = article.id AND section_id = 0)"
)
_CLAIM = "has_text <> EXISTS (SELECT 1 FROM article_text WHERE article_id = article.id)"


def _of_sections(what: str, names: tuple[str, ...], found: str) -> Agreement:
    differ = " OR ".join(f"section.{name} <> found.{name}" for name in names)
    changes = ", ".join(f"{name} = found.{name}" for name in names)
    return Agreement(
        f"sections whose {what} are not right",
        f"SELECT count(*) FROM section JOIN {found} USING (id) WHERE {differ}",  # noqa: S608 constants
        (f"UPDATE section SET {changes} FROM {found} WHERE found.id = section.id",),  # noqa: S608 constants
    )


# In this order: what is made again later follows from what is made again before.
AGREEMENTS = (
    Agreement(
        "articles missing from the list of all articles",
        f"SELECT count(*) {_UNLISTED}",
        (
            "INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred, is_later)"
            f" SELECT 0, sort_at, id, coalesce(is_read, 0), coalesce(is_starred, 0), coalesce(is_later, 0) {_UNLISTED}",
        ),
    ),
    Agreement(
        "rows of lists whose marks are not those of their articles",
        "SELECT count(*) FROM listing LEFT JOIN mark USING (article_id)"
        " WHERE listing.is_read <> coalesce(mark.is_read, 0) OR listing.is_starred <> coalesce(mark.is_starred, 0)"
        " OR listing.is_later <> coalesce(mark.is_later, 0)",
        (
            "UPDATE listing SET is_read = mark.is_read, is_starred = mark.is_starred, is_later = mark.is_later"
            " FROM mark WHERE mark.article_id = listing.article_id"
            " AND (listing.is_read <> mark.is_read OR listing.is_starred <> mark.is_starred"
            " OR listing.is_later <> mark.is_later)",
            "UPDATE listing SET is_read = 0, is_starred = 0, is_later = 0"
            " WHERE (is_read OR is_starred OR is_later) AND article_id NOT IN (SELECT article_id FROM mark)",
        ),
    ),
    Agreement(
        "articles that claim a text they have not, or do not know of theirs",
        f"SELECT count(*) FROM article WHERE {_CLAIM}",  # noqa: S608 constants
        (f"UPDATE article SET has_text = NOT has_text WHERE {_CLAIM}",),  # noqa: S608 constants
    ),
    Agreement(
        "articles whose sizes are not right",
        f"SELECT count(*) FROM {_MEASURED}",  # noqa: S608 constants
        (
            "INSERT INTO article_kept (article_id, text_bytes, page_bytes, picture_bytes, text_fetched_at)"  # noqa: S608
            " SELECT found.id, found.text_bytes, found.page_bytes, found.picture_bytes, found.text_fetched_at"
            f" FROM {_MEASURED} ON CONFLICT (article_id) DO UPDATE SET text_bytes = excluded.text_bytes,"
            " page_bytes = excluded.page_bytes, picture_bytes = excluded.picture_bytes,"
            " text_fetched_at = excluded.text_fetched_at",
        ),
    ),
    _of_sections("counts", ("total", "unread", "starred", "later"), _RECOUNTED),
    _of_sections("sizes", ("texts", "text_bytes", "page_bytes", "picture_bytes"), _ADDED_UP),
)


def complaints_of_sqlite(db: Connection, *, is_quick: bool = False) -> tuple[str, ...]:
    """Let SQLite look through the file; gives what it complains of.

    Args:
        db: the library.
        is_quick: without comparing indexes with their tables.

    Raises:
        DamagedLibraryError: it cannot even be looked through.
    """
    with snapshot(db):
        pragma = "quick_check" if is_quick else "integrity_check"
        rows = [row[0] for row in db.execute(f"PRAGMA {pragma}({_MOST_COMPLAINTS})")]
        if rows != ["ok"]:
            return tuple(rows)
        strays = [table for (table, *_) in db.execute("PRAGMA foreign_key_check")]
    return tuple(f"{strays.count(table)} rows of {table} belong to nothing" for table in dict.fromkeys(strays))


def mend_indexes(db: Connection) -> None:
    """Make the indexes of all tables again."""
    with transaction(db):
        db.execute("REINDEX")


def is_search_index_whole(db: Connection) -> bool:
    """Say whether the index of searches is whole and counts its documents rightly."""
    try:
        with transaction(db):
            db.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
            counted = db.execute("SELECT count(*) FROM search_document WHERE article_id IS NOT NULL").fetchone()
            return bool(counted == db.execute("SELECT documents FROM search_state").fetchone())
    except ReadOnlyLibraryError:
        return True  # as far as can be told: SQLite looks only where it may write
    except DamagedLibraryError:
        return False


def let_search_index_be_made_anew(db: Connection) -> None:
    """Let whoever indexes next begin anew: no words are read as that version says."""
    with transaction(db):
        db.execute("UPDATE search_state SET tokens_version = -1")


def count_differing(db: Connection, agreement: Agreement) -> int:
    """Count what does not agree."""
    with snapshot(db):
        return int(db.execute(agreement.differing).fetchone()[0])


def mend(db: Connection, agreement: Agreement) -> None:
    """Make again what follows from something else."""
    with transaction(db):
        for statement in agreement.repairs:
            db.execute(statement)


def damaged_texts(db: Connection, after: int, *, limit: int) -> tuple[int | None, tuple[ArticleId, ...]]:
    """Unpack some texts; gives the article to go on from, None at the end, and those whose text is damaged."""
    return _damaged(
        db,
        "SELECT article_id, body FROM article_text WHERE article_id > ? ORDER BY article_id LIMIT ?",
        unpack_body,
        after,
        limit,
    )


def damaged_pages(db: Connection, after: int, *, limit: int) -> tuple[int | None, tuple[ArticleId, ...]]:
    """Unpack some pages; gives the page to go on from, None at the end, and the numbers of those that are damaged."""
    return _damaged(db, "SELECT id, body FROM page WHERE id > ? ORDER BY id LIMIT ?", unpack, after, limit)


def drop_page(db: Connection, page: int) -> None:
    """Let a damaged page go; it is fetched again when its article is."""
    with transaction(db):
        db.execute("DELETE FROM page WHERE id = ?", (page,))


def drop_text(db: Connection, article_id: ArticleId) -> None:
    """Let a damaged text go: the article is a teaser again, and is fetched when it is opened."""
    with transaction(db):
        db.execute("DELETE FROM article_text WHERE article_id = ?", (article_id,))
        db.execute("UPDATE article SET has_text = 0 WHERE id = ?", (article_id,))


def _damaged(
    db: Connection, query: str, read: Callable[[bytes], object], after: int, limit: int
) -> tuple[int | None, tuple[ArticleId, ...]]:
    with snapshot(db):
        rows = db.execute(query, (after, limit)).fetchall()
    damaged = []
    for number, body in rows:
        try:
            read(body)
        except StoreError:
            damaged.append(ArticleId(number))
    return (rows[-1][0] if len(rows) == limit else None), tuple(damaged)
