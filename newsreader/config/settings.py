"""The person's settings: `config.toml`, the environment and the command line, typed and checked.

A flag wins over the environment, the environment over the file, the file over the defaults.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsreader.access import Access, NetworkSettings
from newsreader.config.paths import Paths
from newsreader.config.refresh import Refresh, read_refresh
from newsreader.config.retention import Retention, read_retention
from newsreader.config.strict_toml import at, check_keys, read_toml, shown

ENVIRON_PREFIX = "NEWSREADER_"  # NEWSREADER_OFFLINE=1 is `offline = true`
_ON = frozenset({"1", "true", "yes", "on"})
_OFF = frozenset({"0", "false", "no", "off", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person may set; `default.toml` shows the same."""

    offline: bool = False  # never touch the network
    allow_private_hosts: tuple[str, ...] = ()  # private "host:port" that may be opened, as `host_and_port` writes it
    ignore_robots: tuple[str, ...] = ()  # hosts whose robots.txt does not hold for what is fetched unasked
    measure: int = 72  # width of the text, cells
    per_host: int = 2  # requests at once to one site
    total: int = 16  # requests at once in all
    deadline_s: float = 30.0  # a page must have come in full by then
    max_page_mb: int = 16  # a larger page is given up
    keep_articles_per_refresh: int = 20  # newest unread ones whose text the reader fetches after a refresh
    keep_megabytes_per_day: int = 20  # what it may fetch so in a day
    keep_related_depth: int = 0  # how far it follows related links so
    keep_pictures: bool = False  # whether it fetches pictures so
    keep_pictures_mb: int = 500  # what all pictures in the library may take, those of packs too
    player: tuple[str, ...] = ()  # what opens the files of podcasts, with its arguments; () is the web browser
    retention: Retention = Retention()  # how long things are kept; of the file only
    refresh: Refresh = Refresh()  # when sections are looked at by themselves; of the file only
    network: NetworkSettings = NetworkSettings()  # proxy and trust; of the file only
    access: Mapping[str, Access] = field(default_factory=dict)  # who we are to sites, by host; of the file only


class _Rule(NamedTuple):
    """How one setting is read; `read` gives None for what is not allowed."""

    allowed: str  # in words, for the error
    read: Callable[[object], object | None]  # from a TOML value, or a flag
    read_text: Callable[[str], object | None]  # from an environment variable


def load_settings(paths: Paths, environ: Mapping[str, str] = os.environ, **flags: object) -> Settings:
    """Load the settings.

    Args:
        paths: where the settings file is looked for; none is needed.
        environ: the environment; `NEWSREADER_` variables that are no setting are left to others.
        flags: settings from the command line, by name; None where a flag was not given.

    Raises:
        ConfigError: a value that is not allowed or an unknown key; names the place, the value and what is allowed.
    """
    if unknown := flags.keys() - _RULES.keys():
        raise TypeError(f"no such settings: {unknown}")
    values = _from_file(paths, environ)
    for name, rule in _RULES.items():
        variable = ENVIRON_PREFIX + name.upper()
        if variable in environ:
            values[name] = _checked(rule.read_text(environ[variable]), rule, variable, "", environ[variable])
        if (flag := flags.get(name)) is not None:
            values[name] = _checked(rule.read(flag), rule, f"--{name.replace('_', '-')}", "", flag)
    return Settings(**values)


def _from_file(paths: Paths, environ: Mapping[str, str]) -> dict[str, Any]:
    file = str(paths.config_file)
    table = read_toml(paths.config_file)
    if table is None:
        return {}
    check_keys(table, (*_RULES, "retention", "refresh", "network", "access"), file)
    values: dict[str, Any] = {
        "retention": read_retention(table.pop("retention", {}), file),
        "refresh": read_refresh(table.pop("refresh", {}), file),
    }
    if "network" in table or "access" in table:
        from newsreader.config import access  # here, because most people need neither

        places = access.SecretPlaces(paths.config_file, environ)
        values["network"] = access.read_network(table.pop("network", {}), places)
        values["access"] = access.read_access(table.pop("access", {}), places)
    for name, value in table.items():
        values[name] = _checked(_RULES[name].read(value), _RULES[name], file, name, value)
    return values


