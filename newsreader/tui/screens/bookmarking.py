"""Keeping where articles are left, and how wide their text is."""

from __future__ import annotations

from collections.abc import Mapping

from textual import work

from newsreader.tui.screens.desk import Desk
from newsreader.tui.widgets.panes import ReaderPane

KEEP_PLACE_S = 3  # a program that is killed forgets no more
_MEASURE_STEP = 4
LEAST_MEASURE, MOST_MEASURE = 40, 120  # as the setting


class Bookmarking(Desk):
    """What is the same the next time an article is opened."""

    def on_mount(self) -> None:
        """Look now and then where the person is."""
        self._pane = self.reader  # to be asked once more when the panes are gone
        self.set_interval(KEEP_PLACE_S, self.note_place)

    def on_unmount(self) -> None:
        """Note the last place; the library keeps it when it is closed."""
        if self._pane.place is not None:
            self.library.bookmarks.note(*self._pane.place)

    def note_place(self) -> None:
        """Keep where the person is."""
        if self.reader.place is not None:
            self.library.bookmarks.note(*self.reader.place)
            self.keep_places()

    def on_reader_pane_left(self, event: ReaderPane.Left) -> None:
        """Keep where an article was left."""
        self.library.bookmarks.note(event.article_id, event.anchor)
        self.keep_places()

    @work(group="bookmarks")
    async def keep_places(self) -> None:
        """Keep what was noted."""
        await self.library.bookmarks.keep()

    def take_up_measure(self, habits: Mapping[str, str]) -> None:
        """Set text as wide as it was left, unless another width was written into the settings since."""
        chosen, _, was_set = habits.get("measure", "").partition(" of ")
        if chosen.isdecimal() and was_set == str(self.library.settings.measure):
            self.reader.measure = min(max(int(chosen), LEAST_MEASURE), MOST_MEASURE)

    def action_measure(self, steps: int) -> None:
        """Set the text wider or narrower, for the next time too."""
        widest = max(LEAST_MEASURE, min(MOST_MEASURE, self.reader.widest))
        measure = min(max(min(self.reader.measure, widest) + steps * _MEASURE_STEP, LEAST_MEASURE), widest)
        self.reader.measure = measure
        self.status.say(
            f"Text of {measure} cells, the widest here." if measure == widest else f"Text of {measure} cells."
        )
        self.keep_measure(f"{measure} of {self.library.settings.measure}")

    @work(exclusive=True, group="measure")
    async def keep_measure(self, measure: str) -> None:
        """Keep the width for the next start."""
        await self.told(self.library.habits.save(measure=measure))
