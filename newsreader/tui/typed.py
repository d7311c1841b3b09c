"""Keys as they are typed, one after the other: numbers before a command, and sequences such as `g g`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.events import Key

Actions = Mapping[tuple[str, ...], str]  # of every key and sequence, as `commands.keymap` gives them

_MAX_DIGITS = 5
_LAST_ONE = re.compile(r"\((-?)1\)$")


class TypedKeys:
    """What was typed and waits for more; `take` says what to do."""

    def __init__(self) -> None:
        self.count = ""  # digits
        self.keys: tuple[str, ...] = ()  # of a sequence not yet complete

    @property
    def is_waiting(self) -> bool:
        """Whether more is to come."""
        return bool(self.count or self.keys)

    def drop(self) -> None:
        """Forget what was typed."""
        self.count, self.keys = "", ()

    def take(self, key: str, actions: Actions) -> str | None:
        """Take the next key.

        Returns:
            The action it completes; "" when the key was taken and more is to come, or it ended the waiting; None when
            it means nothing.
        """
        if key == "escape" and self.is_waiting:
            self.drop()
            return ""
        if self._is_of_a_count(key, actions):
            self.count += key
            return ""
        count, typed = self.count, (*self.keys, key)
        self.drop()
        if action := actions.get(typed) or actions.get((key,)):
            return counted(action, int(count)) if count else action
        if any(keys[: len(typed)] == typed for keys in actions):
            self.count, self.keys = count, typed
            return ""
        return None

    def _is_of_a_count(self, key: str, actions: Actions) -> bool:
        is_digit = len(key) == 1 and key in ("0123456789" if self.count else "123456789")
        return is_digit and not self.keys and (key,) not in actions and len(self.count) < _MAX_DIGITS


def counted(action: str, count: int) -> str:
    """Give an action as it is after a number: in the place of its 1, for an end of a list that row; else as it is."""
    if action.startswith("go_end("):
        return f"go_to({count})"
    return _LAST_ONE.sub(rf"(\g<1>{count})", action)


def typed_key(event: Key) -> str:
    """Give a key as the command table writes it: a character as itself, also behind alt+."""
    if event.is_printable and event.character and event.key != "space":
        return f"alt+{event.character}" if event.key.startswith("alt+") else event.character
    return event.key
