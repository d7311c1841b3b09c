"""The way a person took: what was opened when, and what led there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from newsreader.model.listed import ArticleId, ArticleSummary

VisitId = NewType("VisitId", int)


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
