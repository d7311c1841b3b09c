"""Choosing several articles of a list, to mark them together."""

from __future__ import annotations

from textual import work

from newsreader.model import ArticleId
from newsreader.tui.screens.arranging import Arranging
from newsreader.typeset.counts import counted

THEN = "m, s and L mark them, Esc lets them go."


class Selecting(Arranging):
    """What is chosen stays so until it is marked, let go, or another list is shown."""

    def action_select(self, count: int) -> None:
        """Choose the articles from the cursor on, or no longer, and go on to the next."""
        rows = self.articles.list
        if rows.current is not None:
            those = rows.window.rows[rows.cursor : rows.cursor + count]
            rows.selected ^= {row.id for row in those}
            rows.move(len(those))
            self._tell_selected()

    @work(exclusive=True, group="selection")
    async def action_select_all(self) -> None:
        """Choose every article of the list, where it is not very long."""
        place, wanted = self.place, self.wanted
        ids = await self.told(self.library.marking.ids_of(place, wanted))
        if (place, wanted) != (self.place, self.wanted):
            return
        if ids is None:
            self.status.say("Too long a list to choose all of it. A marks it read, ( and ) what is above or below.")
        else:
            self.articles.list.selected = frozenset(ids)
            self._tell_selected()

    def let_go(self) -> bool:
        """Let go what is chosen; False when nothing is."""
        was_chosen = bool(self.articles.list.selected)
        self.articles.list.selected = frozenset()
        if was_chosen:
            self.status.say("")
        return was_chosen

    def selected_ids(self) -> tuple[ArticleId, ...]:
        """Give what keys are to act on: the chosen ones, else the article being read or under the cursor."""
        rows = self.articles.list
        if self.pane == "reader" and self.reader.article_id is not None:
            return (self.reader.article_id,)
        return tuple(rows.selected) or ((rows.current.id,) if rows.current is not None else ())

    def _tell_selected(self) -> None:
        count = len(self.articles.list.selected)
        self.status.say(f"{counted(count, 'article')} chosen:" if count else "", THEN if count else "")
