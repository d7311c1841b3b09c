"""The way a person took: what was opened when, what led there, and where it is to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from newsreader.model.listed import ArticleId, ArticleSummary

VisitId = NewType("VisitId", int)
QueuedId = NewType("QueuedId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An article as it was opened once."""

    id: VisitId
    article_id: ArticleId
    opened_at: datetime
    headline: str
    url: str
    led_here: VisitId | None = None  # the visit whose article had the link; None when it was chosen from a list
    row: ArticleSummary | None = None  # None when the article is no longer in the library


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """What a look at some of the history gave."""

    rows: tuple[Visit, ...] = ()  # newest first
    reached: VisitId | None = None  # where to look on from, the way that was looked; None at the end


class QueueState(StrEnum):
    """How far a queued link is."""

    WAITING = "waiting"  # for the network, or for its next try
    HERE = "here"  # it can be opened now
    FAILED = "failed"  # it is not tried again by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedLink:
    """A link that could not be followed without a network, to be fetched when there is one."""

    id: QueuedId
    url: str
    text: str  # of the link, or the headline of what came
    queued_at: datetime
    state: QueueState = QueueState.WAITING
    error: str = ""  # why the last try failed, one sentence
    tries: int = 0  # that failed
    led_here: VisitId | None = None  # the visit whose article had it
    article_id: ArticleId | None = None  # what came
