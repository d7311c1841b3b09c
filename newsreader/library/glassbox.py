"""The glass box: an article read anew from its page, with the reason for every choice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.errors import ExtractError, NewsError, NotFoundError, UnreadableError
from newsreader.library.extraction import extracted
from newsreader.library.reading import ArticleReader
from newsreader.library.results import Explanation
from newsreader.library.rules import RuleBook, load_rule
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, NotModified, Page, Reading
from newsreader.store import articles, lists, pages

if TYPE_CHECKING:
    from newsreader.extract import Reason


class GlassBox:
    """Explains articles; what it reads anew is shown and not kept."""

    def __init__(
        self,
        store: StoreWorker,
        web: Web,
        reader: ArticleReader,
        rules: RuleBook,
        allow: Callable[[str], Awaitable[None]],
    ) -> None:
        self._store = store
        self._web = web
        self._reader = reader
        self._rules = rules
        self._allow = allow

    async def explain(
        self, article: ArticleId | str, *, rule: Path | None = None, refresh: bool = False
    ) -> Explanation:
        """Read an article again from its page, as kept where it is, and tell why it came out as it did.

        Args:
            article: its number, or an address that the person wrote.
            rule: a file with a site rule to read it by; that of its site when None.
            refresh: fetch the page even when it is in the library.

        Raises:
            ConfigError: a mistake in the rule.
            NotFoundError: no such article.
            FetchError: its page is not here and could not be had.
        """
        loaded = await asyncio.to_thread(load_rule, rule) if rule is not None else None
        if isinstance(article, str):
            await self._allow(article)
        url, page, is_kept = await self._page(article, refresh=refresh)
        used = loaded or await asyncio.to_thread(self._rules.rule_for, page.url)
        reasons: list[Reason] = []
        reading, failure = None, None
        try:
            found = await asyncio.to_thread(extracted, page, used, reasons)
        except NewsError as error:
            failure = error
        else:
            number = await self._store.run(articles.find_article, url)
            reading = Reading(
                id=number or ArticleId(0), article=found, fetched_at=page.fetched_at, is_from_cache=is_kept
            )
        return Explanation(
            url=page.url, rule=used.file if used else "", reading=reading, error=failure, reasons=tuple(reasons)
        )

    async def page_lines(self, article: ArticleId) -> tuple[str, tuple[str, ...]]:
        """Give the address of the page of an article, and the whole page as lines of text.

        Raises:
            NotFoundError: no such article.
            FetchError, ExtractError: its page is not here and could not be had, or cannot be read.
        """
        from newsreader.extract.pagetext import page_lines

        _, page, _ = await self._page(article, refresh=False)
        return page.url, await asyncio.to_thread(page_lines, page.body, page.url, page.charset)

    async def _page(self, article: ArticleId | str, *, refresh: bool) -> tuple[str, Page, bool]:
        """Give the address of an article, its page, and whether that was here already."""
        url = article if isinstance(article, str) else await self._url(article)
        page = None if refresh else await self._store.run(pages.load_page, url)
        return (url, page, True) if page is not None else (url, await self._fetched(url), False)

    async def _url(self, article_id: ArticleId) -> str:
        summary = await self._store.run(lists.load_summary, article_id)
        if summary is None:
            raise NotFoundError(f"article {article_id}")
        return summary.url

    async def _fetched(self, url: str) -> Page:
        """Fetch the page and keep it with its article, so that the next look needs no network."""
        answer = await self._web.get(url)
        if isinstance(answer, NotModified):
            raise UnreadableError(url, "the site says it is unchanged, but it is not in the library")
        with suppress(ExtractError):
            await self._reader.keep(answer, url)
        return answer
