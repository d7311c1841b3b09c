"""The edition of the day: a finite list, and its end."""

from __future__ import annotations

from textual import getters, on, work
from textual.app import ComposeResult

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.editions import Edition
from newsreader.library.tours import Tour, TourKind, next_unread
from newsreader.model import ArticleId, ArticleSummary
from newsreader.screen_commands import EDITION, LIST, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import ListScreen
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.edition_list import EditionEnd, EditionList, Gauge
from newsreader.tui.widgets.row_list import RowList
from newsreader.typeset.counts import progress_text
from newsreader.typeset.when import day_text

_EMPTY = "Nothing is unread that an edition could be made of. R refreshes what you follow; q goes back."


class EditionScreen(ListScreen[ArticleSummary | None]):
    """Gives the article to open, None to go back.

    Args:
        library: to choose from.
        at: the article to stand on; the first unread one for None.
    """

    CSS_PATH = "../tours.tcss"
    SCOPE = EDITION
    BINDINGS = bindings(EDITION, LIST)

    title_bar = getters.query_one("#edition-title", PaneTitle)
    gauge = getters.query_one(Gauge)
    end = getters.query_one(EditionEnd)
    note = getters.query_one("#edition-note", Note)
    list = getters.query_one("#edition", EditionList)
    status = getters.query_one("#edition-status", StatusBar)

    def __init__(self, library: Library, at: ArticleId | None = None) -> None:
        super().__init__()
        self._library = library
        self._at = at
        self._edition: Edition | None = None

    @property
    def tour(self) -> Tour:
        """The way through the edition."""
        chosen = self._edition.chosen if self._edition is not None else ()
        ids = tuple(each.row.id for each in chosen)
        return Tour(TourKind.EDITION, ids[0], ids, tuple(each.minutes for each in chosen))

    def compose(self) -> ComposeResult:
        """Title, how far it is read, its end, the articles, the status line."""
        yield PaneTitle("Edition", id="edition-title")
        yield Gauge()
        yield EditionEnd()
        yield Note(id="edition-note")
        yield EditionList(id="edition")
        yield StatusBar(id="edition-status")

    def on_mount(self) -> None:
        """Load the edition of the day, or make it."""
        self.status.offer(*self.mine(hinted(EDITION)))
        self.end.display = False
        self.title_bar.right = "choosing …"
        self.list.focus()
        self.load()

    @work(exclusive=True, group="edition")
    async def load(self) -> None:
        """Show the edition of the day."""
        try:
            edition = await self._library.editions.today(self._library.settings.edition_minutes)
        except NewsError as error:
            self.title_bar.right = ""
            self.note.fail(error.user_text)
            return
        self._edition = self.gauge.edition = self.end.edition = edition
        self.title_bar.left = f"Edition · {day_text(edition.day)}"
        self.title_bar.right = progress_text(edition.read, len(edition.chosen), edition.minutes_left)
        self.note.text = "" if edition.chosen else _EMPTY
        self.end.display = edition.is_over
        self.list.show(edition, self._at)

    @on(RowList.Chosen)
    def action_open(self) -> None:
        """Open the article under the cursor."""
        if (chosen := self.list.current) is not None:
            self.dismiss(chosen.row)

    def action_read_on(self) -> None:
        """Open the first article that is unread."""
        rows = tuple(each.row for each in self._edition.chosen) if self._edition is not None else ()
        if (row := next_unread(rows, None, is_round=False)) is not None:
            self.dismiss(row)
