"""Getting what addresses list for a refresh: in this process while there are few, by couriers when there are many."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.library.courier import Fetched, unread_page
from newsreader.library.listings import ListingReaders
from newsreader.library.web import Web
from newsreader.model import NotModified, Page, Validators

if TYPE_CHECKING:
    from newsreader.library.couriers import Couriers

MANY_SECTIONS = 40  # are worth the third of a second that a process takes to begin
MAX_WAITING_BYTES = 32_000_000  # of pages that have come and are not yet read, before no more are asked for


class Taker:
    """Takes listings from addresses, for one refresh. Close it when that is over.

    Args:
        web: what gets pages.
        sections: how many are refreshed.
        never_read: how many of them have never been read.
    """

    def __init__(self, web: Web, sections: int, never_read: int) -> None:
        self._web = web
        self._couriers = _couriers(web, sections) if sections >= MANY_SECTIONS else None
        self._readers = ListingReaders(0 if self._couriers is not None else never_read)
        self._to_close = [each.close for each in (self._readers, self._couriers) if each is not None]
        self._bytes = 0
        self._are_few = asyncio.Event()
        self._are_few.set()

    async def take(self, url: str, validators: Validators, known_hash: str) -> Fetched:
        """Fetch an address and read what it lists, where that has changed.

        Args:
            url: of the listing.
            validators: of what was read last.
            known_hash: of its body.

        Raises:
            FetchError: it could not be had.
            ExtractError: it lists nothing that can be read.
            InternalError: our own fault.
        """
        if (couriers := self._couriers) is not None:
            from newsreader.library.couriers import NoCourierError

            with suppress(NoCourierError):
                return await self._web.got(url, lambda: couriers.take(url, validators, known_hash))
            self._couriers = None  # those of its processes that have begun go on
        await self._are_few.wait()
        answer = await self._web.get(url, validators)
        if isinstance(answer, NotModified):
            return Fetched(answer=answer)
        found = unread_page(answer, known_hash)
        if isinstance(found, Fetched):
            return found
        with self._counting(answer):
            listing = await self._readers.read(answer)
        return Fetched(answer=replace(answer, body=b""), body_hash=found, listing=listing)

    def close(self) -> None:
        """Begin nothing more, and end what has begun."""
        for close in self._to_close:
            close()

    @contextmanager
    def _counting(self, page: Page) -> Iterator[None]:
        """Count a page in while it waits."""
        self._add(len(page.body))
        try:
            yield
        finally:
            self._add(-len(page.body))

    def _add(self, count: int) -> None:
        self._bytes += count
        if self._bytes > MAX_WAITING_BYTES:
            self._are_few.clear()
        else:
            self._are_few.set()


def _couriers(web: Web, sections: int) -> Couriers | None:
    from newsreader.library.couriers import Couriers, can_carry

    settings = web.by_couriers
    if settings is None or not can_carry(settings):
        return None
    return Couriers(settings, web.allowed, expected=sections)
