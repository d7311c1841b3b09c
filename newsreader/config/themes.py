"""Themes of the person's own: one TOML file of colours each, in the folder `themes` of the configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsreader.config.lines import with_line
from newsreader.config.strict_toml import Table, at, check_keys, nearest, own_files, parse_toml, read_bytes, shown
from newsreader.errors import ConfigError

BUILT_IN = (
    *("ink", "paper", "high-contrast", "high-contrast-light"),
    *("ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte"),
    *("catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine"),
    *("rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light"),
    "tokyo-night",
)
COLOURS = (
    *("primary", "secondary", "accent", "warning", "error", "success"),
    *("foreground", "background", "surface", "panel", "boost"),
)
_NEEDED = "primary"  # the others are made from it where they are missing
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTheme:
    """A theme as its file says."""

    name: str  # that of the file, without its ending
    is_dark: bool
    colours: Mapping[str, str]  # "#rrggbb" or "#rgb" by those of `COLOURS` that it names


def load_themes(folder: Path) -> tuple[tuple[OwnTheme, ...], tuple[ConfigError, ...]]:
    """Load all themes of a folder, which need not exist; a file with a mistake is left out and told of."""
    themes: list[OwnTheme] = []
    paths, problems = own_files(folder)
    for path in paths:
        try:
            themes.append(load_theme(path))
        except ConfigError as error:
            problems.append(error)
    return tuple(themes), tuple(problems)


def load_theme(path: Path) -> OwnTheme:
    """Load a theme.

    Raises:
        ConfigError: no such file, or a mistake in it; names the line.
    """
    file, name = str(path), path.stem
    raw = read_bytes(path)
    if raw is None:
        raise ConfigError(file, "there is no such file")
    if name in BUILT_IN or not _NAME.fullmatch(name):
        what = "a built-in theme has this name" if name in BUILT_IN else "its name names the theme"
        raise ConfigError(file, f"{what}; allowed: another, of letters, digits and hyphens")
    table = parse_toml(raw, file)
    try:
        return _theme(table, name, file)
    except ConfigError as error:
        raise with_line(error, raw) from error


def check_theme(name: str, folder: Path) -> str:
    """Say what is wrong with the name of a theme, "" where there is one called so.

    Raises:
        ConfigError: it is one of the person's own, with a mistake in it.
    """
    if name in BUILT_IN:
        return ""
    path = folder / f"{name}.toml"
    if _NAME.fullmatch(name) and path.is_file():
        load_theme(path)
        return ""
    known = theme_names(folder)
    return f"there is no theme {shown(name)}{nearest(name, known)}; allowed: {', '.join(known)}"


def theme_names(folder: Path) -> tuple[str, ...]:
    """Give the names of all themes, the person's own last."""
    return (*BUILT_IN, *(path.stem for path in own_files(folder)[0] if path.stem not in BUILT_IN))


def _theme(table: Table, name: str, file: str) -> OwnTheme:
    check_keys(table, ("dark", *COLOURS), file)
    is_dark = table.get("dark", True)
    if not isinstance(is_dark, bool):
        raise at(file, "dark", f"{shown(is_dark)} is not allowed; allowed: true or false")
    colours = {key: value for key, value in table.items() if key != "dark"}
    for key, value in colours.items():
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise at(file, key, f'{shown(value)} is not allowed; allowed: a colour such as "#7aa2c8"')
    if _NEEDED not in colours:
        raise at(file, "", f'{_NEEDED} is missing; allowed: a colour such as "#7aa2c8"')
    return OwnTheme(name=name, is_dark=is_dark, colours=colours)
