"""What searches look in, kept in step with the articles.

The documents are parted into periods of time, `PERIOD_DOCUMENTS` each where that can be had, and each word is kept
with the code of its period before it: "01fdrone". A search asks one period after the other, newest first, and stops
when it has enough: so a word that half of a million articles contain costs what it costs in one period, and so do a
prefix and the ranking, which FTS5 always reads to the end. Periods grow at their ends and never overlap; one that
more is put into afterwards than is good for it lets the index be made anew.

How the words of a text are told apart is `newsreader.tokens`; the tokenizer of FTS5 only splits at blanks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from newsreader.address import host_of
from newsreader.errors import StoreError
from newsreader.store.budget import Budget
from newsreader.store.codec import names_from_json
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.packing import unpack_text
from newsreader.store.schema import WHOLE_LIBRARY
from newsreader.tokens import token_texts

TOKENS_VERSION = 1  # of how words are read; when it changes, every library is indexed anew
PERIOD_DOCUMENTS = 4_000  # the words of a period are kept once more, so that smaller ones make a larger index
_MOST_IN_A_PERIOD = 16 * PERIOD_DOCUMENTS
_MAX_BODY_CHARS = 1_000_000  # of a text; more is no article
_FEW = 8  # articles between two looks at the clock
_FEW_WORDS = 100_000  # an index is not made anew for these
_MAX_DEAD_SHARE = 0.25  # of the words in the index; above, it is made anew

EVERY, SITE, LANG, HAS_IMAGE, IS_CACHED = "·all", "·s·", "·l·", "·image", "·cached"  # no word has such a point


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexProgress:
    """How much of the library searches look in."""

    indexed: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing waits."""
        return self.indexed >= self.total


class _Document(NamedTuple):
    """The words of an article by the columns of `search_index`."""

    body: list[str]
    headline: list[str]
    byline: list[str]
    place: list[str]
    agency: list[str]
    facts: list[str]


def index_articles(db: Connection, ids: Iterable[int]) -> None:
    """Bring the index up to date on articles just changed; called within the transaction that changed them."""
    with transaction(db):
        waiting = [
            number
            for number in ids
            if db.execute("DELETE FROM search_pending WHERE article_id = ?", (number,)).rowcount
        ]
        _index(db, waiting)


def index_waiting(db: Connection, *, for_s: float) -> bool:
    """Index what still waits, newest first, for about so many seconds; say whether there is more.

    Each call is one transaction: a kill loses only its work, and the next goes on where it began.
    """
    budget = Budget(for_s)
    with transaction(db):
        _begin_anew_where_needed(db)
        while True:
            waiting = [row[0] for row in db.execute("SELECT article_id FROM search_pending LIMIT ?", (_FEW,))]
            if waiting:
                index_articles(db, waiting)
            elif not _index_backlog(db):
                return False
            if budget.is_spent:
                return True


def index_progress(db: Connection) -> IndexProgress:
    """Say how many articles are indexed."""
    with snapshot(db):
        indexed, total = db.execute(
            "SELECT documents, total FROM search_state CROSS JOIN section WHERE section.id = 0"
        ).fetchone()
    return IndexProgress(indexed=indexed, total=total)


def has_waiting(db: Connection) -> bool:
    """Say whether there is something to index."""
    (is_waiting,) = db.execute(
        "SELECT EXISTS (SELECT 1 FROM search_pending)"
        " OR EXISTS (SELECT 1 FROM listing WHERE section_id = ? AND (sort_at, article_id) < (?, ?))",
        (WHOLE_LIBRARY, *_backlog_place(db)),
    ).fetchone()
    return bool(is_waiting) or _is_spent(db)


def period_code(period_id: int) -> str:
    """Give what stands before each word of a period."""
    return f"{period_id:03x}"


