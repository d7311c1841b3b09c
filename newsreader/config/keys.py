"""Keys of the person's own: the `[keys]` table of the settings, checked against the table of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from newsreader.commands import COMMANDS, Command, rebound
from newsreader.config.lines import KeyPath, key_within
from newsreader.config.strict_toml import at, nearest, shown, table_of

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
    ids = {command.id for command in COMMANDS}
    for path, keys in _entries(table_of(value, file, "keys"), ()):
        where, name = _where(path), ".".join(path)
        if name not in ids:
            raise at(file, where, f"there is no command {shown(name)}{nearest(name, ids)}; F1 in the reader lists them")
        if name in given:
            raise at(file, where, f"{name} stands there twice")
        given[name], places[name] = _keys(keys, file, where), where
    for name, where in places.items():
        if clash := _clash(name, rebound(given), given):
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
    for other in commands:
        panes = [pane for pane in own.panes if pane in other.panes]
        if other.id == name or not panes:
            continue
        for key in own.keys:
            if theirs := next((each for each in other.keys if _is_same_beginning(key, each)), ""):
                what = "also a key of" if key == theirs else f"in the way of {theirs!r}, a key of"
                place = "" if len(panes) == 3 else f" in the {' and the '.join(panes)}"
                cure = f"give {other.id} other keys under [keys] too, or take another here"
                cure = "give one of the two another key" if other.id in given else cure
                return f"{key!r} is {what} {other.id} ({other.help}){place}; {cure}"
    return ""


def _is_same_beginning(key: str, other: str) -> bool:
    """Say whether one of two keys or sequences begins the other: the longer could not be typed."""
    one, two = key.split(" "), other.split(" ")
    shorter = min(len(one), len(two))
    return one[:shorter] == two[:shorter]
