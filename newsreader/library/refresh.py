"""Bringing sections up to date, each on its own, so that a dead one costs only itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from newsreader.address import host_and_port
from newsreader.errors import (
    ExtractError,
    FetchError,
    HttpStatusError,
    InternalError,
    NewsError,
    NoListingError,
    OfflineError,
    RateLimitedError,
    SourceGoneError,
    UnreachableError,
)
from newsreader.library.health import failed_health, lost_listing
from newsreader.library.pace import after_failure, after_success
from newsreader.library.results import SectionResult
from newsreader.library.taking import Taker
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import AddressHealth, ArticleId, NotModified, Page, Section, SectionKey, Validators
from newsreader.store import entries, health, schedule, sections
from newsreader.store.arrivals import came_since, newest_number
from newsreader.store.connection import Connection, transaction
from newsreader.store.listed import Listed, newest_publication
from newsreader.store.schedule import Notice, Pause, Schedule

log = logging.getLogger(__name__)
Report = Callable[[SectionResult], None]
MAX_AT_ONCE = 128  # sections under way: those that are asked for, and those that have come and are not yet kept
MOVED_AFTER = timedelta(hours=1)  # a permanent redirect that still holds then is one, and no hotel's or repair's
_NEW = Schedule()


class Refresher:
    """Refreshes sections for both fronts.

    Args:
        store: the library file.
        web: what gets pages.
        clock: the moment now, aware UTC.
        chance: from 0 to 1, for the jitter of what failed.
    """

    def __init__(
        self, store: StoreWorker, web: Web, clock: Callable[[], datetime], chance: Callable[[], float]
    ) -> None:
        self._store = store
        self._web = web
        self._clock = clock
        self._chance = chance

    async def refresh(
        self, wanted: Sequence[Section], interval_of: Callable[[SectionKey], timedelta], report: Report
    ) -> list[SectionResult]:
        """Refresh sections side by side; what is in the library stays whatever happens.

        Args:
            wanted: the sections; the fetcher bounds how many pages are asked for at once.
            interval_of: the person's own, by section.
            report: called on the loop as each section is done.

        Returns:
            The results, in the order of `wanted`.
        """
        known = await self._store.run(_load_known, [section.key for section in wanted], self._clock())
        never_read = sum(1 for section in wanted if not known.has_read(section))
        with closing(Taker(self._web, len(wanted), never_read)) as taker:
            run = _Run(self._store, self._web, self._clock, self._chance, interval_of, known, taker)
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(run.refresh(section, report)) for section in wanted]
        return [task.result() for task in tasks]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the library knows before a refresh."""

    validators: Mapping[tuple[SectionKey, str], tuple[Validators, str]]
    notices: Mapping[tuple[SectionKey, str], Notice]
    schedules: Mapping[SectionKey, Schedule]
    pages: frozenset[tuple[SectionKey, str]]  # addresses that are pages of the web, and no feeds
    pauses: dict[str, Pause] = field(default_factory=dict)  # grows as sites ask for one

    def has_read(self, section: Section) -> bool:
        """Whether one of a section's addresses was read before, so that it is likely to be unchanged."""
        return any(self.validators.get((section.key, url), ("", ""))[1] for url in section.addresses)


def _load_known(db: Connection, keys: Sequence[SectionKey], now: datetime) -> _Known:
    return _Known(
        sections.load_validators(db, keys),
        schedule.load_notices(db),
        schedule.load_schedules(db, keys),
        health.load_listing_pages(db),
        schedule.load_pauses(db, now),
    )


