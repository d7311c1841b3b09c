"""The storyline of an article: a ladder to read along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import getters, on, work
from textual.app import ComposeResult

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.tours import Tour, TourKind
from newsreader.model import ArticleId, ArticleSummary
from newsreader.screen_commands import LIST, STORYLINE, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import ListScreen
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.ladder import StoryLadder
from newsreader.tui.widgets.row_list import RowList
from newsreader.typeset.counts import counted
from newsreader.typeset.when import day_text

_ALONE = "Nothing else in the library belongs to this story yet; what comes with the next refresh may."


class StorylineScreen(ListScreen[ArticleSummary | None]):
    """Gives the article to open, None to go back.

    Args:
        library: to look through.
        clock: what time it is.
        article_id: whose storyline.
        at: the article of it to stand on.
    """

    CSS_PATH = "../tours.tcss"
    SCOPE = STORYLINE
    BINDINGS = bindings(STORYLINE, LIST)

    title_bar = getters.query_one("#story-title", PaneTitle)
    note = getters.query_one("#story-note", Note)
    ladder = getters.query_one("#ladder", StoryLadder)
    status = getters.query_one("#story-status", StatusBar)

    def __init__(
        self, library: Library, clock: Callable[[], datetime], article_id: ArticleId, at: ArticleId | None = None
    ) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._article_id = article_id
        self._at = at if at is not None else article_id

    @property
    def tour(self) -> Tour:
        """The way through the storyline."""
        return Tour(TourKind.STORYLINE, self._article_id, tuple(rung.row.id for rung in self.ladder.rungs))

    def compose(self) -> ComposeResult:
        """Title, ladder, status line."""
        yield PaneTitle("Storyline", id="story-title")
        yield Note(id="story-note")
        yield StoryLadder(id="ladder", clock=self._clock)
        yield StatusBar(id="story-status")

    def on_mount(self) -> None:
        """Look for the storyline."""
        self.status.offer(*self.mine(hinted(STORYLINE)))
        self.title_bar.right = "looking …"
        self.ladder.focus()
        self.look()

    @work(exclusive=True, group="story")
    async def look(self) -> None:
        """Find and show the storyline."""
        try:
            rungs = await self._library.storylines.of(self._article_id)
        except NewsError as error:
            self.title_bar.right = ""
            self.note.fail(error.user_text)
            return
        unread = sum(not rung.row.state.is_read for rung in rungs)
        days = (day_text(rung.row.sort_at.astimezone().date()) for rung in (rungs[0], rungs[-1]))
        self.title_bar.left = f"Storyline · {' – '.join(dict.fromkeys(days))}"
        self.title_bar.right = f"{counted(len(rungs), 'article')}, {unread} unread"
        self.note.text = _ALONE if len(rungs) == 1 else ""
        self.ladder.show(rungs, self._at)

    @on(RowList.Chosen)
    def action_open(self) -> None:
        """Open the article under the cursor."""
        if (rung := self.ladder.current) is not None:
            self.dismiss(rung.row)

    def action_next_unread(self) -> None:
        """Open the next unread article, round the end."""
        rungs, cursor = self.ladder.rungs, self.ladder.cursor
        unread = (rung.row for rung in (*rungs[cursor + 1 :], *rungs[: cursor + 1]) if not rung.row.state.is_read)
        if (row := next(unread, None)) is not None:
            self.dismiss(row)
        else:
            self.status.say("You have read all of this story.")
