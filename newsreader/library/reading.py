"""Opening an article: from the library, else from its page, which is then kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from newsreader.address import canonical_address, untracked_address
from newsreader.blocks import Block, Embed, Image, List, Span, Spans
from newsreader.errors import (
    ExtractError,
    FetchError,
    InternalError,
    NoArticleError,
    NotFoundError,
    ShorterPageError,
    StoreError,
    UnreadableError,
)
from newsreader.library.extraction import extracted
from newsreader.library.feedtexts import FeedTexts
from newsreader.library.rebuild import Rebuilder
from newsreader.library.rules import RuleBook
from newsreader.library.web import Web
from newsreader.library.whole import WholeReader
from newsreader.library.worker import StoreWorker
from newsreader.model import Article, ArticleId, ArticleNote, ArticleSummary, NotModified, Page, Reading, Validators
from newsreader.model.article import EXTRACTOR_VERSION
from newsreader.store import articles, copies, lists, pages
from newsreader.store.enclosures import load_enclosures
from newsreader.store.marks import load_anchor
from newsreader.store.pictures import load_extents
from newsreader.store.prepared import prepare

log = logging.getLogger(__name__)
MAX_LINKS_LOOKED_UP = 2000  # of one article; more is an attack
MAX_PICTURES_LOOKED_UP = 200


class ArticleReader:
    """Reads articles for both fronts."""

    def __init__(self, store: StoreWorker, web: Web, clock: Callable[[], datetime], rules: RuleBook) -> None:
        self._store = store
        self._web = web
        self._clock = clock
        self._rules = rules
        self._whole = WholeReader(self._another, lambda page: extracted(page, rules.rule_for(page.url)))
        self._feed_texts = FeedTexts(store)
        self._rebuilder = Rebuilder(store, rules)

    async def cached(self, article_id: ArticleId) -> Reading | None:
        """Give an article whose text is in the library, None for one whose text is not."""
        await self._rebuilder.one(article_id)
        loaded = await self._store.run(articles.load_article, article_id)
        if loaded is None:
            return None
        article, fetched_at = loaded
        return await self._reading(article_id, article, fetched_at, is_from_cache=True)

    async def read(self, article_id: ArticleId, *, refresh: bool = False) -> Reading:
        """Give an article, fetched when its text is not here or a fresh one is asked for.

        Raises:
            NotFoundError: no such article.
            FetchError, ExtractError: it is not here and could not be had.
        """
        kept = await self.cached(article_id)
        if kept is not None and not refresh:
            return kept
        summary = await self._store.run(lists.load_summary, article_id)
        if summary is None:
            raise NotFoundError(f"article {article_id}")
        try:
            return await self._fetched(untracked_address(summary.url), kept, summary)
        except (FetchError, ExtractError, InternalError) as error:
            return await self._from_feed(article_id, kept, error)

    async def read_address(self, url: str, *, refresh: bool = False) -> Reading:
        """Give the article at an address, known to the library or not.

        Raises:
            FetchError, ExtractError: it is not here and could not be had.
        """
        article_id = await self._store.run(articles.find_article, url)
        kept = await self.cached(article_id) if article_id is not None else None
        if kept is not None and not refresh:
            return kept
        listed = await self._store.run(lists.load_summary, article_id) if article_id is not None else None
        try:
            return await self._fetched(url, kept, listed)
        except (FetchError, ExtractError, InternalError) as error:
            return await self._from_feed(article_id, kept, error)

    async def _from_feed(
        self, article_id: ArticleId | None, kept: Reading | None, error: FetchError | ExtractError | InternalError
    ) -> Reading:
        """Give what the feed carries of an article whose page could not be had, where nothing better is kept."""
        found = await self._feed_texts.article(article_id) if article_id is not None and kept is None else None
        if article_id is None or found is None:
            raise error
        enclosures = await self._store.run(load_enclosures, article_id)
        article = replace(found, enclosures=enclosures)
        return replace(await self._reading(article_id, article, None, is_from_cache=True), page_error=error)

    async def _fetched(self, url: str, kept: Reading | None, listed: ArticleSummary | None) -> Reading:
        """Fetch, read and keep a page; the kept version answers a 304."""
        page = await self._new_page(url, kept)
        if page is None and kept is not None:
            return await self._read_anew(url, kept)
        if page is None:
            raise UnreadableError(url, "the site says it is unchanged, but it is not in the library")
        return await self.keep(page, url, listed)

    async def _read_anew(self, url: str, kept: Reading) -> Reading:
        """Read a page that is unchanged again where its site has a rule: that may be newer than the text."""
        page = await self._store.run(pages.load_page, url)
        if page is None or self._store.is_read_only or not await asyncio.to_thread(self._rules.rule_for, page.url):
            return kept
        try:
            return replace(await self.keep(page, url), is_from_cache=True)
        except (ExtractError, InternalError):
            return kept

    async def keep(self, page: Page, url: str, listed: ArticleSummary | None = None) -> Reading:
        """Read the article on a page that was fetched, and keep both.

        Args:
            page: the page.
            url: what it was asked under.
            listed: the article as it was before the page was fetched; None where the library has none.

        Raises:
            ExtractError: there is no article on it.
        """
        whole = await self._whole.read(page)
        now = self._clock()
        instead = None if self._store.is_read_only else await self._feed_texts.instead_of(whole.article, url)
        if instead is not None and (reading := await self.cached(instead)):
            return replace(reading, page_error=ShorterPageError(url))
        prepared = await asyncio.to_thread(prepare, whole.article, whole.pages)
        try:
            article_id = await self._store.run(
                articles.save_article,
                whole.article,
                whole.page,
                now,
                addresses=(url,),
                more_pages=whole.pages[1:],
                extractor=EXTRACTOR_VERSION,
                prepared=prepared,
                listed=listed,
            )
        except StoreError as error:
            return await self._not_kept(whole.article, url, now, error)
        kept_now = await self.cached(article_id)  # with what its teaser knew and the page does not say
        if kept_now is None:
            raise NoArticleError(url, "its text could not be kept")
        return replace(kept_now, is_from_cache=False)

    async def _not_kept(self, article: Article, url: str, at: datetime, error: StoreError) -> Reading:
        """Give an article that was read but cannot be kept: a full disk does not end reading."""
        log.warning("not kept: %s", error.user_text)
        article_id = await self._store.run(articles.find_article, url)
        if article_id is None:
            return Reading(id=ArticleId(0), article=article, fetched_at=at, not_kept=error)
        reading = await self._reading(article_id, article, at, is_from_cache=False)
        return replace(reading, not_kept=error)

    async def _new_page(self, url: str, kept: Reading | None) -> Page | None:
        """Give the page, None when the one we have is still current, and with it the article."""
        is_whole = kept is not None and ArticleNote.PAGES_MISSING not in kept.article.notes
        have = await self._store.run(pages.load_page, url) if is_whole else None
        answer = await self._web.get(url, have.validators if have else Validators())
        return None if isinstance(answer, NotModified) else answer

    async def _another(self, url: str) -> Page | NotModified:
        """Get another page of an article, as it was kept where it is not to be had now."""
        try:
            return await self._web.get(url)
        except FetchError:
            have = await self._store.run(pages.load_page, url)
            if have is None or canonical_address(have.url) != canonical_address(url):
                raise
            return have

    async def _reading(
        self, article_id: ArticleId, article: Article, fetched_at: datetime | None, *, is_from_cache: bool
    ) -> Reading:
        summary = await self._store.run(lists.load_summary, article_id)
        if summary is None:
            raise NotFoundError(f"article {article_id}")
        links = list(dict.fromkeys(links_of(article)))[:MAX_LINKS_LOOKED_UP]
        shown = pictures_of(article)
        if not article.site:
            article = replace(article, site=summary.source)
        if not article.section and summary.sections:
            article = replace(article, section=summary.sections[0])
        return Reading(
            id=article_id,
            article=article,
            state=summary.state,
            fetched_at=fetched_at,
            is_from_cache=is_from_cache,
            cached_urls=await self._store.run(articles.cached_addresses, links),
            also_at=await self._store.run(copies.load_other_sources, article_id),
            revised_at=summary.revised_at,
            is_revised_since_read=summary.is_revised_since_read,
            pictures=await self._store.run(load_extents, shown) if shown else {},
            anchor=await self._store.run(load_anchor, article_id),
        )


def pictures_of(article: Article) -> list[str]:
    """Give the addresses of the pictures that an article shows, each once."""
    shown = [article.lead_image] if article.lead_image is not None else []
    shown += [block for block in article.blocks if isinstance(block, Image)]
    return list(dict.fromkeys(image.url for image in shown))[:MAX_PICTURES_LOOKED_UP]


def links_of(article: Article) -> list[str]:
    """Give every address an article links to, in reading order."""
    inline = [span.href for block in article.blocks for span in spans_of(block) if span.href]
    return inline + [link.url for link in article.related]


def spans_of(block: Block) -> Spans:
    """Give the inline text of any block."""
    if isinstance(block, List):
        return tuple(span for item in block.items for span in item.spans)
    if isinstance(block, Embed):
        return (Span(block.title, href=block.url),)
    return getattr(block, "spans", ())
