"""Opening articles, following links, and walking from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from newsreader.errors import NewsError
from newsreader.library.shelves import ListFilter
from newsreader.model import ArticleSummary, SectionKey
from newsreader.tui.screens.fetching import Fetching
from newsreader.tui.widgets.panes import teaser_of

if TYPE_CHECKING:
    from newsreader.model import Enclosure, Reading
    from newsreader.tui.trail import Stop
    from newsreader.tui.widgets.article_view import ArticleView


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
        reading = await self.told(self.library.cached(row.id))
        if reading is None:
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

    def on_article_view_link_chosen(self, event: ArticleView.LinkChosen) -> None:
        """Follow the link. Called so by its name: the article's view is loaded with the first article."""
        reading = self.reader.view.reading
        if reading is not None and any(file.url == event.link.url for file in reading.article.enclosures):
            self._play(event.link.url)
        else:
            self.follow(event.link.url)

    @work(exclusive=True, group="article")
    async def follow(self, url: str) -> None:
        """Open a link here, a section's in the list; what is being read stays until the page is there."""
        key = await self.told(self.library.section_at(url))
        if key is not None:
            self._go_to_section(key)
            return
        self.status.say(f"Opening {url} …")
        try:
            reading = await self.library.read_address(url)
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            self.show_network()
            return
        self.status.say(reading.page_error.user_text if reading.page_error else "")
        self.reader.follow(reading)
        await self._opened(reading)

    def _go_to_section(self, key: SectionKey) -> None:
        """Show a section that a link leads to."""
        self.status.say("")
        self.sections.select(key)
        self.pane = "articles"
        self.show_place(key)
        self.fetch_if_new()

    def action_trail(self, step: int) -> None:
        """Go back or forward between the articles that links led to."""
        stop = self.reader.step(step)
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

    async def _opened(self, reading: Reading) -> None:
        self.library.open_ids = frozenset((reading.id,))
        self.show_network()
        self.tell_problems()  # site rules are loaded with the first page
        if reading.not_kept is not None:
            self.status.say(reading.not_kept.user_text, is_error=True)
        if not reading.state.is_read and not self.library.is_read_only and reading.id:
            await self.told(self.library.set_read([reading.id], is_read=True))
        elif reading.is_revised_since_read:
            await self.told(self.library.versions.seen(reading.id))
        await self.marks_changed(reading.id)

    def action_walk(self) -> None:
        """Go on reading: a page, then the next unread article."""
        if self.pane == "sections":
            self.pane = "articles"
        elif self.pane == "articles":
            self.open_current()
        elif self.reader.view.is_at_end:
            self.walk_on()
        else:
            self.reader.view.page(1)

    @work(exclusive=True, group="article")
    async def walk_on(self) -> None:
        """Open the next unread article here, or else in the next section that has one."""
        row = await self.told(self.library.next_unread(self.place, self.reader.article_id, 1))
        if row is None:
            place = self.sections.next_unread_place(self.place)
            if place is None:
                self.status.say("Everything is read.")
                return
            self.sections.select(place)
            self.place, self.wanted = place, ListFilter()
            row = await self.told(self.library.next_unread(place, None, 1))
        if row is not None:
            self._go_to(row, opened=True)

    def action_next_unread(self, direction: int) -> None:
        """Go to the next or previous unread article; in the reader, open it."""
        self.go_to_unread(direction)

    @work(exclusive=True, group="unread")
    async def go_to_unread(self, direction: int) -> None:
        """Find the unread article and go to it."""
        current = self.articles.list.current
        start = self.reader.article_id if self.pane == "reader" else (current.id if current else None)
        row = await self.told(self.library.next_unread(self.place, start, direction))
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

    def action_link_hints(self) -> None:
        """Show letters on the links in sight."""
        self.pane = "reader"
        if not self.reader.view.start_hints():
            self.status.say("No links in sight.")

    def action_browse(self) -> None:
        """Open the article in the web browser."""
        from newsreader.tui.browser import open_in_browser  # here, because the first screen does not need it

        if url := self._current_url():
            self.status.say(f"Opening {url} in the browser …")
            if not open_in_browser(url):
                self.status.say("No web browser was found here; y copies the address.", is_error=True)

    def action_play(self) -> None:
        """Open the file that comes with the article."""
        self.play_file()

    @work(exclusive=True, group="file")
    async def play_file(self) -> None:
        """Open the first file that can be heard or seen, else the first."""
        files: tuple[Enclosure, ...] = ()
        if self.pane == "reader" and self.reader.view.reading is not None:
            files = self.reader.view.reading.article.enclosures
        elif (row := self.articles.list.current) is not None:
            files = await self.told(self.library.enclosures(row.id)) or ()
        if not files:
            self.status.say("No file comes with this article.")
            return
        heard = (file for file in files if file.media_type.startswith(("audio", "video")))
        self._play(next(heard, files[0]).url)

    def _play(self, url: str) -> None:
        from newsreader.tui.player import play  # here, because the first screen does not need it

        self.status.say(f"Opening {url} …")
        if error := play(self.library.settings.player, url):
            self.status.say(error, is_error=True)

    def action_copy_address(self) -> None:
        """Copy the article's address, over ssh too."""
        if url := self._current_url():
            self.app.copy_to_clipboard(url)
            self.status.say(f"Copied {url}")

    def _current_url(self) -> str:
        if self.pane == "reader" and self.reader.view.reading is not None:
            return self.reader.view.reading.article.url
        row = self.articles.list.current
        return row.url if row is not None else ""
