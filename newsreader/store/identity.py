"""Which addresses are one article, and how two articles become one.

An address is kept as `twins.story_address` writes it, and belongs to one article for good: also when that
article is pruned, so that it is the same one when it returns. A library made before addresses were written so
may hold one twice, as it was spelled then with a second article; the two become one when met again.

A site's own word is believed only so far. Broken sites redirect dead links to their front page, or name one
canonical address on every page; taken at their word, all their articles would become one and be lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsreader.address import canonical_address, host_of, is_front_page
from newsreader.model import Article
from newsreader.store.connection import Connection
from newsreader.store.visits import move_visits
from newsreader.store.words import Words, filled, load_words, update_words
from newsreader.twins import story_address

_CUT_HEADLINE_CHARS = 20  # two headlines alike this far may be one that a list has cut short


def known_id(db: Connection, url: str) -> int | None:
    """Give the number of the article of an address as it is kept, pruned or not."""
    row = db.execute("SELECT article_id FROM article_address WHERE url = ?", (url,)).fetchone()
    return int(row[0]) if row else None


def united_id(db: Connection, story: str, spelled: str) -> int | None:
    """Give the number of the article of an address, as `known_id`; two that are known by it become one.

    Args:
        db: the library.
        story: the address as `twins.story_address` writes it.
        spelled: as `address.canonical_address` does.
    """
    number = known_id(db, story)
    second = known_id(db, spelled)
    if number is None or second in (None, number):
        return number if number is not None else second
    if load_words(db, number) is None:
        number, second = second, number
    if load_words(db, number) is not None:
        merge(db, number, second)
    return number


def add_addresses(db: Connection, article_id: int, urls: Iterable[str]) -> None:
    """Let an article be known under story addresses that are no other's."""
    db.executemany(
        "INSERT INTO article_address (url, article_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(url, article_id) for url in urls],
    )


def addresses_of(article: Article, asked: Iterable[str]) -> tuple[str, ...]:
    """Give the story addresses that may stand for an article, those it was asked under first."""
    believed = [*asked, article.url]
    if _is_same_site(article.canonical_url, article.url):
        believed.append(article.canonical_url)
    urls = dict.fromkeys(story_address(url) for url in believed if url)
    return tuple(url for url in urls if not is_front_page(url)) or tuple(urls)


def owners_of(db: Connection, article: Article, asked: Sequence[str], urls: Sequence[str]) -> tuple[int, ...]:
    """Give the numbers of the articles that one just read turns out to be; several are to be merged.

    What was read belongs to the address it was read from. That a link led there, or that the page calls
    another address its own, makes two known articles one only when a headline agrees too.

    Args:
        db: the library.
        article: as read.
        asked: the addresses it was asked under.
        urls: what `addresses_of` gave for both.

    Returns:
        Those in the library before pruned ones, those asked for before the others.
    """
    read_from = story_address(article.url)
    only_claimed = {story_address(article.canonical_url)} - {read_from, *map(story_address, asked)}
    as_spelled = [canonical_address(url) for url in (*asked, article.url) if url]
    by_url = {url: number for url in (*urls, *as_spelled) if (number := known_id(db, url)) is not None}
    led_here = [number for url, number in by_url.items() if url not in only_claimed]
    certain = by_url.get(read_from, led_here[0] if led_here else None)
    headlines = [article.headline]
    if certain is not None and (words := load_words(db, certain)):
        headlines.append(words[0].headline)
    living, pruned = [], []
    for number in dict.fromkeys(by_url.values()):
        found = load_words(db, number)
        if found is None and number in led_here:
            pruned.append(number)
        elif found and (number == certain or any(is_same_story(found[0].headline, each) for each in headlines)):
            living.append(number)
    return (*living, *pruned)


def is_same_story(one: str, other: str) -> bool:
    """Say whether two headlines may be one article's: equal but for case and marks, or one cut short."""
    first, second = sorted((_letters(one), _letters(other)), key=len)
    return (bool(first) and first == second) or (len(first) >= _CUT_HEADLINE_CHARS and second.startswith(first))


def merge(db: Connection, kept: int, lost: int) -> None:
    """Make two articles one: in the sections of both, marked as either was.

    The kept one must be in the library; the lost one may have been pruned.
    """
    db.execute(
        "INSERT INTO mark (article_id, is_read, is_starred, is_later, read_at, starred_at, later_at, anchor)"
        " SELECT ?, is_read, is_starred, is_later, read_at, starred_at, later_at, anchor FROM mark WHERE article_id = ?"
        " ON CONFLICT (article_id) DO UPDATE SET"
        " is_read = max(is_read, excluded.is_read), is_starred = max(is_starred, excluded.is_starred),"
        " is_later = max(is_later, excluded.is_later), read_at = coalesce(read_at, excluded.read_at),"
        " starred_at = coalesce(starred_at, excluded.starred_at), later_at = coalesce(later_at, excluded.later_at),"
        " anchor = coalesce(nullif(anchor, ''), excluded.anchor)",
        (kept, lost),
    )
    sections = db.execute("SELECT section_id FROM listing WHERE article_id = ?", (lost,)).fetchall()
    for (section,) in sections:
        list_in_section(db, section, kept)
    _unite_words(db, kept, lost)
    db.execute("UPDATE article_address SET article_id = ? WHERE article_id = ?", (kept, lost))
    db.execute("UPDATE page SET article_id = ? WHERE article_id = ?", (kept, lost))
    db.execute("UPDATE OR IGNORE enclosure SET article_id = ? WHERE article_id = ?", (kept, lost))
    db.execute("UPDATE OR IGNORE picture_use SET article_id = ? WHERE article_id = ?", (kept, lost))
    move_visits(db, kept, lost)
    db.execute("DELETE FROM article WHERE id = ?", (lost,))
    db.execute("DELETE FROM mark WHERE article_id = ?", (lost,))


def list_in_section(db: Connection, section: int, article_id: int) -> None:
    """Let a section list an article of the library; nothing happens when it does already."""
    db.execute(
        "INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred, is_later)"
        " SELECT ?, sort_at, id, coalesce(is_read, 0), coalesce(is_starred, 0), coalesce(is_later, 0)"
        " FROM article LEFT JOIN mark ON mark.article_id = id WHERE id = ? ON CONFLICT DO NOTHING",
        (section, article_id),
    )


def _unite_words(db: Connection, kept: int, lost: int) -> None:
    ours, theirs = load_words(db, kept), load_words(db, lost)
    if ours is None or theirs is None:
        return
    update_words(db, kept, _better(ours, theirs))
    if theirs[1] and not ours[1]:
        db.execute("UPDATE article_text SET article_id = ? WHERE article_id = ?", (kept, lost))
        db.execute("UPDATE related SET article_id = ? WHERE article_id = ?", (kept, lost))
        db.execute("UPDATE revision SET article_id = ? WHERE article_id = ?", (kept, lost))
        db.execute(
            "UPDATE article SET has_text = 1, minutes = (SELECT minutes FROM article WHERE id = ?) WHERE id = ?",
            (lost, kept),
        )


def _better(ours: tuple[Words, bool], theirs: tuple[Words, bool]) -> Words:
    """Fill words from another article's; those that come with a text are better than a teaser's."""
    if theirs[1] and not ours[1]:
        return filled(theirs[0], ours[0])
    return filled(ours[0], theirs[0])


def _is_same_site(claimed: str, url: str) -> bool:
    """Say whether an address names the host of another, or one above or below it: "www.", "m.", "amp."."""
    mine, its = (host_of(address).removeprefix("www.") for address in (claimed, url))
    return bool(mine and its) and (mine == its or mine.endswith(f".{its}") or its.endswith(f".{mine}"))


def _letters(headline: str) -> str:
    return "".join(character for character in headline.casefold() if character.isalnum())
