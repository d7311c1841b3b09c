"""Which sections are due, by what their sites want and the person's own intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from newsreader.config.settings import Settings
from newsreader.library.pace import intervals
from newsreader.library.places import followed_sections
from newsreader.library.worker import StoreWorker
from newsreader.model import SectionKey, SectionStatus
from newsreader.store.connection import Connection
from newsreader.store.schedule import Notice, Schedule, load_notices, load_schedules

_SLACK = timedelta(minutes=1)  # who is called every half hour, with an interval of that, must not miss every other call


class Timetable:
    """Says what is due.

    Args:
        store: the library file.
        clock: the moment now, aware UTC.
        settings: as they are now; of the person's own intervals.
    """

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime], settings: Callable[[], Settings]) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def interval_of(self, statuses: Sequence[SectionStatus]) -> Callable[[SectionKey], timedelta]:
        """Give the person's interval by section.

        Raises:
            ConfigError: the settings name a section that is not known.
        """
        settings = self._settings()
        given, usual = intervals(settings, statuses), timedelta(minutes=settings.refresh.minutes)
        return lambda key: given.get(key, usual)

    async def asked(self, statuses: Sequence[SectionStatus], *, only_due: bool = False) -> tuple[SectionKey, ...]:
        """Give the sections to ask when none is named: those followed, but for those whose sites said they are gone.

        Args:
            statuses: all sections.
            only_due: leave out what need not be asked yet.
        """
        followed = followed_sections(statuses)
        keys = [status.section.key for status in followed]
        schedules, notices = await self._store.run(_load, keys)
        latest = self._clock() + _SLACK
        return tuple(
            status.section.key
            for status in followed
            if not _is_gone(status, notices) and not (only_due and _is_early(schedules, status, latest))
        )


def _load(
    db: Connection, keys: Sequence[SectionKey]
) -> tuple[Mapping[SectionKey, Schedule], Mapping[tuple[SectionKey, str], Notice]]:
    return load_schedules(db, keys), load_notices(db)


def _is_early(schedules: Mapping[SectionKey, Schedule], status: SectionStatus, latest: datetime) -> bool:
    plan = schedules.get(status.section.key)
    return plan is not None and plan.due_at is not None and plan.due_at > latest


def _is_gone(status: SectionStatus, notices: Mapping[tuple[SectionKey, str], Notice]) -> bool:
    said = [notices.get((status.section.key, url)) for url in status.section.addresses]
    return bool(said) and all(notice is not None and not notice.moved_to for notice in said)
