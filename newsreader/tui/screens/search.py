"""Searching the whole library while one types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import getters, on, work
from textual.app import ComposeResult
from textual.widgets import Input

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.search import Results
from newsreader.model import ArticleId, ArticleSummary
from newsreader.query import finished
from newsreader.screen_commands import SEARCH, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import LeavingScreen
from newsreader.tui.sought import HABIT, Recall, habit_of, searches_in
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.hit_list import HitList
from newsreader.tui.widgets.row_list import RowList
from newsreader.typeset.when import day_text

PAGE = 30
SHOWN_SEARCHES = 5
NEAR_END_ROWS = 10  # ask for more hits this long before the end
FIELDS = (
    'Words, war* for beginnings, "a phrase", -without, this OR that. Fields: title: author: place: agency: site: lang:'
    ' section:"uav news", after:2026-01 before:2026-02-15 after:7d, is:unread is:read is:starred is:later'
    " is:cached has:image."
)


class SearchScreen(LeavingScreen[ArticleSummary | None]):
    """A line to type in over what it finds; gives the article to open.

    Args:
        library: to search.
        clock: what time it is.
        text: the search to begin with.
        at: the article of it to stand on.
    """

    CSS_PATH = "../search.tcss"
    SCOPE = SEARCH
    BINDINGS = bindings(SEARCH)

    query_bar = getters.query_one("#search-query", Input)
    name_bar = getters.query_one("#search-name", Input)
    hits = getters.query_one("#hits", HitList)
    note = getters.query_one("#search-note", Note)
    search_title = getters.query_one("#search-title", PaneTitle)
    status = getters.query_one("#search-status", StatusBar)

    def __init__(
        self, library: Library, clock: Callable[[], datetime], text: str = "", at: ArticleId | None = None
    ) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._at = at
        self._results: Results | None = None
        self.recall = Recall()
        self.text = text
        self.has_saved = False

    def compose(self) -> ComposeResult:
        """Lay out the line, what is to be said, and the hits."""
        yield PaneTitle(id="search-title")
        yield Input(self.text, id="search-query", placeholder="what to look for")
        yield Note(id="search-note")
        yield HitList(id="hits", clock=self._clock)
        yield Input(id="search-name", placeholder="a name for this search; Enter saves it")
        yield StatusBar(id="search-status")

    def on_mount(self) -> None:
        """Begin with the search there was."""
        self.name_bar.display = False
        self.search_title.left = "Search"
        self.status.offer(*self.mine(hinted(SEARCH)))
        self.query_bar.focus()
        self.begin()

    @work(group="begin")
    async def begin(self) -> None:
        """Look for the text again, with the earlier searches at hand."""
        try:
            self.recall = Recall(searches_in((await self._library.habits.load()).get(HABIT, "")))
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
        self.look(self.text)

    @on(Input.Changed, "#search-query")
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self.text:
            self._at = None
            self.text = event.value
            self.recall.typed(event.value)
            self.look(event.value)

    @work(exclusive=True, group="search")
    async def look(self, text: str) -> None:
        """Search for what was typed; a newer text ends this."""
        if not text.strip():
            self._show(None, self._what_to_type())
            return
        try:
            results = await self._library.search.find(text, is_typing=True)
            found = await results.more(PAGE)
            progress = await self._library.search.progress()
        except NewsError as error:
            self.note.fail(error.user_text)  # what was found before stays in sight
            return
        notes = [] if found else ["Nothing matches."]
        if not progress.is_complete:
            notes.append(f"{progress.indexed:,} of {progress.total:,} articles are indexed so far.")
        self._show(results, " ".join(notes))
        self.hits.show(found, self._at)

    def _what_to_type(self) -> str:
        earlier = " · ".join(self.recall.searches[:SHOWN_SEARCHES])
        return f"{FIELDS}\n\nEarlier, with ↑: {earlier}" if earlier else FIELDS

    def _show(self, results: Results | None, note: str) -> None:
        self._results = results
        self.note.text = note
        self.search_title.right = _count(results) if results is not None else ""
        if results is None:
            self.hits.show(())

    @on(RowList.Moved, "#hits")
    def _moved(self, event: RowList.Moved) -> None:
        if self._results is not None and self._results.has_more and event.row >= self.hits.row_count - NEAR_END_ROWS:
            self.look_further(self._results)

    @work(exclusive=True, group="further")
    async def look_further(self, results: Results) -> None:
        """Add the next hits to the list."""
        try:
            found = await results.more(PAGE)
        except NewsError as error:
            self.note.fail(error.user_text)
            return
        if results is self._results:  # else another search came meanwhile
            self.hits.hits = (*self.hits.hits, *found)
            self.search_title.right = _count(results)

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows; from the top of nothing, and of an earlier search, to the search before."""
        if rows < 0 and not self.hits.cursor and (self.recall.is_earlier or not self.text.strip()):
            self.action_recall(1)
        else:
            self.hits.move(rows)

    def action_recall(self, back: int) -> None:
        """Put an earlier search into the line, or what was typed there before that."""
        text = self.recall.step(self.text, back)
        if text is None:
            self.status.say("There is no earlier search." if back > 0 else "This is the newest.")
        else:
            self.query_bar.value = text
            self.query_bar.cursor_position = len(text)

    @property
    def searches(self) -> str:
        """The earlier searches and this one, if it found something, as they are kept."""
        return habit_of(self.recall.searches, self.text if self._results is not None and self.hits.hits else "")

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self.hits.page(pages)

    @on(Input.Submitted, "#search-query")
    @on(RowList.Chosen, "#hits")
    def action_open(self) -> None:
        """Open the article under the cursor."""
        if self.hits.current is not None:
            self.dismiss(self.hits.current.row)

    def action_back(self) -> None:
        """Leave the name, or the search."""
        if self.name_bar.display:
            self._close_name()
        else:
            self.dismiss(None)

    def action_name(self) -> None:
        """Ask under which name to save the search."""
        self.name_bar.display = True
        self.name_bar.focus()

    def _close_name(self) -> None:
        self.name_bar.display = False
        self.query_bar.focus()

    @on(Input.Submitted, "#search-name")
    @work(exclusive=True, group="save")
    async def _save(self) -> None:
        name = self.name_bar.value
        try:
            await self._library.search.save(name, finished(self.text))
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return
        self.has_saved = True
        self._close_name()
        self.status.say(f"Saved as {name.strip()}; it stands among the sections.")


def _count(results: Results) -> str:
    if results.back_to is None:
        return f"{results.found:,}"
    return f"{results.found:,} back to {day_text(results.back_to.astimezone().date())}"
