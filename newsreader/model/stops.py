"""The way from article to article: where we came from, where we can go forward to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsreader.model import ArticleId
from newsreader.model.trails import VisitId

MAX_STOPS = 200  # who went further comes back as far as this


@dataclass(frozen=True, slots=True)
class Stop:
    """An article on the trail and where it was left."""

    article_id: ArticleId
    headline: str
    visit: VisitId | None = None  # under which the history has it; None where it cannot be kept
    anchor: str = ""  # where it was left, as the article's view names places


@dataclass(frozen=True, slots=True)
class Trail:
    """Stops in the order they were opened; `at` is the one being read."""

    stops: tuple[Stop, ...] = ()
    at: int = 0

    @property
    def current(self) -> Stop | None:
        """The stop being read, None on an empty trail."""
        return self.stops[self.at] if self.stops else None

    def followed(self, stop: Stop) -> Trail:
        """Go on to a new stop; what lay ahead is forgotten."""
        stops = (*self.stops[: self.at + 1], stop)[-MAX_STOPS:]
        return Trail(stops, len(stops) - 1)

    def known_as(self, visit: VisitId | None) -> Trail:
        """Remember under which visit the history has the current stop."""
        if not self.stops:
            return self
        stops = list(self.stops)
        stops[self.at] = replace(stops[self.at], visit=visit)
        return replace(self, stops=tuple(stops))

    def left_at(self, anchor: str) -> Trail:
        """Remember where the current stop was left."""
        if not self.stops:
            return self
        stops = list(self.stops)
        stops[self.at] = replace(stops[self.at], anchor=anchor)
        return replace(self, stops=tuple(stops))

    def stepped(self, step: int) -> Trail | None:
        """Go so many stops back (below 0) or forward, as far as the trail goes; None where it ends here."""
        target = max(0, min(self.at + step, len(self.stops) - 1))
        return replace(self, at=target) if self.stops and target != self.at else None
