"""The way to the full search and back, and keeping the index and saved searches up to date meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work

from newsreader.library import Library
from newsreader.tui.screens.trailing import Trailing

if TYPE_CHECKING:
    from newsreader.model import ArticleId, ArticleSummary
    from newsreader.tui.screens.search import SearchScreen

INDEX_AFTER_S = 2.0  # what the person sees first comes first
INDEX_PAUSE_S = 0.04  # as long as indexing holds the library's thread at once


class Searching(Trailing):
    """Opens the search screen; the search stays there for the next time."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(library, clock)
        self._sought = ""
        self._sought_at: ArticleId | None = None

    def on_mount(self) -> None:
        """Begin to index what is not indexed, a little after the first screen."""
        self.set_timer(INDEX_AFTER_S, self.keep_index)

    def action_search(self) -> None:
        """Search the whole library."""
        from newsreader.tui.screens.search import SearchScreen  # the first screen does without

        screen = SearchScreen(self.library, self.clock, self._sought, self._sought_at)
        self.app.push_screen(screen, lambda row: self._come_back(screen, row))

    def _come_back(self, screen: SearchScreen, row: ArticleSummary | None) -> None:
        """Open the article that was chosen."""
        self._sought = screen.text
        self._sought_at = row.id if row is not None else None
        self.keep_searches(screen.searches)
        if screen.has_saved:
            self.show_saved()
        if row is not None:
            self.articles.list.select(row.id)
            self.pane = "reader"
            self.open_row(row)

    @work(group="sought")
    async def keep_searches(self, searches: str) -> None:
        """Keep what was searched for, for the next time."""
        await self.told(self.library.habits.save(searches=searches))

    @work(group="saved")
    async def show_saved(self) -> None:
        """Show the sections with the search that was saved."""
        await self.load_sections()

    @work(exclusive=True, group="index")
    async def keep_index(self) -> None:
        """Index what waits, beside whatever else goes on."""
        await self.told(self.library.search.index(pause_s=INDEX_PAUSE_S))
        self.count_searches()

    async def load_sections(self) -> None:
        """Show the sections; saved searches are counted anew after it."""
        await super().load_sections()
        if any(status.query for status in self.sections.statuses):
            self.count_searches()

    @work(exclusive=True, group="count")
    async def count_searches(self) -> None:
        """Count what saved searches find, and show it where it is another."""
        if await self.told(self.library.search.count()):
            await super().load_sections()
            self.describe_place()
