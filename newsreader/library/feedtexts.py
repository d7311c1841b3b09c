"""The texts that feeds carry, in the place of pages that cannot be had or show less."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from newsreader.errors import NewsError
from newsreader.library.extraction import extracted
from newsreader.library.worker import StoreWorker
from newsreader.model import Article, ArticleId, Entry, FeedText, Page
from newsreader.model.article import EXTRACTOR_VERSION
from newsreader.store import articles, lists
from newsreader.store.feedtexts import keep_feed_article, load_feed_page

log = logging.getLogger(__name__)
_MUCH_MORE = 1.25  # of the page's text; what a page leaves out of a feed's is seldom a quarter
_MIN_CHARS = 250  # a shorter text is no measure


def carried_text(entry: Entry, is_thorough: bool) -> FeedText | None:
    """Read the text that an entry carries, as `read_feed_text`; one that cannot be read is none."""
    from newsreader.extract.feedentry import read_feed_text

    try:
        return read_feed_text(entry, is_thorough)
    except Exception:  # strange HTML costs one text, never the feed
        log.exception("reading the text of an entry failed: %s", entry.url)
        return None


class FeedTexts:
    """Gives the texts that feeds carry."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store

    async def article(self, article_id: ArticleId) -> Article | None:
        """Give an article as its feed carries it, None where it carries none."""
        try:
            page = await self._store.run(load_feed_page, article_id)
        except NewsError as error:
            log.info("the feed's text of article %s: %s", article_id, error)
            return None
        return await self._read(article_id, page) if page is not None else None

    async def instead_of(self, article: Article, url: str) -> ArticleId | None:
        """Keep the feed's text where it is much more than that of the page; None where it is not.

        Args:
            article: as read from its page.
            url: what the page was asked under.
        """
        article_id = await self._store.run(articles.find_article, url)
        page = await self._store.run(load_feed_page, article_id) if article_id is not None else None
        if article_id is None or page is None:
            return None
        found = await self._read(article_id, page)
        if found is None or len(found.text) < max(_MIN_CHARS, _MUCH_MORE * len(article.text)):
            return None
        await self._store.run(keep_feed_article, article_id, found, page.fetched_at, EXTRACTOR_VERSION)
        return article_id

    async def _read(self, article_id: ArticleId, page: Page) -> Article | None:
        """Read a text, with what the listing says of the article; None where it cannot be read."""
        summary = await self._store.run(lists.load_summary, article_id)
        if summary is None:
            return None
        try:
            found = await asyncio.to_thread(extracted, page, None)
        except NewsError as error:
            log.info("the feed's text of article %s: %s", article_id, error)
            return None
        return replace(
            found,
            url=summary.url,
            headline=summary.headline,
            byline=summary.byline,
            dateline=summary.dateline,
            published=summary.published,
            summary=summary.summary,
        )
