"""When a section is asked again by itself: not before the person, its feed and its server want, later if it fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from newsreader.config.settings import Settings
from newsreader.library.wishes import wishes_of
from newsreader.model import SectionKey, SectionStatus
from newsreader.store.schedule import Schedule

MAX_FRESH = timedelta(days=1)  # a server may not switch a source off by a header that was meant for pictures
MAX_BACK_OFF = timedelta(days=1)
_JITTER = 0.25  # of a back-off, either way, so that what failed together is not asked together again
_HOUR = timedelta(hours=1)
_HOURS_A_WEEK = 7 * 24


def after_success(now: datetime, least: timedelta, said: Schedule, fresh_s: float) -> Schedule:
    """Plan the next time after one that worked.

    Args:
        now: aware UTC.
        least: the person's own interval.
        said: what the feed says of its pace.
        fresh_s: how long the server says its answer stays current; 0 when it does not say.
    """
    wait = max(least, timedelta(minutes=said.ttl_minutes), min(timedelta(seconds=fresh_s), MAX_FRESH))
    return replace(said, due_at=_not_skipped(now + wait, said), failures=0)


def after_failure(now: datetime, least: timedelta, before: Schedule, chance: float) -> Schedule:
    """Plan the next time after one that failed: twice as late each time, up to `MAX_BACK_OFF`.

    Args:
        now: aware UTC.
        least: the person's own interval.
        before: the plan so far.
        chance: from 0 to 1, for the jitter.
    """
    failures = before.failures + 1
    wait = max(least, min(least * 2 ** min(failures, 20), MAX_BACK_OFF))
    return replace(before, due_at=now + wait * (1 + _JITTER * (2 * chance - 1)), failures=failures)


def _not_skipped(due_at: datetime, said: Schedule) -> datetime:
    """Move a moment on to the first hour in which the feed lets itself be asked."""
    for _ in range(_HOURS_A_WEEK):
        if due_at.hour not in said.skip_hours and due_at.weekday() not in said.skip_days:
            break
        due_at = due_at.replace(minute=0, second=0, microsecond=0) + _HOUR
    return due_at


def intervals(settings: Settings, statuses: Sequence[SectionStatus]) -> Mapping[SectionKey, timedelta]:
    """Give the person's own interval of every section that has one apart.

    Raises:
        ConfigError: the settings name a section that is not known.
    """
    wishes = wishes_of(settings, statuses, ("minutes",))
    return {key: timedelta(minutes=each.minutes) for key, each in wishes.items() if each.minutes is not None}
