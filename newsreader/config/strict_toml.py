"""Read a TOML file strictly: every mistake is one `ConfigError` that names the file, the place and the cure.

Used for the settings, catalogues and site rules; all are written by hand, so a misspelt word must not pass in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newsreader.config.files import MAX_FILE_BYTES, user_files
from newsreader.errors import ConfigError

Table = Mapping[str, Any]  # one TOML table, as tomllib gives it


class Where(NamedTuple):
    """A place in a file that is told in other words than TOML has for it."""

    words: str = ""  # "source 'gazette'"; "" for the top of the file
    key: str = ""  # as TOML writes it, the tables of an array by their number: `source.2`

    def to(self, key: str) -> Where:
        """Give the place of a key in this one, told by the same words."""
        from newsreader.config.lines import key_within  # here, because only a mistake needs it

        return Where(self.words, key_within(self.key, key))


TOP = Where()


def read_bytes(path: Path) -> bytes | None:
    """Read a file whatever is in it.

    Returns:
        What is in it; None when there is no such file.

    Raises:
        ConfigError: it cannot be read, or is larger than `MAX_FILE_BYTES`.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(str(path), f"it cannot be read: {error.strerror or error}") from error
    if len(raw) > MAX_FILE_BYTES:
        raise ConfigError(str(path), f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB")
    return raw


def own_files(user_dir: Path | None) -> tuple[list[Path], list[ConfigError]]:
    """Give the files that `user_files` finds, none and a problem when the folder cannot be read."""
    try:
        return user_files(user_dir), []
    except OSError as error:
        return [], [ConfigError(str(user_dir), f"the folder cannot be read: {error.strerror or error}")]


def parse_toml(raw: bytes, file: str) -> dict[str, Any]:
    """Read TOML.

    Args:
        raw: the document, UTF-8 with or without a byte order mark, as editors write it.
        file: what to call it in an error.

    Raises:
        ConfigError: it is not UTF-8 or not TOML; says the line.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(file, f"line {line} is not UTF-8") from error
    import tomllib  # here, because most people have written no file

    try:
        return tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, or a number of thousands of digits
        raise ConfigError(file, f"not valid TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(file, "its values are nested too deep") from error


def check_keys(table: Table, allowed: Collection[str], file: str, where: str | Where = "") -> None:
    """Refuse a key that has no meaning here.

    Args:
        table: what was read.
        allowed: every key that may stand there.
        file: the file, for the error.
        where: the place within the file, "" at its top.

    Raises:
        ConfigError: names the key, the nearest allowed one and all of them.
    """
    for key in table:
        if key not in allowed:
            what = f"unknown key {key!r}{nearest(key, allowed)}; allowed: {', '.join(sorted(allowed))}"
            raise at(file, where, what, _place(where).to(key).key)


def nearest(word: str, known: Collection[str]) -> str:
    """Give `, did you mean 'measure'?` for the closest known word, "" when none is close."""
    from difflib import get_close_matches  # here, so that only a mistake pays for it

    close = get_close_matches(word, sorted(known), n=1)
    return f", did you mean {close[0]!r}?" if close else ""


def take_line(table: Table, key: str, file: str, where: Where) -> str:
    """Take a line of text that must be there.

    Raises:
        ConfigError: it is missing, empty or not text.
    """
    if key not in table:
        raise at(file, where.to(key), f"{key} is missing; allowed: a line of text")
    from newsreader.text import clean_line  # here, as tomllib

    text = clean_line(table[key]) if isinstance(table[key], str) else ""
    if not text:
        raise at(file, where.to(key), f"{key} is {shown(table[key])}; allowed: a line of text")
    return text


def take_tables(table: Table, key: str, file: str, where: Where = TOP) -> list[dict[str, Any]]:
    """Take the tables written as `[[key]]`, none when there are none.

    Raises:
        ConfigError: it is something else.
    """
    tables = table.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise at(file, where.to(key), f"{key} is {shown(tables)}; allowed: tables, each begun by [[{key}]]")
    return tables


def table_of(value: object, file: str, where: str) -> dict[str, Any]:
    """Take what must be a table of its own.

    Raises:
        ConfigError: it is something else.
    """
    if not isinstance(value, dict):
        raise at(file, where, f"{shown(value)} is not allowed; allowed: a table, begun by [{where}]")
    return value


def at(file: str, where: str | Where, what: str, key: str = "") -> ConfigError:
    """Make the error for a place in a file.

    Args:
        file: its name.
        where: the place, "" for the file as a whole.
        what: is wrong, and what is allowed.
        key: the one to correct, as TOML writes it, where that is not the place.
    """
    place = _place(where)
    return ConfigError(file, f"{place.words}: {what}" if place.words else what, key=key or place.key)


def _place(where: str | Where) -> Where:
    return where if isinstance(where, Where) else Where(where, where)


def shown(value: object) -> str:
    """Write a value as the person wrote it, shortened."""
    words = {True: "true", False: "false"}
    text = words[value] if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
