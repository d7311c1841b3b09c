"""The places and agencies of a list, counted; one of them filters it."""

from __future__ import annotations

from textual import getters, on, work
from textual.app import ComposeResult

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.facets import DAYS, FacetCounts
from newsreader.library.shelves import Facet, FacetKind, ListFilter, Place
from newsreader.screen_commands import FACETS, LIST, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import ListScreen
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.facet_list import FacetList
from newsreader.tui.widgets.row_list import RowList
from newsreader.typeset.when import day_text

_NAMES = {FacetKind.PLACE: "place", FacetKind.AGENCY: "agency"}
_OTHER = {FacetKind.PLACE: FacetKind.AGENCY, FacetKind.AGENCY: FacetKind.PLACE}


class FacetsScreen(ListScreen[Facet | None]):
    """Gives the facet to filter by, None for none.

    Args:
        library: to count in.
        place: the list.
        wanted: which of its articles; a facet it is filtered by already is left out of account.
        name: of the list.
    """

    CSS_PATH = "../tours.tcss"
    SCOPE = FACETS
    BINDINGS = bindings(FACETS, LIST)

    title_bar = getters.query_one("#facets-title", PaneTitle)
    note = getters.query_one("#facets-note", Note)
    list = getters.query_one("#facets", FacetList)
    status = getters.query_one("#facets-status", StatusBar)

    def __init__(self, library: Library, place: Place, wanted: ListFilter, name: str) -> None:
        super().__init__()
        self._library = library
        self._place = place
        self._wanted = wanted
        self._list_name = name
        self._kind = wanted.facet.kind if wanted.facet is not None else FacetKind.PLACE
        self._counts: FacetCounts | None = None

    def compose(self) -> ComposeResult:
        """Title, note, list, status line."""
        yield PaneTitle(f"{self._list_name} · by {_NAMES[self._kind]}", id="facets-title")
        yield Note(id="facets-note")
        yield FacetList(id="facets")
        yield StatusBar(id="facets-status")

    def on_mount(self) -> None:
        """Count."""
        self.status.offer(*self.mine(hinted(FACETS)))
        self.title_bar.right = "counting …"
        self.list.focus()
        self.count()

    @work(exclusive=True, group="facets")
    async def count(self) -> None:
        """Count the list, and show what was found."""
        try:
            self._counts = await self._library.facets.count(self._place, self._wanted)
        except NewsError as error:
            self.title_bar.right = ""
            self.note.fail(error.user_text)
            return
        self._show()

    def _show(self) -> None:
        if (counts := self._counts) is None:
            return
        self.title_bar.left = f"{self._list_name} · by {_NAMES[self._kind]}"
        span = f"in the last {DAYS} days" if counts.is_whole else f"back to {day_text(counts.since)}"
        self.title_bar.right = f"{counts.articles:,} {span}"
        rows = counts.of(self._kind)
        self.note.text = "" if rows else f"No article of these days has a dateline with its {_NAMES[self._kind]}."
        self.list.show(rows, self._wanted.facet)

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Filter the list by the facet under the cursor."""
        if (count := self.list.current) is not None:
            self.dismiss(count.facet)

    def action_turn(self) -> None:
        """Show agencies for places, and places for agencies."""
        self._kind = _OTHER[self._kind]
        self._show()
