"""When sections are refreshed by themselves: the `[refresh]` table of the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsreader.config.strict_toml import at, check_keys, shown, table_of

_MOST_MINUTES = 30 * 24 * 60
_SWITCHES = ("at_start", "while_open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """When sections are asked for news without the person saying so; never sooner than their sites want."""

    minutes: int = 30  # between two looks at a section
    at_start: bool = False  # the reader looks at what is due when it starts
    while_open: bool = False  # and whenever something is due while it is open
    sections: Mapping[str, int] = field(default_factory=dict)  # minutes, by the name of a section or publication


def read_refresh(value: object, file: str, where: str = "refresh") -> Refresh:
    """Read the table.

    Args:
        value: as TOML gives it.
        file: the file, for errors.
        where: the place within it.

    Raises:
        ConfigError: an unknown key, or a value that is not allowed.
    """
    from newsreader.text import clean_line  # here, because most people have written none

    table = table_of(value, file, where)
    check_keys(table, ("minutes", *_SWITCHES, "sections"), file, where)
    given: dict[str, Any] = {}
    for name in _SWITCHES:
        if name in table:
            if not isinstance(table[name], bool):
                raise at(file, f"{where}.{name}", f"{shown(table[name])} is not allowed; allowed: true or false")
            given[name] = table[name]
    if "minutes" in table:
        given["minutes"] = _minutes(table["minutes"], file, f"{where}.minutes")
    sections = table_of(table.get("sections", {}), file, f"{where}.sections")
    for name, minutes in sections.items():
        given.setdefault("sections", {})[clean_line(name)] = _minutes(minutes, file, f"{where}.sections.{shown(name)}")
    return Refresh(**given)


def _minutes(value: object, file: str, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST_MINUTES:
        allowed = f"a whole number of minutes from 1 to {_MOST_MINUTES}"
        raise at(file, where, f"{shown(value)} is not allowed; allowed: {allowed}")
    return value
