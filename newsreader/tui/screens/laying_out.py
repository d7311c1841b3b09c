"""How the panes share the screen: hidden, wider or narrower, and so again at the next start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events, work

from newsreader.library import Library
from newsreader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from textual.widget import Widget

STEP_CELLS = 2
LEAST_CELLS = 16  # of a list
LEAST_REST_CELLS = 30  # what is left for the panes on the right
_LISTS = ("sections", "articles")


class LayingOut(Desk):
    """Hides and resizes the lists. Widths are the person's where panes stand side by side, else the style sheet's."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(library, clock)
        self._cells: dict[str, int] = {}  # chosen widths, by list
        self._dragged: str | None = None

    def take_up_panes(self, habits: Mapping[str, str]) -> None:
        """Arrange the panes as they were left."""
        for name in _LISTS:
            cells = habits.get(f"{name}_cells", "")
            if cells.isascii() and cells.isdigit() and len(cells) < 4:
                self._cells[name] = int(cells)
        self.restyle({"-sections-hidden": habits.get("are_sections_hidden") == "yes"})
        self._fit()

    def on_resize(self, _event: events.Resize) -> None:
        """Keep what fits of the widths in another size."""
        self.call_after_refresh(self._fit)

    def action_hide_lists(self) -> None:
        """Hide the sections, or show them again."""
        is_hidden = not self.has_class("-sections-hidden")
        self.restyle({"-sections-hidden": is_hidden})
        if is_hidden and self.pane == "sections":
            self.pane = "articles"
        self._remember(are_sections_hidden="yes" if is_hidden else "")
        self.status.say("The sections are hidden while the keys are elsewhere." if is_hidden else "")

    def action_resize(self, steps: int) -> None:
        """Move the border of the pane in focus; of the reader that on its left."""
        name = "sections" if self.pane == "sections" else "articles"
        if name not in self._resizable():
            self.status.say("There is no border to move here.")
        else:
            self._set_cells(name, self._pane_of(name).outer_size.width + steps * STEP_CELLS)
            self._remember_cells()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the border between two panes."""
        for name in self._resizable():
            region = self._pane_of(name).region
            if event.button == 1 and event.screen_x == region.right - 1 and region.contains(*event.screen_offset):
                self._dragged = name
                self._pane_of(name).capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the border with the pointer."""
        if self._dragged is not None:
            self._set_cells(self._dragged, event.screen_x + 1 - self._pane_of(self._dragged).region.x)

    def on_mouse_up(self) -> None:
        """Let go of the border."""
        if self._dragged is not None:
            self._pane_of(self._dragged).release_mouse()
            self._dragged = None
            self._remember_cells()

    def _pane_of(self, name: str) -> Widget:
        return self.query_one(f"#{name}-pane")

    def _resizable(self) -> tuple[str, ...]:
        """Give the lists that have a border at their right now."""
        if self.has_class("-wide"):
            return tuple(name for name in _LISTS if self._pane_of(name).display)
        return ("sections",) if self.has_class("-medium") and self._pane_of("sections").display else ()

    def _set_cells(self, name: str, cells: int) -> None:
        left = self._pane_of(name).region.x
        self._cells[name] = max(LEAST_CELLS, min(cells, self.size.width - left - LEAST_REST_CELLS))
        self._fit()

    def _fit(self) -> None:
        resizable = self._resizable()
        for name in _LISTS:
            styles = self._pane_of(name).styles
            cells = self._cells.get(name, 0)
            if cells and name in resizable:
                most = max(LEAST_CELLS, self.size.width // 2 if name == "articles" else self.size.width // 3)
                styles.width = styles.min_width = styles.max_width = min(cells, most)
            elif styles.inline.has_rule("width"):
                for rule in ("width", "min_width", "max_width"):
                    styles.inline.clear_rule(rule)
                self._pane_of(name).refresh(layout=True)

    def _remember_cells(self) -> None:
        self._remember(**{f"{name}_cells": str(cells) for name, cells in self._cells.items()})

    def _remember(self, **habits: str) -> None:
        self.remember_panes(habits)

    @work(group="habits")
    async def remember_panes(self, habits: dict[str, str]) -> None:
        """Keep how the panes are for the next time."""
        await self.told(self.library.habits.save(**habits))
