"""Keep what feeds and section pages list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from newsreader.model import Entry, SectionKey
from newsreader.store.codec import micros
from newsreader.store.connection import Connection, transaction
from newsreader.store.enclosures import save_enclosures
from newsreader.store.feedtexts import ReadText, save_feed_text
from newsreader.store.identity import add_addresses, known_id, list_in_section, united_id
from newsreader.store.listed import Row, rows_of
from newsreader.store.search_index import index_articles
from newsreader.store.sections import section_id
from newsreader.store.words import (
    COLUMNS,
    Words,
    filled,
    insert_words,
    load_words,
    sort_moment,
    update_words,
)

_AT_ONCE = (30, 10)  # rows of one INSERT: a third quicker than one by one; few sizes, as each is a statement of its own
_KNOWN = (
    "SELECT value, article_address.article_id, listing.section_id IS NOT NULL, has_text, "  # noqa: S608 constants
    f"{', '.join(f'article.{name}' for name in COLUMNS)}"
    " FROM json_each(?) CROSS JOIN article_address ON article_address.url = value"
    " LEFT JOIN article ON article.id = article_address.article_id"
    " LEFT JOIN listing ON listing.article_id = article_address.article_id AND listing.section_id = ?"
)


def save_entries(
    db: Connection,
    key: SectionKey,
    entries: Sequence[Entry],
    seen_at: datetime,
    read_text: ReadText = lambda _entry, _is_thorough: None,
    *,
    indexes: bool = True,
) -> int:
    """List entries in a section, as `save_rows` does."""
    return save_rows(db, key, rows_of(entries), seen_at, read_text, indexes=indexes)


def save_rows(
    db: Connection,
    key: SectionKey,
    rows: Sequence[Row],
    seen_at: datetime,
    read_text: ReadText = lambda _entry, _is_thorough: None,
    *,
    indexes: bool = True,
) -> int:
    """List entries in a section, all or none of them.

    An article known under the entry's address is that article, in one section more. Of an article whose text
    is here only what is empty is filled; of one known by a teaser the headline follows the publisher's too.
    What the section listed before stays.

    Args:
        db: the library.
        key: of the section.
        rows: in the publisher's order.
        seen_at: when they were fetched.
        read_text: reads the text that an entry carries; called for new and changed ones only.
        indexes: let searches find them at once; else `search_index.index_waiting` does it, which takes longer than
            listing them.

    Returns:
        How many articles are new to the library; one that returns after it was pruned is not.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        section = section_id(db, key)
        known = _load_known(db, section, rows)
        # From the last, so that of two published in one moment the publisher's first has the higher number.
        placed_rows = list(enumerate(rows))[::-1]
        new = _new_rows(placed_rows, known)
        numbers = dict(zip(new, _add_all(db, section, [(at, rows[at]) for at in new], micros(seen_at)), strict=True))
        others = 0
        is_as_known = True  # no two articles have become one since
        for position, row in placed_rows:
            number = numbers.get(position, _settled_id(row, known)) if is_as_known else None
            if number is None:
                is_as_known = is_as_known and not _are_two(db, row)
                number, is_new = _save_one(db, section, row, seen_at, position)
                others += is_new
            numbers[position] = number
            if row.entry is not None:
                _save_more(db, number, row.entry, read_text, seen_at)
        if new or others:
            db.execute("UPDATE section SET arrived_at = ? WHERE id = ?", (micros(seen_at), section))
        if indexes:
            index_articles(db, (numbers[position] for position, _ in placed_rows))
    return len(new) + others


class _Known(NamedTuple):
    """An article that an address leads to."""

    number: int
    is_listed: bool  # in the section
    has_text: bool
    words: Words | None  # None when it was pruned


def _load_known(db: Connection, section: int, rows: Sequence[Row]) -> dict[str, _Known]:
    """Give the articles that some addresses of rows lead to, by address."""
    addresses = dict.fromkeys(chain.from_iterable((row.story, row.spelled) for row in rows))
    found = db.execute(_KNOWN, (json.dumps(list(addresses)), section))
    return {
        address: _Known(number, is_listed, has_text, Words._make(words) if words[0] is not None else None)
        for address, number, is_listed, has_text, *words in found
    }