class _Run:
    """One refresh of some sections."""

    def __init__(
        self,
        store: StoreWorker,
        web: Web,
        clock: Callable[[], datetime],
        chance: Callable[[], float],
        interval_of: Callable[[SectionKey], timedelta],
        known: _Known,
        taker: Taker,
    ) -> None:
        self._store = store
        self._web = web
        self._clock = clock
        self._chance = chance
        self._interval_of = interval_of
        self._known = known
        self._taker = taker
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
        errors: list[NewsError] = []
        faults: list[NewsError] = []  # those of them that are the section's own
        for url in self._addresses_of(section):
            try:
                return replace(await self._take(section, url), failures=tuple(failures))
            except OfflineError as error:  # nobody was asked, which says nothing about the address
                errors.append(error)
            except (FetchError, ExtractError, InternalError) as error:
                if self._says_nothing_of(url, error):
                    failures.append(failed_health(url, error, self._clock()))
                    errors.append(error)
                    continue
                told, fares = await self._note_failed(section, url, error)
                failures.append(fares)
                errors.append(told)
                faults.append(told)
        if not section.addresses:
            faults.append(NoListingError(section.name, "the section has no address"))
        why = (errors or faults)[0]
        if faults:
            before = self._known.schedules.get(section.key, _NEW)
            if not any(isinstance(error, UnreachableError) and error.is_network_down for error in errors):
                before = after_failure(self._clock(), self._interval_of(section.key), before, self._chance())
            await self._store.run_together(_keep_failure, section.key, faults[0].user_text, before)
        return SectionResult(section=section, failures=tuple(failures), error=why)

    def _addresses_of(self, section: Section) -> tuple[str, ...]:
        """Give the addresses to try; those that are gone for good only where there is no other."""
        notices = self._known.notices
        here = tuple(
            url for url in section.addresses if not (notice := notices.get((section.key, url))) or notice.moved_to
        )
        return here or section.addresses

    async def _note_failed(self, section: Section, url: str, error: NewsError) -> tuple[NewsError, AddressHealth]:
        """Keep why an address failed; gives the error as it is told, and how the address fares."""
        now = self._clock()
        if isinstance(error, HttpStatusError) and error.status == HTTPStatus.GONE:
            error = SourceGoneError(url, error.status)
            await self._store.run_together(schedule.save_notice, section.key, url, "", now)
        if isinstance(error, RateLimitedError) and error.retry_after_s:
            site, pause = host_and_port(url), Pause(error.status, now + timedelta(seconds=error.retry_after_s))
            known = self._known.pauses.get(site)
            if known is None or known.until < pause.until:
                self._known.pauses[site] = pause
                await self._store.run_together(schedule.save_pause, site, pause, now)
        if isinstance(error, NoListingError):
            before = await self._store.run(health.load_address_health, section.key, url)
            error = lost_listing(error, before) or error
        failed = failed_health(url, error, now)
        return error, await self._store.run_together(health.save_address_failed, section.key, failed)

    def _says_nothing_of(self, url: str, error: NewsError) -> bool:
        """Say whether a failure is none of the address: without a network, and within a pause, nobody was asked."""
        if isinstance(error, RateLimitedError):
            pause = self._known.pauses.get(host_and_port(url))
            return pause is not None and pause.until > self._clock()
        return isinstance(error, UnreachableError) and error.is_network_down and self._web.network.is_down

    async def _take(self, section: Section, url: str) -> SectionResult:
        """Fetch one address and keep what it lists."""
        self._check_pause(url)
        new, read_up_to = tuple[ArticleId, ...](), 0
        validators, known_hash = self._known.validators.get((section.key, url), (Validators(), ""))
        if (section.key, url) in self._known.pages:
            await self._web.manners.before_page(url)
        else:
            await self._web.manners.before_feed(url)
        said = self._known.schedules.get(section.key, _NEW)
        fetched = await self._taker.take(url, validators, known_hash)
        answer, listing = fetched.answer, fetched.listing
        if isinstance(answer, NotModified):
            await self._note_unchanged(section, url, validators, known_hash, self._next(section, said, answer))
        elif listing is None:
            await self._note_unchanged(section, url, answer.validators, known_hash, self._next(section, said, answer))
        else:
            if not listing.rows:
                raise NoListingError(url)
            read_up_to = len(listing.rows) if listing.is_cut else 0
            said = Schedule(ttl_minutes=listing.ttl_minutes, skip_hours=listing.skip_hours, skip_days=listing.skip_days)
            plan = self._next(section, said, answer)
            body_hash = fetched.body_hash
            new = await self._store.run_together(
                keep_listing, section, url, listing, answer, body_hash, self._clock(), plan, indexes=False
            )
        moved_to = await self._note_moved(section, url, answer.permanent_url)
        return SectionResult(
            section=section,
            new_articles=len(new),
            new_ids=new,
            address=url,
            moved_to=moved_to,
            read_up_to=read_up_to,
        )

    def _check_pause(self, url: str) -> None:
        pause = self._known.pauses.get(host_and_port(url))
        if pause is not None and pause.until > self._clock():
            left_s = (pause.until - self._clock()).total_seconds()
            raise RateLimitedError(url, pause.status, left_s, f"HTTP {pause.status}: not yet again")

    def _next(self, section: Section, said: Schedule, answer: Page | NotModified) -> Schedule:
        return after_success(self._clock(), self._interval_of(section.key), said, answer.fresh_s)

    async def _note_unchanged(
        self, section: Section, url: str, validators: Validators, body_hash: str, plan: Schedule
    ) -> None:
        now = self._clock()
        await self._store.run_together(_keep_unchanged, section.key, url, now, validators, body_hash, plan)

    async def _note_moved(self, section: Section, url: str, moved_to: str) -> str:
        """Note where an address says it has moved; gives the new address once that has held for `MOVED_AFTER`."""
        notice = self._known.notices.get((section.key, url))
        if not moved_to or moved_to == url or not may_replace(url, moved_to):
            if notice is not None:
                await self._store.run_together(schedule.forget_notice, section.key, url)
            return ""
        now = self._clock()
        if notice is None or notice.moved_to != moved_to or now - notice.noticed_at < MOVED_AFTER:
            await self._store.run_together(schedule.save_notice, section.key, url, moved_to, now)
            return ""
        await self._store.run_together(schedule.change_address, section.key, url, moved_to)
        return moved_to


