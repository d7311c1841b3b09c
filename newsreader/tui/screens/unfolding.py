"""What lies behind the text of an article: why it came out so, its page, and what changed in it."""

from __future__ import annotations

from functools import partial

from textual import work

from newsreader.model import ArticleId
from newsreader.tui.screens.leafing import Leafing

WHY, PAGE, CHANGES = "why", "page", "changes"


class Unfolding(Leafing):
    """Other faces of the article being read, and its text again where it was left."""

    def action_next_face(self) -> None:
        """Show why the text came out so, then the whole page, then the text again."""
        article_id = self.reader.article_id
        face = self.reader.view.face
        if article_id is None or self.reader.view.reading is None:
            self.status.say("There is no article here to look behind.")
        elif face == PAGE:
            self._show_text()
        elif face == WHY:
            self.show_page(article_id)
        else:
            self.show_why(article_id)

    def action_changes(self) -> None:
        """Show what changed in the article since it was read, or its text again."""
        article_id = self.reader.article_id
        if self.reader.view.face == CHANGES:
            self._show_text()
        elif article_id is not None:
            self.show_changes(article_id)

    @work(exclusive=True, group="face")
    async def show_why(self, article_id: ArticleId) -> None:
        """Read the page again, and show what was kept and dropped and why."""
        from newsreader.tui.widgets.article_view import Face
        from newsreader.typeset.why import set_why  # here, because the first screen needs none of them

        self.status.say("Reading the page again …")
        found = await self.told(self.library.glass_box.explain(article_id))
        if found is not None and article_id == self.reader.article_id:
            self.reader.view.show_face(Face(WHY, partial(set_why, found)))
            self.status.say("What was kept and dropped.", "x shows the whole page.")

    @work(exclusive=True, group="face")
    async def show_page(self, article_id: ArticleId) -> None:
        """Show the whole page as text."""
        from newsreader.tui.widgets.article_view import Face
        from newsreader.typeset.why import set_page_text

        found = await self.told(self.library.glass_box.page_lines(article_id))
        if found is not None and article_id == self.reader.article_id:
            url, lines = found
            self.reader.view.show_face(Face(PAGE, partial(set_page_text, lines, url)))
            self.status.say("The whole page.", "x shows the article again.")

    @work(exclusive=True, group="face")
    async def show_changes(self, article_id: ArticleId) -> None:
        """Show what changed, word by word."""
        from newsreader.tui.widgets.article_view import Face
        from newsreader.typeset.changes import set_changes

        self.status.say("")
        changes = await self.told(self.library.versions.changes(article_id))
        if article_id != self.reader.article_id or self.status.is_error:
            return
        if changes is None:
            self.status.say("Nothing has changed in this article since it was first kept.")
            return
        self.reader.view.show_face(Face(CHANGES, partial(set_changes, changes)))
        self.status.say("Gone is [-so-], new is {+so+}.", "D shows the article again.")

    def _show_text(self) -> None:
        self.reader.view.show_face(None)
        self.status.say("")