def _index(db: Connection, ids: Iterable[int]) -> None:
    # The index itself comes last: what is written between two of its rows sends the first to the disk alone.
    rows = [row for number in ids if (row := _documented(db, number)) is not None]
    db.executemany(
        "INSERT INTO search_index (rowid, body, headline, byline, place, agency, facts) VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _documented(db: Connection, article_id: int) -> tuple[int | str, ...] | None:
    """Make an article's document, the one it had counts no more; give its row of the index, None for no article."""
    row = db.execute(
        "SELECT url, headline, byline, place, agency, summary, lang, site, image_url, has_text, sort_at FROM article"
        " WHERE id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    *words, sort_at = row
    document = _document_of(_text_of(db, article_id), *words)
    db.execute("UPDATE search_document SET article_id = NULL WHERE article_id = ?", (article_id,))
    period_id = _period_for(db, sort_at)
    number = db.execute(
        "INSERT INTO search_document (article_id, period_id, sort_at, words) VALUES (?, ?, ?, ?)",
        (article_id, period_id, sort_at, sum(map(len, document))),
    ).lastrowid
    assert number is not None  # an INSERT has one
    code = period_code(period_id)
    return (number, *(code + f" {code}".join(column) if column else "" for column in document))


def _text_of(db: Connection, article_id: int) -> str:
    """Give an article's text, "" where there is none; a damaged one must not keep the others from being found."""
    row = db.execute("SELECT body FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        return ""
    try:
        return unpack_text(row[0])[:_MAX_BODY_CHARS]
    except StoreError:
        return ""


def _document_of(
    text: str,
    url: str,
    headline: str,
    byline: str,
    place: str,
    agency: str,
    summary: str,
    lang: str,
    site: str,
    image_url: str,
    has_text: int,
) -> _Document:
    languages = lang.lower().replace("_", "-").split("-")[:2]
    facts = [EVERY, *(f"{SITE}{word}" for word in token_texts(f"{host_of(url)} {site}"))]
    facts += [f"{LANG}{code}" for code in dict.fromkeys((languages[0], "".join(languages))) if code.isalnum()]
    facts += [HAS_IMAGE] * bool(image_url) + [IS_CACHED] * bool(has_text)
    return _Document(
        body=token_texts(text or summary),
        headline=token_texts(headline),
        byline=token_texts(" ".join(names_from_json(byline))),
        place=token_texts(place),
        agency=token_texts(agency),
        facts=facts,
    )


def _period_for(db: Connection, at: int) -> int:
    """Give the period a document goes to: the one round its moment, else the end of one with room, else a new one."""
    neighbours = db.execute(
        "SELECT * FROM (SELECT id, first_at, last_at, documents FROM search_period WHERE first_at <= ?1"
        " ORDER BY first_at DESC LIMIT 1) UNION ALL"
        " SELECT * FROM (SELECT id, first_at, last_at, documents FROM search_period WHERE first_at > ?1"
        " ORDER BY first_at LIMIT 1)",
        (at,),
    ).fetchall()
    for number, first_at, last_at, documents in neighbours:
        if first_at <= at <= last_at or documents < PERIOD_DOCUMENTS:
            db.execute(
                "UPDATE search_period SET first_at = min(first_at, ?1), last_at = max(last_at, ?1),"
                " documents = documents + 1 WHERE id = ?2",
                (at, number),
            )
            return int(number)
    new = db.execute("INSERT INTO search_period (first_at, last_at, documents) VALUES (?, ?, 1)", (at, at))
    assert new.lastrowid is not None  # an INSERT has one
    return new.lastrowid


def _index_backlog(db: Connection) -> bool:
    """Index a few articles that were there before the index was; say whether there were any."""
    rows = db.execute(
        "SELECT place.sort_at, place.article_id, number FROM"
        " (SELECT sort_at, article_id FROM listing WHERE section_id = ? AND (sort_at, article_id) < (?, ?)"
        " ORDER BY sort_at DESC, article_id DESC LIMIT ?) AS place"
        " LEFT JOIN search_document ON search_document.article_id = place.article_id",
        (WHOLE_LIBRARY, *_backlog_place(db), _FEW),
    ).fetchall()
    _index(db, [article_id for _, article_id, number in rows if number is None])
    place = rows[-1][:2] if rows else (-(2**63), 0)
    db.execute("UPDATE search_state SET backlog_at = ?, backlog_id = ?", place)
    return bool(rows)


def _backlog_place(db: Connection) -> tuple[int, int]:
    place: tuple[int, int] = db.execute("SELECT backlog_at, backlog_id FROM search_state").fetchone()
    return place


def _begin_anew_where_needed(db: Connection) -> None:
    """Empty an index of which too much counts no more, or whose words or periods are not as they should be."""
    if not _is_spent(db):
        return
    db.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    db.execute("DELETE FROM search_document")
    db.execute("DELETE FROM search_period")
    db.execute("DELETE FROM search_pending")
    db.execute(
        "UPDATE search_state SET tokens_version = ?, documents = 0, words = 0, dead_words = 0,"
        " made_for = (SELECT total FROM section WHERE id = ?), backlog_at = ?, backlog_id = ?",
        (TOKENS_VERSION, WHOLE_LIBRARY, 2**63 - 1, 2**63 - 1),
    )


def _is_spent(db: Connection) -> bool:
    return bool(
        db.execute(
            "SELECT tokens_version <> ? OR dead_words > ? + (words + dead_words) * ?"
            " OR ((SELECT max(documents) FROM search_period) > ? AND documents > 2 * made_for) FROM search_state",
            (TOKENS_VERSION, _FEW_WORDS, _MAX_DEAD_SHARE, _MOST_IN_A_PERIOD),
        ).fetchone()[0]
    )
