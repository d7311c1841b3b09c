"""Everything that was read, newest first, searched as one types, and how one got there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import getters, on, work
from textual.app import ComposeResult
from textual.widgets import Input

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.model.trails import Visit, VisitId
from newsreader.screen_commands import HISTORY, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import ListScreen
from newsreader.tui.under_way import is_under_way
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.visit_list import VisitList, Way
from newsreader.typeset.when import day_text

PAGE = 200
MAX_ROWS = 3000  # held at once; what is scrolled away is asked for again
NEAR_END_ROWS = 40  # ask for more rows this long before the end
NOTHING = "Nothing was read yet: what you open stands here, with the way that led to it."


class HistoryScreen(ListScreen[Visit | None]):
    """Gives the visit whose article is to be opened.

    Args:
        library: whose history it is.
        clock: what time it is.
        at: the visit to stand on.
    """

    CSS_PATH = "../trails.tcss"
    SCOPE = HISTORY
    BINDINGS = bindings(HISTORY)

    query_bar = getters.query_one("#history-query", Input)
    list = getters.query_one("#visits", VisitList)
    way = getters.query_one(Way)
    note = getters.query_one("#history-note", Note)

    def __init__(self, library: Library, clock: Callable[[], datetime], at: VisitId | None = None) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._at = at
        self._older: VisitId | None = None  # from where to look on; None at the end
        self._newer: VisitId | None = None

    def compose(self) -> ComposeResult:
        """Lay out the line to type in, the list, and the way to what the cursor stands on."""
        yield PaneTitle("History", id="history-title")
        yield Input(id="history-query", placeholder="words of a headline, a name or a place")
        yield Note(id="history-note")
        yield VisitList(id="visits", clock=self._clock)
        yield Way()
        yield StatusBar(id="history-status")

    def on_mount(self) -> None:
        """Begin with what was read last."""
        self.query_one("#history-status", StatusBar).offer(*self.mine(hinted(HISTORY)))
        self.query_bar.focus()
        self.look("")

    @on(Input.Changed, "#history-query")
    def _typed(self, event: Input.Changed) -> None:
        self.look(event.value.strip())

    @work(exclusive=True, group="look")
    async def look(self, words: str, *, is_from_oldest: bool = False) -> None:
        """Show the newest or oldest that has the words; newer words end this."""
        await self._look(words, is_older=not is_from_oldest, is_anew=True)

    @work(exclusive=True, group="look")
    async def look_further(self, words: str, *, is_older: bool) -> None:
        """Add what follows on one side."""
        await self._look(words, is_older=is_older, is_anew=False)

    async def _look(self, words: str, *, is_older: bool, is_anew: bool) -> None:
        """Look at one part of the history after another until there is a page; what is found stands there at once."""
        reached = None if is_anew else (self._older if is_older else self._newer)
        found: tuple[Visit, ...] = ()
        is_first = is_anew
        while len(found) < PAGE:
            try:
                visits = await self._library.trails.look(words, beyond=reached, is_older=is_older, limit=PAGE)
            except NewsError as error:
                self.note.fail(error.user_text)
                return
            reached = visits.reached
            found = (*found, *visits.rows) if is_older else (*visits.rows, *found)
            self._take(visits.rows, reached, is_older=is_older, is_first=is_first)
            is_first = False
            if reached is None:
                break
            self._say_how_far(words, found)
        self._say_result(words)

    def _take(self, rows: tuple[Visit, ...], reached: VisitId | None, *, is_older: bool, is_first: bool) -> None:
        """Put rows to those that are shown; the far end is let go beyond `MAX_ROWS`."""
        held = () if is_first else self.list.visits
        if is_older:
            held = (*held, *rows)
            self._older = reached
            if len(held) > MAX_ROWS:
                held = held[-MAX_ROWS:]
                self._newer = held[0].id
        else:
            held = (*rows, *held)
            self._newer = reached
            if len(held) > MAX_ROWS:
                held = held[:MAX_ROWS]
                self._older = held[-1].id
        if is_first:
            self._older, self._newer = (reached, None) if is_older else (None, reached)
            self.list.show(held, self._at if is_older else (held[-1].id if held else None))
            self._at = None
            self.show_way()
        else:
            self.list.grow(held)

    def _say_how_far(self, words: str, found: tuple[Visit, ...]) -> None:
        if words and found:
            self.note.text = f"Looked back to {day_text(found[-1].opened_at.astimezone().date())} …"
        elif words:
            self.note.text = "Looking …"

    def _say_result(self, words: str) -> None:
        if self.list.visits:
            self.note.text = ""
        else:
            self.note.text = "Nothing that was read matches." if words else NOTHING

    @on(RowList.Moved, "#visits")
    def _moved(self, event: RowList.Moved) -> None:
        self.show_way()
        if is_under_way(self, "look"):
            return
        words = self.query_bar.value.strip()
        if self._older is not None and event.row >= self.list.row_count - NEAR_END_ROWS:
            self.look_further(words, is_older=True)
        elif self._newer is not None and event.row < NEAR_END_ROWS:
            self.look_further(words, is_older=False)

    @work(exclusive=True, group="way")
    async def show_way(self) -> None:
        """Show what led to the article under the cursor."""
        visit = self.list.current
        if visit is None or visit.led_here is None:
            self.way.visits = ()
            return
        try:
            self.way.visits = await self._library.trails.way_to(visit.id)
        except NewsError as error:
            self.note.fail(error.user_text)

    def action_go_end(self, is_oldest: bool) -> None:
        """Go to the oldest or the newest, however far away."""
        edge = self._older if is_oldest else self._newer
        if edge is not None:
            self.look(self.query_bar.value.strip(), is_from_oldest=is_oldest)
        elif self.list.row_count:
            self.list.cursor = self.list.row_count - 1 if is_oldest else 1

    @on(Input.Submitted, "#history-query")
    @on(RowList.Chosen, "#visits")
    def action_open(self) -> None:
        """Open the article under the cursor."""
        if self.list.current is not None:
            self.dismiss(self.list.current)
