"""All settings that are one value: what they are, what they do, changed here and so in their file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.config.documents import documentation
from newsreader.config.live import SettingsFile
from newsreader.config.overview import SettingRow, rows_of
from newsreader.config.settings import Settings
from newsreader.config.themes import theme_names
from newsreader.errors import ConfigError, SettingsError
from newsreader.screen_commands import LIST, OPTIONS, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import ListScreen
from newsreader.tui.widgets.bars import Note, PaneTitle, StatusBar
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.setting_list import SettingList

TYPING = ("Enter takes it", "Esc leaves it as it is")


class SettingsScreen(ListScreen[None]):
    """A list over the explanation of what is under the cursor.

    Args:
        file: what the settings come from and go to.
        take: lets new settings hold; gives in words what that does.
    """

    CSS_PATH = "../settings.tcss"
    SCOPE = OPTIONS
    BINDINGS = bindings(OPTIONS, LIST)

    title_bar = getters.query_one("#settings-title", PaneTitle)
    list = getters.query_one("#settings", SettingList)
    about = getters.query_one("#setting-text", Static)
    field = getters.query_one("#setting-value", Input)
    refused = getters.query_one("#setting-refused", Note)
    status = getters.query_one("#settings-status", StatusBar)

    def __init__(self, file: SettingsFile, take: Callable[[Settings], str]) -> None:
        super().__init__()
        self._file = file
        self._take = take
        self._documented = documentation()
        self._changing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Title, list, what the setting is, the line to type in with what is wrong with that."""
        yield PaneTitle("Settings", id="settings-title")
        yield SettingList(id="settings")
        with VerticalScroll(id="setting-about", can_focus=False):
            yield Static(id="setting-text", markup=False)
        yield Input(id="setting-value")
        yield Note(id="setting-refused")
        yield StatusBar(id="settings-status")

    def on_mount(self) -> None:
        """Load the values."""
        self.title_bar.right = str(self._file.paths.config_file)
        self.status.offer(*self.mine(hinted(OPTIONS)))
        self.list.focus()
        self.show_settings()

    @work(exclusive=True, group="show")
    async def show_settings(self) -> None:
        """Show the values as they are now, and what is wrong with the file."""
        await self._load()

    async def _load(self) -> str:
        """Show the settings, and let them hold if they are right: an editor may have changed them too.

        Gives in words what that does.
        """
        loaded = await asyncio.to_thread(self._file.examine)
        self.list.rows = rows_of(loaded, str(self._file.paths.config_file))
        self._show_about()
        if loaded.problems:
            self.refused.text = SettingsError(loaded.problems).user_text
            return "Not all is right in the file, so it does not hold yet."
        self.refused.text = ""
        return self._take(loaded.settings)

    @on(RowList.Moved)
    def _show_about(self) -> None:
        setting = self.list.current
        if setting is None:
            return
        parts: list[str | tuple[str, str]] = [(setting.name, "bold"), f" · {setting.group}\n"]
        parts.append(self._documented[setting.name])
        if setting.place:
            parts.append((f"\n{setting.place} says {setting.text or 'nothing'} for this run.", "$warning"))
        self.about.update(Content.assemble(*parts))
        self._stop_typing()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Let no key move the list while a value is typed."""
        return action not in ("move", "page", "go_end") or not isinstance(self.focused, Input)

    @on(RowList.Chosen)
    def _row_clicked(self) -> None:
        self.action_change()

    def _changeable(self) -> SettingRow | None:
        """Give the setting under the cursor, if nothing that is not shown would be lost with its value."""
        setting = self.list.current
        if setting is not None and setting.has_secret:
            self.refused.text = "A user or password belongs to it: newsreader config edit changes it in the file."
            return None
        return setting

    def action_change(self) -> None:
        """Turn a switch, or let a value be typed."""
        setting = self._changeable()
        if setting is None:
            return
        if setting.kind.is_switch:
            self.change(setting.name, lambda setting: not setting.value)
            return
        self.refused.text = ""
        self.field.value = setting.text
        self.field.display = True
        self.field.focus()
        self.status.offer(*TYPING)

    def action_step(self, step: int) -> None:
        """Take the next value, of numbers in steps that fit their size."""
        setting = self._changeable()
        if setting is None:
            return
        if setting.kind.is_switch:
            self.change(setting.name, lambda _: step > 0)
        elif setting.name == "theme" or setting.kind.words:
            names = setting.kind.words or theme_names(self._file.paths.themes_dir)
            self.change(setting.name, lambda setting: _next_name(names, setting.text, step))
        elif setting.kind.most is not None:
            self.change(setting.name, lambda setting: _next_number(setting, step))
        else:
            self.action_change()

    def action_reset(self) -> None:
        """Take the setting out of the file, so that the default holds."""
        if (setting := self._changeable()) is not None:
            self.change(setting.name, lambda _: None)

    @on(Input.Submitted, "#setting-value")
    def _typed(self, event: Input.Submitted) -> None:
        setting = self.list.current
        if setting is None:
            return
        value = setting.kind.read_text(event.value.strip())
        if value is None:
            self.refused.text = f"{event.value.strip() or 'Nothing'} is not allowed; allowed: {setting.kind.allowed}"
        else:
            self.change(setting.name, lambda _: value)

    def on_key(self, event: events.Key) -> None:
        """Leave the line as it is with Esc."""
        if event.key == "escape" and self.field.display:
            event.stop()
            event.prevent_default()
            self._stop_typing()

    def _stop_typing(self) -> None:
        if self.field.display:
            self.field.display = False
            self.refused.text = ""
            self.status.offer(*self.mine(hinted(OPTIONS)))
            self.list.focus()

    @work(group="change")
    async def change(self, name: str, to: Callable[[SettingRow], object | None]) -> None:
        """Write a setting, and let it hold; what is refused is said beside the line.

        Args:
            name: of the setting.
            to: gives the new value for how the setting is then; None for the default.
        """
        async with self._changing:  # a key that is held down takes one step after the other
            setting = next(each for each in self.list.rows if each.name == name)
            try:
                await asyncio.to_thread(self._file.save, name, to(setting))
            except ConfigError as error:
                self.refused.text = error.detail
                return
            self._stop_typing()
            self.status.say(await self._load())


def _next_name(names: Sequence[str], name: str, step: int) -> str:
    at = names.index(name) if name in names else 0
    return names[(at + step) % len(names)]


def _next_number(setting: SettingRow, step: int) -> int:
    value, kind = int(setting.text.partition(".")[0]), setting.kind
    width: int = 10 ** max(0, len(str(value)) - 2)
    return max(kind.least or 0, min(kind.most or value, value + step * width))
