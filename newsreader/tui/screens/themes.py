"""Choosing a theme: the screen changes as the cursor moves."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.screen_commands import LIST, THEMES, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import BoxScreen
from newsreader.tui.themes import THEMES as OURS
from newsreader.tui.themes import register_all_own
from newsreader.tui.widgets.bars import Note, StatusBar
from newsreader.tui.widgets.row_list import Cells, RowList
from newsreader.typeset.line import cut


class ThemeList(RowList):
    """The names of themes, with what each is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"theme--kind"}

    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def row_count(self) -> int:
        """How many themes there are."""
        return len(self.names)

    @property
    def current(self) -> str:
        """The theme under the cursor, "" while none is shown."""
        return self.names[self.cursor] if self.names else ""

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a name and its kind."""
        kind = self.kinds[row]
        name = cut(f" {self.names[row]}", width_cells - len(kind) - 1)
        return [(f"{name:<{max(0, width_cells - len(kind) - 1)}}", ""), (kind, "theme--kind")]


class ThemeScreen(BoxScreen[str]):
    """Every theme there is; Enter keeps the one shown, Esc goes back to the one before. Gives what is to be said.

    Args:
        library: its settings file, where there is one, keeps the theme.
    """

    SCOPE = THEMES
    BINDINGS = bindings(THEMES, LIST)
    CSS = """
    ThemeScreen {
        align: right middle;
        background: transparent;
    }
    ThemeScreen > Vertical {
        width: 40;
        max-width: 96%;
        height: 80%;
        border: round $primary;
        background: $surface;
    }
    ThemeList {
        height: 1fr;
        background: $surface;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    .theme--kind {
        color: $foreground 60%;
    }
    """

    list = getters.query_one(ThemeList)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._before = ""

    def compose(self) -> ComposeResult:
        """The list, what is to be said, and the keys."""
        with Vertical():
            yield Note(id="theme-note")
            yield ThemeList(id="themes")
            yield StatusBar(id="theme-status")

    def on_mount(self) -> None:
        """Stand on the theme that is shown."""
        self._before = self.app.theme
        self.query_one(StatusBar).offer(*self.mine(hinted(THEMES)))
        self.load()

    def load(self) -> None:
        """Show the names, ours first."""
        rows = self.list
        file = self._library.settings_file
        if file is not None:
            with suppress(NewsError):  # a folder that cannot be read; the settings screen tells
                register_all_own(self.app, file.paths.themes_dir)
        themes = self.app.available_themes
        ours = [theme.name for theme in OURS]
        rows.names = (*ours, *sorted(name for name in themes if name not in ours))
        rows.kinds = tuple(_kind(themes[name].dark, is_ansi=themes[name].ansi) for name in rows.names)
        rows.rows_changed()
        rows.focus()
        if self._before in rows.names:
            rows.cursor = rows.names.index(self._before)

    @on(RowList.Moved)
    def _preview(self) -> None:
        if (name := self.list.current) and self.app.theme != name:
            self.app.theme = name

    def action_leave(self) -> None:
        """Go back to the theme there was."""
        self.app.theme = self._before
        self.dismiss("")

    @on(RowList.Chosen)
    async def action_keep(self) -> None:
        """Keep the theme that is shown, for the next start too."""
        name, file = self.list.current, self._library.settings_file
        self.app.theme = name
        if file is not None and name != self._library.settings.theme:
            try:
                await asyncio.to_thread(file.save, "theme", name)
                place = (await asyncio.to_thread(file.examine)).sources.get("theme", "")
            except NewsError as error:
                self.query_one(Note).text = error.user_text
                return
            if place and place != str(file.paths.config_file):
                self.dismiss(f"{name} until you leave: {place} says {self._library.settings.theme} at every start.")
                return
        self.dismiss("")


def _kind(is_dark: bool, *, is_ansi: bool) -> str:
    return f"{'dark' if is_dark else 'light'}{', your terminal’s' if is_ansi else ''}"
