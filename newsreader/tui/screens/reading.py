"""Opening articles, and going from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from newsreader.errors import NewsError
from newsreader.model import ArticleId, ArticleSummary
from newsreader.tui.screens.fetching import Fetching
from newsreader.tui.widgets.crumbs import Crumbs

if TYPE_CHECKING:
    from newsreader.model import Reading
    from newsreader.model.stops import Stop
    from newsreader.model.trails import VisitId


class ReadingDesk(Fetching):
    """What is read and where one goes from there."""

    def open_current(self) -> None:
        """Open the article under the cursor."""
        self.pane = "reader"
        self.open_row(None)

    @work(exclusive=True, group="article")
    async def open_row(self, row: ArticleSummary | None) -> None:
        """Open an article, that under the cursor for None: at once from the library, else first its teaser."""
        if row is None:
            await self.list_ready()
            row = self.articles.list.current
            if row is None:
                self.pane = "articles"
                return
        reading = await self.kept_text(row)
        if reading is None:
            from newsreader.typeset.teaser import teaser_of  # here, because the first screen does without

            self.reader.begin(teaser_of(row), note="Fetching the full text …")
            try:
                reading = await self.library.read(row.id)
            except NewsError as error:
                self.reader.view.note = error.user_text
                self.show_network()
                return
            self.reader.replace(reading)
            if reading.page_error is not None:
                self.reader.view.note = reading.page_error.user_text
            if reading.id != row.id:  # it turned out to be one with another, and its row is gone
                self.load_list(reading.id)
        else:
            self.reader.begin(reading)
        await self._opened(reading)

    def action_trail(self, step: int) -> None:
        """Go back or forward between the articles that links led to."""
        self._go_to_stop(self.reader.step(step))

    @on(Crumbs.Chosen)
    def _crumb_clicked(self, event: Crumbs.Chosen) -> None:
        self._go_to_stop(self.reader.step_to(event.number))

    def _go_to_stop(self, stop: Stop | None) -> None:
        if stop is None:
            self.status.say("The trail ends here.")
        else:
            self.pane = "reader"
            self.show_stop(stop)

    @work(exclusive=True, group="article")
    async def show_stop(self, stop: Stop) -> None:
        """Show an article of the trail where it was left."""
        reading = await self.told(self.library.read(stop.article_id))
        if reading is not None:
            self.reader.show_stop(reading, stop)

    async def _opened(self, reading: Reading, led_here: VisitId | None = None) -> None:
        """Do what follows from opening an article; `led_here` is the visit whose article had the link to it."""
        self.library.open_ids = frozenset((reading.id,))
        self.name_window(reading.article.headline)
        self.reader.known_as(reading.id, await self.told(self.library.trails.opened(reading.id, led_here)))
        self.show_network()
        self.tell_problems()  # site rules are loaded with the first page
        if reading.not_kept is not None:
            self.status.say(reading.not_kept.user_text, is_error=True)
        if not reading.state.is_read and not self.library.is_read_only and reading.id:
            if (await self.told(self.library.set_read([reading.id], is_read=True))) is not None:
                self.marked_by_opening(reading.id)
        elif reading.is_revised_since_read:
            await self.told(self.library.versions.seen(reading.id))
        await self.marks_changed(reading.id)
        self.article_shown()

    def marked_by_opening(self, article_id: ArticleId) -> None:
        """Take note that opening an article marked it read."""

    def article_shown(self) -> None:
        """Take note that an article is open."""

    async def kept_text(self, row: ArticleSummary) -> Reading | None:
        """Give the text of an article that is in the library."""
        return await self.told(self.library.cached(row.id))

    def action_next_unread(self, steps: int) -> None:
        """Go so many unread articles on or back; in the reader, open the one."""
        if not self.step_found(steps):
            self.go_to_unread(steps)

    @work(exclusive=True, group="unread")
    async def go_to_unread(self, steps: int) -> None:
        """Find the unread article, or the last one that way, and go to it."""
        current = self.articles.list.current
        start = self.reader.article_id if self.pane == "reader" else (current.id if current else None)
        row = None
        for _ in range(abs(steps)):
            found = await self.told(self.library.next_unread(self.place, start, 1 if steps > 0 else -1, self.wanted))
            if found is None:
                break
            row, start = found, found.id
        if row is None:
            self.status.say("No more unread articles here.")
        else:
            self._go_to(row, opened=self.pane == "reader")

    def action_next_article(self, step: int) -> None:
        """Open the article below or above in the list."""
        articles = self.articles.list
        before = articles.cursor
        articles.move(step)
        if articles.cursor != before or self.pane != "reader":
            self.open_current()

    def _go_to(self, row: ArticleSummary, *, opened: bool) -> None:
        if not self.articles.list.select(row.id):
            self.load_list(row.id)
        if opened:
            self.pane = "reader"
            self.open_row(row)
