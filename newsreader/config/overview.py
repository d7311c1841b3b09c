"""Every setting that is one value with what it is now, by what it is for: what a front lists of the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsreader.access import Proxy
from newsreader.config.kinds import Kind
from newsreader.config.settings import ALL_KINDS, SETTINGS, Loaded, Settings, value_of

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Reading": ("measure", "hyphenate", "plain", "theme", "pictures", "edition_minutes", "player"),
    "Refreshing": ("refresh.",),
    "Fetched ahead": ("keep_",),
    "Kept": ("retention.",),
    "Elsewhere": ("hooks.", "notify."),
    "Network": ("",),  # all others
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """A setting as it is now."""

    name: str
    group: str
    kind: Kind
    value: object
    text: str  # the value as it is typed
    place: str  # what says so where that is not the file: a variable or an option; "" elsewhere
    is_own: bool  # whether the file says so
    has_secret: bool  # whether more belongs to the value than is shown


def rows_of(loaded: Loaded, file: str) -> tuple[SettingRow, ...]:
    """Give a row for every setting.

    Args:
        loaded: the settings, with where each comes from.
        file: that they are read from.
    """
    return tuple(_row(name, group, loaded, file) for group, names in grouped(tuple(ALL_KINDS)) for name in names)


def grouped(names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Put every name into the first group that it begins as."""
    left, groups = list(names), []
    for group, beginnings in GROUPS.items():
        groups.append((group, [name for name in left if name.startswith(beginnings)]))
        left = [name for name in left if not name.startswith(beginnings)]
    return groups


def _row(name: str, group: str, loaded: Loaded, file: str) -> SettingRow:
    value, kind = value_of(loaded.settings, name), ALL_KINDS[name]
    place = loaded.sources.get(name, file)
    return SettingRow(
        name=name,
        group=group,
        kind=kind,
        value=value,
        text=value.address if isinstance(value, Proxy) else kind.write_text(value),
        place="" if place == file else place,
        has_secret=isinstance(value, Proxy) and (value.user is not None or value.password is not None),
        is_own=loaded.sources.get(name) == file if name in SETTINGS else value != value_of(Settings(), name),
    )
