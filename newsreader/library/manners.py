"""How the program behaves towards sites when it fetches by itself: robots.txt, and time between requests.

Feeds are there to be fetched by programs, so robots.txt does not hold for them; it does for section pages that are
looked at again and again, and for articles that are fetched ahead of reading. A page that a person opens, by typing
its address or following a link, is a person's visit, as in any browser, and is not asked for here; nor is the first
look at an address that a person has just added.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsreader.address import host_and_port, host_of
from newsreader.errors import (
    FetchError,
    ForbiddenAddressError,
    HttpStatusError,
    RateLimitedError,
    RobotsRefusedError,
    TooLargeError,
)
from newsreader.library.web import needs_no_network
from newsreader.library.worker import StoreWorker
from newsreader.model import Page
from newsreader.store.robots import load_robots, save_robots

if TYPE_CHECKING:
    from newsreader.fetch.robots import RobotsRules
    from newsreader.library.web import Web

ASKED_AGAIN_AFTER = timedelta(days=1)
BURST = 10  # requests to one site that need not wait, as when a person opens a page with its pictures
SPACING_S = 0.5  # between those after it
_MOST_RULES = 500  # sites whose rules are held ready


class Manners:
    """Asks sites for their rules, and keeps requests to one site apart.

    Args:
        store: the library file, where rules are kept.
        web: what gets them.
        clock: the moment now, aware UTC.
        ignored: hosts whose robots.txt does not hold: the person's own.
        sleep: waits for so many seconds; None where nobody needs sparing, as with pages that come from no site.
    """

    def __init__(
        self,
        store: StoreWorker,
        web: Web,
        clock: Callable[[], datetime],
        ignored: Collection[str] = (),
        sleep: Callable[[float], Awaitable[None]] | None = asyncio.sleep,
    ) -> None:
        self._store = store
        self._web = web
        self._clock = clock
        self._ignored = frozenset(ignored)
        self._sleep = sleep
        self._rules: dict[str, tuple[RobotsRules, datetime]] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}  # by site, in the loop's time: when a request would wait for none before

    async def before_feed(self, url: str) -> None:
        """Wait until a feed may be fetched."""
        await self._wait_for_turn(url, 0.0)

    async def before_page(self, url: str) -> None:
        """Wait until a page may be fetched.

        Raises:
            RobotsRefusedError: its site asks programs not to.
            FetchError: the site's rules could not be had, and never were.
        """
        if host_of(url) in self._ignored:
            await self._wait_for_turn(url, 0.0)
            return
        rules = await self._rules_for(url)
        if not rules.allow(url):
            raise RobotsRefusedError(url)
        await self._wait_for_turn(url, rules.delay_s)

    async def _wait_for_turn(self, url: str, delay_s: float) -> None:
        """Let a few requests to a site pass, and the others one after another."""
        if self._sleep is None or needs_no_network(url):
            return
        site, now = host_and_port(url), asyncio.get_running_loop().time()
        spacing = max(delay_s, SPACING_S)
        leeway = 0.0 if delay_s else BURST * SPACING_S
        free_at = max(self._free_at.get(site, 0.0), now - leeway) + spacing
        self._free_at[site] = free_at
        if (wait_s := free_at - spacing - now) > 0:
            await self._sleep(wait_s)

    async def _rules_for(self, url: str) -> RobotsRules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{host_and_port(url)}"
        async with self._asking[site]:
            known = self._rules.get(site)
            if known is None or self._clock() - known[1] >= ASKED_AGAIN_AFTER:
                if len(self._rules) >= _MOST_RULES:
                    self._rules.clear()
                known = self._rules[site] = await self._load(site, f"{parts.scheme}://{parts.netloc}/robots.txt")
            return known[0]

    async def _load(self, site: str, url: str) -> tuple[RobotsRules, datetime]:
        from newsreader.fetch.robots import RobotsRules

        kept = await self._store.run(load_robots, site)
        now = self._clock()
        if kept is None or now - kept[1] >= ASKED_AGAIN_AFTER:
            try:
                text = await self._fetch(url)
            except FetchError:
                if kept is None:
                    raise
                kept = (kept[0], now)  # the site is ill; what it said before holds
            else:
                kept = (text, now)
                if not self._store.is_read_only:
                    await self._store.run(save_robots, site, *kept)
        return await asyncio.to_thread(RobotsRules, kept[0]), kept[1]

    async def _fetch(self, url: str) -> str:
        """Get a robots.txt; "" where the site has none, or one that cannot be one (RFC 9309, 2.3.1)."""
        from newsreader.fetch.robots import MAX_BYTES

        try:
            answer = await self._web.noted(url, lambda: self._web.fetcher.fetch(url, max_bytes=MAX_BYTES))
        except RateLimitedError:
            raise
        except HttpStatusError as error:
            if error.status >= 500:
                raise
            return ""
        except (TooLargeError, ForbiddenAddressError):
            return ""
        return answer.body.decode("utf-8-sig", errors="replace") if isinstance(answer, Page) else ""