def _new_rows(placed_rows: Sequence[tuple[int, Row]], known: dict[str, _Known]) -> list[int]:
    """Give the positions of the rows that are articles nobody knows, and no row's before them."""
    taken: set[str] = set()
    new = []
    for position, row in placed_rows:
        if not (row.story in known or row.spelled in known or row.story in taken or row.spelled in taken):
            taken.add(row.story)
            new.append(position)
    return new


def _add_all(db: Connection, section: int, rows: Sequence[tuple[int, Row]], seen_at: int) -> Iterator[int]:
    """Make articles of rows that are new, given with their positions, and list them; gives their numbers."""
    (last,) = db.execute(
        "SELECT max((SELECT coalesce(max(id), 0) FROM article),"
        " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'article'), 0))"
    ).fetchone()
    numbers = range(last + 1, last + 1 + len(rows))
    moments = [sort_moment(row.words, seen_at, position) for position, row in rows]
    # Numbers never given before have no marks, so that all of it is known here.
    into = f"article ({', '.join(COLUMNS)}, id, first_seen_at, sort_at)"
    words = (row.words for _, row in rows)
    _insert(db, into, [(*each, number, seen_at, at) for each, number, at in zip(words, numbers, moments, strict=True)])
    addresses = [(row.story, number) for (_, row), number in zip(rows, numbers, strict=True)]
    _insert(db, "article_address (url, article_id)", addresses)
    places = [(section, at, number, 0, 0, 0) for number, at in zip(numbers, moments, strict=True)]
    _insert(db, "listing (section_id, sort_at, article_id, is_read, is_starred, is_later)", places)
    return iter(numbers)


def _insert(db: Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    start = 0
    while start < len(rows):
        size = next((each for each in _AT_ONCE if each <= len(rows) - start), len(rows) - start)
        some = rows[start : start + size]
        start += size
        marks = ", ".join([f"({', '.join('?' * len(some[0]))})"] * len(some))
        db.execute(f"INSERT INTO {into} VALUES {marks}", list(chain.from_iterable(some)))  # noqa: S608 constants


def _settled_id(row: Row, known: dict[str, _Known]) -> int | None:
    """Give the number of the article of a row that says nothing that is not in the library already."""
    article, second = known.get(row.story), known.get(row.spelled)
    article = article or second
    if article is None or article.words is None or not article.is_listed:
        return None
    if second is not None and second.number != article.number:
        return None
    return article.number if _merged(article.words, article.has_text, row.words) == article.words else None


def _merged(known: Words, has_text: bool, listed: Words) -> Words:
    words = filled(known, listed)
    return words if has_text or not listed.headline else words._replace(headline=listed.headline)


def _are_two(db: Connection, row: Row) -> bool:
    """Say whether two articles are known by the spellings of a row's address, which become one when it is saved."""
    story, spelled = known_id(db, row.story), known_id(db, row.spelled)
    return story is not None and spelled is not None and story != spelled


def _save_one(db: Connection, section: int, row: Row, seen_at: datetime, position: int) -> tuple[int, bool]:
    """Keep one row, whatever is known of it; gives its article's number and whether that is new."""
    number = united_id(db, row.story, row.spelled)
    known = load_words(db, number) if number is not None else None
    is_new = number is None
    if number is None or known is None:
        sort_at = sort_moment(row.words, micros(seen_at), position)
        number = insert_words(db, number, row.words, seen_at, sort_at)
        add_addresses(db, number, [row.story])
    elif (words := _merged(*known, row.words)) != known[0]:
        update_words(db, number, words)
    list_in_section(db, section, number)
    return number, is_new


def _save_more(db: Connection, number: int, entry: Entry, read_text: ReadText, seen_at: datetime) -> None:
    if entry.enclosures:
        save_enclosures(db, number, entry.enclosures)
    if entry.content:
        save_feed_text(db, number, entry, read_text, seen_at)
