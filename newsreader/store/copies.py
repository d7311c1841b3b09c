"""Copies of one story at several addresses: one article, that knows the other texts and where they stand.

Of each copy its words, text and pages are kept, and what it was as an article of its own: nothing is lost, and
`split_copy` makes it one again.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple

from newsreader.address import canonical_address
from newsreader.model import Article, ArticleId, OtherSource
from newsreader.store.codec import micros
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.identity import list_in_section, merge
from newsreader.store.pages import COLUMNS
from newsreader.store.prepared import Prepared
from newsreader.store.words import Words, load_words, update_words, words_of_article
from newsreader.twins import story_address

_MARK = "is_read, is_starred, read_at, starred_at, anchor, is_later, later_at"


class Split(NamedTuple):
    """Two articles that were one."""

    own: ArticleId  # of what was a copy
    kept: ArticleId  # of what it was a copy of


def are_apart(db: Connection, one: int, other: int) -> bool:
    """Say whether the person has taken two articles apart."""
    pair = (min(one, other), max(one, other))
    return db.execute("SELECT 1 FROM apart WHERE article_id = ? AND other_id = ?", pair).fetchone() is not None


def merge_copy(db: Connection, kept: int, lost: int) -> None:
    """Make a copy a part of the article it is a copy of; both have their texts. Call inside a transaction."""
    words = Words(
        *db.execute(f"SELECT {', '.join(Words._fields)} FROM article WHERE id = ?", (lost,)).fetchone()  # noqa: S608
    )
    url = story_address(words.url)
    db.execute(
        "INSERT OR REPLACE INTO copy (article_id, url, words, known_as, fetched_at, body)"
        " SELECT ?, ?, ?, ?, fetched_at, body FROM article_text WHERE article_id = ?",
        (kept, url, json.dumps(words, ensure_ascii=False), json.dumps(_known_as(db, kept, lost)), lost),
    )
    db.execute(
        f"INSERT INTO copy_page (article_id, copy_url, {COLUMNS}) SELECT ?, ?, {COLUMNS} FROM page"  # noqa: S608 constants
        " WHERE article_id = ? ORDER BY id",
        (kept, url, lost),
    )
    db.execute("DELETE FROM page WHERE article_id = ?", (lost,))
    for table in ("copy", "copy_page"):  # it may have had copies itself
        db.execute(f"UPDATE {table} SET article_id = ? WHERE article_id = ?", (kept, lost))  # noqa: S608 constants
    own_words = load_words(db, kept)
    merge(db, kept, lost)
    if own_words:
        update_words(db, kept, own_words[0])  # what its page does not say, the copy's does not say of it


def save_as_copy(db: Connection, article_id: int, article: Article, prepared: Prepared, fetched_at: datetime) -> bool:
    """Keep what was read at the address of a copy with it, and not in the place of the article's own text.

    Returns:
        Whether it was one; otherwise nothing is done.
    """
    url = story_address(article.url)
    cursor = db.execute(
        "UPDATE copy SET words = ?, fetched_at = ?, body = ? WHERE url = ? AND article_id = ?",
        (
            json.dumps(words_of_article(article), ensure_ascii=False),
            micros(fetched_at),
            prepared.body,
            url,
            article_id,
        ),
    )
    if not cursor.rowcount:
        return False
    db.execute("DELETE FROM copy_page WHERE article_id = ? AND copy_url = ?", (article_id, url))
    db.executemany(
        f"INSERT INTO copy_page (article_id, copy_url, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        [(article_id, url, *page) for page in prepared.pages],
    )
    return True


def load_other_sources(db: Connection, article_id: ArticleId) -> tuple[OtherSource, ...]:
    """Give where else an article stands, in the order it was found there."""
    with snapshot(db):
        rows = db.execute("SELECT words FROM copy WHERE article_id = ? ORDER BY id", (article_id,)).fetchall()
    return tuple(
        OtherSource(url=words.url, site=words.site, headline=words.headline)
        for words in (_words_from(row[0]) for row in rows)
    )


def split_copy(db: Connection, address: str) -> Split | None:
    """Make the copy at an address an article of its own again, as it was, for good; None when there is no such copy."""
    url = story_address(address)
    with transaction(db):
        row = db.execute("SELECT article_id, words, known_as FROM copy WHERE url = ?", (url,)).fetchone()
        if row is None:
            return None
        article_id, words, known_as = int(row[0]), _words_from(row[1]), json.loads(row[2])
        number = int(known_as["id"])
        db.execute(
            f"INSERT INTO article (id, first_seen_at, sort_at, has_text, {', '.join(Words._fields)})"  # noqa: S608
            f" VALUES (?, ?, ?, 0, {', '.join('?' * len(words))})",
            (number, known_as["first_seen_at"], known_as["sort_at"], *words),
        )
        _give_back(db, article_id, number, url, known_as)
        db.execute("DELETE FROM copy_page WHERE article_id = ? AND copy_url = ?", (article_id, url))
        db.execute("DELETE FROM copy WHERE url = ?", (url,))
        db.execute("INSERT OR IGNORE INTO apart VALUES (?, ?)", (min(article_id, number), max(article_id, number)))
    return Split(own=ArticleId(number), kept=ArticleId(article_id))


def _give_back(db: Connection, article_id: int, number: int, url: str, known_as: dict[str, Any]) -> None:
    """Give a copy back its text, pages, addresses, sections and marks."""
    db.execute(
        "INSERT INTO article_text (article_id, body, fetched_at) SELECT ?, body, fetched_at FROM copy WHERE url = ?",
        (number, url),
    )
    db.execute("UPDATE article SET has_text = 1 WHERE id = ?", (number,))
    pages = db.execute(
        f"SELECT {COLUMNS} FROM copy_page WHERE article_id = ? AND copy_url = ? ORDER BY id",  # noqa: S608 constants
        (article_id, url),
    ).fetchall()
    db.executemany(
        f"INSERT OR IGNORE INTO page (url, article_id, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        [(canonical_address(page[0]), number, *page) for page in pages],
    )
    db.executemany(
        "UPDATE article_address SET article_id = ? WHERE url = ?", [(number, each) for each in known_as["addresses"]]
    )
    if known_as["mark"] is not None:
        db.execute(
            f"INSERT OR REPLACE INTO mark (article_id, {_MARK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 constants
            (number, *known_as["mark"]),
        )
    for section, was_only_its in known_as["sections"]:
        if db.execute("SELECT 1 FROM section WHERE id = ? AND removal_id IS NULL", (section,)).fetchone():
            list_in_section(db, section, number)
        if was_only_its:
            db.execute("DELETE FROM listing WHERE article_id = ? AND section_id = ?", (article_id, section))


def _known_as(db: Connection, kept: int, lost: int) -> dict[str, Any]:
    """Write down what an article was before it became a part of another."""
    first_seen_at, sort_at = db.execute("SELECT first_seen_at, sort_at FROM article WHERE id = ?", (lost,)).fetchone()
    sections = db.execute(
        "SELECT section_id, section_id NOT IN (SELECT section_id FROM listing WHERE article_id = ?)"
        " FROM listing WHERE article_id = ? AND section_id <> 0",
        (kept, lost),
    ).fetchall()
    mark = db.execute(f"SELECT {_MARK} FROM mark WHERE article_id = ?", (lost,)).fetchone()  # noqa: S608 constants
    addresses = db.execute("SELECT url FROM article_address WHERE article_id = ?", (lost,)).fetchall()
    return {
        "id": lost,
        "first_seen_at": first_seen_at,
        "sort_at": sort_at,
        "addresses": [url for (url,) in addresses],
        "sections": sections,
        "mark": mark,
    }


def _words_from(text: str) -> Words:
    return Words(*json.loads(text))
