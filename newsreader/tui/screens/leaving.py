"""Leaving a screen, at whatever moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker

from newsreader.commands import Command, with_keys
from newsreader.screen_commands import TEXT, commands_of
from newsreader.tui.bindings import bindings, screen_keymap
from newsreader.tui.widgets.row_list import RowList

T = TypeVar("T")


class LeavingScreen(Screen[T]):
    """A screen over the main one that is left once, and whose work ends before its widgets are gone.

    Textual ends the work of a screen after its widgets: what came back between the two would look for them.
    """

    focused: reactive[Widget | None] = reactive(None, repaint=False)  # else all is painted, and the screen below too
    SCOPE = ""  # whose commands of `screen_commands.SCREENS` its keys are
    BINDINGS = [("f1,ctrl+p", "help", "Show the keys")]  # noqa: RUF012 (as Textual declares it)

    def on_mount(self) -> None:
        """Let keys of the person's own hold."""
        self.app.set_keymap(screen_keymap(self._own_keys()))

    def mine(self, commands: Sequence[Command]) -> tuple[Command, ...]:
        """Give commands with the keys that the person has for them, but for those without any."""
        return tuple(command for command in with_keys(commands, self._own_keys()) if command.keys)

    def _own_keys(self) -> Mapping[str, tuple[str, ...]]:
        from newsreader.tui.app import NewsApp  # here, because it stands over all screens

        return self.app.library.settings.keys if isinstance(self.app, NewsApp) else {}

    async def action_help(self) -> None:
        """Show the keys of the screen, and do what is chosen of them."""
        from newsreader.tui.screens.help import HelpScreen  # here, because it is one of these screens

        if commands := self.mine(commands_of(self.SCOPE)):
            await self.app.push_screen(HelpScreen(commands, lambda _: True, self.SCOPE), self._do_chosen)

    def _do_chosen(self, command: Command | None) -> None:
        if command is not None:
            self.call_later(self.run_action, command.action)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go back, from below what stands over the screen too; a second time says nothing."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        self.workers.cancel_node(self)
        self.disable_messages(Input.Changed, Input.Submitted, RowList.Moved, RowList.Chosen)
        while (above := self.app.screen) is not self:
            if isinstance(above, LeavingScreen):
                above.dismiss(None)
            else:
                self.app.pop_screen()
        return super().dismiss(result)

    def run_worker(self, *args: Any, **kwargs: Any) -> Worker[Any]:
        """Begin no work for what was typed before the screen was left and came after it."""
        worker = super().run_worker(*args, **kwargs)
        if self not in self.app.screen_stack:
            worker.cancel()
        return worker


class ListScreen(LeavingScreen[T]):
    """The same, with one list, whose cursor its keys move."""

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.query_one(RowList).move(rows)

    def action_page(self, pages: float) -> None:
        """Move the cursor by pages or parts of one."""
        self.query_one(RowList).page(pages)

    def action_go_end(self, is_last: bool) -> None:
        """Go to the last or the first row."""
        self.query_one(RowList).go_end(is_last)

    def action_leave(self) -> None:
        """Go back to where one was, with nothing chosen."""
        self.dismiss(None)


class BoxScreen(ListScreen[T], ModalScreen[T]):
    """The same in a box, round which one sees the screen below."""

    def on_click(self, event: events.Click) -> None:
        """Leave by a click beside the box."""
        if event.widget is self:
            self.action_leave()


class LeavingModal(LeavingScreen[T], ModalScreen[T]):
    """A screen that is left once, a box of text that scrolls, round which one sees the screen below."""

    BINDINGS = bindings(TEXT)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
