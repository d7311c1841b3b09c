"""Adding a source: an address, what there is at it, and what it would bring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.address import without_password
from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.candidates import Candidate, Look
from newsreader.library.results import Added
from newsreader.screen_commands import ADDING, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import LeavingScreen
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.choice_list import Choice, ChoiceList
from newsreader.tui.widgets.row_list import RowList
from newsreader.typeset.counts import counted
from newsreader.typeset.when import age_text

WIDE_CELLS = 100  # from here the preview stands beside the choices
BEFORE = hinted(ADDING, "adding.add", "adding.down", "adding.up")
CHOOSING = hinted(ADDING, "adding.look")
WHAT = (
    "A site (example.com will do), a section, a feed; a YouTube channel, playlist or video, a subreddit, a Mastodon"
    " profile, a GitHub repository, a podcast."
)


class AddScreen(LeavingScreen[tuple[Added, ...]]):
    """A line for an address over the choices it offers; gives what was added, nothing when the person leaves.

    Args:
        library: to add to.
        clock: what time it is.
    """

    CSS_PATH = "../add.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE_CELLS, "-wide")]  # noqa: RUF012 (as Textual declares it)
    SCOPE = ADDING
    BINDINGS = bindings(ADDING)

    address_bar = getters.query_one("#add-address", Input)
    note = getters.query_one("#add-note", Note)
    choices = getters.query_one("#choices", ChoiceList)
    preview = getters.query_one("#preview", Static)
    preview_pane = getters.query_one("#preview-pane", VerticalScroll)
    status = getters.query_one("#add-status", StatusBar)

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._looked_at = ""  # what the choices are of
        self._look: Look | None = None
        self._is_busy = False
        self._is_adding = False

    def compose(self) -> ComposeResult:
        """Lay out the line, what is to be said, the choices and the preview."""
        yield PaneTitle("Add a source", id="add-title")
        yield Input(id="add-address", placeholder="an address")
        yield Note(id="add-note")
        with Container(id="add-panes"):
            yield ChoiceList(id="choices")
            with VerticalScroll(id="preview-pane", can_focus=False):
                yield Static(id="preview", markup=False)
        yield StatusBar(id="add-status")

    def on_mount(self) -> None:
        """Wait for an address."""
        self.note.text = WHAT
        self.status.offer(*self.mine(BEFORE))
        self.address_bar.focus()

    @on(Input.Changed, "#add-address")
    def _typed(self, event: Input.Changed) -> None:
        """Say what Enter does now: another address is looked at first."""
        if not self._is_busy:
            self.status.offer(*self.mine(CHOOSING if self._look and event.value.strip() == self._looked_at else BEFORE))

    @on(Input.Submitted, "#add-address")
    @on(RowList.Chosen, "#choices")
    def action_enter(self) -> None:
        """Look at the address, or add what is chosen of what there is at it."""
        text, choice = self.address_bar.value.strip(), self.choices.current
        if self._is_busy or not text:
            return
        if self._look is None or choice is None or text != self._looked_at:
            self.look_at(text)
        elif choice.candidates:
            self.add(choice.candidates)
        else:
            self.look_for_sections(self._look)

    @work(exclusive=True, group="look")
    async def look_at(self, text: str) -> None:
        """Find out what there is at an address, and show it."""
        self._show(None)
        self._begin(f"Looking at {text} …")
        try:
            look = await self._library.sources.look(text)
        except NewsError as error:
            self._end(error)
            return
        self._end()
        self._looked_at = text
        self._show(look)

    @work(exclusive=True, group="look")
    async def look_for_sections(self, look: Look) -> None:
        """Find the sections in a site's menu, and show them to be added together or one by one."""
        self._begin(f"Looking at what the menu leads to, {len(look.menu)} pages at most …")
        try:
            sections = await self._library.sources.sections(look)
        except NewsError as error:
            self._end(error)
            return
        self._end()
        if not sections:
            self.note.text = "No sections were found in the site's menu."
            return
        every = (look.best, *sections)
        names = ", ".join(each.title for each in every)
        whole = Choice(title=f"The whole site: {len(every)} sections", detail=names, candidates=every)
        self.choices.show((whole, *map(_choice, every)))
        self._show_preview()

    @work(exclusive=True, group="look")
    async def add(self, candidates: tuple[Candidate, ...]) -> None:
        """Follow what was chosen, and go back to the sections."""
        self._begin("Adding …")
        self._is_adding = True
        added: list[Added] = []
        try:
            for candidate in candidates:
                added.append(await self._library.sources.add(candidate))
        except NewsError as error:
            self._is_adding = False
            self._end(error)
            return
        self.dismiss(tuple(added))

    def action_back(self) -> None:
        """Leave; what is being looked at is not waited for, what is being added is."""
        if not self._is_adding:
            self.dismiss(())

    def action_move(self, rows: int) -> None:
        """Choose another."""
        self.choices.move(rows)

    def action_scroll(self, pages: int) -> None:
        """Scroll the preview."""
        self.preview_pane.scroll_relative(y=pages * max(1, self.preview_pane.size.height - 1), animate=False)

    @on(RowList.Moved, "#choices")
    def _show_preview(self) -> None:
        choice = self.choices.current
        self.preview.update(Content.assemble(*self._preview_parts(choice)) if choice else "")
        self.preview_pane.scroll_home(animate=False)

    def _begin(self, text: str) -> None:
        self._is_busy = True
        self.note.text = ""
        self.status.say(text, is_going_on=True)

    def _end(self, error: NewsError | None = None) -> None:
        self._is_busy = False
        if error is not None:
            self.note.fail(error.user_text)
        else:
            self.note.text = ""
        self.status.say("")
        self.status.offer(*self.mine(CHOOSING if self.choices.choices else BEFORE))

    def _show(self, look: Look | None) -> None:
        self._look = look
        if look is None:
            self.choices.show(())
        else:
            offer = [Choice(title="The whole site", detail="looks for sections in its menu")] if look.menu else []
            self.choices.show((*map(_choice, look.candidates), *offer))
            self.status.offer(*self.mine(CHOOSING))
        self._show_preview()

    def _preview_parts(self, choice: Choice) -> list[Content | str | tuple[str, str]]:
        if len(choice.candidates) != 1:
            return [(f"{choice.title}\n", "bold"), f"{choice.detail}\n"]
        (candidate,) = choice.candidates
        facts = candidate.facts
        newest = f" · newest {age_text(facts.newest, self._clock())}" if facts.newest else ""
        parts: list[Content | str | tuple[str, str]] = [
            (f"{candidate.title}\n", "bold"),
            (f"{_kind(candidate)} · {facts.text.value}{newest}\n", "$accent"),
        ]
        if candidate.known is not None:
            there = f"Already there: {candidate.known.source} / {candidate.known.name}"
            parts.append((f"{there}\n", "$warning"))
        parts += [f"• {headline}\n" for headline in facts.headlines]
        if self._look is not None and candidate is self._look.best and self._look.why:
            parts.append(f"\nThe best, because {self._look.why}.")
        parts.append((f"\n{without_password(candidate.url)}", "dim"))
        return parts


def _choice(candidate: Candidate) -> Choice:
    return Choice(
        title=candidate.title, detail=f"{_kind(candidate)} · {without_password(candidate.url)}", candidates=(candidate,)
    )


def _kind(candidate: Candidate) -> str:
    what = f"{candidate.facts.kind.value} of {candidate.label}" if candidate.label else candidate.facts.kind.value
    return f"{what} · {counted(candidate.facts.articles, 'article')}"
