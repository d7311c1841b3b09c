"""The texts that feeds carry: kept as the pages of their articles, so that all that is true of pages is of them.

At a refresh there is time for the plain words only. They are kept as the text of an extractor older than any, so
that whoever opens the article has it made again from that page, as after any improvement of the extractor.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from zlib import crc32

from newsreader.address import canonical_address
from newsreader.model import Article, ArticleId, Entry, FeedText, Page
from newsreader.model.article import FEED_TEXT_TYPE
from newsreader.store.articles import save_text
from newsreader.store.codec import micros
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.packing import pack_body
from newsreader.store.pages import load_pages, page_row, save_page
from newsreader.store.revisions import keep_revision
from newsreader.store.search_index import index_articles
from newsreader.store.words import filled, load_words, update_words, words_of_article

# Reads the text that an entry carries: its plain words, or for True the article as it is read. None for a mere teaser.
ReadText = Callable[[Entry, bool], FeedText | None]
_SAME_LENGTH = 0.8  # of the words before; a text with less is a part that another feed carries
_PLAIN_WORDS = 0  # the extractor that a text of plain words is said to be of


def save_feed_text(db: Connection, article_id: int, entry: Entry, read: ReadText, at: datetime) -> None:
    """Keep the text that an entry carries, where it is another than before and there is no page of the article.

    Call inside the transaction that saves the entry.
    """
    checksum = _checksum(entry.content)
    known = db.execute(
        "SELECT feed_checksum, feed_words_checksum, feed_chars, has_text, headline FROM article WHERE id = ?",
        (article_id,),
    ).fetchone()
    if known is None or known[0] == checksum or (text := read(entry, False)) is None:
        return
    _, words_checksum, chars, has_text, headline = known
    words = text.article.text
    is_of_page = has_text and not _has_feed_page(db, article_id)
    if _checksum(words) == words_checksum or len(words) < chars * _SAME_LENGTH or (is_of_page and chars):
        return
    db.execute(
        "UPDATE article SET feed_checksum = ?, feed_words_checksum = ?, feed_chars = ? WHERE id = ?",
        (checksum, _checksum(words), len(words), article_id),
    )
    if is_of_page or (has_text and not text.is_whole):
        return
    is_read = has_text and _extractor_of(db, article_id) != _PLAIN_WORDS
    if is_read and (thorough := read(entry, True)):
        keep_revision(db, article_id, (entry.url, headline), thorough.article, at)
    _save_feed_page(db, article_id, entry, at)
    if text.is_whole:
        db.execute(
            "UPDATE article SET headline = ? WHERE id = ? AND headline <> ?",
            (entry.headline, article_id, entry.headline),
        )
        _save_text(db, article_id, text.article, at, _PLAIN_WORDS)


def _save_feed_page(db: Connection, article_id: int, entry: Entry, at: datetime) -> None:
    # Feeds may name the article by several addresses, and each is a page of its own then.
    db.execute("DELETE FROM page WHERE article_id = ? AND content_type = ?", (article_id, FEED_TEXT_TYPE))
    page = Page(
        url=entry.url,
        body=entry.content.encode("utf-8", "replace"),
        content_type=FEED_TEXT_TYPE,
        charset="utf-8",
        fetched_at=at,
    )
    save_page(db, article_id, page_row(page), f"feed:{canonical_address(entry.url)}")  # the page itself may come too


def _save_text(db: Connection, article_id: int, article: Article, at: datetime, by: int) -> None:
    save_text(db, article_id, article, pack_body(article), micros(at), by, keeps_related=True)


def _checksum(text: str) -> int:
    return crc32(text.encode("utf-8", "replace"))


def load_feed_page(db: Connection, article_id: ArticleId) -> Page | None:
    """Give the text that the feed carries of an article as it is kept, None when there is none.

    Raises:
        StoreError: it is damaged.
    """
    return next((page for page in load_pages(db, article_id) if page.content_type == FEED_TEXT_TYPE), None)


def keep_feed_article(db: Connection, article_id: ArticleId, article: Article, fetched_at: datetime, by: int) -> None:
    """Let the text that the feed carries be an article's text: its page shows less.

    Args:
        db: the library.
        article_id: of the article.
        article: as read from what the feed carries.
        fetched_at: when the feed was.
        by: the version of the extractor that read it.
    """
    with transaction(db):
        if known := load_words(db, article_id):
            update_words(db, article_id, filled(known[0], words_of_article(article)))
            _save_text(db, article_id, article, fetched_at, by)
            index_articles(db, [article_id])


def plain_texts(db: Connection, ids: Iterable[ArticleId]) -> tuple[ArticleId, ...]:
    """Give those of some articles whose text is the plain words of what a feed carries, as nobody has opened them."""
    with snapshot(db):
        rows = db.execute(
            "SELECT text.article_id FROM json_each(?) CROSS JOIN article_text AS text ON text.article_id = value"
            " WHERE extractor = ? AND EXISTS"
            " (SELECT 1 FROM page WHERE page.article_id = text.article_id AND content_type = ?)",
            (json.dumps(list(ids)), _PLAIN_WORDS, FEED_TEXT_TYPE),
        )
        return tuple(ArticleId(number) for (number,) in rows)


def _has_feed_page(db: Connection, article_id: int) -> bool:
    row = db.execute(
        "SELECT 1 FROM page WHERE article_id = ? AND content_type = ?", (article_id, FEED_TEXT_TYPE)
    ).fetchone()
    return row is not None


def _extractor_of(db: Connection, article_id: int) -> int:
    row = db.execute("SELECT extractor FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
    return int(row[0]) if row else _PLAIN_WORDS
