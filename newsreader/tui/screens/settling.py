"""Settings that change while the reader is open: in their file, or on the screen for them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from newsreader.commands import rebound
from newsreader.config.live import changed_names, told_of_change
from newsreader.errors import ConfigError, SettingsError
from newsreader.tui.screens.desk import Desk
from newsreader.tui.themes import register_own
from newsreader.tui.under_way import is_under_way
from newsreader.typeset.counts import counted

if TYPE_CHECKING:
    from newsreader.config.settings import Settings


class Settling(Desk):
    """Takes up new settings; those with a mistake change nothing, and say what it is."""

    def look_around(self) -> None:
        """Look at the settings file too."""
        super().look_around()
        if not is_under_way(self, "settings"):
            self.look_at_settings()

    @work(group="settings")
    async def look_at_settings(self) -> None:
        """Take up the settings where their file was changed."""
        file = self.library.settings_file
        if file is None or not await asyncio.to_thread(file.has_changed):
            return
        try:
            settings = await asyncio.to_thread(file.load)
        except SettingsError as error:
            self.status.say(_told(error), "The settings before hold.", is_error=True)
        else:
            self.status.say(self.take_settings(settings))

    def take_settings(self, new: Settings) -> str:
        """Let new settings hold as far as they can now; gives in words what was done."""
        old, self.library.settings = self.library.settings, new
        changed = changed_names(old, new)
        if "measure" in changed:
            self.reader.measure = new.measure
        if "keys" in changed:
            self.take_keys()
            self.reader.take_commands(rebound(new.keys))
            self.show_hints()
        if "pictures" in changed:
            self.take_pictures()
        if "hyphenate" in changed:
            self.take_hyphens()
        self._show_theme(new.theme, is_chosen="theme" in changed)
        return told_of_change(changed)

    def _show_theme(self, name: str, *, is_chosen: bool) -> None:
        """Show a theme that was chosen in the settings, or that is shown and whose file was changed."""
        file = self.library.settings_file
        with suppress(ConfigError):  # it was right when the settings were read; the next round tells
            is_new = file is not None and register_own(self.app, name, file.paths.themes_dir)
            if is_new and self.app.theme == name:
                self.app.mutate_reactive(App.theme)  # the same name, with other colours
            elif is_chosen:
                self.app.theme = name

    def take_pictures(self) -> None:
        """Show pictures as the settings say."""
        raise NotImplementedError

    def take_hyphens(self) -> None:
        """Break words as the settings say."""
        raise NotImplementedError

    def action_settings(self) -> None:
        """Show all settings, to be changed there."""
        from newsreader.tui.screens.settings import SettingsScreen  # here, because the first screen does not need it

        if self.library.settings_file is None:
            self.status.say("These settings stay as they are.")
        else:
            self.app.push_screen(SettingsScreen(self.library.settings_file, self.take_settings))


def _told(error: SettingsError) -> str:
    """Say in one sentence what is wrong: the file by its name, so that there is room for the rest."""
    first, *more = error.problems
    others = f"; {counted(len(more), 'mistake')} more: newsreader config check" if more else ""
    return f"{Path(first.subject).name}, {first.detail}{others}."
