"""Changing the settings file: one value at a time, with every comment and blank left as the person wrote it."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from newsreader.config.documents import commented_defaults
from newsreader.config.lines import key_within, path_of
from newsreader.config.paths import Paths
from newsreader.config.settings import mistakes_in
from newsreader.config.strict_toml import read_bytes
from newsreader.errors import ConfigError

_BOM = b"\xef\xbb\xbf"
_HEADER = re.compile(r"\[{1,2}([^\[\]]+)\]")


def save_setting(paths: Paths, name: str, value: object | None, environ: Mapping[str, str] = os.environ) -> None:
    """Write one setting into the file, which is made where there is none.

    Args:
        paths: where the file lies.
        name: as TOML writes it: `measure`, `refresh.minutes`, `keys."read.next"`.
        value: a value or list of values; None takes the setting out, so that the default holds.
        environ: where secrets that the file names may come from.

    Raises:
        ConfigError: the value is not allowed, or the file is not TOML, or it cannot be written; nothing was changed.
    """
    file = paths.config_file
    raw = read_bytes(file)
    if raw is None:
        raw = commented_defaults().encode()
    try:
        text = with_value(raw.removeprefix(_BOM).decode(), path_of(name), value)
    except UnicodeDecodeError as error:
        raise ConfigError(str(file), "it is not UTF-8") from error
    except (TOMLKitError, ValueError, TypeError, KeyError) as error:
        raise ConfigError(str(file), f"it cannot be changed here: {error}") from error
    new = (_BOM if raw.startswith(_BOM) else b"") + text.encode()
    for mistake in mistakes_in(new, paths, environ):
        if (*path_of(mistake.key), "")[: len(path_of(name))] == path_of(name):
            raise mistake
    write_settings(file, new)


def write_defaults(paths: Paths) -> None:
    """Write a file that explains every setting and changes none.

    Raises:
        ConfigError: it cannot be written.
    """
    write_settings(paths.config_file, commented_defaults().encode())


def with_value(text: str, path: tuple[str, ...], value: object | None) -> str:
    """Give the text of a settings file with one setting changed.

    Args:
        text: TOML.
        path: of the setting.
        value: None takes it out.

    Raises:
        ValueError, TypeError, KeyError, TOMLKitError: there is something else in its place.
    """
    plain = list(value) if isinstance(value, tuple) else value
    wanted = _changed(tomllib.loads(text), path, plain)
    if plain is not None and (uncommented := _uncommented(text, path, tomlkit.item(plain))):
        with suppress(tomllib.TOMLDecodeError):
            if tomllib.loads(uncommented) == wanted:
                return uncommented
    document = tomlkit.parse(text)
    table: Any = document
    for part in path[:-1]:
        if part not in table:
            table[part] = tomlkit.table()
        table = table[part]
    if plain is not None:
        table[path[-1]] = plain
    elif path[-1] in table:
        del table[path[-1]]
    changed = tomlkit.dumps(document)
    if tomllib.loads(changed) != wanted:
        raise ValueError("it is written in a way that only an editor can change")
    return changed


def write_settings(file: Path, raw: bytes) -> None:
    """Write the file whole or not at all, with the mode it has; through a link, into what it points to.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        target = file.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=".config.", suffix=".part", delete=False) as part:
            try:
                part.write(raw)
                part.flush()
                os.fsync(part.fileno())
                part.close()  # Windows renames no open file
                if target.exists():
                    Path(part.name).chmod(target.stat().st_mode & 0o7777)  # else as it is made: for the person alone
                os.replace(part.name, target)  # noqa: PTH105  # the name of the temporary file is text
            except BaseException:
                part.close()
                with suppress(OSError):
                    Path(part.name).unlink()
                raise
    except (OSError, RuntimeError) as error:  # the latter for links that lead round
        why = getattr(error, "strerror", None) or error
        raise ConfigError(str(file), f"it cannot be written: {why}") from error


def _changed(table: dict[str, Any], path: tuple[str, ...], value: object | None) -> dict[str, Any]:
    """Give what the file is to mean."""
    first, *rest = path
    if rest:
        inner = _changed(table.get(first, {}), tuple(rest), value)
        return table | {first: inner} if inner or first in table else table
    if value is None:
        return {key: each for key, each in table.items() if key != first}
    return table | {first: value}


def _uncommented(text: str, path: tuple[str, ...], value: Item) -> str:
    """Put a value in the place of a default that is commented out, below its documentation; "" where none is."""
    *table, last = path
    current: tuple[str, ...] = ()
    default = re.compile(rf"#{re.escape(last)}[ \t]*=")
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if header := _HEADER.match(line):
            current = path_of(header[1])
        elif current == tuple(table) and default.match(line):
            end = line[len(line.rstrip("\r\n")) :]
            lines[number] = f"{key_within('', last)} = {value.as_string()}{end}"
            return "".join(lines)
    return ""
