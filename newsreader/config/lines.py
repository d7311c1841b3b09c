"""In which line of a TOML file a key stands: the standard library's reader does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsreader.errors import ConfigError

KeyPath = tuple[str, ...]  # `retention.days` is ("retention", "days")

_PART = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEY = re.compile(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BETWEEN = re.compile(r"(?:\s|#[^\n]*)*")
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'"
    r"|#[^\n]*|[\[{]|[\]}]|\n|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


def key_lines(text: str) -> Mapping[KeyPath, int]:
    """Give the line, counted from 1, in which each key and table of a file first stands.

    The tables of an array are numbered from 1: the second `[[source]]` is ("source", "2").

    Args:
        text: valid TOML; of anything else as far as it can be followed.
    """
    lines: dict[KeyPath, int] = {}
    arrays: dict[KeyPath, int] = {}  # how many tables each has so far
    table: KeyPath = ()
    line, at = 1, 0
    while True:
        after = _between(text, at)
        line, at = line + text.count("\n", at, after), after
        brackets = len(text[at : at + 2]) - len(text[at : at + 2].lstrip("["))
        match = _KEY.match(text, _between(text, at + brackets))
        if match is None:
            return lines
        path = path_of(match[0])
        if brackets:
            table = _table(path, arrays, is_array=brackets > 1)
        whole = table if brackets else (*table, *path)
        for depth in range(1, len(whole) + 1):
            lines.setdefault(whole[:depth], line)
        after = _end_of_value(text, text.find("\n", match.end()) if brackets else match.end())
        line, at = line + text.count("\n", at, after), after


def _table(path: KeyPath, arrays: dict[KeyPath, int], *, is_array: bool) -> KeyPath:
    """Give the path of a table by its header, with the number of each array's last table behind its name."""
    table: KeyPath = ()
    for depth, part in enumerate(path, start=1):
        table = (*table, part)
        if is_array and depth == len(path):
            arrays[table] = arrays.get(table, 0) + 1
        if table in arrays:
            table = (*table, str(arrays[table]))
    return table


def with_line(error: ConfigError, raw: bytes) -> ConfigError:
    """Give an error with the line of the key that it is about, where that stands in the file.

    Args:
        error: its `key` names the place.
        raw: the file, which is TOML.
    """
    line = line_of(key_lines(raw.decode("utf-8-sig")), error.key) if error.key else None
    return ConfigError(error.subject, f"line {line}, {error.detail}", error.key) if line else error


def line_of(lines: Mapping[KeyPath, int], key: str) -> int | None:
    """Give the line of a key, or of the nearest table round it, None where neither stands in the file.

    Args:
        lines: as `key_lines` gives them.
        key: as TOML writes it, `site."example.com".user`.
    """
    path = path_of(key)
    return next((lines[path[:depth]] for depth in range(len(path), 0, -1) if path[:depth] in lines), None)


def path_of(key: str) -> KeyPath:
    """Read a key as TOML writes it; () for what is none."""
    import tomllib  # here, because only a mistake needs it

    try:
        value = tomllib.loads(f"{key} = 0")
    except (ValueError, RecursionError):
        return ()
    path: list[str] = []
    while isinstance(value, dict) and len(value) == 1:
        ((part, value),) = value.items()
        path.append(part)
    return tuple(path)


def key_within(table: str, part: str) -> str:
    """Write the key of something in a table, in quotation marks where it needs them."""
    written = part if _BARE.fullmatch(part) else _quoted(part)
    return f"{table}.{written}" if table else written


def _quoted(part: str) -> str:
    import json  # here, because few keys need it

    return json.dumps(part, ensure_ascii=False).replace("\x7f", "\\u007f")


def _between(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _end_of_value(text: str, at: int) -> int:
    """Give where the line ends on which a value ends, which may be over several."""
    depth = 0
    while 0 <= at < len(text) and (match := _TOKEN.match(text, at)):
        depth += (match[0] in ("[", "{")) - (match[0] in ("]", "}"))
        if match[0] == "\n" and depth <= 0:
            break
        at = match.end()
    return at if at >= 0 else len(text)
