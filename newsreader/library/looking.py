"""Finding out what there is to follow at an address, with few requests.

What an address is known to stand for comes first, then what its page announces, links to and lists; places where
feeds often are come last, and only while nothing good was found.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.address import is_front_page
from newsreader.errors import (
    ExtractError,
    FetchError,
    InternalError,
    NewsError,
    NoListingError,
    OfflineError,
    RateLimitedError,
    UnreachableError,
    UnreadableError,
)
from newsreader.library.candidates import (
    DEAD_AFTER,
    Candidate,
    Facts,
    Look,
    TextKind,
    better_of,
    facts_of,
    list_the_same,
    shared,
)
from newsreader.library.listings import read_listing
from newsreader.library.refresh import may_replace
from newsreader.library.web import Web
from newsreader.model import FRONT_PAGE, Listing, ListingKind, NotModified, Page
from newsreader.twins import story_address

if TYPE_CHECKING:
    from newsreader.extract.signposts import Signposts

log = logging.getLogger(__name__)
MAX_REQUESTS = 14  # for one address, its own page not counted
MAX_TRIED = 3  # of the feeds a page announces, and of those it links to
MAX_SILENCES = 2  # each of them may take as long as a fetch can
MAX_SECTIONS = 20  # of a whole site
MAX_SECTIONS_TRIED = 30
MIN_SECTION_ARTICLES = 3
SAME_LIST = 0.8  # of the shorter list's articles: a menu's entry that leads to what another lists already
_AT_ONCE = 4  # pages of one site under way; the fetcher asks for fewer at a time


class Looker:
    """Looks at addresses. Follows nothing and keeps nothing."""

    def __init__(self, web: Web, clock: Callable[[], datetime]) -> None:
        self._web = web
        self._clock = clock

    async def look(self, url: str) -> Look:
        """Find out what there is to follow at an address.

        Raises:
            FetchError: it could not be had.
            ExtractError: it lists no articles, and no feed was found.
        """
        return await _Visit(self._web, self._clock).look(url)

    async def sections(self, look: Look) -> tuple[Candidate, ...]:
        """Visit what a page's menu leads to, and give what turns out to be a section, in the menu's order."""
        room = asyncio.Semaphore(_AT_ONCE)
        home = look.best

        async def visit(url: str, name: str) -> Candidate | None:
            async with room:
                try:
                    found = await _Visit(self._web, self._clock, requests=1, is_deep=False).look(url)
                except OfflineError:
                    raise
                except NewsError:
                    return None
                if not _is_section(found, url):
                    return None
                return replace(found.best, site=home.site or found.best.site, name=name)

        offline: list[OfflineError] = []
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(visit(*link)) for link in look.menu[:MAX_SECTIONS_TRIED]]
        except* OfflineError as errors:  # raised below: from here it would come wrapped in a group
            offline = [error for error in errors.exceptions if isinstance(error, OfflineError)]
        if offline:
            raise offline[0] from None
        kept: list[Candidate] = []
        for found in (task.result() for task in tasks):
            if found is not None and _is_of_its_own(found, (home, *kept)) and len(kept) < MAX_SECTIONS:
                kept.append(found)
        return tuple(kept)


class _Visit:
    """One address looked at."""

    def __init__(
        self, web: Web, clock: Callable[[], datetime], *, requests: int = MAX_REQUESTS, is_deep: bool = True
    ) -> None:
        self._web = web
        self._clock = clock
        self._requests_left = requests
        self._patience = MAX_SILENCES
        self._is_deep = is_deep  # places that no page names are tried
        self._tried: set[str] = set()

    async def look(self, url: str) -> Look:
        """Look at it, as `Looker.look`."""
        from newsreader.extract.services import service_feeds

        known_feeds = service_feeds(url)
        found = [feed for each in known_feeds if (feed := await self._feed(each.url, label=each.label)) is not None]
        if found:
            return Look(candidates=tuple(found), why="this is where the service has its feeds")
        page = await self._page(url)
        listing: Listing | None = None
        problem: ExtractError | None = None
        try:
            listing = await asyncio.to_thread(read_listing, page)
        except NoListingError as error:
            problem = error
        if listing is not None and listing.kind is ListingKind.FEED:
            return Look(candidates=(_candidate(url, page, listing),))
        return await self._look_round(url, page, listing, problem)

    async def _look_round(self, url: str, page: Page, listing: Listing | None, problem: ExtractError | None) -> Look:
        """Compare what a page lists with the feeds that can be found from it."""
        posts = await asyncio.to_thread(_read_signposts, page)
        own = _candidate(url, page, listing) if listing is not None else None
        is_home = is_front_page(page.url)
        if own is not None:
            own = replace(own, site=own.listing.site or (own.listing.title if is_home else ""))
        feeds = await self._feeds(posts.announced[:MAX_TRIED])
        if not self._is_good(feeds, own, is_home=is_home):
            feeds += await self._linked_feeds(posts.linked[:MAX_TRIED])
        if self._is_deep and not self._is_good(feeds, own, is_home=is_home):
            feeds += await self._feed_at_common_place(page.url, is_of_site=own is None or is_home)
        if own is None and not feeds:
            raise NoListingError(url, "and no feed was found") from problem
        menu = tuple((link.url, link.name) for link in posts.menu)
        return self._judged([_found_from(feed, own, page.url, is_home) for feed in feeds], own, menu, is_home=is_home)

    def _judged(
        self, feeds: list[Candidate], own: Candidate | None, menu: tuple[tuple[str, str], ...], *, is_home: bool
    ) -> Look:
        """Put what was found in order."""
        ranked = sorted(_different(feeds), key=lambda feed: self._rank(feed.facts, own, is_home), reverse=True)
        if own is None:
            return Look(candidates=tuple(ranked), why="the page itself lists no articles", menu=menu)
        if not ranked:
            return Look(candidates=(own,), why="no feed was found", menu=menu)
        best, *rest = ranked
        preference = better_of(best.facts, own.facts, is_home=is_home, now=self._clock())
        if preference.is_feed or list_the_same(best.facts, own.facts, is_home=is_home):
            feed_too, page_too = (*best.others, own.url, *own.others), (*own.others, best.url, *best.others)
            best, own = replace(best, others=feed_too), replace(own, others=page_too)
        first, second = (best, own) if preference.is_feed else (own, best)
        return Look(candidates=(first, second, *rest), why=preference.why, menu=menu)

    def _rank(self, feed: Facts, own: Candidate | None, is_home: bool) -> tuple[bool, bool, bool]:
        """Order feeds: of what the page lists, living, with the full text; else as the page names them."""
        is_of_page = own is not None and list_the_same(feed, own.facts, is_home=is_home)
        is_living = feed.newest is None or self._clock() - feed.newest < DEAD_AFTER
        return is_of_page, is_living, feed.text is TextKind.FULL

    @staticmethod
    def _is_good(feeds: Iterable[Candidate], own: Candidate | None, *, is_home: bool) -> bool:
        """Say whether there is no need to look further."""
        return any(own is None or is_home or list_the_same(feed.facts, own.facts, is_home=False) for feed in feeds)

    async def _feeds(self, urls: Iterable[str]) -> list[Candidate]:
        return [feed for url in urls if (feed := await self._feed(url)) is not None]

    async def _linked_feeds(self, urls: Iterable[str]) -> list[Candidate]:
        """Try links that speak of feeds; one may lead to a page that lists feeds."""
        for url in urls:
            page = await self._answer(url)
            if page is None:
                continue
            if (feed := await self._read_feed(url, page)) is not None:
                return [feed]
            try:
                posts = await asyncio.to_thread(_read_signposts, page)
            except (ExtractError, InternalError):
                continue
            if feeds := await self._feeds((*posts.announced, *posts.linked)[:MAX_TRIED]):
                return feeds
        return []

    async def _feed_at_common_place(self, url: str, *, is_of_site: bool) -> list[Candidate]:
        from newsreader.extract.signposts import common_places

        own, of_site = common_places(url)
        for place in (*own, *(of_site if is_of_site else ())):
            feed = await self._feed(place)
            if feed is not None:
                return [feed]
        return []

    async def _feed(self, url: str, *, label: str = "") -> Candidate | None:
        page = await self._answer(url)
        return await self._read_feed(url, page, label) if page is not None else None

    async def _read_feed(self, url: str, page: Page, label: str = "") -> Candidate | None:
        try:
            listing = await asyncio.to_thread(read_listing, page)
        except (ExtractError, InternalError):
            return None
        return replace(_candidate(url, page, listing), label=label) if listing.kind is ListingKind.FEED else None

    async def _answer(self, url: str) -> Page | None:
        """Get what may not be there; a site that asks for a pause, or falls silent, is asked for nothing more."""
        if url in self._tried or not self._requests_left:
            return None
        self._tried.add(url)
        self._requests_left -= 1
        try:
            return await self._page(url)
        except OfflineError:
            raise
        except RateLimitedError:
            self._requests_left = 0
            return None
        except UnreachableError:
            self._patience -= 1
            if not self._patience:
                self._requests_left = 0
            return None
        except (FetchError, ExtractError):
            return None

    async def _page(self, url: str) -> Page:
        answer = await self._web.get(url)
        if isinstance(answer, NotModified):
            raise UnreadableError(url, "the site says it is unchanged, but it was never asked before")
        return answer


def _read_signposts(page: Page) -> Signposts:
    """Read where a page leads, as `listings.read_listing` reads what it lists."""
    from newsreader.extract.signposts import read_signposts

    try:
        return read_signposts(page.body, page.url, page.charset)
    except NewsError:
        raise
    except Exception as error:  # a strange page costs one address, never the program
        log.exception("reading where a page leads failed: %s", page.url)
        raise InternalError(page.url) from error


def _candidate(url: str, page: Page, listing: Listing) -> Candidate:
    """Make a candidate of what an address gave; one that leads elsewhere is known by both addresses."""
    has_moved = page.permanent_url and may_replace(url, page.permanent_url)
    address = page.permanent_url if has_moved else url
    others = () if story_address(page.url) == story_address(address) else (page.url,)
    return Candidate(
        url=address,
        others=others,
        facts=facts_of(listing),
        site=listing.site,
        listing=listing,
        page=page,
    )


def _found_from(feed: Candidate, own: Candidate | None, page_url: str, is_home: bool) -> Candidate:
    """Let a feed be called as the page that it was found from, where it lists the same."""
    if own is None:
        return replace(feed, home=page_url)
    is_of_page = list_the_same(feed.facts, own.facts, is_home=is_home)
    name = (FRONT_PAGE if is_home else own.facts.title) if is_of_page else ""
    return replace(feed, home=page_url, site=feed.site or own.site, name=name)


def _different(feeds: Iterable[Candidate]) -> list[Candidate]:
    """Leave out feeds that list what one before them does: the same as RSS and as Atom."""
    kept: dict[tuple[frozenset[str], TextKind], Candidate] = {}
    for feed in feeds:
        kept.setdefault((feed.facts.stories, feed.facts.text), feed)
    return list(kept.values())


def _is_section(found: Look, url: str) -> bool:
    """Say whether a menu's entry lists articles, or has a feed of its own: any page announces that of its site."""
    has_page = any(each.facts.kind is ListingKind.SECTION_PAGE for each in found.candidates)
    return has_page or found.best.url.startswith(url.rstrip("/"))


def _is_of_its_own(found: Candidate, others: Iterable[Candidate]) -> bool:
    """Say whether what a menu led to is a section, and not one of those before it again."""
    if found.facts.articles < MIN_SECTION_ARTICLES:
        return False
    return not any(
        shared(found.facts, each.facts) >= SAME_LIST
        and 2 * found.facts.articles > each.facts.articles  # a desk's few may all be on the front page
        for each in others
    )
