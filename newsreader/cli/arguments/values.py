"""What a value on the command line may be."""

from __future__ import annotations

import argparse

from newsreader.address import typed_address

MIN_WIDTH, MAX_WIDTH = 20, 500
_MAX_DIGITS = 18  # of an article's number: what the library can hold


def web_address(text: str) -> str:
    """Read a web address as a person writes one: with or without its scheme.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if url := typed_address(text):
        return url
    raise argparse.ArgumentTypeError(f"{text!r} is no web address (like https://www.spacewar.com/)")


def address_or_id(text: str) -> str | int:
    """Read a web address, or an article's number.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    return int(text) if _is_number(text) else web_address(text)


def positive(text: str) -> int:
    """Read a whole number above zero.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if _is_number(text) and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number above zero")


def width(text: str) -> int:
    """Read a width in cells.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if _is_number(text) and MIN_WIDTH <= int(text) <= MAX_WIDTH:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no width from {MIN_WIDTH} to {MAX_WIDTH}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS
