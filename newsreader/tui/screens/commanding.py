"""From what is typed to what is done: keys, numbers and sequences, and the ways to all commands by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import events
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input

from newsreader.commands import DONE_WITH, PANES, Command, hints, key_label, keymap, named, rebound, things_needed
from newsreader.library import Library
from newsreader.library.shelves import Shelf
from newsreader.tui.screens.desk import Desk
from newsreader.tui.typed import TypedKeys, typed_key
from newsreader.tui.under_way import is_under_way

_WORK = ("refresh", "article", "keeping", "marks")  # groups of workers that can be stopped


class Commanding(Desk):
    """Does what the command table says."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(library, clock)
        self._typed = TypedKeys()
        self._line_since = 0.0
        self.take_keys()

    def take_keys(self) -> None:
        """Let the keys of the settings hold."""
        self.commands = rebound(self.library.settings.keys)
        self._keymaps = {name: keymap(name, self.commands) for name in PANES}

    async def on_key(self, event: events.Key) -> None:
        """Do what a key or key sequence of the command table says, or take the letters of link hints.

        Here and not by bindings: those of the focused widget would win (its arrows scroll), and keys typed in
        one go would be read before the hints they are meant for are there.
        """
        if self.app.screen is not self:  # typed ahead, for the screen that was opened meanwhile
            event.stop()
            self.app.simulate_key(event.key)
            return
        if isinstance(self.focused, Input):
            if event.time < self._line_since:  # typed ahead: it was on its way to another widget
                event.stop()
                self.app.call_later(self._type_again, event.key, event.character)  # by the app: a screen's stop here
            return
        if self.reader.has_hints:
            self.take_hint_key(event)
            return
        action = self._typed.take(typed_key(event), self._keymaps[self.pane])
        self._show_typed()
        if action is None:
            return
        event.stop()
        event.prevent_default()
        if action:
            self.status.key_came()
            await self.run_action(action)

    def _type_again(self, key: str, character: str | None) -> None:
        self.app.post_message(events.Key(key, character))

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give a widget the focus; take note since when there is a line to type in."""
        super().set_focus(widget, scroll_visible, from_app_focus)
        if isinstance(widget, Input):
            self._line_since = events.Focus().time  # by the clock of keys

    def _show_typed(self) -> None:
        """Show the number that was typed, and after the first key of a sequence what may follow."""
        typed = self._typed
        following: tuple[str, ...] = ()
        if typed.keys:
            done = len(typed.keys)
            following = tuple(
                f"{key_label(' '.join(keys[done:]))} {command.help}"
                for command in self.commands
                if self.pane in command.panes
                for keys in (tuple(key.split(" ")) for key in command.keys)
                if keys[:done] == typed.keys and len(keys) > done
            )
        self.status.typed = (typed.count + "".join(map(key_label, typed.keys)), following)

    def things(self) -> frozenset[str]:
        """Say what there is to do something with now, in the words of `commands.DONE_WITH`."""
        row = self.sections.current if self.pane == "sections" else None
        has_list = bool(self.articles.list.row_count)
        is_reading = self.reader.article_id is not None
        found = {
            "shelf": row is not None and isinstance(row.place, Shelf),
            "section": row is not None and isinstance(row.place, str),
            "publication": row is not None and row.place is None,
            "article": is_reading if self.pane == "reader" else has_list,
            "reading": is_reading,
            "list": has_list,
            "new": self.waiting > 0,
            "link": self.link_at_hand() is not None,
            "work": is_under_way(self, *_WORK),
        }
        return frozenset(name for name, is_there in found.items() if is_there)

    def can(self, command: Command) -> bool:
        """Say whether a command can be done now."""
        needed = things_needed(command)
        return self.pane in command.panes and (not needed or not needed.isdisjoint(self.things()))

    def show_hints(self) -> None:
        """Name in the status bar what can be done in the pane in focus."""
        self.status.offer(*(command for command in hints(self.pane, self.commands) if self.can(command)))

    async def action_help(self) -> None:
        """Show the keys."""
        from newsreader.tui.screens.help import HelpScreen  # here, because the first screen does not need it

        await self.app.push_screen(HelpScreen(self.commands, self.can, self.pane), self._do_chosen)

    async def action_palette(self) -> None:
        """Show every command by name."""
        from newsreader.tui.screens.palette import Palette  # the first screen does without

        await self.app.push_screen(Palette(self.commands, self.can), self._do_chosen)

    async def action_menu(self) -> None:
        """Offer what can be done with the section, article or link under the cursor."""
        await self.show_menu(self.menu_place())

    async def show_menu(self, at: Offset) -> None:
        """Offer it in a box at a place of the screen."""
        from newsreader.tui.screens.menu import Menu  # the first screen does without

        things = ("shelf", "section", "publication") if self.pane == "sections" else ("link", "article")
        here = next((thing for thing in things if thing in self.things()), None)
        offered = tuple(filter(self.can, named(DONE_WITH[here], self.commands))) if here else ()
        if offered:
            await self.app.push_screen(Menu(offered, at), self._do_chosen)
        else:
            self.status.say("There is nothing here to do something with.")

    async def on_click(self, event: events.Click) -> None:
        """Offer by a right click what can be done there; what lies under the pointer has the cursor by then."""
        if event.button == 3 and event.widget is not None:
            within = {node.id for node in event.widget.ancestors_with_self}
            self.pane = next((name for name in PANES if f"{name}-pane" in within), self.pane)
            await self.show_menu(event.screen_offset)

    async def action_themes(self) -> None:
        """Choose a theme."""
        from newsreader.tui.screens.themes import ThemeScreen  # the first screen does without

        await self.app.push_screen(ThemeScreen(self.library), self._theme_chosen)

    def _theme_chosen(self, said: str | None) -> None:
        if said:
            self.status.say(said)

    def _do_chosen(self, command: Command | None) -> None:
        if command is not None:
            self.call_later(self.run_action, command.action)
