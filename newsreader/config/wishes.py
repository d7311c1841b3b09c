"""What a person wants otherwise for one section or site: the `[section."…"]` tables, and part of `[site."…"]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from newsreader.config.kinds import Kind, kept, minutes, switch
from newsreader.config.lines import key_within
from newsreader.config.strict_toml import Table, at, check_keys, shown, table_of
from newsreader.text import clean_line


class Wishes(NamedTuple):
    """What holds for one section, or for those read from one site; None is as for all."""

    minutes: int | None = None  # between two looks
    days: int | None = None  # after which an article loses text and page, and is a teaser again; 0 is never
    listed_days: int | None = None  # after which it goes altogether; 0 is never
    articles: int | None = None  # listed at most; the oldest go
    megabytes: int | None = None  # of texts, pages and pictures, packed; the oldest lose theirs
    full_text: bool | None = None  # whether its articles are fetched ahead of reading
    pictures: bool | None = None  # whether their pictures are too


def read_sections(value: object, file: str) -> Mapping[str, Wishes]:
    """Read the tables `[section."The Stans"]`.

    Returns:
        Them by the name of a section or publication; whether there is one is looked at where they are used.

    Raises:
        ConfigError: an unknown key, or a value that is not allowed.
    """
    sections: dict[str, Wishes] = {}
    for name, each in table_of(value, file, "section").items():
        where = key_within("section", name)
        table = table_of(each, file, where)
        check_keys(table, Wishes._fields, file, where)
        if clean_line(name) in sections or not clean_line(name):
            raise at(file, where, "allowed: the name of a section or publication, once")
        sections[clean_line(name)] = read_wishes(table, file, where)
    return sections


def read_wishes(table: Table, file: str, where: str) -> Wishes:
    """Read the wishes in a table, which may hold other things too.

    Raises:
        ConfigError: a value that is not allowed.
    """
    given = {}
    for name, kind in _KINDS.items():
        if name in table:
            value = kind.read(table[name])
            if value is None:
                what = f"{shown(table[name])} is not allowed; allowed: {kind.allowed}"
                raise at(file, key_within(where, name), what)
            given[name] = value
    return Wishes(**given)  # type: ignore[arg-type]  # each kind gives its field's type


_KINDS: Mapping[str, Kind] = {
    "minutes": minutes(),
    **dict.fromkeys(("days", "listed_days", "articles", "megabytes"), kept()),
    **dict.fromkeys(("full_text", "pictures"), switch()),
}
