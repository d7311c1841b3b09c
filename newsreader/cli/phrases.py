"""Turns of phrase that several commands use."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Write a number of things: `1 article`, `2 articles`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
