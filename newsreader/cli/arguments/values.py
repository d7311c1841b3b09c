"""What a value on the command line may be."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from newsreader.address import spellings, typed_address, without_password

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, timedelta

    from newsreader.query import Query

MAX_NAME_CHARS = 80  # of a section or publication, as `newsreader.library.adding` keeps them
MAX_DEPTH = 5  # of related links: each level is about ten times as many
LEAST_MINUTES, MOST_MINUTES = 5, 1439  # what the timers of all systems take
MIN_WIDTH, MAX_WIDTH = 20, 500
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_MOST_DAYS = 365 * 1000
_SIZE = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,6}))? ?([kmg])b?")
_SIZES = {"k": 1000, "m": 1_000_000, "g": 1_000_000_000}
_UNITS = {"h": 1, "d": 24, "w": 7 * 24}  # in hours
_HOST = re.compile(r"([^/:]*).*", re.DOTALL)  # what comes before a port or a path; after:7 is a search
_MAX_DIGITS = 18  # of an article's number: what the library can hold


def define_offline(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Let a parser take --offline."""
    parser.add_argument("--offline", action="store_true", default=default, help="never touch the network")


def source_address(text: str) -> str:
    """Read what names a source: a web address, with or without its scheme, or `@name@server`; gives it as typed.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if spellings(text):
        return text
    raise argparse.ArgumentTypeError(f"{without_password(text)!r} is no web address (like https://www.spacewar.com/)")


def name(text: str) -> str:
    """Read what a person calls something: one line, at most `MAX_NAME_CHARS` long.

    Raises:
        argparse.ArgumentTypeError: it is longer, or nothing that can be seen.
    """
    from newsreader.text import clean_line  # here, because few lines name anything

    cleaned = clean_line(text)
    if 0 < len(cleaned) <= MAX_NAME_CHARS:
        return cleaned
    raise argparse.ArgumentTypeError(f"a name has 1 to {MAX_NAME_CHARS} characters that can be seen")


def web_address(text: str) -> str:
    """Read a web address.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if url := typed_address(text):
        return url
    raise argparse.ArgumentTypeError(f"{without_password(text)!r} is no web address")


def address_or_id(text: str) -> str | int:
    """Read a web address, or an article's number.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if _is_number(text):
        return int(text)
    if url := typed_address(text):
        return url
    raise argparse.ArgumentTypeError(
        f"{without_password(text)!r} is no web address and no number that newsreader list prints"
    )


def article(words: Sequence[str]) -> str | int | Query:
    """Read what a person means by an article: an address, a number, or else a search, of which the best is meant.

    Raises:
        SearchSyntaxError: a search that means nothing.
    """
    from newsreader.query import parse  # here, because few commands search

    text = " ".join(words)
    is_address = len(text.split()) == 1 and ("://" in text or "." in _HOST.sub(r"\1", text))
    if _is_number(text):
        return int(text)
    if is_address and (url := typed_address(text)):
        return url
    return parse(text)


def positive(text: str) -> int:
    """Read a whole number above zero.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if _is_number(text) and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number above zero")


def minutes(text: str) -> int:
    """Read how many minutes lie between two looks.

    Raises:
        argparse.ArgumentTypeError: it is no such number.
    """
    if _is_number(text) and LEAST_MINUTES <= int(text) <= MOST_MINUTES:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes from {LEAST_MINUTES} to {MOST_MINUTES}")


def width(text: str) -> int:
    """Read a width in cells.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if _is_number(text) and MIN_WIDTH <= int(text) <= MAX_WIDTH:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no width from {MIN_WIDTH} to {MAX_WIDTH}")


def not_negative(text: str) -> int:
    """Read a whole number, zero too.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if _is_number(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number")


def days(text: str) -> int:
    """Read a length of time as `90d`, `12w`, `6m` or `2y`; gives days.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    number, unit = text[:-1], text[-1:].lower()
    if _is_number(text):
        number, unit = text, "d"
    if _is_number(number) and unit in _DAYS and int(number) * _DAYS[unit] <= _MOST_DAYS:
        return int(number) * _DAYS[unit]
    raise argparse.ArgumentTypeError(f"{text!r} is no length of time like 90d, 12w, 6m or 2y")


def megabytes(text: str) -> int:
    """Read a size as `500MB`, `1.5 GB` or `800kB`, in powers of a thousand; gives bytes.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    match = _SIZE.fullmatch(text.strip().lower())
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size like 500MB, 2GB or 800kB")
    whole, part = match[1], match[2] or ""
    return int(whole + part) * _SIZES[match[3]] // int(10 ** len(part))


def some_megabytes(text: str) -> int:
    """Read a size above zero, as `megabytes`.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if in_bytes := megabytes(text):
        return in_bytes
    raise argparse.ArgumentTypeError(f"{text!r} is nothing; name a size like 50MB")


def depth(text: str) -> int:
    """Read how far related links are followed.

    Raises:
        argparse.ArgumentTypeError: it is no number, or too large.
    """
    if _is_number(text) and int(text) <= MAX_DEPTH:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no depth from 0 to {MAX_DEPTH}")


def since(text: str) -> date | timedelta:
    """Read a day, or how long ago in hours, days or weeks.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    from datetime import date, timedelta  # here, because only one command needs it

    number, unit = text[:-1], text[-1:]
    try:
        if unit in _UNITS and _is_number(number):
            return timedelta(hours=int(number) * _UNITS[unit])
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-01-31 and no time like 12h, 7d or 4w") from None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS
