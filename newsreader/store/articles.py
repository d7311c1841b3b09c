"""Articles with their text: keep them, find them by any of their addresses, give them back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from newsreader.address import canonical_address
from newsreader.minutes import reading_minutes
from newsreader.model import Article, ArticleId, ArticleSummary, Page, RelatedLink
from newsreader.samestory import are_copies
from newsreader.store.codec import (
    dateline_columns,
    dateline_from,
    from_micros,
    micros,
    moment_at,
    names_from_json,
)
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.copies import are_apart, merge_copy, save_as_copy
from newsreader.store.enclosures import load_enclosures
from newsreader.store.identity import add_addresses, addresses_of, merge, owners_of
from newsreader.store.packing import unpack_body
from newsreader.store.pages import save_pages
from newsreader.store.prepared import Prepared, prepare
from newsreader.store.revisions import keep_revision
from newsreader.store.search_index import index_articles
from newsreader.store.sketches import candidates_for, save_sketch
from newsreader.store.words import (
    filled,
    insert_words,
    load_words,
    sort_moment,
    update_words,
    words_of_article,
    words_of_summary,
)
from newsreader.twins import story_address


def save_article(
    db: Connection,
    article: Article,
    page: Page | None,
    at: datetime,
    *,
    addresses: Iterable[str] = (),
    more_pages: Sequence[Page] = (),
    extractor: int = 0,
    prepared: Prepared | None = None,
    listed: ArticleSummary | None = None,
    indexes: bool = True,
) -> ArticleId:
    """Keep an article read from its page, with its related links and the page itself.

    Its words replace what was known of it; where it says nothing, a teaser's words stay. When its addresses
    belong to two articles of the library whose headlines agree, those become one.

    Args:
        db: the library.
        article: as read.
        page: what it was read from; None when it came without one.
        at: now.
        addresses: what it was asked under, before redirects.
        more_pages: what else it was read from, in reading order.
        extractor: the version that read it; 0 for an early one.
        prepared: what `prepare` gives of the article and its pages; None to have it made while the library waits.
        listed: as lists had it when its page was asked for; where a prune was quicker, it comes back with these words
            and in this place.
        indexes: as of `entries.save_entries`.

    Returns:
        Its number: that of the article asked for, unless that turned out to be another story.
    """
    asked = (*addresses, page.url if page else "")
    prepared = prepared or prepare(article, (page, *more_pages) if page else ())
    with transaction(db):
        number = _united_by_address(db, article, asked, at, listed)
        fetched_at = page.fetched_at if page else at
        if save_as_copy(db, number, article, prepared, fetched_at):
            return ArticleId(number)
        number = _save_whole(db, number, article, prepared, fetched_at, extractor)
        if indexes:
            index_articles(db, [number])
    return ArticleId(number)


def _save_whole(
    db: Connection, number: int, article: Article, prepared: Prepared, fetched_at: datetime, extractor: int
) -> int:
    """Keep words, text and pages of an article; gives its number, another one when it turns out to be a copy."""
    words = words_of_article(article)
    if known := load_words(db, number):
        keep_revision(db, number, (known[0].url, known[0].headline), article, fetched_at)
        words = filled(words, known[0])
    update_words(db, number, words)
    save_text(db, number, article, prepared.body, micros(fetched_at), extractor, minutes=prepared.minutes)
    if prepared.pages:
        save_pages(db, ArticleId(number), prepared.pages)
    save_sketch(db, number, prepared.sketch)
    if prepared.sketch and known and not known[1]:  # a text that was here before has been looked for then
        return _united_by_text(db, number, article, prepared.sketch)
    return number


def _united_by_address(
    db: Connection, article: Article, asked: Sequence[str], at: datetime, listed: ArticleSummary | None
) -> int:
    """Give the article that one just read is by its addresses, with which it becomes one; a new one for none."""
    urls = addresses_of(article, asked)
    owners = owners_of(db, article, asked, urls)
    number = _found_or_made(db, owners[0] if owners else None, article, at, listed)
    for other in owners[1:]:
        merge(db, number, other)
    add_addresses(db, number, urls)
    return number


def _united_by_text(db: Connection, number: int, article: Article, sketch: tuple[int, ...]) -> int:
    """Give the article that one just kept is a copy of, with which it becomes one; its own number for none."""
    for other in candidates_for(db, number, sketch):
        loaded = load_article(db, ArticleId(other))
        if loaded and are_copies(loaded[0], article) and not are_apart(db, other, number):
            merge_copy(db, other, number)
            return other
    return number


def load_article(db: Connection, article_id: ArticleId) -> tuple[Article, datetime] | None:
    """Give an article with its text, and when that was fetched; None when its text is not in the library.

    Raises:
        StoreError: the kept text is damaged.
    """
    with snapshot(db):
        known = load_words(db, article_id)
        text = db.execute("SELECT body, fetched_at FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
        related = _load_related(db, article_id)
        enclosures = load_enclosures(db, article_id)
    if known is None or text is None:
        return None
    words, _ = known
    article = Article(
        url=words.url,
        headline=words.headline,
        canonical_url=words.canonical_url,
        site=words.site,
        section=words.section_label,
        byline=names_from_json(words.byline),
        dateline=dateline_from(*words.dateline),
        published=from_micros(words.published),
        updated=from_micros(words.updated),
        summary=words.summary,
        lang=words.lang,
        related=related,
        enclosures=enclosures,
        **unpack_body(text[0]),
    )
    return article, moment_at(text[1])


def find_article(db: Connection, address: str) -> ArticleId | None:
    """Find an article by any address it is known under; None when the library has none."""
    with snapshot(db):
        row = db.execute(
            "SELECT id FROM article_address JOIN article ON id = article_id WHERE article_address.url IN (?1, ?2)"
            " ORDER BY article_address.url = ?1 DESC",
            (story_address(address), canonical_address(address)),
        ).fetchone()
    return ArticleId(row[0]) if row else None


def cached_addresses(db: Connection, urls: Iterable[str]) -> frozenset[str]:
    """Give those of some addresses that open offline, as they were written."""
    written = _by_known_address(urls)
    with snapshot(db):
        rows = db.execute(
            "SELECT article_address.url FROM json_each(?) JOIN article_address ON article_address.url = value"
            " JOIN article ON article.id = article_id WHERE has_text = 1",
            (json.dumps(list(written)),),
        ).fetchall()
    return frozenset(url for (known,) in rows for url in written[known])


def articles_at(db: Connection, urls: Iterable[str]) -> dict[str, ArticleId]:
    """Give the articles that some addresses, as they were written, are known by; those of no article are left out."""
    written = _by_known_address(urls)
    with snapshot(db):
        rows = db.execute(
            "SELECT article_address.url, article_id FROM json_each(?)"
            " JOIN article_address ON article_address.url = value JOIN article ON article.id = article_id",
            (json.dumps(list(written)),),
        ).fetchall()
    return {url: ArticleId(number) for known, number in rows for url in written[known]}


def _by_known_address(urls: Iterable[str]) -> dict[str, list[str]]:
    """Give addresses as they were written, by those under which an article of theirs may be known."""
    written: dict[str, list[str]] = {}
    for url in urls:
        for known in {story_address(url), canonical_address(url)}:
            written.setdefault(known, []).append(url)
    return written


def _found_or_made(
    db: Connection, number: int | None, article: Article, at: datetime, listed: ArticleSummary | None
) -> int:
    if number is not None and load_words(db, number) is not None:
        return number
    words = words_of_article(article)
    if listed is not None and listed.id == number:
        return insert_words(db, number, filled(words, words_of_summary(listed)), at, micros(listed.sort_at))
    return insert_words(db, number, words, at, sort_moment(words, micros(at)))


def save_text(
    db: Connection,
    number: int,
    article: Article,
    body: bytes,
    fetched_at: int,
    extractor: int,
    *,
    minutes: int | None = None,
    keeps_related: bool = False,
) -> None:
    """Put a text in its row, and its related links. Part of a transaction of what saves the rest.

    Args:
        db: the library.
        number: of the article.
        article: with the related links.
        body: the text, as `packing.pack_body` gives it.
        fetched_at: of its page, microseconds.
        extractor: the version that read it.
        minutes: to read the text; counted here when None.
        keeps_related: leave the related links that are there.
    """
    db.execute(
        "INSERT INTO article_text (article_id, body, fetched_at, extractor) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (article_id) DO UPDATE SET body = excluded.body, fetched_at = excluded.fetched_at,"
        " extractor = excluded.extractor",
        (number, body, fetched_at, extractor),
    )
    db.execute(
        "UPDATE article SET has_text = 1, minutes = ?1 WHERE id = ?2 AND (has_text, minutes) IS NOT (1, ?1)",
        (reading_minutes(article.text) if minutes is None else minutes, number),
    )
    if keeps_related:
        return
    db.execute("DELETE FROM related WHERE article_id = ?", (number,))
    db.executemany(
        "INSERT INTO related (article_id, position, label, title, url, place, agency, dateline_day, teaser)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, position, link.group, link.title, link.url, *dateline_columns(link.dateline), link.teaser)
            for position, link in enumerate(article.related)
        ],
    )


def _load_related(db: Connection, article_id: ArticleId) -> tuple[RelatedLink, ...]:
    rows = db.execute(
        "SELECT url, title, label, place, agency, dateline_day, teaser FROM related WHERE article_id = ?"
        " ORDER BY position",
        (article_id,),
    )
    return tuple(
        RelatedLink(url=url, title=title, group=label, dateline=dateline_from(place, agency, day), teaser=teaser)
        for url, title, label, place, agency, day, teaser in rows
    )
