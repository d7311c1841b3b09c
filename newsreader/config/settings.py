"""The person's settings: `config.toml`, the environment and the command line, typed and checked.

A flag wins over the environment, the environment over the file, the file over the defaults.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.access import Access, NetworkSettings
from newsreader.config import kinds
from newsreader.config.kinds import Kind
from newsreader.config.outward import MAX_TERMS, Hooks, Notify
from newsreader.config.paths import Paths
from newsreader.config.refresh import Refresh
from newsreader.config.retention import Retention
from newsreader.config.strict_toml import at, check_keys, parse_toml, read_bytes, shown, table_of
from newsreader.errors import ConfigError, SettingsError

if TYPE_CHECKING:
    from newsreader.config.lines import KeyPath
    from newsreader.config.wishes import Wishes

ENVIRON_PREFIX = "NEWSREADER_"  # NEWSREADER_OFFLINE=1 is `offline = true`
_MOST_PROBLEMS = 100  # told at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person may set; `default.toml` shows the same."""

    offline: bool = False  # never touch the network
    allow_private_hosts: tuple[str, ...] = ()  # private "host:port" that may be opened, as `host_and_port` writes it
    ignore_robots: tuple[str, ...] = ()  # hosts whose robots.txt does not hold for what is fetched unasked
    measure: int = 72  # width of the text, cells
    hyphenate: bool = False  # whether words are broken at the ends of lines
    plain: bool = False  # read line by line, as --plain
    theme: str = "ink"  # the name of a built-in theme, or of one of the person's own
    pictures: str = "auto"  # whether articles show them: "off", "auto" or "on"; or how: "blocks" or "kitty"
    edition_minutes: int = 20  # of reading, in an edition
    per_host: int = 2  # requests at once to one site
    total: int = 64  # requests at once in all
    deadline_s: float = 30.0  # a page must have come in full by then
    max_page_mb: int = 16  # a larger page is given up
    keep_articles_per_refresh: int = 20  # newest unread ones whose text the reader fetches after a refresh
    keep_megabytes_per_day: int = 20  # what it may fetch so in a day
    keep_related_depth: int = 0  # how far it follows related links so
    keep_pictures: bool = False  # whether it fetches pictures so
    keep_pictures_mb: int = 500  # what all pictures in the library may take, those of packs too
    player: tuple[str, ...] = ()  # what opens the files of podcasts, with its arguments; () is the web browser
    retention: Retention = Retention()  # how long things are kept
    refresh: Refresh = Refresh()  # when sections are looked at by themselves
    hooks: Hooks = Hooks()  # programs that are started when something happened
    notify: Notify = Notify()  # of which new articles the desktop is told
    network: NetworkSettings = NetworkSettings()  # proxy and trust; of the file only
    section: Mapping[str, Wishes] = field(default_factory=dict)  # by the name of a section or publication; likewise
    site: Mapping[str, Wishes] = field(default_factory=dict)  # by host; likewise
    access: Mapping[str, Access] = field(default_factory=dict)  # who we are to sites, by host; under `site` too
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by the command's name; of the file only


class Loaded(NamedTuple):
    """Settings with where they come from; where there are problems, those of them that are right."""

    settings: Settings
    sources: Mapping[str, str]  # by name, "refresh.minutes": the option, variable or file; not there for a default
    lines: Mapping[KeyPath, int]  # of the file's keys, where it was asked for or something is wrong
    problems: tuple[ConfigError, ...]


def load_settings(paths: Paths, environ: Mapping[str, str] = os.environ, **flags: object) -> Settings:
    """Load the settings.

    Args:
        paths: where the settings file is looked for; none is needed.
        environ: the environment; `NEWSREADER_` variables that are no setting are left to others.
        flags: settings from the command line, by name; None where a flag was not given.

    Raises:
        SettingsError: values that are not allowed, unknown keys; names the place, the value and what is allowed.
    """
    loaded = examine_settings(paths, environ, flags)
    if loaded.problems:
        raise SettingsError(loaded.problems)
    return loaded.settings


