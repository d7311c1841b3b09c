"""Keep what feeds and section pages list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from newsreader.model import Entry, SectionKey
from newsreader.store.codec import micros
from newsreader.store.connection import Connection, transaction
from newsreader.store.enclosures import save_enclosures
from newsreader.store.feedtexts import ReadText, save_feed_text
from newsreader.store.identity import add_addresses, list_in_section, united_id
from newsreader.store.search_index import index_articles
from newsreader.store.sections import section_id
from newsreader.store.words import filled, insert_words, load_words, sort_moment, update_words, words_of_entry
from newsreader.twins import story_address


def save_entries(
    db: Connection,
    key: SectionKey,
    entries: Sequence[Entry],
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
        entries: in the publisher's order.
        seen_at: when they were fetched.
        read_text: reads the text that an entry carries; called for new and changed ones only.
        indexes: let searches find them at once; else `search_index.index_waiting` does it, which takes longer than
            listing them.

    Returns:
        How many articles are new to the library; one that returns after it was pruned is not.

    Raises:
        NotFoundError: there is no such section.
    """
    new = 0
    numbers = []
    with transaction(db):
        section = section_id(db, key)
        # From the last, so that of two published in one moment the publisher's first has the higher number.
        for position, entry in reversed(list(enumerate(entries))):
            number = united_id(db, entry.url)
            known = load_words(db, number) if number is not None else None
            if number is None or known is None:
                new += number is None
                number = _add(db, number, entry, seen_at, position)
            else:
                words = filled(known[0], words_of_entry(entry))
                has_text = known[1]
                if not has_text and entry.headline:
                    words = words._replace(headline=entry.headline)
                if words != known[0]:
                    update_words(db, number, words)
            list_in_section(db, section, number)
            if entry.enclosures:
                save_enclosures(db, number, entry.enclosures)
            if entry.content:
                save_feed_text(db, number, entry, read_text, seen_at)
            numbers.append(number)
        if new:
            db.execute("UPDATE section SET arrived_at = ? WHERE id = ?", (micros(seen_at), section))
        if indexes:
            index_articles(db, numbers)
    return new


def _add(db: Connection, number: int | None, entry: Entry, seen_at: datetime, position: int) -> int:
    sort_at = sort_moment(entry.published, entry.dateline, seen_at, position)
    number = insert_words(db, number, words_of_entry(entry), seen_at, sort_at)
    add_addresses(db, number, [story_address(entry.url)])
    return number
