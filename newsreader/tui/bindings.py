"""The keys of the screens that stand over the panes, as Textual wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from newsreader.screen_commands import SCREENS, of_all_screens

_NO_KEY = "f99"  # there is none: for a command that was left no key


def bindings(*screens: str) -> list[BindingType]:
    """Give the keys of screens as Textual wants them."""
    return [
        Binding(_names(command.keys), command.action, command.help, id=command.id)
        for screen in screens
        for command in SCREENS[screen]
    ]


def screen_keymap(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Give the keys of the person's own, by the command's id, as Textual wants them."""
    ids = {command.id for command in of_all_screens()}
    return {name: _names(own) or _NO_KEY for name, own in keys.items() if name in ids}


def _names(keys: Sequence[str]) -> str:
    return ",".join(map(_name, keys))


def _name(key: str) -> str:
    """Give a key as Textual calls it: `alt+slash` for `alt+/`, and `alt+shift+g` for `alt+G`."""
    modifiers, last = key[:-1], key[-1]
    if modifiers and last.isupper():
        return f"{modifiers}shift+{last.lower()}"
    return key if last.isalnum() else modifiers + _character_to_key(last)
