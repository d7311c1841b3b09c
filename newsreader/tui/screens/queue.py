"""The queue of links: what waits for a network, what came, what failed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import getters, on, work
from textual.app import ComposeResult

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.model.trails import QueuedLink, QueueState
from newsreader.screen_commands import LIST, QUEUE, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import ListScreen
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.queue_list import QueueList
from newsreader.tui.widgets.row_list import RowList
from newsreader.typeset.counts import counted

NOTHING = "No link is queued. Offline, Enter on a link that is not in the library puts it here."
LOOK_S = 2.0  # how often it is looked whether something came meanwhile


class QueueScreen(ListScreen[QueuedLink | None]):
    """Gives the link that is to be opened, or tried now where it waits."""

    CSS_PATH = "../trails.tcss"
    SCOPE = QUEUE
    BINDINGS = bindings(QUEUE, LIST)

    list = getters.query_one("#queue", QueueList)
    note = getters.query_one("#queue-note", Note)
    title_bar = getters.query_one("#queue-title", PaneTitle)
    status = getters.query_one("#queue-status", StatusBar)

    def __init__(self, library: Library, clock: Callable[[], datetime], fetch: Callable[[], object]) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._fetch = fetch  # begins to fetch what is due

    def compose(self) -> ComposeResult:
        """Title, list, status line."""
        yield PaneTitle("Links to fetch", id="queue-title")
        yield Note(id="queue-note")
        yield QueueList(id="queue", clock=self._clock)
        yield StatusBar(id="queue-status")

    def on_mount(self) -> None:
        """Load the list, and again while it is looked at."""
        self.status.offer(*self.mine(hinted(QUEUE)))
        self.list.focus()
        self.load()
        self.set_interval(LOOK_S, self.load)

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Show the queue as it is now."""
        await self._load()

    async def _load(self) -> None:
        try:
            links = await self._library.queue.entries()
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return
        if links != self.list.links:
            self.list.links = links
        self.title_bar.right = _summary(links)
        self.note.text = "" if links else NOTHING

    @on(RowList.Chosen)
    def _clicked(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open what came; what did not is followed as a link would be."""
        if self.list.current is not None:
            self.dismiss(self.list.current)

    def action_remove(self) -> None:
        """Take the link under the cursor out."""
        if (link := self.list.current) is not None:
            self.take_out((link,))

    def action_remove_failed(self) -> None:
        """Take out all that failed."""
        self.take_out(tuple(link for link in self.list.links if link.state is QueueState.FAILED))

    @work(group="remove")
    async def take_out(self, links: tuple[QueuedLink, ...]) -> None:
        """Take links out and say so."""
        try:
            count = await self._library.queue.remove([link.id for link in links])
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return
        self.status.say(f"{counted(count, 'link')} removed.")
        await self._load()

    @work(group="try")
    async def action_try_again(self) -> None:
        """Try what waits now, and the link under the cursor even if it failed."""
        link = self.list.current
        try:
            if link is not None and link.state is QueueState.FAILED:
                await self._library.queue.add(link.url, link.text, link.led_here)
            waiting = await self._library.queue.try_now()
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return
        if self._library.network.is_forced_offline:
            self.status.say("Offline, as asked: nothing is fetched.")
        else:
            self.status.say(f"Fetching {counted(waiting, 'link')} …" if waiting else "Nothing waits.")
            self._fetch()
        await self._load()


def _summary(links: tuple[QueuedLink, ...]) -> str:
    counts = {state: sum(link.state is state for link in links) for state in QueueState}
    words = {QueueState.HERE: "here", QueueState.WAITING: "waiting", QueueState.FAILED: "failed"}
    return " · ".join(f"{counts[state]} {word}" for state, word in words.items() if counts[state])
