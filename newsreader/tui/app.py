"""The reader as a Textual program."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.screen import Screen

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.shelves import OpeningView
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.sending import send
from newsreader.tui.themes import THEMES, register_own

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from newsreader.library.notices import Notice

_OF_THE_TERMINAL = "ansi-dark"  # its own colours on its own background, light or dark
MAX_TITLE = 120  # characters
_WITHOUT_TITLE = frozenset({"dumb", "linux", "vt100", "vt220"})
_OF_AN_ARTICLE = (
    "newsreader.tui.widgets.article_view",
    "newsreader.model.stops",
    "newsreader.library.reading",
    "pygments.lexers",
    "pygments.token",
)
WARM_UP_AFTER_S = 0.2  # once the first frame is there, and what is typed ahead was done
SHEETS_AFTER_S, BETWEEN_SHEETS_S = 1.0, 0.05


class NewsApp(App[None]):
    """One window on one library.

    Args:
        library: open, and closed by whoever opened it.
        clock: what time it is; lists show ages by it.
        opening_view: what to show first; loaded once the screen is there when it is None.
    """

    CSS_PATH = "app.tcss"
    TITLE = "newsreader"
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = False  # the main screen's knows what can be done there
    ALLOW_SELECT = False  # the terminal selects, with Shift; a drag here moves borders

    def __init__(
        self, library: Library, clock: Callable[[], datetime], opening_view: OpeningView | None = None
    ) -> None:
        self._has_chosen_theme = False
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)  # else greys are left of the colours
        if "SSH_CONNECTION" in os.environ and "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"
        self.library = library
        self.clock = clock
        self._opening_view = opening_view
        library.show_notice = self.show_notice
        for theme in THEMES:
            self.register_theme(theme)
        # Set so, and not assigned, the style sheet is parsed once and not a second time for a change of theme.
        self.set_reactive(App.theme, self._chosen_theme())
        self._has_chosen_theme = True
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Draw as Textual does, but end in good order when the terminal goes away."""
        usual = super().get_driver_class()
        if sys.platform == "win32" or usual.__name__ != "LinuxDriver":  # the person's own, or one for a browser
            return usual
        from newsreader.tui.terminal import TerminalDriver  # here, because Windows has none of it

        return TerminalDriver

    def get_css_variables(self) -> dict[str, str]:
        """Give the colours of the theme, stronger where they could not be read; a terminal's own are its affair."""
        if not self._has_chosen_theme:  # Textual asks for those of its own theme first, which are never seen
            return {}
        variables = super().get_css_variables()
        if not self.current_theme.ansi and self.current_theme not in THEMES:  # ours are readable, a test holds it
            from newsreader.tui.contrast import readable  # here, because the usual theme does without

            variables |= readable(variables)
        return variables

    def _chosen_theme(self) -> str:
        """Give the theme of the settings, or the usual one where its file has just gone."""
        name, file = self.library.settings.theme, self.library.settings_file
        if name not in self.available_themes and file is not None:
            with suppress(NewsError):  # what is wrong with it is told where the settings are read
                register_own(self, name, file.paths.themes_dir)
        if name == THEMES[0].name and self._has_few_colours():
            return _OF_THE_TERMINAL
        return name if name in self.available_themes else THEMES[0].name

    def _has_few_colours(self) -> bool:
        """Say whether the terminal has sixteen colours at most, so that ours would all look the same."""
        return sys.stdout.isatty() and self.console.color_system in (None, "standard", "windows")

    def get_default_screen(self) -> Screen[None]:
        """Begin with the panes."""
        return MainScreen(self.library, self.clock, self._opening_view)

    def on_ready(self) -> None:
        """Load what comes next; and look for garbage from now on.

        Until the first frame nearly all is there to stay, and is left alone later.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
            self.set_timer(WARM_UP_AFTER_S, _warm_up)
            self.set_timer(SHEETS_AFTER_S, self.read_sheets)

    def read_sheets(self) -> None:
        """Read the style sheets of the screens that come later, one at a time.

        Read only with its screen, a sheet would have all there is styled anew, in more time than a key may wait.
        """
        sheets = sorted(Path(__file__).resolve().parent.glob("*.tcss"))
        sheet = next((each for each in sheets if not self.stylesheet.has_source(str(each), "")), None)
        if sheet is not None:
            self.stylesheet.read(sheet)
            self.stylesheet.parse()
            self.set_timer(BETWEEN_SHEETS_S, self.read_sheets)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End, and let go first of what the terminal keeps for this screen."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.let_go_of_pictures()
        super().exit(result, return_code, message)

    def name_window(self, what: str) -> None:
        """Say in the window's title what is read; terminals that have none pass it over."""
        if os.environ.get("TERM", "dumb") not in _WITHOUT_TITLE:
            send(self, title_sequence(what))

    async def action_document(self, topic: str) -> None:
        """Show one of the documents."""
        from newsreader.tui.screens.document import DocumentScreen  # here, because the first screen does not need it

        await self.push_screen(DocumentScreen(topic))

    def show_notice(self, notice: Notice) -> None:
        """Let the terminal tell the desktop of something."""
        from newsreader.tui.notices import notice_sequence  # here, because few watch for anything

        send(self, notice_sequence(notice, os.environ))


def title_sequence(what: str) -> str:
    """Give what sets a window's title (OSC 2); only letters and blanks of the text come into it, and not too many."""
    from newsreader.text import clean_line  # here, because the first screen does not need it

    text = "".join(letter for letter in clean_line(what)[:MAX_TITLE] if letter.isprintable())
    return f"\x1b]2;{text} — {NewsApp.TITLE}\x07" if text.strip() else f"\x1b]2;{NewsApp.TITLE}\x07"


def load_the_rest() -> None:
    """Load what is read and fetched with, then the other screens: each is more to load than a key may wait for."""
    from newsreader.library.warmup import load_what_comes_next
    from newsreader.tui import screens

    load_what_comes_next(_OF_AN_ARTICLE)
    load_what_comes_next(f"{screens.__name__}.{each.name}" for each in iter_modules(screens.__path__))


def _warm_up() -> None:
    """Load in a thread, which ends with the program, what is wanted next."""
    from threading import Thread

    Thread(target=_load_what_comes_next, name="warm-up", daemon=True).start()


def _load_what_comes_next() -> None:
    load_the_rest()
    gc.freeze()  # it is there to stay too: to go through it all takes longer than a key may wait