def may_replace(old: str, new: str) -> bool:
    """Say whether an address may take another's place: not where that would give up encryption or a password."""
    before, after = urlsplit(old), urlsplit(new)
    return "@" not in before.netloc and not (before.scheme == "https" and after.scheme == "http")


def keep_listing(
    db: Connection,
    section: Section,
    url: str,
    listing: Listed,
    page: Page,
    body_hash: str,
    at: datetime,
    plan: Schedule | None = None,
    *,
    indexes: bool = True,
) -> tuple[ArticleId, ...]:
    """Keep entries, validators and that the refresh worked together, so that a later "not modified" hides nothing.

    Returns:
        The articles that are new to the library.
    """
    from newsreader.library.feedtexts import carried_text  # here, because the first screen does not need it

    with transaction(db):
        last = newest_number(db)
        entries.save_rows(db, section.key, listing.rows, at, carried_text, indexes=indexes)
        sections.save_address_ok(db, section.key, url, at, page.validators, body_hash)
        newest_at = newest_publication(listing.rows, at)
        count, kind = len(listing.rows), listing.kind
        health.save_listed(db, section.key, url, at, listed=count, listed_as=kind, newest_at=newest_at)
        sections.save_refresh_ok(db, section.key, at)
        if plan is not None:
            schedule.save_schedule(db, section.key, plan)
        return came_since(db, last)  # nobody else writes meanwhile


def _keep_unchanged(
    db: Connection,
    key: SectionKey,
    url: str,
    at: datetime,
    validators: Validators,
    body_hash: str,
    plan: Schedule,
) -> None:
    with transaction(db):
        sections.save_unchanged(db, key, url, at, validators, body_hash)
        schedule.save_schedule(db, key, plan)


def _keep_failure(db: Connection, key: SectionKey, why: str, plan: Schedule) -> None:
    with transaction(db):
        sections.save_refresh_failed(db, key, why)
        if plan.due_at is not None:
            schedule.save_schedule(db, key, plan)
