"""What the value of a setting may be, and how it is read: from TOML, a flag or a line of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

_MOST_MINUTES = 30 * 24 * 60
_MOST_KEPT = 1_000_000_000
ON = frozenset({"1", "true", "yes", "on"})
_OFF = frozenset({"0", "false", "no", "off", ""})


def written(value: object) -> str:
    """Write a value as most kinds read it from text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


class Kind(NamedTuple):
    """How one setting is read; both ways give None for what is not allowed."""

    allowed: str  # in words, for the error
    read: Callable[[object], object | None]  # from a TOML value, or a flag
    read_text: Callable[[str], object | None]  # from an environment variable, or what is typed
    is_switch: bool = False
    least: int | None = None  # of a number
    most: int | None = None
    words: tuple[str, ...] = ()  # all there are, of a choice
    write_text: Callable[[Any], str] = written  # what `read_text` reads


def switch() -> Kind:
    """Take true and false."""

    def read_text(text: str) -> bool | None:
        word = text.strip().lower()
        return word in ON if word in ON | _OFF else None

    return Kind(
        "true or false (in the environment also 1 or 0)",
        lambda value: value if isinstance(value, bool) else None,
        read_text,
        is_switch=True,
    )


def whole_number(least: int, most: int, what: str = "a whole number") -> Kind:
    """Take whole numbers in a range."""

    def read(value: object) -> int | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return value if least <= value <= most else None

    def read_text(text: str) -> int | None:
        return read(int(text)) if _is_digits(text.strip()) else None

    return Kind(f"{what} from {least} to {most}", read, read_text, least=least, most=most)


def kept() -> Kind:
    """Take a limit on what is kept."""
    return whole_number(0, _MOST_KEPT)._replace(allowed="a whole number, 0 for no limit")


def minutes() -> Kind:
    """Take the time between two looks."""
    return whole_number(1, _MOST_MINUTES, "a whole number of minutes")


def seconds(least: int, most: int) -> Kind:
    """Take seconds, whole or not."""

    def read(value: object) -> float | None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        return float(value) if least <= value <= most else None  # false for NaN too

    def read_text(text: str) -> float | None:
        return read(float(text)) if _is_digits(text.strip().replace(".", "", 1)) else None

    return Kind(f"seconds from {least} to {most}", read, read_text, least=least, most=most)


def word(allowed: str) -> Kind:
    """Take a name, which is checked by whoever knows the names."""

    def read(value: object) -> str | None:
        is_word = isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= 100
        return str(value).strip() if is_word else None

    return Kind(allowed, read, read)


def choice(*words: str) -> Kind:
    """Take one of a few words."""

    def read(value: object) -> str | None:
        return value if isinstance(value, str) and value in words else None

    def read_text(text: str) -> str | None:
        return read(text.strip().lower())

    return Kind(", ".join(words[:-1]) + f" or {words[-1]}", read, read_text, words=words)


def text(allowed: str) -> Kind:
    """Take a line of text, also none; whoever knows what it means checks it."""

    def read(value: object) -> str | None:
        return value.strip() if isinstance(value, str) and (value.isprintable() and len(value) <= 1000) else None

    return Kind(allowed, read, read)


def hosts(allowed: str, read_host: Callable[[str], str]) -> Kind:
    """Take a list of hosts.

    Args:
        allowed: in words.
        read_host: gives one as it is compared, "" for what is none.
    """

    def read(value: object) -> tuple[str, ...] | None:
        if not isinstance(value, list | tuple) or not all(isinstance(host, str) for host in value):
            return None
        read = tuple(map(read_host, value))
        return read if all(read) else None

    def read_text(text: str) -> tuple[str, ...] | None:
        return read([host for host in text.split(",") if host.strip()])

    return Kind(f"{allowed} (in the environment apart by commas)", read, read_text)


def command() -> Kind:
    """Take a program with its arguments."""

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

    def write_text(words: tuple[str, ...]) -> str:
        import shlex

        return shlex.join(words)

    allowed = 'a program and its arguments, ["mpv", "--no-video"] (in the environment as one line)'
    return Kind(allowed, read, read_text, write_text=write_text)


def searches(most: int) -> Kind:
    """Take a list of searches, in the language of `newsreader.query`."""

    def read(value: object) -> tuple[str, ...] | None:
        if not isinstance(value, list | tuple) or len(value) > most or not all(isinstance(each, str) for each in value):
            return None
        return tuple(value) if all(map(_is_search, value)) else None

    def read_text(text: str) -> tuple[str, ...] | None:
        return read([each.strip() for each in text.split(";") if each.strip()])

    allowed = f'at most {most} searches, each "drone* place:kyiv" (in the environment apart by semicolons)'
    return Kind(allowed, read, read_text, write_text="; ".join)


def _is_search(text: str) -> bool:
    from newsreader.errors import SearchSyntaxError  # here, because most people watch for nothing
    from newsreader.query import parse

    try:
        return bool(parse(text).text.strip())
    except SearchSyntaxError:
        return False


def named_host(text: str) -> str:
    """Write `[::1]:8080` as `host_and_port` does; "" when it is not a host with its port."""
    text = text.strip().lower()
    host, _, port = text.rpartition(":")
    is_bracketed = host.startswith("[") and host.endswith("]")
    is_plain = bool(host) and not set(host) & set("/?#@[]: ")
    if not (is_bracketed or is_plain) or not _is_digits(port):
        return ""
    from newsreader.address import host_and_port  # here, because few name any

    return host_and_port(f"http://{text}/")


def bare_host(text: str) -> str:
    """Write a host as it is compared; "" when it is not one, or has a port."""
    host = text.strip().lower()
    return "" if set(host) & set("/?#@: ") else host


def _is_digits(text: str) -> bool:
    """Say whether this is a number written plainly: no sign, no blanks, not of absurd length."""
    return text.isascii() and text.isdigit() and len(text) <= 9
