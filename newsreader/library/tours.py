"""A way through chosen articles, and the screen that one goes back to from each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from newsreader.model import ArticleId, ArticleSummary


class TourKind(Enum):
    """What is walked."""

    STORYLINE = auto()
    EDITION = auto()


@dataclass(frozen=True, slots=True)
class Tour:
    """Articles in the order in which they are walked."""

    kind: TourKind
    start: ArticleId  # by which a storyline was asked for; of an edition its first article
    ids: tuple[ArticleId, ...]
    minutes: tuple[int, ...] = ()  # of each, for an edition

    def minutes_left(self, rows: tuple[ArticleSummary, ...]) -> int:
        """Say what those of some rows of it take that are not read."""
        unread = {row.id for row in rows if not row.state.is_read}
        return sum(minutes for number, minutes in zip(self.ids, self.minutes, strict=True) if number in unread)

    def next_unread(self, rows: tuple[ArticleSummary, ...], after: ArticleId | None) -> ArticleSummary | None:
        """Give the next unread of some rows of it after one; a storyline goes on round its end, an edition ends."""
        return next_unread(rows, after, is_round=self.kind is TourKind.STORYLINE)


def next_unread(rows: tuple[ArticleSummary, ...], after: ArticleId | None, *, is_round: bool) -> ArticleSummary | None:
    """Give the next unread of some rows after one, where wanted round the end; None when there is none."""
    at = next((number for number, row in enumerate(rows) if row.id == after), -1)
    return next(
        (row for row in (*rows[at + 1 :], *(rows[: max(at, 0)] if is_round else ())) if not row.state.is_read), None
    )
