"""An article from all of its pages: its later parts, or another version where the page itself has no text."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsreader.address import canonical_address
from newsreader.errors import IndexPageError, NewsError, NoArticleError
from newsreader.model import Article, ArticleNote, NotModified, Page
from newsreader.model.article import FEED_TEXT_TYPE

if TYPE_CHECKING:
    from newsreader.extract.paging import OtherPages

log = logging.getLogger(__name__)
MAX_PARTS = 20  # of one article; a pager that goes on is a trap


@dataclass(frozen=True, slots=True)
class Whole:
    """An article and the pages it was read from, the one of its own address first."""

    article: Article
    pages: tuple[Page, ...]  # read again, they give the same article

    @property
    def page(self) -> Page:
        """The page of the article's own address."""
        return self.pages[0]


class WholeReader:
    """Reads articles that may stand on several pages.

    Args:
        get: gets another page; raises FetchError.
        extract: reads the article on one page; raises ExtractError or InternalError. Called in a thread.
    """

    def __init__(self, get: Callable[[str], Awaitable[Page | NotModified]], extract: Callable[[Page], Article]) -> None:
        self._get = get
        self._extract = extract

    async def read(self, page: Page) -> Whole:
        """Read an article from its page and from what other pages are needed for all of it.

        A page that cannot be had costs what stands on it: the article has a note then.

        Raises:
            ExtractError, InternalError: there is no article, on other versions of the page either.
        """
        try:
            begun = Whole(await asyncio.to_thread(self._extract, page), (page,))
        except IndexPageError:
            raise
        except NoArticleError:
            other = await self._other_version(page)
            if other is None:
                raise
            return other
        if page.content_type == FEED_TEXT_TYPE:  # which names no other pages
            return begun
        if ArticleNote.PAYWALL in begun.article.notes:
            other = await self._other_version(page)
            return other if other is not None and ArticleNote.PAYWALL not in other.article.notes else begun
        return await self._read_on(begun)

    async def _read_on(self, begun: Whole) -> Whole:
        """Read the rest of an article that goes on elsewhere, from its first page on."""
        others = await _others(begun.page)
        if others.first_page:
            start = await self._part(others.first_page)
            if start is not None and _is_part(begun.article, start.article):
                begun, others = start, await _others(start.page)
        if not others.next_page:
            return begun
        if others.whole:
            single = await self._part(others.whole)
            if single is not None and _is_more(single.article, begun.article):
                return Whole(replace(begun.article, blocks=single.article.blocks), (begun.page, single.page))
        return await self._with_parts(begun, others.next_page)

    async def _with_parts(self, begun: Whole, address: str) -> Whole:
        """Fetch one part after another."""
        from newsreader.extract.joining import join_parts

        parts, notes = [begun], begun.article.notes
        taken = {canonical_address(begun.page.url)}
        while address and canonical_address(address) not in taken and len(parts) < MAX_PARTS:
            taken.add(canonical_address(address))
            part = await self._part(address)
            if part is None:
                notes = (*notes, ArticleNote.PAGES_MISSING)
                break
            is_back = part.page.url != address and canonical_address(part.page.url) in taken
            if is_back or not all(_is_part(part.article, known.article) for known in (begun, parts[-1])):
                break
            taken.add(canonical_address(part.page.url))
            parts.append(part)
            address = (await _others(part.page, begun.page.url)).next_page
        article = join_parts(begun.article, [part.article for part in parts[1:]]) if len(parts) > 1 else begun.article
        return Whole(replace(article, notes=notes), tuple(part.page for part in parts))

    async def _other_version(self, page: Page) -> Whole | None:
        """Read the AMP or print version of a page that has no text, or a teaser only."""
        for address in (await _others(page)).alternates:
            if version := await self._part(address):
                article = replace(version.article, url=page.url)
                return Whole(article, (page, version.page))
        return None

    async def _part(self, address: str) -> Whole | None:
        """Fetch and read one more page; None when it cannot be had or read."""
        try:
            page = await self._get(address)
            if isinstance(page, NotModified):
                return None
            return Whole(await asyncio.to_thread(self._extract, page), (page,))
        except NewsError as error:
            log.info("not read as a part of an article: %s: %s", address, error)
            return None


async def _others(page: Page, first: str = "") -> OtherPages:
    """Find what other pages a page names; none when it cannot be read."""
    from newsreader.extract.paging import OtherPages, find_other_pages

    try:
        return await asyncio.to_thread(find_other_pages, page.body, page.url, charset=page.charset, first=first)
    except NewsError:
        return OtherPages()
    except Exception:  # strange HTML costs the other pages, never the article
        log.exception("looking for other pages failed: %s", page.url)
        return OtherPages()


def _is_part(part: Article, first: Article) -> bool:
    from newsreader.extract.joining import is_part_of

    return is_part_of(part, first)


def _is_more(single: Article, first: Article) -> bool:
    is_cut = ArticleNote.PAYWALL in single.notes
    return not is_cut and len(single.text) > len(first.text) and _is_part(single, first)
