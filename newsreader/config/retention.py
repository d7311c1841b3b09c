"""How long things are kept: the `[retention]` table of the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from newsreader.config.strict_toml import Table, at, check_keys, shown, table_of

_MOST = 1_000_000_000
_SECTIONS = "sections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one section may keep, or all together; 0 is no limit, None as for all together."""

    days: int | None = None  # after which an article loses text and page, and is a teaser again
    listed_days: int | None = None  # after which it goes altogether
    articles: int | None = None  # listed at most; the oldest go
    megabytes: int | None = None  # of texts, pages and pictures, packed; the oldest lose theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What is kept. Starred articles are, whatever the limits."""

    days: int = 0
    listed_days: int = 0
    articles: int = 0
    megabytes: int = 5000
    unread_days: int = 7  # unread articles are kept for so long after they came, whatever the limits
    sections: Mapping[str, Limits] = field(default_factory=dict)  # by the name of a section or publication


_NUMBERS = tuple(each.name for each in fields(Retention) if each.name != _SECTIONS)
_LIMITS = tuple(each.name for each in fields(Limits))


def read_retention(value: object, file: str, where: str = "retention") -> Retention:
    """Read the table.

    Args:
        value: as TOML gives it.
        file: the file, for errors.
        where: the place within it.

    Raises:
        ConfigError: an unknown key, or a value that is not allowed.
    """
    from newsreader.text import clean_line  # here, because most people have written no limits

    table = table_of(value, file, where)
    check_keys(table, (*_NUMBERS, _SECTIONS), file, where)
    sections = table_of(table.get(_SECTIONS, {}), file, f"{where}.{_SECTIONS}")
    return Retention(
        **_numbers({key: each for key, each in table.items() if key != _SECTIONS}, file, where),
        sections={
            clean_line(name): _limits(each, file, f"{where}.{_SECTIONS}.{shown(name)}")
            for name, each in sections.items()
        },
    )


def _limits(value: object, file: str, where: str) -> Limits:
    table = table_of(value, file, where)
    check_keys(table, _LIMITS, file, where)
    return Limits(**_numbers(table, file, where))


def _numbers(table: Table, file: str, where: str) -> dict[str, Any]:
    for key, value in table.items():
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
            raise at(file, f"{where}.{key}", f"{shown(value)} is not allowed; allowed: a whole number, 0 for no limit")
    return dict(table)
