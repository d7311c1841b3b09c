"""Bringing sections up to date, each on its own, so that a dead one costs only itself."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime

from newsreader.errors import ExtractError, FetchError, InternalError, NewsError, NoListingError, OfflineError
from newsreader.library.results import SectionResult
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import AddressHealth, Listing, NotModified, Page, Section, SectionKey, Validators
from newsreader.store import entries, sections
from newsreader.store.connection import Connection, transaction

log = logging.getLogger(__name__)
Report = Callable[[SectionResult], None]
Known = Mapping[tuple[SectionKey, str], tuple[Validators, str]]
MAX_AT_ONCE = 64  # sections under way, so that what has come and is not yet kept stays small


class Refresher:
    """Refreshes sections for both fronts."""

    def __init__(self, store: StoreWorker, web: Web, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._web = web
        self._clock = clock

    async def refresh(self, wanted: Sequence[Section], report: Report) -> list[SectionResult]:
        """Refresh sections side by side; what is in the library stays whatever happens.

        Args:
            wanted: the sections; the fetcher bounds how many pages are asked for at once.
            report: called on the loop as each section is done.

        Returns:
            The results, in the order of `wanted`.
        """
        known = await self._store.run(sections.load_validators, [section.key for section in wanted])
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="listings") as readers:
            run = _Run(self._store, self._web, self._clock, known, readers)
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(run.refresh(section, report)) for section in wanted]
        return [task.result() for task in tasks]


class _Run:
    """One refresh of some sections."""

    def __init__(
        self, store: StoreWorker, web: Web, clock: Callable[[], datetime], known: Known, readers: Executor
    ) -> None:
        self._store = store
        self._web = web
        self._clock = clock
        self._known = known
        self._readers = readers  # one thread: more would only take turns, and the screen's with them
        self._room = asyncio.Semaphore(MAX_AT_ONCE)

    async def refresh(self, section: Section, report: Report) -> SectionResult:
        """Refresh one section; never raises but when cancelled."""
        async with self._room:
            try:
                result = await self._update(section)
            except NewsError as error:
                result = SectionResult(section=section, error=error)
            except Exception:
                log.exception("refresh failed: %s", section.key)
                result = SectionResult(section=section, error=InternalError(section.name))
        report(result)
        return result

    async def _update(self, section: Section) -> SectionResult:
        """Try the addresses in order until one lists articles."""
        failures: list[AddressHealth] = []
        first_error: NewsError | None = None
        for url in section.addresses:
            try:
                new = await self._take(section, url)
            except OfflineError as error:  # nobody was asked, which says nothing about the address
                first_error = first_error or error
                continue
            except (FetchError, ExtractError, InternalError) as error:
                now = self._clock()
                await self._store.run_together(sections.save_address_failed, section.key, url, now, error.user_text)
                failures.append(AddressHealth(url=url, tried_at=now, error=error.user_text))
                first_error = first_error or error
                continue
            return SectionResult(section=section, new_articles=new, address=url, failures=tuple(failures))
        why = first_error or NoListingError(section.name, "the section has no address")
        if not isinstance(why, OfflineError):
            await self._store.run_together(sections.save_refresh_failed, section.key, why.user_text)
        return SectionResult(section=section, failures=tuple(failures), error=why)

    async def _take(self, section: Section, url: str) -> int:
        """Fetch one address and keep what it lists; gives the number of new articles."""
        validators, known_hash = self._known.get((section.key, url), (Validators(), ""))
        answer = await self._web.get(url, validators)
        if isinstance(answer, NotModified):
            return await self._note_unchanged(section, url, validators, known_hash)
        body_hash = hashlib.sha256(answer.body).hexdigest()
        if body_hash == known_hash:
            return await self._note_unchanged(section, url, answer.validators, body_hash)
        listing = await asyncio.get_running_loop().run_in_executor(self._readers, read_listing, answer)
        if not listing.entries:
            raise NoListingError(url)
        return await self._store.run_together(keep_listing, section, url, listing, answer, body_hash, self._clock())

    async def _note_unchanged(self, section: Section, url: str, validators: Validators, body_hash: str) -> int:
        now = self._clock()
        await self._store.run_together(sections.save_unchanged, section.key, url, now, validators, body_hash)
        return 0


def read_listing(page: Page) -> Listing:
    """Read what a page or feed lists.

    Raises:
        ExtractError: it lists nothing that can be read.
    """
    from newsreader.extract.listing import extract_listing  # here, because the first screen does not need it

    try:
        return extract_listing(page.body, page.url, content_type=page.content_type, charset=page.charset)
    except ExtractError as error:
        raise type(error)(page.url, error.detail) from error
    except Exception as error:  # a strange feed costs one section, never the program
        log.exception("reading a listing failed: %s", page.url)
        raise InternalError(page.url) from error


def keep_listing(
    db: Connection, section: Section, url: str, listing: Listing, page: Page, body_hash: str, at: datetime
) -> int:
    """Keep entries, validators and that the refresh worked together, so that a later "not modified" hides nothing."""
    with transaction(db):
        new = entries.save_entries(db, section.key, listing.entries, at)
        sections.save_address_ok(db, section.key, url, at, page.validators, body_hash)
        sections.save_refresh_ok(db, section.key, at)
    return new
