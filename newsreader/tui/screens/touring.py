"""Walking along a storyline or an edition: the reader goes on there, and goes back there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work

from newsreader.library import Library
from newsreader.tui.screens.stepping import Stepping

if TYPE_CHECKING:
    from newsreader.library.tours import Tour
    from newsreader.model import ArticleId, ArticleSummary
    from newsreader.tui.screens.edition import EditionScreen
    from newsreader.tui.screens.storyline import StorylineScreen


class Touring(Stepping):
    """Opens the screens that are walked from; a tour lasts while what is read began in it."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(library, clock)
        self._tour: Tour | None = None

    def action_storyline(self) -> None:
        """Show the story that the article belongs to."""
        row = self.articles.list.current
        article_id = self.reader.article_id if self.pane == "reader" else (row.id if row is not None else None)
        if article_id:
            self._show_storyline(article_id)
        else:
            self.status.say("S shows the story of an article; there is none under the cursor.")

    def _show_storyline(self, article_id: ArticleId, at: ArticleId | None = None) -> None:
        from newsreader.tui.screens.storyline import StorylineScreen  # the first screen does without

        screen = StorylineScreen(self.library, self.clock, article_id, at)
        self.app.push_screen(screen, lambda row: self._left(screen, row))

    def action_edition(self) -> None:
        """Show the edition of the day."""
        self._show_edition()

    def _show_edition(self, at: ArticleId | None = None) -> None:
        from newsreader.tui.screens.edition import EditionScreen  # the first screen does without

        screen = EditionScreen(self.library, at)
        self.app.push_screen(screen, lambda row: self._left(screen, row))

    def _left(self, screen: StorylineScreen | EditionScreen, row: ArticleSummary | None) -> None:
        """Open what was chosen, and go on from there."""
        self._tour = screen.tour if row is not None else None
        if row is not None:
            self.visit(row)

    @work(exclusive=True, group="unread")
    async def visit(self, row: ArticleSummary) -> None:
        """Open an article of the tour; of an edition, say how far that is."""
        tour = self._tour
        rows = await self.told(self.library.storylines.rows(tour.ids)) if tour is not None and tour.minutes else None
        self._visit_row(row, rows or ())

    def _say_progress(self, row: ArticleSummary, rows: tuple[ArticleSummary, ...]) -> None:
        from newsreader.typeset.counts import progress_text

        if (tour := self._tour) is not None and tour.minutes:
            read = sum(each.state.is_read for each in rows if each.id != row.id)
            self.status.say(f"Edition: {progress_text(read + 1, len(rows), tour.minutes_left(rows))}")

    def _visit_row(self, row: ArticleSummary, rows: tuple[ArticleSummary, ...]) -> None:
        self.articles.list.select(row.id)
        self.pane = "reader"
        self.open_row(row)
        self._say_progress(row, rows)

    @property
    def is_touring(self) -> bool:
        """Whether what is read is a stop of the tour, or was come to by links from one."""
        return self.pane == "reader" and self._tour is not None and self.reader.first_id in self._tour.ids

    def open_current(self) -> None:
        """Open the article under the cursor, which ends a tour."""
        self._tour = None
        super().open_current()

    def action_walk(self) -> None:
        """Go on reading: a page, then the next unread article of the tour."""
        if self.is_touring and self.reader.view.is_at_end:
            self.tour_on()
        else:
            super().action_walk()

    def action_next_unread(self, steps: int) -> None:
        """Go to the next unread article of the tour, or as elsewhere."""
        if self.is_touring and steps > 0:
            self.tour_on(steps)
        else:
            super().action_next_unread(steps)

    @work(exclusive=True, group="unread")
    async def tour_on(self, steps: int = 1) -> None:
        """Open the next unread article of the tour, or one so many further."""
        from newsreader.library.tours import TourKind  # here, because the first screen has no tour

        if (tour := self._tour) is None:
            return
        rows = await self.told(self.library.storylines.rows(tour.ids))
        row, start = None, self.reader.first_id
        for _ in range(steps):
            found = tour.next_unread(rows or (), start)
            if found is None:
                break
            row, start = found, found.id
        if row is not None:
            self.remember_step(row.id)
            self._visit_row(row, rows or ())
        elif tour.kind is TourKind.EDITION:
            self._show_edition()
        elif rows is not None:
            self.status.say("You have read all of this story; q goes back to it.")

    async def next_of_walk(self) -> ArticleSummary | None:
        """Give the article that reading on comes to, of the tour while there is one."""
        if (tour := self._tour) is None or not self.is_touring:
            return await super().next_of_walk()
        rows = await self.told(self.library.storylines.rows(tour.ids))
        return tour.next_unread(rows or (), self.reader.first_id)

    def come_back(self) -> bool:
        """Go back to the screen of the tour, to the place of what is read; say whether there is one."""
        from newsreader.library.tours import TourKind

        tour, at = self._tour, self.reader.first_id
        if not self.is_touring or tour is None:
            return False
        if tour.kind is TourKind.EDITION:
            self._show_edition(at)
        else:
            self._show_storyline(tour.start, at)
        return True
