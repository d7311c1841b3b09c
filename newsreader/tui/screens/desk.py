"""What every part of the main screen stands on: its panes, the place shown, and the library."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.events import Key
from textual.geometry import Offset
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from newsreader.commands import first_key, rebound
from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.shelves import ListFilter, Place, Shelf, goes_by_marks
from newsreader.library.tree import UNDIVIDED
from newsreader.model import ArticleId
from newsreader.tui.under_way import is_under_way
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.widgets.bars import PaneTitle, StatusBar
from newsreader.tui.widgets.panes import ArticlesPane, ReaderPane
from newsreader.tui.widgets.plain import Plain
from newsreader.tui.widgets.section_list import SectionList
from newsreader.tui.windows import extended, without

if TYPE_CHECKING:
    from newsreader.typeset.document import Link

T = TypeVar("T")

WINDOW_ROWS = 200
NOTICE_S = 8
LOOK_ROUND_S = 1.0
NOTHING_TO_READ = "The library is empty yet; newsreader --demo opens an edition that needs none."


class Desk(Plain, Screen[None]):
    """The panes and the list of the place shown; parts of the main screen add what can be done there."""

    # "sections", "articles" or "reader": where keys go. What shows it paints itself; the screen has nothing of it.
    pane: reactive[str] = reactive("sections", init=False, repaint=False)
    focused: reactive[Widget | None] = reactive(None, repaint=False)

    sections = getters.query_one("#sections", SectionList)
    articles = getters.query_one("#articles-pane", ArticlesPane)
    reader = getters.query_one("#reader-pane", ReaderPane)
    status = getters.query_one("#status", StatusBar)

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.library = library
        self.clock = clock
        self.place: Place = Shelf.ALL
        self.wanted = ListFilter()
        self._is_list_ready = asyncio.Event()  # cleared while another place's rows are still shown
        self.waiting = 0  # new articles of the place shown that its list does not show yet
        self._was_down = False
        self._problems_told = 0

    def key(self, command_id: str) -> str:
        """Write the first key of a command as the person has it, for a sentence that names it."""
        return first_key(command_id, self.library.settings.keys)

    @property
    def undoes(self) -> str:
        """Say which key takes the last change back."""
        return f"{self.key('mark.undo')} undoes it."

    def tell_problems(self) -> None:
        """Tell of files of the person's own that were left out, of each once."""
        problems = self.library.problems
        for problem in problems[self._problems_told :]:
            self.notify(problem.user_text, severity="error", markup=False, timeout=10)
        self._problems_told = len(problems)

    def compose(self) -> ComposeResult:
        """Lay out the panes and bars."""
        with Plain(id="sections-pane"):
            yield PaneTitle("newsreader", id="sections-title")
            yield SectionList(id="sections", clock=self.clock)
        yield ArticlesPane(id="articles-pane", clock=self.clock, key=self.key)
        yield ReaderPane(
            id="reader-pane",
            measure=self.library.settings.measure,
            clock=self.clock,
            commands=rebound(self.library.settings.keys),
        )
        yield StatusBar(id="status")

    def restyle(self, classes: Mapping[str, bool]) -> None:
        """Change classes of the screen that panes and their titles alone look at.

        What is in the panes, with a style for each part of an article, is no matter of theirs: to go through it
        would cost more than a key may take.
        """
        if all(self.has_class(name) == has_it for name, has_it in classes.items()):
            return
        self.update_classes(classes, update=False)
        panes = (self.query_one("#sections-pane"), self.articles, self.reader)
        titles = (self.query_one("#sections-title"), self.articles.title, self.reader.title)
        self.app.stylesheet.update_nodes((*panes, *titles))

    def show_place(self, place: Place, at: ArticleId | None = None) -> None:
        """Show the articles of a place."""
        if place != self.place:
            self.waiting = 0
            self.wanted = self.usual_filter(place)
            self.articles.list.selected = frozenset()
            self.status.say("")
        self.place = place
        self._is_list_ready.clear()
        self.load_list(at)

    def usual_filter(self, place: Place) -> ListFilter:
        """Give how the list of a place is sorted, and let it be grouped as the person chose."""
        view = self.sections.arranged.of_place(place).view
        self.articles.list.rules_by_day = UNDIVIDED not in view
        self.articles.list.is_in_time = place is not Shelf.RECENT
        return self.sections.arranged.usual_filter(place)

    @work(exclusive=True, group="list")
    async def load_list(self, at: ArticleId | None = None) -> None:
        """Load the window of the place, round an article where one is named."""
        window = await self.told(self.library.window(self.place, self.wanted, limit=WINDOW_ROWS, around=at))
        if window is not None:
            self.waiting = 0
            self.articles.show(window, at)
            self.describe_place()
        self._is_list_ready.set()

    @work(exclusive=True, group="list")
    async def load_end(self, is_last: bool) -> None:
        """Load the first or last window of the place."""
        window = await self.told(self.library.window(self.place, self.wanted, limit=WINDOW_ROWS, is_last=is_last))
        if window is not None and window.rows:
            self.articles.show(window, window.rows[-1 if is_last else 0].id)
        self._is_list_ready.set()

    @on(ArticleList.NearEnd)
    def _more_rows(self, event: ArticleList.NearEnd) -> None:
        # One after the other: a wheel that turns quickly must not end each request with the next.
        if not is_under_way(self, "more"):
            self.load_more(event.is_later)

    @work(exclusive=True, group="more")
    async def load_more(self, is_later: bool) -> None:
        """Load the rows that follow or precede the window."""
        window = self.articles.list.window
        at_edge = -1 if is_later else 0
        edge, part = window.rows[at_edge], window.is_in_unread(at_edge)
        while True:
            after, before = (edge, None) if is_later else (None, edge)
            page = self.library.window(
                self.place, self.wanted, limit=WINDOW_ROWS, after=after, before=before, is_in_unread=part
            )
            found = await self.told(page)
            if found is None or window is not self.articles.list.window:  # else another list came meanwhile
                return
            more = without(found, window)
            if more.rows or not (found.has_later_rows if is_later else found.has_earlier_rows):
                break
            edge, part = found.rows[at_edge], found.is_in_unread(at_edge)
        self.articles.list.grow(extended(window, more, is_later=is_later))

    async def list_ready(self) -> None:
        """Wait until the rows shown are those of the place."""
        await self._is_list_ready.wait()

    async def load_sections(self) -> None:
        """Show the sections with their counts as they are now."""
        statuses = await self.told(self.library.sections())
        arranged = await self.told(self.library.arrangement.load())
        if statuses is not None and arranged is not None:
            self.sections.show(statuses, arranged)

    def describe_place(self) -> None:
        """Say over the list what it is and how it fares."""
        status = self.sections.status_of(self.place) if isinstance(self.place, str) else None
        self.articles.describe(self.place, status, self.wanted, network=self.library.network, waiting=self.waiting)
        self.show_hints()

    async def marks_changed(self, *article_ids: ArticleId) -> None:
        """Show new marks and counts; without ids, of every row. Rows stay where they are, whatever they bear now."""
        await self._restate(*article_ids)
        await self.load_sections()
        self.describe_place()

    async def _restate(self, *article_ids: ArticleId) -> None:
        rows = self.articles.list
        window = rows.window
        stale = [row.id for row in window.rows if not article_ids or row.id in article_ids]
        fresh = await self.told(self.library.summaries(stale)) if stale else {}
        if fresh is not None and window is rows.window:  # else another list came meanwhile
            rows.restate(*fresh.values())

    def look_around(self) -> None:
        """Look at what other processes do, unless that is still going on: a slow disk must not pile it up."""
        if not is_under_way(self, "neighbours"):
            self.look_at_neighbours()

    @work(group="neighbours")
    async def look_at_neighbours(self) -> None:
        """Show what another process changed, say when one keeps us waiting, keep the marks that waited."""
        if self.library.neighbours.keep_us_out:
            self.status.say("Another program is writing to the library; reading goes on, changes are kept after it.")
        waiting = self.library.history.waiting
        is_caught_up = waiting > 0 and await self.told(self.library.history.catch_up()) == 0
        if is_caught_up:
            self.status.say("What waited to be kept is kept now.")
        if await self.told(self.library.neighbours.have_changed_anything()) or is_caught_up:
            await self._show_changes()

    async def _show_changes(self) -> None:
        """Show new counts and marks; the list stays where it is."""
        await self.load_sections()
        self.describe_place()
        rows = self.articles.list
        window, place, wanted, current = rows.window, self.place, self.wanted, rows.current
        if goes_by_marks(place, wanted):  # what has another mark now would leave it under the cursor
            await self._restate()
            return
        around = self.library.window(place, wanted, limit=WINDOW_ROWS, around=current.id if current else None)
        fresh = await self.told(around)
        if fresh is not None and window is rows.window and place == self.place:  # else another list came meanwhile
            rows.grow(fresh)

    def show_network(self) -> None:
        """Show whether we are offline; a network found dead is told once."""
        network = self.library.network
        self.status.state = "offline" if network.is_forced_offline else ("no network" if network.is_down else "")
        if network.is_down and not self._was_down:
            has_articles = any(status.total for status in self.sections.statuses)
            then = "Reading goes on from the library." if has_articles else NOTHING_TO_READ
            self.notify(f"There is no network. {then}", markup=False, timeout=NOTICE_S)
        self._was_down = network.is_down

    def name_window(self, what: str) -> None:
        """Say in the window's title what is read."""
        raise NotImplementedError

    def show_hints(self) -> None:
        """Name in the status bar what can be done in the pane in focus."""
        raise NotImplementedError

    def take_keys(self) -> None:
        """Let the keys of the settings hold."""
        raise NotImplementedError

    def take_hint_key(self, event: Key) -> None:
        """Take a key that is meant for the letters on links."""
        raise NotImplementedError

    def menu_place(self) -> Offset:
        """Give where a menu of what is under the cursor is to stand."""
        raise NotImplementedError

    def link_at_hand(self) -> Link | None:
        """Give the link that is chosen in what is read, or stands under the cursor beside it."""
        raise NotImplementedError

    def focus_pane(self) -> None:
        """Give the focus to the pane that has the keys."""
        raise NotImplementedError

    def step_found(self, direction: int) -> bool:
        """Go to the next or previous place of what is looked for in the article; False where nothing is."""
        raise NotImplementedError

    def keep_index(self) -> object:
        """Let searches find what is new."""
        raise NotImplementedError

    async def told(self, doing: Awaitable[T]) -> T | None:
        """Await something of the library; tell the person when it fails."""
        try:
            return await doing
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return None
