"""An article as it is written down, with the reader's marks and where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from newsreader.model import Article, ArticleId, ReadingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of an export."""

    id: ArticleId
    article: Article  # only what its listing says where `has_text` is False
    state: ReadingState
    source: str = ""  # the publication's name
    sections: tuple[str, ...] = ()  # names of the sections that list it
    sort_at: datetime  # published, else when first seen
    fetched_at: datetime | None = None
    has_text: bool = False

    @property
    def day(self) -> date:
        """The day it stands under: as its page prints it, else that of its place in lists, in UTC."""
        try:
            printed = self.article.published_day
        except OverflowError:  # a site may say the last minute of the year 9999, in any zone
            printed = None
        return printed or self.sort_at.astimezone(UTC).date()

    @property
    def place(self) -> str:
        """Where it was filed and by which agency: "LISBON (Agency)", "" for neither."""
        dateline = self.article.dateline
        if dateline is None:
            return ""
        return (dateline.place + (f" ({dateline.agency})" if dateline.agency else "")).strip()

    @property
    def section(self) -> str:
        """The section it is told under, "" for none."""
        return self.sections[0] if self.sections else self.article.section


def iso_moment(moment: datetime | None, offset: int = 0) -> str:
    """Write a moment as ISO 8601 in the zone it was printed in, minutes east of UTC; "" for none."""
    if moment is None:
        return ""
    try:
        return moment.astimezone(timezone(timedelta(minutes=offset))).isoformat()
    except (OverflowError, ValueError):  # beyond the years or the zones there are
        return moment.isoformat()
