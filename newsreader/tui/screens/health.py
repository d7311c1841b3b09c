"""How the sources fare: a list, the worst first, and what can be done about each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual import getters, on, work
from textual.app import ComposeResult

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.health import SourceHealth, State, by_trouble
from newsreader.library.results import SectionResult
from newsreader.model import SectionKey
from newsreader.screen_commands import LIST, SOURCES, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.browsing import browse
from newsreader.tui.screens.leaving import ListScreen
from newsreader.tui.screens.source import SourceScreen
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.health_list import HealthList
from newsreader.tui.widgets.panes import NO_NETWORK
from newsreader.tui.widgets.row_list import RowList
from newsreader.typeset.troubles import health_sentence

_NOTHING = "Nothing is followed yet: a source is here once it was fetched or added."


class HealthScreen(ListScreen[SectionKey | None]):
    """Gives the section the person wants to go to, None for none."""

    CSS_PATH = "../health.tcss"
    SCOPE = SOURCES
    BINDINGS = bindings(SOURCES, LIST)

    title_bar = getters.query_one("#health-title", PaneTitle)
    note = getters.query_one("#health-note", Note)
    list = getters.query_one("#health", HealthList)
    status = getters.query_one("#health-status", StatusBar)

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._library = library
        self._clock = clock

    def compose(self) -> ComposeResult:
        """Title, list, status line."""
        yield PaneTitle("How the sources fare", id="health-title")
        yield Note(id="health-note")
        yield HealthList(id="health", clock=self._clock)
        yield StatusBar(id="health-status")

    def on_mount(self) -> None:
        """Load the list."""
        self.status.offer(*self.mine(hinted(SOURCES)))
        self.list.focus()
        self.show_sources()

    @work(exclusive=True, group="sources")
    async def show_sources(self) -> None:
        """Load and show how the sources fare."""
        await self._load()

    async def _load(self) -> None:
        try:
            statuses = await self._library.sections()
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return
        rows = by_trouble(statuses, self._clock())
        self.list.rows = rows
        self.title_bar.right = _summary(rows)
        self.note.text = (NO_NETWORK if self._library.network.is_down else "") if rows else _NOTHING

    @on(RowList.Chosen)
    def _row_clicked(self) -> None:
        self.action_details()

    def action_details(self) -> None:
        """Show all addresses of the source under the cursor."""
        if (health := self.list.current) is not None:
            self.app.push_screen(SourceScreen(health, self._clock()), self._details_left)

    def _details_left(self, wants_section: bool | None) -> None:
        if wants_section and (health := self.list.current) is not None:
            self.dismiss(health.status.section.key)

    def action_try_again(self, is_for_all: bool) -> None:
        """Ask a source again, or all that fail."""
        health = self.list.current
        wanted = [each for each in self.list.rows if each.state in (State.FAILING, State.LIMPING)]
        if not is_for_all:
            wanted = [health] if health is not None else []
        if self._library.network.is_forced_offline:
            self.status.say("Offline, as asked: nothing is fetched.")
        elif wanted:
            self.try_again([each.status.section.key for each in wanted])
        elif is_for_all:
            self.status.say("Nothing fails.")

    @work(group="try")
    async def try_again(self, keys: Sequence[SectionKey]) -> None:
        """Refresh sources; the list is used meanwhile."""
        done: list[SectionResult] = []

        def report(result: SectionResult) -> None:
            done.append(result)
            self.list.busy -= {result.section.key}
            self.status.say(f"{len(done)} of {len(keys)} tried …", "^X stops", is_going_on=True)

        self.list.busy |= frozenset(keys)
        self.status.say("Trying again …", "^X stops", is_going_on=True)
        try:
            await self._library.refresh(keys, report)
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return
        finally:
            self.list.busy -= frozenset(keys)
        await self._load()
        failed = sum(result.error is not None for result in done)
        if len(done) == 1:
            self.status.say("It failed again." if failed else "It works.", is_error=bool(failed))
        else:
            self.status.say(f"{len(done) - failed} of {len(done)} work.", is_error=bool(failed))

    def action_stop(self) -> None:
        """Stop trying."""
        self.workers.cancel_group(self, "try")
        self.list.busy = frozenset()
        self.status.say("Stopped.")
        self.show_sources()

    @work(exclusive=True, group="browser")
    async def action_browse(self) -> None:
        """Open the address that fails, or else the source's first, in the web browser."""
        if (health := self.list.current) is None:
            return
        self.status.say(f"Opening {health.address} in the browser …")
        if not await browse(self.app, health.address):
            self.status.say("No web browser was found here; y copies the sentence with the address.", is_error=True)

    def action_copy(self) -> None:
        """Copy the sentence with the source's name and address, over ssh too."""
        if (health := self.list.current) is not None:
            section = health.status.section
            sentence = health_sentence(health, self._clock())
            self.app.copy_to_clipboard(f"{section.source} / {section.name} ({health.address}): {sentence}")
            self.status.say("Copied the sentence.")

    @work(group="change")
    async def action_remove(self) -> None:
        """Stop following the source under the cursor."""
        if (health := self.list.current) is None:
            return
        try:
            done = await self._library.remove([health.status.section])
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return
        await self._load()
        self.status.say(f"{done.label}.", "u undoes it.")

    @work(group="change")
    async def action_undo(self) -> None:
        """Take the last change back."""
        try:
            done = await self._library.history.undo()
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return
        await self._load()
        self.status.say(f"Undone: {done.label}." if done else "Nothing to undo.")


def _summary(rows: Sequence[SourceHealth]) -> str:
    """Count what is not as it should be: `2 failing, 1 quiet of 24`."""
    counts = {state: sum(health.state is state for health in rows) for state in State}
    told = [f"{counts[state]} {state}" for state in (State.FAILING, State.LIMPING, State.QUIET) if counts[state]]
    return f"{', '.join(told)} of {len(rows)}" if told else f"{len(rows)} without trouble"
