"""What the article leads to, in a pane of its own beside or below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on, work

from newsreader.tui.screens.linking import Linking
from newsreader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from newsreader.typeset.document import Link

HABIT = "is_related_shown"


class Relating(Linking):
    """Shows and hides the pane, and takes the keys there and back."""

    def take_up_related(self, habits: Mapping[str, str]) -> None:
        """Show the pane where it was shown when the person left."""
        self.reader.is_related_shown = bool(habits.get(HABIT))

    def action_related(self) -> None:
        """Show the pane and go there; go there; hide it where the keys are there already."""
        reader = self.reader
        if reader.article_id is None:
            self.status.say("p shows what an article leads to; open one first.")
            return
        if reader.in_related:
            reader.is_related_shown = False
            self.status.say("")
        else:
            reader.is_related_shown = True
            self.pane = "reader"
            reader.related.focus()
            self._say_where_related()
        self.keep_related(is_shown=reader.is_related_shown)

    @work(exclusive=True, group="related")
    async def keep_related(self, *, is_shown: bool) -> None:
        """Remember whether the pane is shown."""
        await self.told(self.library.habits.save(**{HABIT: "1" if is_shown else ""}))

    def open_related(self) -> bool:
        """Open the link under the cursor of the pane; False where the keys are not there."""
        if not self.reader.in_related:
            return False
        if (link := self.reader.related.current) is not None:
            self.open_link(link)
        return True

    def leave_related(self) -> bool:
        """Give the keys back to the article; False where it has them."""
        if not self.reader.in_related:
            return False
        self.reader.view.focus()
        self.status.say("")
        return True

    @on(RowList.Chosen, "#related")
    def _related_clicked(self) -> None:
        if (link := self.reader.related.current) is not None:
            self.open_link(link)

    @on(RowList.Moved, "#related")
    def _moved_in_related(self) -> None:
        if self.reader.in_related:
            self._say_where_related()

    def _say_where_related(self) -> None:
        if (link := self.reader.related.current) is not None:
            self.say_where(link)

    def link_at_hand(self) -> Link | None:
        """Give the link under the cursor of the pane, or the one chosen in the article."""
        if self.pane == "reader" and self.reader.in_related:
            return self.reader.related.current
        return super().link_at_hand()
