"""The main screen: which pane has the keys, and what the keys do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.reactive import reactive
from textual.timer import Timer

from newsreader.commands import PANES, rebound
from newsreader.library import Library
from newsreader.library.shelves import OpeningView
from newsreader.tui.screens.adding import Adding
from newsreader.tui.screens.commanding import Commanding
from newsreader.tui.screens.desk import LOOK_ROUND_S, WINDOW_ROWS
from newsreader.tui.screens.faceting import Faceting
from newsreader.tui.screens.finding import Finding
from newsreader.tui.screens.laying_out import LayingOut
from newsreader.tui.screens.marking import Marking
from newsreader.tui.screens.searching import Searching
from newsreader.tui.screens.settling import Settling
from newsreader.tui.screens.touring import Touring
from newsreader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from newsreader.model import SectionKey
    from newsreader.tui.widgets.article_view import ArticleView

NARROW_CELLS, WIDE_CELLS = 70, 112  # below: one pane; from: three; between: two lists, or the reader
TALL_LINES = 45  # from here a narrow terminal has the list above the reader
FETCH_AFTER_S = 0.7  # a section rested on for so long, and never fetched, is fetched


class MainScreen(Touring, Faceting, Searching, Marking, Finding, Adding, LayingOut, Settling, Commanding):
    """Three panes on a wide terminal, fewer on a narrow one; `pane` is where the keys go."""

    AUTO_FOCUS = "#sections"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW_CELLS, "-medium"), (WIDE_CELLS, "-wide")]  # noqa: RUF012 (as Textual declares it)

    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL_LINES, "-tall")]  # noqa: RUF012 (as Textual declares it)

    is_zoomed: reactive[bool] = reactive(False, init=False, repaint=False)

    def __init__(
        self, library: Library, clock: Callable[[], datetime], opening_view: OpeningView | None = None
    ) -> None:
        super().__init__(library, clock)
        self._opening_view = opening_view
        self._visit: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panes and bars, in the classes they begin with: each change later costs the styles of all."""
        fitting = [name for least, name in self.HORIZONTAL_BREAKPOINTS if self.app.size.width >= least]
        height = [name for least, name in self.VERTICAL_BREAKPOINTS if self.app.size.height >= least]
        self.add_class(f"-in-{self.pane}", *fitting[-1:], *height[-1:])
        yield from super().compose()

    def on_mount(self) -> None:
        """Show what is in the library; nothing here waits for the network."""
        if self._opening_view is None:
            self.begin()
        else:
            self.show_opening(self._opening_view)
        self.set_interval(LOOK_ROUND_S, self.look_around)

    @work(group="begin")
    async def begin(self) -> None:
        """Load what to show first, and show it."""
        view = await self.told(self.library.opening_view(limit=WINDOW_ROWS))
        if view is not None:
            self.show_opening(view)

    def show_opening(self, view: OpeningView) -> None:
        """Show the sections, and stand on a place with something to read."""
        self.take_up_panes(view.habits)
        self.take_up_lists(view.habits)
        self.sections.show(view.statuses, view.arranged)
        self.sections.select(view.place)
        self.place = view.place
        self.take_up_measure(view.habits)
        self.take_up_related(view.habits)
        self.wanted = self.usual_filter(view.place)
        if self.wanted.is_oldest_first or self.wanted.is_unread_first:
            self.load_list()
        self.articles.show(view.window)
        self.describe_place()
        self._is_list_ready.set()
        self.tell_problems()
        self.show_network()
        self.fetch_if_new()
        self.begin_refreshing()
        if not view.habits and self.app.size.width < WIDE_CELLS and not self.library.is_read_only:
            self.greet()

    def greet(self) -> None:
        """Explain the keys to a newcomer, where the pane that does so has no room."""
        from newsreader.tui.screens.greeting import GreetingScreen  # here, because it is shown once

        self.app.push_screen(GreetingScreen(rebound(self.library.settings.keys)))
        self.keep_greeted()

    @work(group="greeting")
    async def keep_greeted(self) -> None:
        """Keep that it was done."""
        await self.told(self.library.habits.save(is_greeted="yes"))

    def watch_pane(self) -> None:
        """Show the pane that has the keys, and give it the focus."""
        self.restyle({f"-in-{name}": name == self.pane for name in PANES})
        self.show_hints()
        self.focus_pane()

    def name_window(self, what: str) -> None:
        """Say in the window's title what is read."""
        from newsreader.tui.app import NewsApp  # here, because it begins with this screen

        if isinstance(self.app, NewsApp):
            self.app.name_window(what)

    def focus_pane(self) -> None:
        """Give the focus to the pane that has the keys; at once where that can be, and all is painted together."""
        pane = self.list_pane
        if pane.is_mounted:
            self.set_focus(pane)
        else:
            pane.focus()

    def watch_is_zoomed(self) -> None:
        """Give the reader the whole screen, or take it back."""
        self.restyle({"-zoomed": self.is_zoomed})

    @property
    def list_pane(self) -> RowList | ArticleView:
        """The widget that the movement keys move."""
        if self.pane == "reader":
            return self.reader.related if self.reader.in_related else self.reader.view
        return self.sections if self.pane == "sections" else self.articles.list

    def menu_place(self) -> Offset:
        """Give the place below the row or link under the cursor."""
        return self.list_pane.below_cursor

    def action_move(self, steps: int) -> None:
        """Move by rows or lines."""
        self.list_pane.move(steps)

    def action_page(self, pages: int) -> None:
        """Move by pages."""
        self.list_pane.page(pages)

    def action_half_page(self, halves: int) -> None:
        """Move by half pages."""
        self.list_pane.page(halves / 2)

    def action_go_end(self, is_last: bool) -> None:
        """Move to the first or last row or line; a long list is asked for its end."""
        window = self.articles.list.window
        if self.pane == "articles" and (window.has_later_rows if is_last else window.has_earlier_rows):
            self.load_end(is_last)
        else:
            self.list_pane.go_end(is_last)

    def action_go_to(self, number: int) -> None:
        """Move to a row or line by its number, the first is 1; of a long list as far as it is loaded."""
        if self.pane == "articles" and self.articles.list.window.has_earlier_rows:
            self.status.say("Rows have numbers only near the beginning of a long list: gg goes there.")
        else:
            self.list_pane.go_to(number - 1)

    def action_next_pane(self, step: int) -> None:
        """Give the keys to another pane."""
        self.is_zoomed = False
        self.pane = PANES[(PANES.index(self.pane) + step) % len(PANES)]

    def action_zoom(self) -> None:
        """Read alone, or not."""
        self.is_zoomed = not self.is_zoomed
        if self.is_zoomed:
            self.pane = "reader"

    def action_go_in(self) -> None:
        """Open what is under the cursor."""
        if self.pane == "sections":
            row = self.sections.current
            if row is not None and row.place is None:
                self.sections.fold_current()
            else:
                self.pane = "articles"
                self.fetch_if_new()
        elif self.pane == "articles":
            self.open_current()
        elif not self.open_related() and (link := self.reader.view.chosen) is not None:
            self.open_link(link)

    def action_go_out(self) -> None:
        """Leave the reader for the list, a filter for the whole list, the list for the sections."""
        if self.end_find() or self.leave_related():
            return
        if self.pane == "reader" and self.reader.view.stop_walking():
            self.status.say("")
        elif self.is_zoomed:
            self.is_zoomed = False
        elif self.pane == "articles" and self.let_go():
            pass
        elif self.pane == "articles" and self.wanted.words:
            self.on_find_bar_closed()
        elif self.pane == "articles" and self.wanted.facet is not None:
            self.show_facet(None)
        elif self.pane == "sections" and self.is_refreshing:
            self.action_stop()
        elif not self.come_back():
            self.pane = PANES[max(0, PANES.index(self.pane) - 1)]

    def action_out_or_quit(self) -> None:
        """Leave, and from the sections leave the program."""
        if self.pane == "sections":
            self.app.exit()
        else:
            self.action_go_out()

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def action_suspend(self) -> None:
        """Leave the terminal to the shell, where it has job control."""
        self.app.action_suspend_process()

    def action_health(self) -> None:
        """Show how the sources fare."""
        from newsreader.tui.screens.health import HealthScreen  # here, because the first screen does not need it

        self.app.push_screen(HealthScreen(self.library, self.clock), self._health_left)

    def _health_left(self, key: SectionKey | None) -> None:
        self.come_back_from_health(key)

    @work(group="health")
    async def come_back_from_health(self, key: SectionKey | None) -> None:
        """Show what was changed there, and the section that was chosen."""
        await self.load_sections()
        self.leave_what_is_gone()
        self.describe_place()
        self.show_network()
        if key is not None:
            self._go_to_section(key)

    @on(RowList.Moved, "#sections")
    def _section_under_cursor(self) -> None:
        row = self.sections.current
        if row is not None and row.place is not None and row.place != self.place:
            self.show_place(row.place)
            if self._visit is not None:
                self._visit.stop()
            self._visit = self.set_timer(FETCH_AFTER_S, self.fetch_if_new)

    @on(RowList.Chosen)
    def _row_clicked(self, event: RowList.Chosen) -> None:
        if event.row_list.id in PANES:  # else whoever has the list opens what is in it
            self.pane = event.row_list.id
            self.action_go_in()
