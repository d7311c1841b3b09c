"""The settings in plain mode: listed, explained, changed here and so in their file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from newsreader.config.documents import documentation
from newsreader.config.live import SettingsFile, changed_names, told_of_change
from newsreader.config.overview import SettingRow, rows_of
from newsreader.errors import NotUnderstoodError, SettingsError
from newsreader.plain.listing import begin_list, pages
from newsreader.plain.numbers import is_numbers, item_of
from newsreader.plain.state import Desk, Item, Listed, State

_DEFAULT = "default"  # typed for the value that holds where the file says none


async def settings(desk: Desk, state: State, words: str) -> State:
    """List all settings; with a name or number say what one is, with a value behind it change it."""
    file = desk.library.settings_file
    if file is None:
        desk.console.say("These settings stay as they are.")
        return state
    rows = await _rows(desk, file)
    named, _, value = words.partition(" ")
    if named:
        row = _row_of(rows, state, named)
        if value:
            await _change(desk, file, row, value)
        else:
            explain(desk, row)
        return state
    items = [Item(f"{row.name}: {row.text or 'nothing'}", row) for row in rows]
    return await begin_list(desk, state, "Settings", pages(desk, items), "There are none.", Listed.BESIDE)


def explain(desk: Desk, row: SettingRow) -> None:
    """Say what a setting does, what it is and what is allowed."""
    desk.console.say(documentation()[row.name], f"{row.name} is {row.text or 'nothing'}; allowed: {row.kind.allowed}.")
    if row.place:
        desk.console.say(f"{row.place} says so for this run.")
    key = desk.key("settings")
    desk.console.say(f"{key} {row.name} and a value sets it; {key} {row.name} {_DEFAULT} takes it out of the file.")


def _row_of(rows: Sequence[SettingRow], state: State, named: str) -> SettingRow:
    if is_numbers(named) and isinstance(target := item_of(state, named).target, SettingRow):
        named = target.name
    row = next((row for row in rows if row.name == named), None)
    if row is None:
        raise NotUnderstoodError(named, "no setting is called so")
    return row


async def _rows(desk: Desk, file: SettingsFile) -> tuple[SettingRow, ...]:
    """Give the settings as they are now, and let them hold if they are right: an editor may have changed them too."""
    loaded = await asyncio.to_thread(file.examine)
    if loaded.problems:
        desk.console.say(*SettingsError(loaded.problems).user_text.splitlines())
    else:
        desk.library.settings = loaded.settings
    return rows_of(loaded, str(file.paths.config_file))


async def _change(desk: Desk, file: SettingsFile, row: SettingRow, typed: str) -> None:
    if row.has_secret:
        raise NotUnderstoodError(row.name, "a user or password belongs to it: newsreader config edit changes it")
    value = None if typed == _DEFAULT else row.kind.read_text(typed)
    if value is None and typed != _DEFAULT:
        raise NotUnderstoodError(typed, f"it is not allowed; allowed: {row.kind.allowed}")
    await asyncio.to_thread(file.save, row.name, value)
    old = desk.library.settings
    await _rows(desk, file)
    desk.console.say(told_of_change(changed_names(old, desk.library.settings)))
