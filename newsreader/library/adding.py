"""Following an address the person gave: a feed, a section page or a home page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from itertools import count
from urllib.parse import urlsplit

from newsreader.address import host_of
from newsreader.errors import ExtractError, FetchError, NoListingError, UnreadableError
from newsreader.library.listings import read_listing
from newsreader.library.refresh import keep_listing
from newsreader.library.results import Added
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import FRONT_PAGE, Listing, NotModified, Page, Section, SectionKey
from newsreader.store import sections
from newsreader.text import clean_line

MAX_NAME_CHARS = 80
MAX_FEEDS_TRIED = 3  # of those a page announces
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


class Adder:
    """Adds sections of the person's own."""

    def __init__(self, store: StoreWorker, web: Web, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._web = web
        self._clock = clock

    async def add(self, url: str, *, site: str = "", name: str = "") -> Added:
        """Look at an address, follow it as a section and keep what it lists now.

        Args:
            url: absolute, of the person's own choosing.
            site: the publication's name; what the document says when empty.
            name: the section's name; likewise.

        Raises:
            FetchError: it could not be had.
            ExtractError: it lists no articles, and announces no feed that does.
        """
        page = await self._page(url)
        listed_at = url
        try:
            listing = await asyncio.to_thread(read_listing, page)
        except NoListingError as error:
            page, listing = await self._announced_feed(page, error)
            listed_at = page.url
        section, was_known = await self._section(listed_at, listing, site, name)
        if section.is_own:
            await self._store.run(sections.add_own_section, section)
        new = await self._store.run(keep_listing, section, listed_at, listing, page, "", self._clock())
        return Added(
            section=section,
            kind=listing.kind,
            entries=len(listing.entries),
            new_articles=new,
            was_known=was_known,
        )

    async def _page(self, url: str) -> Page:
        answer = await self._web.get(url)
        if isinstance(answer, NotModified):
            raise UnreadableError(url, "the site says it is unchanged, but it was never asked before")
        return answer

    async def _announced_feed(self, page: Page, error: NoListingError) -> tuple[Page, Listing]:
        """Fall back on the feeds that a page without articles announces."""
        from newsreader.extract.section import announced_feeds

        for feed_url in announced_feeds(page.body, page.url, page.charset)[:MAX_FEEDS_TRIED]:
            try:
                feed = await self._page(feed_url)
                return feed, await asyncio.to_thread(read_listing, feed)
            except (FetchError, ExtractError):
                continue
        raise error

    async def _section(self, url: str, listing: Listing, site: str, name: str) -> tuple[Section, bool]:
        """Give the section to list the articles in, and whether it was there before."""
        statuses = await self._store.run(sections.load_sections)
        by_key = {status.section.key: status.section for status in statuses}
        known_key = await self._store.run(sections.find_section, url)
        known = by_key[known_key] if known_key is not None else None
        if known is not None and known.is_own:
            return replace(known, source=site or known.source, name=name or known.name), True
        if known is not None and not site and not name:
            return known, True
        told = listing.site or (listing.title if _is_home(url) else "")  # a front page is called as its publication
        source = clean_line(site or told or host_of(url).removeprefix("www."))[:MAX_NAME_CHARS]
        title = clean_line(name or listing.title)[:MAX_NAME_CHARS]
        if not name and title.casefold() in {"", source.casefold()}:
            title = FRONT_PAGE
        section = Section(
            key=free_key(source, title, by_key),
            source=source,
            name=title,
            addresses=tuple(dict.fromkeys((url, *listing.feed_urls[:MAX_FEEDS_TRIED]))),
            is_own=True,
        )
        return section, False


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def free_key(source: str, name: str, taken: Collection[SectionKey]) -> SectionKey:
    """Make a key of two names that no section has yet."""
    stem = f"{_key_part(source)}/{_key_part(name)}"
    keys = (SectionKey(stem if number == 1 else f"{stem}-{number}") for number in count(1))
    return next(key for key in keys if key not in taken)


def _key_part(name: str) -> str:
    return _NOT_IN_KEYS.sub("-", name.casefold()).strip("-") or "section"
