"""The articles pane and the reader pane: a title, what is to be said, the content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, getters
from textual.app import ComposeResult
from textual.message import Message

from newsreader.library.shelves import ListFilter, Place, Window
from newsreader.library.tree import SHELF_NAMES
from newsreader.model import ArticleId, SectionStatus
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.widgets.bars import Note, PaneTitle, progress
from newsreader.tui.widgets.crumbs import Crumbs
from newsreader.tui.widgets.looks import MARGIN_CELLS
from newsreader.tui.widgets.plain import Plain
from newsreader.typeset.counts import count_text
from newsreader.typeset.when import age_text

if TYPE_CHECKING:
    from newsreader.commands import Command
    from newsreader.library.web import Network
    from newsreader.model import Reading
    from newsreader.model.stops import Stop, Trail
    from newsreader.model.trails import VisitId
    from newsreader.tui.widgets.article_view import ArticleView
    from newsreader.tui.widgets.pictured_view import Showing
    from newsreader.tui.widgets.related_list import RelatedList
    from newsreader.tui.widgets.welcome import Welcome
    from newsreader.typeset.hyphens import Hyphenator


BESIDE_CELLS = 96  # a pane so wide has what an article leads to beside it, a narrower one below it
_MAX_BAR_CELLS = 10


def no_network(key: str) -> str:
    """Say that there is no network, and what to press once there is one."""
    return f"There is no network now; {key} tries again once there is."


NO_NETWORK = no_network("r")


class ArticlesPane(Plain):
    """The articles of a place under its name."""

    title = getters.query_one("#articles-title", PaneTitle)
    note = getters.query_one("#articles-note", Note)
    list = getters.query_one("#articles", ArticleList)

    def __init__(self, *, id: str, clock: Callable[[], datetime], key: Callable[[str], str]) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._clock = clock
        self._key = key  # gives the first key of a command

    def compose(self) -> ComposeResult:
        """Title, note, list."""
        yield PaneTitle(id="articles-title")
        yield Note(id="articles-note")
        yield ArticleList(id="articles", clock=self._clock)

    def show(self, window: Window, at: ArticleId | None = None) -> None:
        """Show rows with the cursor on one of them."""
        self.list.show(window, at)

    def describe(
        self, place: Place, status: SectionStatus | None, wanted: ListFilter, *, network: Network, waiting: int = 0
    ) -> None:
        """Say what the list is, how old it is, why it is empty or stale, and how many new articles wait to be shown.

        They wait here and not in a line of their own, which would move the list.
        """
        if status is not None:
            self.title.left = status.section.name
            age = f" · {age_text(status.fetched_at, self._clock())}" if status.fetched_at else ""
            unread, total = count_text(status, status.unread), count_text(status, status.total)
            left = f"{unread} of {total}" if status.unread else "all read"
            self.title.right = f"{left}{age}" if status.total else ""
        elif not isinstance(place, str):
            self.title.left, self.title.right = SHELF_NAMES[place], ""
        if waiting:
            unread = f"{count_text(status, status.unread)} · " if status is not None else ""
            self.title.right = f"{unread}{waiting} new: {self._key('refresh.show')} shows"
        self.title.is_calling = waiting > 0
        if wanted.facet is not None:
            self.title.left += f" · {wanted.facet.name}"
        if wanted.words:
            self.title.left += f" / {wanted.words}"
        self._tell(place, status, wanted, network)

    def _tell(self, place: Place, status: SectionStatus | None, wanted: ListFilter, network: Network) -> None:
        """Say over the list what fails, or why nothing stands in it."""
        if status is not None and (status.error or any(address.error for address in status.addresses)):
            key = self._key("refresh.section")
            self.note.fail(trouble_text(status, self._clock(), key, is_network_down=network.is_down))
        elif self.list.row_count:
            self.note.text = ""
        else:
            from newsreader.typeset.empty import empty_text  # here, because most lists are not

            self.note.text = empty_text(place, status, wanted, self._key, is_offline=network.is_offline)


def trouble_text(status: SectionStatus, now: datetime, key: str, *, is_network_down: bool) -> str:
    """Say what fails in a section and what to do; a key tries again."""
    from newsreader.library.health import Trouble, source_health  # here, because most sections work
    from newsreader.typeset.troubles import advice, health_sentence

    health = source_health(status, now)
    if is_network_down and health.failed is not None and health.failed.trouble == Trouble.UNREACHABLE:
        return no_network(key)
    sentence = health_sentence(health, now)
    return f"{sentence[:1].upper()}{sentence[1:]}. {advice(health)}".rstrip()


class ReaderPane(Plain):
    """An article under the trail that led to it."""

    title = getters.query_one("#trail", Crumbs)

    class Left(Message):
        """Another article comes in the place of one."""

        def __init__(self, article_id: ArticleId, anchor: str) -> None:
            super().__init__()
            self.article_id = article_id
            self.anchor = anchor

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 (Textual's own name)
        measure: int,
        clock: Callable[[], datetime],
        commands: Sequence[Command],
    ) -> None:
        super().__init__(id=id)
        self._measure = measure
        self._commands = commands
        self._clock = clock
        self._view: ArticleView | None = None
        self._welcome: Welcome | None = None
        self.showing: Callable[[], Showing] | None = None  # whether articles show their pictures
        self.hyphenator_of: Callable[[str], Hyphenator | None] = lambda _language: None
        self._is_related_shown = False

    def compose(self) -> ComposeResult:
        """The trail; what stands below it comes when the lists are there, which one waits for."""
        yield Crumbs(id="trail")

    def on_mount(self) -> None:
        """Show what a newcomer needs once the first frame is shown."""
        self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        if self._view is None:
            from newsreader.tui.widgets.welcome import Welcome  # here, because the first frame does without

            self._welcome = Welcome(measure=self._measure, commands=self._commands)
            self.mount(self._welcome)

    @property
    def view(self) -> ArticleView:
        """What shows articles; made when the first is opened, or the keys go there."""
        if self._view is None:
            from newsreader.tui.widgets.article_view import ArticleView  # here, because the first screen has none

            self._view = ArticleView(id="reader", measure=self._measure, clock=self._clock, commands=self._commands)
            if self.showing is not None:
                self._view.showing = self.showing
            self._view.hyphenator_of = self.hyphenator_of
            if self._welcome is not None:
                self._welcome.display = False
            self.mount(self._view)
            self.watch(self._view, "scroll_y", self._show_position, init=False)  # painted with what was scrolled
        return self._view

    @cached_property
    def related(self) -> RelatedList:
        """What shows where the article leads; made when it is first wanted."""
        from newsreader.tui.widgets.related_list import RelatedList  # here, because the first screen has none

        related = RelatedList(id="related")
        related.set_class(self.size.width >= BESIDE_CELLS, "-beside")
        self.mount(related)
        return related

    @property
    def is_related_shown(self) -> bool:
        """Whether it is shown beside or below every article."""
        return self._is_related_shown

    @is_related_shown.setter
    def is_related_shown(self, is_shown: bool) -> None:
        self._is_related_shown = is_shown
        self._show_related()

    @property
    def in_related(self) -> bool:
        """Whether the keys are there."""
        return self._is_related_shown and "related" in vars(self) and self.related.has_focus

    def _show_related(self) -> None:
        """Show what the article leads to, or not; without an article there is nothing to show."""
        reading = self._view.reading if self._view is not None else None
        if self._is_related_shown and reading is not None:
            self.related.display = True
            self.related.show(reading)
        elif "related" in vars(self):
            had_keys = self.related.has_focus
            self.related.display = False
            if had_keys:
                self.view.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Show what the article leads to beside it where there is room for both."""
        if "related" in vars(self):
            self.related.set_class(event.size.width >= BESIDE_CELLS, "-beside")

    @cached_property
    def _trail(self) -> Trail:
        from newsreader.model.stops import Trail  # here, because the first screen has none

        return Trail()

    @property
    def has_hints(self) -> bool:
        """Whether letters are shown on links."""
        return self._view is not None and self._view.has_hints

    @property
    def is_searched(self) -> bool:
        """Whether words are looked for in the article."""
        return self._view is not None and self._view.is_searched

    @property
    def article_id(self) -> ArticleId | None:
        """The article being read."""
        return self._trail.current.article_id if self._view and self._trail.current else None

    @property
    def first_id(self) -> ArticleId | None:
        """The article from which links led to the one being read, itself where none did."""
        return self._trail.stops[0].article_id if self._view and self._trail.stops else None

    @property
    def visit(self) -> VisitId | None:
        """Under which visit the history has the article being read."""
        return self._trail.current.visit if self._view and self._trail.current else None

    def known_as(self, article_id: ArticleId, visit: VisitId | None) -> None:
        """Remember under which visit the history has an article, if that is still the one being read."""
        if article_id == self.article_id:
            self._trail = self._trail.known_as(visit)

    def begin(self, reading: Reading, note: str = "") -> None:
        """Show an article chosen from a list: a new trail."""
        from newsreader.model.stops import Stop, Trail

        self._trail = Trail((Stop(reading.id, reading.article.headline),))
        self._show(reading, note, reading.anchor)

    def follow(self, reading: Reading) -> None:
        """Show an article that a link led to."""
        from newsreader.model.stops import Stop

        stop = Stop(reading.id, reading.article.headline)
        self._trail = self._trail.left_at(self.view.place).followed(stop)
        self._show(reading, anchor=reading.anchor)

    def step(self, step: int) -> Stop | None:
        """Go back (-1) or forward (1) on the trail; the caller shows the stop it gets."""
        trail = self._trail.left_at(self.view.place).stepped(step)
        if trail is None:
            return None
        self._trail = trail
        return trail.current

    def step_to(self, stop: int) -> Stop | None:
        """Go to a stop of the trail by its number."""
        return self.step(stop - self._trail.at)

    @property
    def trail(self) -> Trail | None:
        """The trail to the article being read, None before there is one."""
        return self._trail if self._view and self._trail.current else None

    def return_to(self, trail: Trail, reading: Reading, anchor: str) -> None:
        """Show an article again with the trail that had led to it, where it was left."""
        self._trail = trail
        self._show(reading, anchor=anchor)

    def show_stop(self, reading: Reading, stop: Stop) -> None:
        """Show the article of a stop, where it was left."""
        self._show(reading, anchor=stop.anchor)

    def replace(self, reading: Reading) -> None:
        """Show a fuller or newer version of the article being read, in its place."""
        if reading.id != self.article_id:  # the address turned out to lead to another story
            self.begin(reading)
            return
        is_at_top = not self.view.scroll_offset.y
        self.view.note = ""
        self.view.reading = reading
        if is_at_top and reading.anchor:  # only the teaser was there
            self.view.show(reading, place=reading.anchor)
        self._show_related()
        self._show_position()

    def _show(self, reading: Reading, note: str = "", anchor: str = "") -> None:
        self._tell_left()
        self.view.show(reading, note, anchor)
        self.title.left = reading.article.section
        self.title.headlines = tuple(stop.headline for stop in self._trail.stops)
        self.title.at = self._trail.at
        self._show_related()
        self._show_position()

    def on_article_view_moved(self) -> None:
        """Show how far the article is read. Called so by its name, as the view is loaded late."""
        self._show_position()

    def _show_position(self) -> None:
        seen = self.view.seen
        if seen is None:
            self.title.right = ""
            return
        from newsreader.minutes import left_text  # here, because the first screen has no article

        is_on_trail = len(self._trail.stops) > 1  # its crumbs need the room
        cells = 0 if is_on_trail else min(_MAX_BAR_CELLS, self.size.width // 6)
        left = left_text(self.view.minutes, seen) if self.view.minutes else f"{round(100 * seen)}%"
        self.title.right = f"{progress(seen, cells)} {left}".lstrip()

    @property
    def place(self) -> tuple[ArticleId, str] | None:
        """The article being read, and where: at the top once it is read to the end; None before one is."""
        reading = self._view.reading if self._view is not None else None
        if reading is None or reading.fetched_at is None:
            return None
        return reading.id, self.view.kept_place

    @property
    def widest(self) -> int:
        """How wide text can be in this pane, cells."""
        return self.size.width - 2 * MARGIN_CELLS - 1

    def _tell_left(self) -> None:
        if self.place is not None:
            self.post_message(self.Left(*self.place))

    def set_anew(self) -> None:
        """Set the article being read anew."""
        if self._view is not None:
            self._view.set_anew()

    def forget_drawn(self) -> None:
        """Draw pictures anew."""
        if self._view is not None:
            self._view.forget_drawn()

    def show_pictures_anew(self) -> None:
        """Show pictures, or no longer, in the article being read too."""
        if self._view is not None:
            self._view.forget_failures()
            self._view.set_anew()

    def take_commands(self, commands: Sequence[Command]) -> None:
        """Name the keys that commands have now, at the end of an article and where there is none."""
        self._commands = commands
        if self._welcome is not None:
            self._welcome.commands = commands
        if self._view is not None:
            self._view.commands = commands

    @property
    def measure(self) -> int:
        """How wide the text is, cells."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = cells
        if self._welcome is not None:
            self._welcome.measure = cells
        if self._view is not None:
            self._view.measure = cells
