"""Links: choosing one, saying where it leads, following it here or in the web browser."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import work

from newsreader.errors import NewsError, OfflineError, UnreachableError
from newsreader.model import SectionKey
from newsreader.tui.screens.stepping import Stepping
from newsreader.typeset.counts import counted

if TYPE_CHECKING:
    from textual.events import Key

    from newsreader.model import Enclosure
    from newsreader.model.trails import QueuedLink
    from newsreader.tui.widgets.article_view import ArticleView
    from newsreader.typeset.destinations import Preview
    from newsreader.typeset.document import Link

MIN_ADDRESS_CELLS = 20  # of where a link leads, however narrow the terminal
_WORDS_CELLS = 26  # of what is said round an address


class Linking(Stepping):
    """What can be done with the links of the article that is read."""

    def on_article_view_link_chosen(self, event: ArticleView.LinkChosen) -> None:
        """Follow the link. Called so by its name: the article's view is loaded with the first article."""
        self.open_link(event.link)

    def open_link(self, link: Link) -> None:
        """Open a link here where it leads to an article, a file of the article's in the player; else say what it is."""
        from newsreader.typeset.destinations import Destination  # here, because the first screen has no links

        if self._is_file_of_article(link):
            self.play_address(link.url)
            return
        preview = self._preview_of(link)
        if preview.destination is Destination.NOTHING:
            self.status.say(
                f"This is {preview.kind} and is not opened from here.", f"{self.key('link.copy')} copies it."
            )
        elif preview.destination is Destination.FILE:
            self.status.say(
                f"This is {preview.kind} and no article.", f"{self.key('link.browser')} opens it in the web browser."
            )
        else:
            self.follow(link.url, link.text)

    def action_walk_links(self, step: int) -> None:
        """Choose the next or previous link and say where it leads."""
        link = self.reader.view.walk_links(step)
        if link is None:
            self.status.say("There are no links in this article.")
        else:
            self.say_where(link)

    def say_where(self, link: Link) -> None:
        """Say in the status line where a link leads, and what Enter does."""
        self.preview_link(link)

    @work(exclusive=True, group="preview")
    async def preview_link(self, link: Link) -> None:
        """Find out whether the link is queued, and say it."""
        from newsreader.typeset.destinations import Destination, shown_address

        preview = self._preview_of(link)
        words, then = preview.words, "Enter opens it."
        if self._is_file_of_article(link):
            words, then = link.text, "Enter plays it."
        elif preview.destination is Destination.FILE:
            then = f"{self.key('link.browser')} opens it."
        elif preview.destination is Destination.NOTHING:
            then = f"{self.key('link.copy')} copies it."
        elif self.library.network.is_offline and preview.destination is not Destination.HERE:
            is_queued = await self._find_waiting(link.url) is not None
            then = "Queued; Enter takes it out." if is_queued else "Enter queues it."
        room = self.status.room - cell_len(f"{words} ·   {then}")
        self.status.say(f"{words} · {shown_address(link.url, max(MIN_ADDRESS_CELLS, room))}", then)

    def _preview_of(self, link: Link) -> Preview:
        from newsreader.typeset.destinations import preview

        reading = self.reader.view.reading
        return preview(link.url, reading.article.url if reading else "", is_cached=link.is_cached)

    def _is_file_of_article(self, link: Link) -> bool:
        reading = self.reader.view.reading
        return reading is not None and any(file.url == link.url for file in reading.article.enclosures)

    @work(exclusive=True, group="article")
    async def follow(self, url: str, text: str = "") -> None:
        """Open a link here, a section's in the list; what is being read stays until the page is there.

        One that is not to be had without a network is queued, and taken out when it is followed again.
        """
        key = await self.told(self.library.section_at(url))
        if key is not None:
            self._go_to_section(key)
            return
        self.status.say(f"Opening {self._shown(url)} …", f"{self.key('refresh.stop')} stops", is_going_on=True)
        try:
            reading = await self.library.read_address(url)
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            self.show_network()
            if isinstance(error, OfflineError | UnreachableError) and self.library.network.is_offline:
                await self._queue(url, text)
            return
        self.status.say(reading.page_error.user_text if reading.page_error else "")
        led_here = self.reader.visit
        self.reader.follow(reading)
        await self._opened(reading, led_here)

    async def _queue(self, url: str, text: str) -> None:
        """Let a link be fetched when there is a network; one that waits already, no longer."""
        if self.library.is_read_only:
            return
        queue = self.library.queue
        known = await self._find_waiting(url)
        if known is not None:
            if await self.told(queue.remove([known.id])):
                self.status.say("No longer queued.", "Enter queues it again.")
        elif await self.told(queue.add(url, text, self.reader.visit)):
            if self.library.network.is_offline:
                self.status.say("Not in the library: queued until there is a network.", "Enter again: no; W shows all.")
            else:
                self.status.say("Queued: it is fetched now.", f"{self.key('link.queue')} shows all.")

    async def _find_waiting(self, url: str) -> QueuedLink | None:
        from newsreader.model.trails import QueueState  # here, because the first screen has no links

        known = await self.told(self.library.queue.find(url))
        return known if known is not None and known.state is QueueState.WAITING else None

    def _go_to_section(self, key: SectionKey) -> None:
        """Show a section that a link leads to."""
        self.status.say("")
        self.sections.select(key)
        self.pane = "articles"
        self.show_place(key)
        self.fetch_if_new()

    def action_link_hints(self) -> None:
        """Show letters on the links in sight."""
        self.pane = "reader"
        if self.reader.view.start_hints():
            self._say_hints()
        else:
            self.status.say("No links in sight.")

    def take_hint_key(self, event: Key) -> None:
        """Take a key that is meant for the letters on links."""
        event.stop()
        self.status.say("")  # before the link is opened, which may say something
        self.reader.view.type_hint(event.key, event.character)
        self._say_hints()

    def _say_hints(self) -> None:
        """Say what can be typed, or what is found by its text."""
        hints = self.reader.view.hints
        if hints is None:
            return
        if hints.words is None:
            typed = f"{hints.typed} … " if hints.typed else ""
            self.status.say(
                f"{typed}Letters choose a link; / or a capital looks for its text.", "Esc ends it.", is_going_on=True
            )
        else:
            count = counted(len(hints.matching), "link") if hints.matching else "no link"
            then = "Enter opens it, Tab the next one." if hints.matching else ""
            self.status.say(f"/{hints.words}: {count}", then, is_going_on=True)

    def action_browse(self) -> None:
        """Open the chosen link, else the article, in the web browser."""
        from newsreader.address import is_web_address  # here, because the first screen does without

        if url := self._current_url():
            if is_web_address(url):
                self.browse(url)
            else:
                self.status.say("Only web addresses are opened in the browser.", f"{self.key('link.copy')} copies it.")

    @work(exclusive=True, group="browser")
    async def browse(self, url: str) -> None:
        """Open an address in the web browser."""
        from newsreader.tui.browsing import browse  # here, because the first screen does without

        self.status.say(f"Opening {self._shown(url)} in the browser …")
        if not await browse(self.app, url):
            self.status.say(
                f"No web browser was found here; {self.key('link.copy')} copies the address.", is_error=True
            )

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
        await self._play(next(heard, files[0]).url)

    @work(exclusive=True, group="file")
    async def play_address(self, url: str) -> None:
        """Open a file that comes with the article."""
        await self._play(url)

    async def _play(self, url: str) -> None:
        from newsreader.library.player import play  # here, because the first screen needs neither
        from newsreader.tui.browsing import beside_screen

        command = self.library.settings.player
        self.status.say(f"Opening {self._shown(url)} …")
        error = play(command, url) if command else await beside_screen(self.app, partial(play, command, url))
        if error is None:
            self.status.say("The web browser draws in the terminal, which is not to be had here.", is_error=True)
        elif error:
            self.status.say(error, is_error=True)

    def action_copy_address(self) -> None:
        """Copy the address of the chosen link, else of the article, over ssh too."""
        from newsreader.text import clean_line  # here, because the first screen copies nothing

        if url := self._current_url():
            self.app.copy_to_clipboard(clean_line(url))  # into a shell, perhaps
            self.status.say(f"Copied {self._shown(url)}")

    def _shown(self, url: str) -> str:
        """Write an address for the status line."""
        from newsreader.typeset.destinations import shown_address

        return shown_address(url, max(MIN_ADDRESS_CELLS, self.status.room - _WORDS_CELLS))

    def link_at_hand(self) -> Link | None:
        """Give the link that is chosen in what is read."""
        return self.reader.view.chosen if self.pane == "reader" and self.reader.article_id is not None else None

    def _current_url(self) -> str:
        if (link := self.link_at_hand()) is not None:
            return link.url
        if self.pane == "reader" and self.reader.view.reading is not None:
            return self.reader.view.reading.article.url
        row = self.articles.list.current
        return row.url if row is not None else ""