def examine_settings(
    paths: Paths, environ: Mapping[str, str], flags: Mapping[str, object], *, with_lines: bool = False
) -> Loaded:
    """Load the settings as far as they are right, with all that is wrong.

    Args:
        paths: as for `load_settings`.
        environ: likewise.
        flags: likewise.
        with_lines: find the lines of the file's keys too.
    """
    if unknown := flags.keys() - SETTINGS.keys():
        raise TypeError(f"no such settings: {unknown}")
    file, problems = str(paths.config_file), list[ConfigError]()
    try:
        raw = read_bytes(paths.config_file)
        table = {} if raw is None else parse_toml(raw, file)
    except ConfigError as error:
        raw, table = None, {}
        problems.append(error)
    values, wrong = _right_values(table, paths, environ)
    sources = dict.fromkeys(values, file)
    for name, kind in SETTINGS.items():
        for place, value, written in _overruling(name, kind, environ, flags):
            if value is None:
                problems.append(at(place, "", f"{shown(written)} is not allowed; allowed: {kind.allowed}"))
            else:
                values[name], sources[name] = value, place
    wrong += _wrong_theme(values, sources, paths)
    lines = _key_lines(raw) if raw is not None and (wrong or with_lines) else {}
    problems += _in_order(wrong, lines, file)
    return Loaded(_settings(values), sources, lines, tuple(problems))


def mistakes_in(raw: bytes, paths: Paths, environ: Mapping[str, str] = os.environ) -> tuple[ConfigError, ...]:
    """Give all that is wrong in what is to be the settings file.

    Args:
        raw: its bytes.
        paths: where it shall lie, and the themes.
        environ: where secrets may come from.
    """
    file = str(paths.config_file)
    try:
        values, wrong = _right_values(parse_toml(raw, file), paths, environ)
    except ConfigError as error:
        return (error,)
    wrong += _wrong_theme(values, dict.fromkeys(values, file), paths)
    return tuple(_in_order(wrong, _key_lines(raw), file))


def value_of(settings: Settings, name: str) -> object:
    """Give the value of a setting by its name."""
    first, _, last = name.partition(".")
    value = getattr(settings, first)
    return getattr(value, last) if last else value


def variable_of(name: str) -> str:
    """Give the environment variable of a setting: `NEWSREADER_REFRESH_MINUTES`."""
    return ENVIRON_PREFIX + name.upper().replace(".", "_")


def _overruling(
    name: str, kind: Kind, environ: Mapping[str, str], flags: Mapping[str, object]
) -> Iterator[tuple[str, object | None, object]]:
    """Give what environment and command line say of a setting: where, the value or None, as it was written."""
    variable = variable_of(name)
    if variable in environ:
        yield variable, kind.read_text(environ[variable]), environ[variable]
    if (flag := flags.get(name)) is not None:
        yield f"--{name.replace('_', '-')}", kind.read(flag), flag


def _right_values(
    table: dict[str, Any], paths: Paths, environ: Mapping[str, str]
) -> tuple[dict[str, Any], list[ConfigError]]:
    """Read the file's table; what is wrong is told, taken out, and the rest is read again without it."""
    problems: list[ConfigError] = []
    while True:
        try:
            return _values(table, paths, environ), problems
        except ConfigError as error:
            problems.append(error)
            if len(problems) == _MOST_PROBLEMS or not _taken_out(table, error.key):
                return {}, problems


def _taken_out(table: dict[str, Any], key: str) -> bool:
    from newsreader.config.lines import path_of  # here, because only a mistake needs them
    from newsreader.screen_commands import every_command

    *tables, last = path_of(key) or ("",)
    for part in tables:
        table = table.get(part, {})
        if not isinstance(table, dict):
            return False
    if last not in table:
        return False
    if tables[:1] == ["keys"] and ".".join((*tables[1:], last)) in {command.id for command in every_command({})}:
        table[last] = []  # its usual keys may be another's now
    else:
        del table[last]
    return True


def _values(table: Mapping[str, Any], paths: Paths, environ: Mapping[str, str]) -> dict[str, Any]:
    """Read everything that the file sets, by name."""
    file, values = str(paths.config_file), dict[str, Any]()
    check_keys(table, {*(name.partition(".")[0] for name in SETTINGS), *_TABLES}, file)
    for name in _SCALAR_TABLES:
        check_keys(table_of(table.get(name, {}), file, name), _names_in(name), file, name)
    for name, kind in SETTINGS.items():
        first, _, last = name.rpartition(".")
        inner = table.get(first, {}) if first else table
        if last in inner:
            values[name] = kind.read(inner[last])
            if values[name] is None:
                raise at(file, name, f"{shown(inner[last])} is not allowed; allowed: {kind.allowed}")
    if "network" in table or "site" in table:
        from newsreader.config import access  # here, because most people need neither

        places = access.SecretPlaces(paths.config_file, environ)
        values["network"] = access.read_network(table.get("network", {}), places)
        values["access"], values["site"] = access.read_sites(table.get("site", {}), places)
    if "section" in table:
        from newsreader.config.wishes import read_sections

        values["section"] = read_sections(table["section"], file)
    if "keys" in table:
        from newsreader.config.keys import read_keys

        values["keys"] = read_keys(table["keys"], file)
    return values


