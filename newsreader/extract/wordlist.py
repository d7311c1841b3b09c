"""Lists of words, written as text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Make a set of words that white space parts."""
    return frozenset(text.split())
