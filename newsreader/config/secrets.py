"""Where secrets come from: the settings name the place, and the secret is read there when it is first needed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from newsreader.access import Secret, is_open_to_others
from newsreader.config.strict_toml import at, check_keys

_MAX_SECRET_BYTES = 64 * 1024
_WAYS = ("env", "file", "keyring")
_ALLOWED = 'allowed: { env = "NAME" }, { file = "/path" }, { keyring = "service" }, or a text of its own'


@dataclass(frozen=True, slots=True)
class SecretPlaces:
    """Where a settings file is, and the environment it was read in.

    Args:
        config_file: relative paths start beside it.
        environ: the environment.
    """

    config_file: Path
    environ: Mapping[str, str]

    @property
    def file(self) -> str:
        """The settings file, for errors."""
        return str(self.config_file)

    def path(self, written: str) -> Path:
        """Read a path as a person writes it."""
        path = Path(written)
        if written.startswith("~"):
            try:
                path = path.expanduser()
            except RuntimeError:  # no such person; reading it says so
                return path
        return self.config_file.parent / path


def read_secret(value: object, places: SecretPlaces, where: str, user: str = "") -> Secret:
    """Read what names a secret. The secret itself is not read yet.

    Args:
        value: as TOML gives it; errors never show it, because it may be the secret.
        places: where it stands.
        where: the place within the file, for errors.
        user: whose it is, where a keyring is not told another.

    Raises:
        ConfigError: it names no secret.
    """
    if isinstance(value, str) and value:
        return Secret(f"{where} in {places.file}", lambda: _written(value, places, where))
    if not isinstance(value, dict):
        raise at(places.file, where, f"no secret is named; {_ALLOWED}")
    check_keys(value, (*_WAYS, *(("user",) if "keyring" in value else ())), places.file, where)
    ways = [way for way in _WAYS if way in value]
    texts = {key: each for key, each in value.items() if isinstance(each, str) and each}
    if len(ways) != 1 or texts.keys() != value.keys():
        raise at(places.file, where, f"no one place is named; {_ALLOWED}")
    named, read = _place(ways[0], texts, places, where, user)
    return Secret(named, read, may_ask=ways[0] == "keyring")


def _place(
    way: str, texts: Mapping[str, str], places: SecretPlaces, where: str, user: str
) -> tuple[str, Callable[[], str]]:
    """Give a place in words and what reads it."""
    name = texts[way]
    if way == "env":
        return f"the environment variable {name}", lambda: _from_environment(name, places, where)
    if way == "file":
        path = places.path(name)
        return f"the file {path}", lambda: _from_file(path, places, where)
    owner = texts.get("user", user)
    if not owner:
        raise at(places.file, where, f'whose is it? allowed: {{ keyring = "{name}", user = "anna" }}')
    return f"the keyring's {name}", lambda: _from_keyring(name, owner, places, where)


def _written(value: str, places: SecretPlaces, where: str) -> str:
    """Give a secret written in the settings themselves, if these are the person's alone."""
    try:
        is_open = is_open_to_others(places.config_file.stat())
    except OSError:
        is_open = False  # it has gone since it was read
    if is_open:
        raise at(places.file, where, f"it is written there, and others can read that file: chmod 600 {places.file}")
    return value


def _from_environment(name: str, places: SecretPlaces, where: str) -> str:
    value = places.environ.get(name, "")
    if not value:
        raise at(places.file, where, f"the environment variable {name} is not set")
    return value


def _from_file(path: Path, places: SecretPlaces, where: str) -> str:
    try:
        # A pipe would hold up the program until somebody writes into it.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise at(places.file, where, f"{path} is no file")
            if is_open_to_others(status):
                raise at(places.file, where, f"others can read {path}: chmod 600 {path}")
            raw = file.read(_MAX_SECRET_BYTES + 1)
    except OSError as error:
        raise at(places.file, where, f"{path} cannot be read: {error.strerror or 'it failed'}") from error
    try:
        value = raw.decode("utf-8").rstrip("\r\n")  # editors end the last line
    except UnicodeError:
        raise at(places.file, where, f"{path} is not UTF-8") from None  # the cause holds what was read
    if not value or len(raw) > _MAX_SECRET_BYTES:
        raise at(places.file, where, f"{path} is empty or larger than {_MAX_SECRET_BYTES // 1024} KB")
    return value


def _from_keyring(service: str, user: str, places: SecretPlaces, where: str) -> str:
    try:
        keyring = import_module("keyring")  # an optional package
        failures = (import_module("keyring.errors").KeyringError, RuntimeError, OSError)
    except ImportError:
        hint = "python3 -m pip install keyring"
        raise at(places.file, where, f"keyrings need the package keyring: {hint}") from None
    try:
        value = keyring.get_password(service, user)
    except failures as error:
        raise at(places.file, where, f"the keyring cannot be used: {type(error).__name__}") from error
    if not value:
        raise at(places.file, where, f"the keyring has nothing for {user}: keyring set {service} {user}")
    return str(value)
