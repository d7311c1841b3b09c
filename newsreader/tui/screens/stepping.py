"""Reading on with one key, the next article ready before it is asked for, and taking a step back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work

from newsreader.library import Library
from newsreader.library.shelves import ListFilter, Place
from newsreader.model import ArticleId, ArticleSummary
from newsreader.tui.screens.reading import ReadingDesk

if TYPE_CHECKING:
    from newsreader.model import Reading
    from newsreader.model.stops import Trail

MAX_STEPS = 500
AHEAD_AFTER_S = 0.15  # what was opened is drawn first


@dataclass(slots=True)
class Step:
    """Where one was before a step, and what the step did."""

    pane: str
    place: Place
    wanted: ListFilter
    row_id: ArticleId | None  # under the cursor of the list
    trail: Trail | None  # of the reader; None where it showed nothing yet
    at: str  # where in its article
    opens: ArticleId | None = None  # the article it leads to, None for a step within one
    has_marked: bool = False  # that one read


class Stepping(ReadingDesk):
    """Goes from page to page, article to article, section to section, and back."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(library, clock)
        self._steps: deque[Step] = deque(maxlen=MAX_STEPS)
        self._ahead: tuple[ArticleSummary, Reading] | None = None  # the next article, ready to be shown

    def action_walk(self) -> None:
        """Go on reading: a page, then the next unread article, then the next section."""
        if self.pane == "sections":
            self._steps.append(self._here())
            self.pane = "articles"
        elif self.pane == "articles":
            row = self.articles.list.current
            self.remember_step(row.id if row else None)
            self.open_current()
        elif self.reader.view.is_at_end:
            self.walk_on()
        else:
            self._steps.append(self._here())
            self.reader.view.page(1)

    @work(exclusive=True, group="article")
    async def walk_on(self) -> None:
        """Open the next unread article here, or else in the next section that has one."""
        found = await self._next_unread()
        if found is None:
            self.status.say("Everything is read.", f"{self.key('refresh.all')} looks for more.")
            return
        place, row = found
        self.remember_step(row.id)
        if place != self.place:
            here, there = self.sections.name_of(self.place), self.sections.name_of(place)
            told = f"Nothing unread is left in {here}. Now in {there}."
            self.sections.select(place)
            self.place, self.wanted = place, self.usual_filter(place)
            self._go_to(row, opened=True)
            self.status.say(told)
        else:
            self._go_to(row, opened=True)

    async def _next_unread(self) -> tuple[Place, ArticleSummary] | None:
        row = await self.told(self.library.next_unread(self.place, self.reader.article_id, 1, self.wanted))
        if row is not None:
            return self.place, row
        place = self.sections.next_unread_place(self.place)
        row = await self.told(self.library.next_unread(place, None, 1)) if place is not None else None
        return (place, row) if place is not None and row is not None else None

    def remember_step(self, opens: ArticleId | None) -> None:
        """Remember where one is before another article is opened by reading on."""
        step = self._here()
        step.opens = opens
        self._steps.append(step)

    def _here(self) -> Step:
        row = self.articles.list.current
        at = self.reader.view.place if self.pane == "reader" else ""
        return Step(self.pane, self.place, self.wanted, row.id if row else None, self.reader.trail, at)

    def marked_by_opening(self, article_id: ArticleId) -> None:
        """Remember that the last step marked an article read."""
        if self._steps and self._steps[-1].opens == article_id:
            self._steps[-1].has_marked = True

    def action_step_back(self) -> None:
        """Undo the last step: back to where it began, and its article unread again where the step read it."""
        if self._steps:
            self.take_back(self._steps.pop())
        else:
            self.status.say("There is no step to go back: Space makes them.")

    @work(exclusive=True, group="article")
    async def take_back(self, step: Step) -> None:
        """Go back to where a step began."""
        if step.place != self.place or step.wanted != self.wanted:
            self.sections.select(step.place)
            self.place, self.wanted = step.place, step.wanted
            self.load_list(step.row_id)
        elif step.row_id is not None and not self.articles.list.select(step.row_id):
            self.load_list(step.row_id)
        self.pane = step.pane
        if step.pane == "reader" and step.trail is not None:
            await self._return_to(step.trail, step.at, is_other=step.opens is not None)
        if step.has_marked and step.opens is not None:
            done = await self.told(self.library.set_read([step.opens], is_read=False))
            if done is not None and done.count:
                self.status.say("Back; the article is unread again.")
            await self.marks_changed(step.opens)

    async def _return_to(self, trail: Trail, at: str, *, is_other: bool) -> None:
        if not is_other and trail == self.reader.trail:
            self.reader.view.go_to_place(at)
            return
        if trail.current is None:
            return
        article_id = trail.current.article_id
        reading = await self.told(self.library.cached(article_id))
        if reading is None and (row := await self.told(self.library.summary(article_id))) is not None:
            from newsreader.typeset.teaser import teaser_of  # here, because the first screen does without

            reading = teaser_of(row)
        if reading is not None:
            self.reader.return_to(trail, reading, at)

    async def kept_text(self, row: ArticleSummary) -> Reading | None:
        """Give the text of an article: at once where it was looked for ahead and the article is as it was then."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == row:
            return ahead[1]
        return await super().kept_text(row)

    def article_shown(self) -> None:
        """Make the next article ready, once this one is drawn."""
        self.set_timer(AHEAD_AFTER_S, self.look_ahead)

    @work(exclusive=True, group="ahead")
    async def look_ahead(self) -> None:
        """Load the next article of the walk and set it in lines, where its text is in the library."""
        row = await self.next_of_walk()
        if row is None or not row.is_cached:
            return
        reading = await self.told(self.library.cached(row.id))
        if reading is not None:
            self._ahead = (row, reading)
            self.reader.view.prepare(reading)

    async def next_of_walk(self) -> ArticleSummary | None:
        """Give the article that reading on comes to."""
        found = await self._next_unread()
        return found[1] if found is not None else None
