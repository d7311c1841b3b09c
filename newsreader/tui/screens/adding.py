"""The way to adding a source and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from newsreader.tui.screens.desk import Desk
from newsreader.typeset.counts import counted

if TYPE_CHECKING:
    from newsreader.library.results import Added


class Adding(Desk):
    """Opens the screen for an address, and shows what was added there."""

    def action_add_source(self) -> None:
        """Add a site, a feed, a channel: whatever has an address."""
        from newsreader.tui.screens.add import AddScreen  # the first screen does without

        self.app.push_screen(AddScreen(self.library, self.clock), self._show_added)

    def _show_added(self, added: tuple[Added, ...] | None) -> None:
        if added:
            self.stand_on(added)
        self.show_network()

    @work(group="marks")
    async def stand_on(self, added: tuple[Added, ...]) -> None:
        """Show the sections with what was added, and stand on the first of it."""
        await self.load_sections()
        first = next((each for each in added if not each.was_known), added[0])
        key = first.section.key
        self.sections.select(key)
        self.show_place(key)
        self.pane = "sections"
        told = f"{first.section.source} / {first.section.name}"
        if len(added) > 1:
            new = sum(not each.was_known for each in added)
            self.status.say(f"{counted(new, 'section')} of {first.section.source} added.")
        elif first.was_known:
            self.status.say(f"Already there: {told}.")
        else:
            self.status.say(f"Added: {told}, {first.new_articles} new.  {self.key('section.remove')} removes it.")
