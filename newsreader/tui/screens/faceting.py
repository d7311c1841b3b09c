"""Filtering the list by a place or an agency."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.library.shelves import Shelf
from newsreader.library.tree import SHELF_NAMES
from newsreader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from newsreader.library.shelves import Facet


class Faceting(Desk):
    """Opens the facets of the list shown, and shows what was chosen there."""

    def action_facets(self) -> None:
        """Count the list by place and agency."""
        if self.place is Shelf.RECENT:  # which has an order of its own
            self.status.say("What you read last is not counted by place; All articles and every section are.")
            return
        from newsreader.tui.screens.facets import FacetsScreen  # the first screen does without

        screen = FacetsScreen(self.library, self.place, self.wanted, self._list_name())
        self.app.push_screen(screen, self._facets_left)

    def _list_name(self) -> str:
        if isinstance(self.place, Shelf):
            return SHELF_NAMES[self.place]
        status = self.sections.status_of(self.place)
        return status.section.name if status is not None else ""

    def _facets_left(self, facet: Facet | None) -> None:
        if facet is not None:
            self.pane = "articles"
            self.show_facet(facet)

    def show_facet(self, facet: Facet | None) -> None:
        """Filter the list by a facet; for None show it whole again, where it was."""
        current = self.articles.list.current
        self.wanted = replace(self.wanted, facet=facet)
        self.status.say(f"Only {facet.name}: Esc shows the whole list." if facet is not None else "")
        self.load_list(current.id if current is not None and facet is None else None)
