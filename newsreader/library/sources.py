"""Adding sources: one address, whatever it is the address of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from newsreader.address import spellings
from newsreader.errors import NoAddressError, UnreachableError
from newsreader.library.adding import Adder
from newsreader.library.candidates import Candidate, Look
from newsreader.library.looking import Looker
from newsreader.library.results import Added
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker


class Sources:
    """Looks at addresses and follows what is there; hung on the library as `library.sources`."""

    def __init__(
        self, store: StoreWorker, web: Web, clock: Callable[[], datetime], allow: Callable[[str], Awaitable[None]]
    ) -> None:
        self._looker = Looker(web, clock)
        self._adder = Adder(store, clock)
        self._allow = allow

    async def look(self, typed: str) -> Look:
        """Find out what there is to follow at an address the person typed; nothing is added.

        Args:
            typed: a feed, a page of a site, of a video channel, a podcast and the like; `example.com` will do. Its
                host may be a private one.

        Raises:
            NoAddressError: it cannot be one.
            FetchError: it could not be had.
            ExtractError: it lists no articles, and no feed was found.
        """
        first_error: UnreachableError | None = None
        for url in spellings(typed):
            await self._allow(url)
            try:
                look = await self._looker.look(url)
            except UnreachableError as error:
                if error.is_name_unknown or error.is_network_down:
                    raise
                first_error = first_error or error
                continue
            return replace(look, candidates=await self._with_known(look.candidates))
        if first_error is not None:
            raise first_error
        raise NoAddressError(typed)

    async def sections(self, look: Look) -> tuple[Candidate, ...]:
        """Visit what the menu of a page leads to on its site, and give what turns out to be a section.

        Raises:
            OfflineError: there is no network any more.
        """
        return await self._with_known(await self._looker.sections(look))

    async def add(self, candidate: Candidate, *, site: str = "", name: str = "") -> Added:
        """Follow a candidate and keep what it lists now; one that is there already is not added again.

        Args:
            candidate: of `look` or `sections`.
            site: what the person calls the publication; what the documents say when empty.
            name: what the person calls the section; likewise.

        Raises:
            StoreError: it could not be kept.
        """
        return await self._adder.add(candidate, site=site, name=name)

    async def _with_known(self, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple([replace(each, known=await self._adder.known(each)) for each in candidates])
