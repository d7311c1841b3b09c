"""When sections are due, pauses that sites asked for, and addresses that have moved or are gone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsreader.model import SectionKey
from newsreader.store.codec import from_micros, micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.sections import section_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a section is asked again by itself, and what that follows from."""

    due_at: datetime | None = None  # None is at once
    failures: int = 0  # in a row
    ttl_minutes: int = 0  # the rest as `Listing` has it
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What a site says of an address it had a section at."""

    moved_to: str  # "" where it is gone for good
    noticed_at: datetime  # when it first said so


@dataclass(frozen=True, slots=True)
class Pause:
    """A site's wish to be left alone for a while."""

    status: int  # with which it asked: 429 or 503
    until: datetime


def load_schedules(db: Connection, keys: Iterable[SectionKey]) -> dict[SectionKey, Schedule]:
    """Give the schedules of some sections; nothing for one that was never asked."""
    with snapshot(db):
        rows = db.execute(
            "SELECT section.key, due_at, failures, ttl_minutes, skip_hours, skip_days FROM json_each(?)"
            " JOIN section ON section.key = value JOIN schedule ON section_id = section.id",
            (json.dumps(list(keys)),),
        )
        return {
            SectionKey(key): Schedule(
                due_at=from_micros(due_at),
                failures=failures,
                ttl_minutes=ttl_minutes,
                skip_hours=tuple(json.loads(skip_hours)),
                skip_days=tuple(json.loads(skip_days)),
            )
            for key, due_at, failures, ttl_minutes, skip_hours, skip_days in rows
        }


def save_schedule(db: Connection, key: SectionKey, schedule: Schedule) -> None:
    """Plan when a section is asked again.

    Raises:
        NotFoundError: there is no such section.
    """
    assert schedule.due_at is not None
    with transaction(db):
        db.execute(
            "INSERT INTO schedule (section_id, due_at, failures, ttl_minutes, skip_hours, skip_days)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (section_id) DO UPDATE SET due_at = excluded.due_at,"
            " failures = excluded.failures, ttl_minutes = excluded.ttl_minutes, skip_hours = excluded.skip_hours,"
            " skip_days = excluded.skip_days",
            (
                section_id(db, key),
                micros(schedule.due_at),
                schedule.failures,
                schedule.ttl_minutes,
                json.dumps(schedule.skip_hours),
                json.dumps(schedule.skip_days),
            ),
        )


def load_notices(db: Connection) -> dict[tuple[SectionKey, str], Notice]:
    """Give what sites said of addresses, by section and address."""
    with snapshot(db):
        rows = db.execute(
            "SELECT section.key, url, moved_to, noticed_at FROM address_notice JOIN section ON section.id = section_id"
        )
        return {(SectionKey(key), url): Notice(moved_to, moment_at(at)) for key, url, moved_to, at in rows}


def save_notice(db: Connection, key: SectionKey, url: str, moved_to: str, at: datetime) -> None:
    """Note that an address has moved, or is gone for good; the first moment of one notice stays.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        db.execute(
            "INSERT INTO address_notice (section_id, url, moved_to, noticed_at) SELECT section_id, url, ?, ?"
            " FROM section_address WHERE section_id = ? AND url = ? ON CONFLICT (section_id, url) DO UPDATE"
            " SET moved_to = excluded.moved_to, noticed_at = excluded.noticed_at WHERE moved_to <> excluded.moved_to",
            (moved_to, micros(at), section_id(db, key), url),
        )


def forget_notice(db: Connection, key: SectionKey, url: str) -> None:
    """Forget what was noted of an address, because it answers there.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        db.execute("DELETE FROM address_notice WHERE section_id = ? AND url = ?", (section_id(db, key), url))


def change_address(db: Connection, key: SectionKey, old: str, new: str) -> None:
    """Let an address of a section be another; what is known of the old one goes with it.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        number = section_id(db, key)
        db.execute("DELETE FROM address_notice WHERE section_id = ? AND url = ?", (number, old))
        db.execute("UPDATE OR IGNORE section_address SET url = ? WHERE section_id = ? AND url = ?", (new, number, old))
        # Still there: the section has the new address already.
        db.execute("DELETE FROM section_address WHERE section_id = ? AND url = ?", (number, old))


def load_pauses(db: Connection, now: datetime) -> dict[str, Pause]:
    """Give the pauses that are not over, by site."""
    with snapshot(db):
        rows = db.execute("SELECT site, status, until FROM site_pause WHERE until > ?", (micros(now),))
        return {site: Pause(status, moment_at(until)) for site, status, until in rows}


def save_pause(db: Connection, site: str, pause: Pause, now: datetime) -> None:
    """Keep a pause, and forget those that are over."""
    with transaction(db):
        db.execute("DELETE FROM site_pause WHERE until <= ? OR site = ?", (micros(now), site))
        db.execute(
            "INSERT INTO site_pause (site, status, until) VALUES (?, ?, ?)", (site, pause.status, micros(pause.until))
        )
