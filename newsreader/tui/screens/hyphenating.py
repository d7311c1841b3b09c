"""Words broken at the ends of lines, where the settings have it, by the language of each article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from newsreader.errors import MissingPatternsError
from newsreader.tui.screens.picturing import Picturing
from newsreader.tui.under_way import is_under_way

if TYPE_CHECKING:
    from newsreader.typeset.hyphens import Hyphenator


class Hyphenating(Picturing):
    """Has the patterns of a language loaded when an article in it is first set; it is set anew then."""

    def on_mount(self) -> None:
        """Let articles break their words as the settings have it."""
        self.reader.hyphenator_of = self.hyphenator_of

    def hyphenator_of(self, language: str) -> Hyphenator | None:
        """Give what breaks the words of a language; None where they stay whole, or its patterns are still to come."""
        if not language or not self.library.settings.hyphenate:
            return None
        hyphens = self.library.hyphens
        if not hyphens.is_loaded(language) and not is_under_way(self, "hyphens"):
            self.load_hyphens(language)
        return hyphens.of(language)

    @work(group="hyphens")
    async def load_hyphens(self, language: str) -> None:
        """Load the patterns of a language beside what goes on."""
        hyphens = self.library.hyphens
        if not hyphens.is_installed:
            self.status.say(MissingPatternsError().user_text, is_error=True)
        await hyphens.load(language)
        self.call_later(self.reader.set_anew)  # once this has ended, as it may want another language loaded

    def take_hyphens(self) -> None:
        """Break words as the settings say, from now on."""
        self.reader.set_anew()