def _checked(value: object | None, rule: _Rule, file: str, where: str, written: object) -> object:
    if value is None:
        raise at(file, where, f"{shown(written)} is not allowed; allowed: {rule.allowed}")
    return value


def _switch() -> _Rule:
    def read_text(text: str) -> bool | None:
        word = text.strip().lower()
        return word in _ON if word in _ON | _OFF else None

    return _Rule(
        "true or false (in the environment also 1 or 0)",
        lambda value: value if isinstance(value, bool) else None,
        read_text,
    )


def _whole_number(least: int, most: int) -> _Rule:
    def read(value: object) -> int | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return value if least <= value <= most else None

    def read_text(text: str) -> int | None:
        return read(int(text)) if _is_digits(text) else None

    return _Rule(f"a whole number from {least} to {most}", read, read_text)


def _seconds(least: int, most: int) -> _Rule:
    def read(value: object) -> float | None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        return float(value) if least <= value <= most else None  # false for NaN too

    def read_text(text: str) -> float | None:
        return read(float(text)) if _is_digits(text.replace(".", "", 1)) else None

    return _Rule(f"seconds from {least} to {most}", read, read_text)


def _hosts(allowed: str, read_host: Callable[[str], str]) -> _Rule:
    def read(value: object) -> tuple[str, ...] | None:
        if not isinstance(value, list | tuple) or not all(isinstance(host, str) for host in value):
            return None
        hosts = tuple(map(read_host, value))
        return hosts if all(hosts) else None

    def read_text(text: str) -> tuple[str, ...] | None:
        return read([host for host in text.split(",") if host.strip()])

    return _Rule(f"{allowed} (in the environment apart by commas)", read, read_text)


def _command() -> _Rule:
    def read(value: object) -> tuple[str, ...] | None:
        if not isinstance(value, list | tuple) or not all(isinstance(word, str) and "\0" not in word for word in value):
            return None
        return tuple(value) if not value or value[0].strip() else None

    def read_text(text: str) -> tuple[str, ...] | None:
        import shlex  # here, because few set it so

        try:
            return read(shlex.split(text))
        except ValueError:  # a quotation mark left open
            return None

    return _Rule('a program and its arguments, ["mpv", "--no-video"] (in the environment as one line)', read, read_text)


def _named_host(text: str) -> str:
    """Write `[::1]:8080` as `host_and_port` does; "" when it is not a host with its port."""
    text = text.strip().lower()
    host, _, port = text.rpartition(":")
    is_bracketed = host.startswith("[") and host.endswith("]")
    is_plain = bool(host) and not set(host) & set("/?#@[]: ")
    if not (is_bracketed or is_plain) or not _is_digits(port):
        return ""
    from newsreader.address import host_and_port  # here, because few name any

    return host_and_port(f"http://{text}/")


def _bare_host(text: str) -> str:
    """Write a host as it is compared; "" when it is not one, or has a port."""
    host = text.strip().lower()
    return "" if set(host) & set("/?#@: ") else host


def _is_digits(text: str) -> bool:
    """Say whether this is a number written plainly: no sign, no blanks, not of absurd length."""
    return text.isascii() and text.isdigit() and len(text) <= 9


_RULES: Mapping[str, _Rule] = {
    "offline": _switch(),
    "allow_private_hosts": _hosts('hosts with their port, each "127.0.0.1:8080"', _named_host),
    "ignore_robots": _hosts('hosts, each "blog.example"', _bare_host),
    "measure": _whole_number(40, 120),  # narrower breaks words, wider loses the line
    "per_host": _whole_number(1, 8),  # more is not polite
    "total": _whole_number(1, 256),
    "deadline_s": _seconds(1, 600),
    "max_page_mb": _whole_number(1, 64),
    "keep_articles_per_refresh": _whole_number(0, 1000),
    "keep_megabytes_per_day": _whole_number(0, 100_000),
    "keep_related_depth": _whole_number(0, 3),  # each level is ten times as many
    "keep_pictures": _switch(),
    "keep_pictures_mb": _whole_number(0, 1_000_000),
    "player": _command(),
}

ENVIRON_NAMES = frozenset(f"{ENVIRON_PREFIX}{name.upper()}" for name in _RULES)  # every variable that is a setting
