"""Keys of the person's own: the `[keys]` table of the settings, checked against the table of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from newsreader.commands import PANES, Command
from newsreader.config.lines import KeyPath, key_within
from newsreader.config.strict_toml import at, nearest, shown, table_of
from newsreader.screen_commands import ONE_TYPES_IN, every_command

_NAMED = frozenset(
    (
        *("enter", "escape", "space", "tab", "backspace", "delete", "insert"),
        *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
    )
) | {f"f{number}" for number in range(1, 25)}
_MODIFIED = re.compile(r"((?:ctrl\+|alt\+|shift\+)+)(.+)")
_SAME = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape"}  # as terminals send them
_QUITS = "ctrl+q"  # in every screen, so that there is always a way out
_MOST_KEYS = 10
_TYPES = frozenset({"space", "backspace", "delete", "left", "right", "home", "end"})  # in a line
_ALLOWED = 'one character, or a name: "enter", "f5", "ctrl+d", "alt+left"; keys one after the other as "g g"'


def read_keys(value: object, file: str) -> Mapping[str, tuple[str, ...]]:
    """Read the table `[keys]`.

    Returns:
        The keys of each command that has others than usual, by the command's name.

    Raises:
        ConfigError: a command or key that there is not, or a key that means two things in one place.
    """
    given: dict[str, tuple[str, ...]] = {}
    places: dict[str, str] = {}
    ids = {command.id for command in every_command({})}
    for path, keys in _entries(table_of(value, file, "keys"), ()):
        where, name = _where(path), ".".join(path)
        if name not in ids:
            cure = "newsreader config show keys lists them"
            raise at(file, where, f"there is no command {shown(name)}{nearest(name, ids)}; {cure}")
        if name in given:
            raise at(file, where, f"{name} stands there twice")
        given[name], places[name] = _keys(keys, file, where), where
    for name, where in places.items():
        if clash := _clash(name, every_command(given), given):
            raise at(file, where, clash)
    return given


def _entries(table: Mapping[str, object], path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    """Give what a table sets; `read.next` without quotation marks is a table to TOML, and means the same."""
    for part, value in table.items():
        if isinstance(value, dict):
            yield from _entries(value, (*path, part))
        else:
            yield (*path, part), value


def _where(path: KeyPath) -> str:
    where = "keys"
    for part in path:
        where = key_within(where, part)
    return where


def _keys(value: object, file: str, where: str) -> tuple[str, ...]:
    written = value if isinstance(value, list) else [value]
    keys = [key for key in written if isinstance(key, str)]
    if len(keys) < len(written) or len(keys) > _MOST_KEYS:
        raise at(file, where, f"{shown(value)} is not allowed; allowed: a key, or a list of up to {_MOST_KEYS}")
    for key in keys:
        for single in key.split(" ") if key.strip() else [key]:
            if mistake := _mistake(single):
                raise at(file, where, mistake)
    return tuple(dict.fromkeys(keys))


def _mistake(key: str) -> str:
    """Say what is wrong with the name of a single key, "" for nothing."""
    if key in _SAME:
        return f"{shown(key)} arrives as {_SAME[key]!r} from a terminal; write that"
    match = _MODIFIED.fullmatch(key)
    modifiers, name = (match[1].split("+")[:-1], match[2]) if match else ([], key)
    is_character = len(name) == 1 and name.isprintable() and name != " "
    if not is_character and name not in _NAMED:
        return f"there is no key {shown(key)}{nearest(name.lower(), _NAMED)}; allowed: {_ALLOWED}"
    if modifiers != [each for each in ("ctrl", "alt", "shift") if each in modifiers]:
        return f"{shown(key)}: write ctrl+, alt+ and shift+ in this order, each once"
    if is_character and "shift" in modifiers:
        return f"{shown(key)}: write the character that comes, as 'G' for shift and g"
    if is_character and "ctrl" in modifiers and not re.fullmatch(r"[a-z]", name):
        return f"{shown(key)}: a terminal sends ctrl only with the letters a to z, written small"
    return ""


def _clash(name: str, commands: tuple[Command, ...], given: Mapping[str, tuple[str, ...]]) -> str:
    """Say in words whether a key of a command means, or begins, another command in the same pane."""
    own = next(command for command in commands if command.id == name)
    if name != "quit" and _QUITS in own.keys:
        return f"{_QUITS!r} quits in every screen; allowed: any other key"
    if mistake := _mistake_on_screen(own):
        return mistake
    for other in commands:
        panes = [pane for pane in own.panes if pane in other.panes]
        if other.id == name or other.action == own.action or not panes:
            continue
        for key in own.keys:
            if theirs := next((each for each in other.keys if _is_same_beginning(key, each)), ""):
                what = "also a key of" if key == theirs else f"in the way of {theirs!r}, a key of"
                place = _place(panes, own)
                cure = f"give {other.id} other keys under [keys] too, or take another here"
                cure = "give one of the two another key" if other.id in given else cure
                return f"{key!r} is {what} {other.id} ({other.help}){place}; {cure}"
    return ""


def _mistake_on_screen(own: Command) -> str:
    """Say what is wrong with a key of a screen that stands over the panes, "" for nothing."""
    if own.panes[0] in PANES:
        return ""
    for key in own.keys:
        if " " in key:
            return f"{key!r}: keys one after the other are for the panes; {own.id} takes single ones"
        if own.panes[0] in ONE_TYPES_IN and (len(key) == 1 or key in _TYPES):
            return f"{key!r} is for typing there; allowed for {own.id}: a key with ctrl+ or alt+, or one such as f5"
    return ""


def _place(panes: list[str], own: Command) -> str:
    """Say where two commands have their keys, "" for all panes."""
    if panes[0] not in PANES:
        return f", {own.group[0].lower()}{own.group[1:]}"
    return "" if len(panes) == len(PANES) else f" in the {' and the '.join(panes)}"


def _is_same_beginning(key: str, other: str) -> bool:
    """Say whether one of two keys or sequences begins the other: the longer could not be typed."""
    one, two = key.split(" "), other.split(" ")
    shorter = min(len(one), len(two))
    return one[:shorter] == two[:shorter]
