"""The ways beside the trail: the history of what was read, and the queue of links that wait for a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from newsreader.errors import NewsError
from newsreader.tui.screens.hyphenating import Hyphenating
from newsreader.tui.under_way import is_under_way
from newsreader.typeset.counts import counted

if TYPE_CHECKING:
    from newsreader.model.trails import QueuedLink, Visit
    from newsreader.typeset.document import Link

QUEUE_ROUND_S = 30.0  # how often it is looked whether a queued link is due
QUEUE_AFTER_S = 5.0  # what the person sees first comes first


class Trailing(Hyphenating):
    """Opens the history and the queue, and fetches what is queued."""

    def on_mount(self) -> None:
        """Begin to fetch what was queued, a little after the first screen, and then from time to time."""
        self.set_timer(QUEUE_AFTER_S, self.fetch_queue_if_idle)
        self.set_interval(QUEUE_ROUND_S, self.fetch_queue_if_idle)

    def action_history(self) -> None:
        """Show what was read."""
        from newsreader.tui.screens.history import HistoryScreen  # here, because the first screen does without

        self.app.push_screen(HistoryScreen(self.library, self.clock, self.reader.visit), self._history_left)

    def _history_left(self, visit: Visit | None) -> None:
        if visit is None:
            return
        self.pane = "reader"
        if visit.row is not None:
            self.articles.list.select(visit.row.id)
            self.open_row(visit.row)
        else:
            self.follow(visit.url)

    def action_queue(self) -> None:
        """Show the links that are queued."""
        from newsreader.tui.screens.queue import QueueScreen  # here, because the first screen does without

        screen = QueueScreen(self.library, self.clock, self.fetch_queue_if_idle)
        self.app.push_screen(screen, self._queue_left)

    def action_queue_link(self) -> None:
        """Queue the chosen link, or no longer."""
        if (link := self.link_at_hand()) is not None:
            self.queue_link(link)
        else:
            self.status.say(f"No link is chosen: {self.key('link.next')} goes from one to the next.")

    @work(group="queue link")
    async def queue_link(self, link: Link) -> None:
        """Let a link be fetched with the next round; one that waits already, no longer."""
        if link.is_cached:
            self.status.say("It is in the library already.")
        else:
            await self._queue(link.url, link.text)
            self.fetch_queue_if_idle()

    def _queue_left(self, link: QueuedLink | None) -> None:
        if link is not None:
            self.pane = "reader"
            self.open_queued(link)

    @work(exclusive=True, group="article")
    async def open_queued(self, link: QueuedLink) -> None:
        """Open a link that was queued; once it is open it is queued no longer."""
        self.status.say(f"Opening {self._shown(link.url)} …")
        try:
            reading = await self.library.read_address(link.url)
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            self.show_network()
            return
        self.status.say(reading.page_error.user_text if reading.page_error else "")
        self.reader.begin(reading)
        await self._opened(reading, link.led_here)
        if reading.why_not_here is None:
            await self.told(self.library.queue.remove([link.id]))

    def show_network(self) -> None:
        """Show whether there is a network; one that is back is used for what was queued."""
        was_down = self._was_down
        super().show_network()
        if was_down and not self.library.network.is_offline:
            self.fetch_all_queued()

    @work(group="queue")
    async def fetch_all_queued(self) -> None:
        """Fetch what is queued, whenever it was to be tried next."""
        if await self.told(self.library.queue.try_now()):
            self.fetch_queue()

    def fetch_queue_if_idle(self) -> None:
        """Fetch what is due in the queue, unless that is going on or nothing is to be had."""
        is_busy = is_under_way(self, "queue")
        if not is_busy and not self.library.is_read_only and not self.library.network.is_forced_offline:
            self.fetch_queue()

    @work(group="queue")
    async def fetch_queue(self) -> None:
        """Fetch what is due in the queue and say what came."""
        came = await self.told(self.library.queue.fetch(_told_by_the_queue))
        self.show_network()
        if came:
            have = "has" if came == 1 else "have"
            self.status.say(f"{counted(came, 'queued link')} {have} come:", "W shows.")
            await self.marks_changed()


def _told_by_the_queue(_link: QueuedLink, _error: NewsError | None) -> None:
    """Say nothing of each: the queue's own screen shows it."""
