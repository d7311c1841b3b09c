"""Turns of phrase that several commands use."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Write a number of things: `1 article`, `2 articles`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sized(count: int) -> str:
    """Write a number of bytes: `812 kB`, `1.3 GB`."""
    for unit, bytes_in_one in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)):
        if count >= bytes_in_one:
            number = count / bytes_in_one
            return f"{number:.0f} {unit}" if number >= 100 else f"{number:.1f} {unit}"
    return f"{count} B"
