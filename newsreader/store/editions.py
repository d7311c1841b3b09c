"""Editions: the articles chosen for a day, and what they are chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from newsreader.model import ArticleSummary, SectionKey
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.lists import load_summaries, summaries_of

_KEPT_EDITIONS = 7  # days


class Chosen(NamedTuple):
    """An article of an edition, and the minutes reckoned for it."""

    row: ArticleSummary
    minutes: int


def save_edition(db: Connection, day: date, asked_minutes: int, chosen: Sequence[Chosen]) -> None:
    """Keep the edition of a day in the place of the one there was; those of long ago go."""
    with transaction(db):
        db.execute(
            "DELETE FROM edition_article WHERE (day = ?1 AND asked_minutes = ?2) OR day < date(?1, ?3)",
            (day.isoformat(), asked_minutes, f"-{_KEPT_EDITIONS} days"),
        )
        db.executemany(
            "INSERT INTO edition_article (day, asked_minutes, position, article_id, minutes) VALUES (?, ?, ?, ?, ?)",
            [
                (day.isoformat(), asked_minutes, position, each.row.id, each.minutes)
                for position, each in enumerate(chosen)
            ],
        )


def load_edition(db: Connection, day: date, asked_minutes: int) -> tuple[Chosen, ...]:
    """Give the edition of a day with the marks its articles have now, without those that are gone; () for none."""
    with snapshot(db):
        kept = db.execute(
            "SELECT article_id, minutes FROM edition_article WHERE day = ? AND asked_minutes = ? ORDER BY position",
            (day.isoformat(), asked_minutes),
        ).fetchall()
        rows = summaries_of(db, [number for number, _ in kept])
    return tuple(Chosen(rows[number], minutes) for number, minutes in kept if number in rows)


def newest_unread(
    db: Connection, keys: Sequence[SectionKey], *, of_each: int
) -> dict[SectionKey, tuple[ArticleSummary, ...]]:
    """Give the newest unread articles of some sections."""
    with snapshot(db):
        return {key: load_summaries(db, key, limit=of_each, unread_only=True) for key in keys}
