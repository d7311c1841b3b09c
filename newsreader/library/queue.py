"""Links that were followed without a network: kept, and fetched when there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from newsreader.address import is_web_address, untracked_address
from newsreader.errors import (
    ExtractError,
    FetchError,
    FullQueueError,
    HttpStatusError,
    InternalError,
    NewsError,
    NoAddressError,
    NotFoundError,
    OfflineError,
    RateLimitedError,
    UnreachableError,
)
from newsreader.library.reading import ArticleReader
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model.trails import QueuedId, QueuedLink, VisitId
from newsreader.store import queue
from newsreader.text import clean_line

MAX_QUEUED = 500
_MAX_TEXT_CHARS = 300
_MAX_TRIES = 6  # of a site that fails; a network that is dead counts as none
_FIRST_PAUSE = timedelta(minutes=5)  # after a failure, twice as long after each further one
_MAX_PAUSE = timedelta(days=1)
_SILENCE = timedelta(minutes=2)  # before a site is asked again that was silent while the network seemed dead
_SERVER_ERRORS = 500  # and above: the site may be well again later

QueueReport = Callable[[QueuedLink, NewsError | None], None]


class LinkQueue:
    """The queue of links, of which there is one in each library."""

    def __init__(self, store: StoreWorker, web: Web, clock: Callable[[], datetime], reader: ArticleReader) -> None:
        self._store = store
        self._web = web
        self._clock = clock
        self._reader = reader
        self._one_run = asyncio.Lock()

    async def entries(self) -> tuple[QueuedLink, ...]:
        """Give the whole queue, at most `MAX_QUEUED` links, what was queued last first."""
        return await self._store.run(queue.load_queue)

    async def find(self, url: str) -> QueuedLink | None:
        """Give what is queued of an address, None when nothing is."""
        return await self._store.run(queue.find_queued, url)

    async def add(self, url: str, text: str, led_here: VisitId | None = None) -> QueuedId:
        """Put a link into the queue; one that is there waits again.

        Args:
            url: absolute.
            text: of the link.
            led_here: the visit whose article has it.

        Raises:
            NoAddressError: nothing can be fetched from such an address.
            FullQueueError: there are `MAX_QUEUED` already.
            StoreError: it could not be kept.
        """
        if not is_web_address(url):
            raise NoAddressError(url)
        said = clean_line(text)[:_MAX_TEXT_CHARS]
        added = await self._store.run(
            queue.queue_link, untracked_address(url), said, self._clock(), led_here=led_here, limit=MAX_QUEUED
        )
        if added is None:
            raise FullQueueError(detail=f"{MAX_QUEUED} links")
        return added

    async def remove(self, numbers: Iterable[QueuedId]) -> int:
        """Take links out; gives how many were there.

        Raises:
            StoreError: it could not be done.
        """
        return await self._store.run(queue.unqueue, tuple(numbers))

    async def try_now(self) -> int:
        """Let all that waits be fetched next, whenever it was to be; gives how many."""
        return await self._store.run(queue.make_due, self._clock())

    async def fetch(self, report: QueueReport) -> int:
        """Fetch what is due, one link after the other, until there is no network; gives how many came.

        Sites are asked as when a program asks them: by their robots.txt, with time between requests.

        Args:
            report: called as each link is done, with why it failed.

        Raises:
            StoreError: what came of one could not be kept.
        """
        came = 0
        async with self._one_run:
            while not self._store.is_read_only and not self._web.network.is_forced_offline:
                link = await self._store.run(queue.load_due, self._clock())
                if link is None:
                    break
                try:
                    await self._fetch_one(link)
                except OfflineError:
                    break
                except (FetchError, ExtractError, InternalError, NotFoundError) as error:
                    if isinstance(error, UnreachableError) and self._web.network.is_down:
                        # Its site's fault or the network's: the next link, of another site, may tell.
                        await self._store.run(queue.postpone, link.id, self._clock() + _SILENCE)
                        continue
                    await self._failed(link, error)
                    report(link, error)
                else:
                    came += 1
                    report(link, None)
        return came

    async def _fetch_one(self, link: QueuedLink) -> None:
        await self._web.quiet()
        await self._web.manners.before_page(link.url)
        reading = await self._reader.read_address(link.url)
        if reading.why_not_here is not None:
            raise reading.why_not_here
        await self._store.run(queue.save_came, link.id, reading.id, reading.article.headline)

    async def _failed(self, link: QueuedLink, error: NewsError) -> None:
        due_at = None
        if _may_pass(error) and link.tries + 1 < _MAX_TRIES:
            pause = min(_FIRST_PAUSE * 2**link.tries, _MAX_PAUSE)
            if isinstance(error, RateLimitedError) and error.retry_after_s is not None:
                pause = max(pause, min(timedelta(seconds=error.retry_after_s), _MAX_PAUSE))
            due_at = self._clock() + pause
        await self._store.run(queue.save_failed, link.id, error.user_text, due_at)


def _may_pass(error: NewsError) -> bool:
    """Say whether the same may work later."""
    if isinstance(error, HttpStatusError):
        return isinstance(error, RateLimitedError) or error.status >= _SERVER_ERRORS
    return isinstance(error, UnreachableError)