def _wrong_theme(values: Mapping[str, Any], sources: Mapping[str, str], paths: Paths) -> list[ConfigError]:
    if "theme" not in values:
        return []
    from newsreader.config.themes import check_theme

    try:
        what = check_theme(values["theme"], paths.themes_dir)
    except ConfigError as error:
        return [ConfigError(error.subject, error.detail, "theme")]
    is_of_file = sources["theme"] == str(paths.config_file)
    return [at(sources["theme"], "theme" if is_of_file else "", what, "theme")] if what else []


def _key_lines(raw: bytes) -> Mapping[KeyPath, int]:
    from newsreader.config.lines import key_lines  # here, because only a mistake needs it

    return key_lines(raw.decode("utf-8-sig"))


def _in_order(problems: Sequence[ConfigError], lines: Mapping[KeyPath, int], file: str) -> list[ConfigError]:
    """Give problems with the lines they are in, in that order."""
    if not problems:
        return []
    from newsreader.config.lines import line_of

    found = [(line_of(lines, each.key) or 0 if each.subject == file else 0, each) for each in problems]
    return [
        ConfigError(each.subject, f"line {line}, {each.detail}", each.key) if line else each
        for line, each in sorted(found, key=lambda each: each[0])
    ]


def _settings(values: Mapping[str, Any]) -> Settings:
    def within(table: str) -> dict[str, Any]:
        return {name: values[f"{table}.{name}"] for name in _names_in(table) if f"{table}.{name}" in values}

    plain = {name: value for name, value in values.items() if "." not in name}
    return Settings(**plain, **{name: make(**within(name)) for name, make in _SCALAR_TABLES.items()})


def _names_in(table: str) -> tuple[str, ...]:
    return tuple(name.partition(".")[2] for name in SETTINGS if name.startswith(f"{table}."))


_SCALAR_TABLES: Mapping[str, type[Any]] = {
    "retention": Retention,
    "refresh": Refresh,
    "hooks": Hooks,
    "notify": Notify,
}
_TABLES = ("network", "section", "site", "keys")

SETTINGS: Mapping[str, Kind] = {  # all that are one value, by name
    "offline": kinds.switch(),
    "allow_private_hosts": kinds.hosts('hosts with their port, each "127.0.0.1:8080"', kinds.named_host),
    "ignore_robots": kinds.hosts('hosts, each "blog.example"', kinds.bare_host),
    "measure": kinds.whole_number(40, 120),  # narrower breaks words, wider loses the line
    "hyphenate": kinds.switch(),
    "plain": kinds.switch(),
    "theme": kinds.word("the name of a theme"),
    "pictures": kinds.choice("off", "auto", "on", "blocks", "kitty"),
    "edition_minutes": kinds.whole_number(1, 240),
    "per_host": kinds.whole_number(1, 8),  # more is not polite
    "total": kinds.whole_number(1, 256),
    "deadline_s": kinds.seconds(1, 600),
    "max_page_mb": kinds.whole_number(1, 64),
    "keep_articles_per_refresh": kinds.whole_number(0, 1000),
    "keep_megabytes_per_day": kinds.whole_number(0, 100_000),
    "keep_related_depth": kinds.whole_number(0, 3),  # each level is ten times as many
    "keep_pictures": kinds.switch(),
    "keep_pictures_mb": kinds.whole_number(0, 1_000_000),
    "player": kinds.command(),
    **{f"retention.{each.name}": kinds.kept() for each in fields(Retention)},
    "refresh.minutes": kinds.minutes(),
    "refresh.at_start": kinds.switch(),
    "refresh.while_open": kinds.switch(),
    **{f"hooks.{each.name}": kinds.command() for each in fields(Hooks)},
    "notify.terms": kinds.searches(MAX_TERMS),
}

ALL_KINDS: Mapping[str, Kind] = {  # also those that may hold a secret, and so are of the file only
    **SETTINGS,
    "network.proxy": kinds.text('"http://host:port", also socks5, "direct" for none, or nothing for the system\'s'),
    "network.no_proxy": kinds.hosts('hosts and networks, each "10.0.0.0/8"', str.strip),
    "network.ca_bundle": kinds.text("a file or folder, or nothing"),
}

ENVIRON_NAMES = frozenset(map(variable_of, SETTINGS))  # every variable that is a setting
