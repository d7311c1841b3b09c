"""How well a few typed letters fit a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_ALL_TOGETHER, _AT_A_WORD = 100, 10


class Fit(NamedTuple):
    """A score, more is better, and where in the name the letters stand."""

    score: int
    at: tuple[int, ...]


def fit(typed: str, name: str) -> Fit | None:
    """Say how well letters fit a name in which they stand in this order; None where they do not.

    Letters that stand together fit best, then such as begin words; blanks are typed for nothing. The time is linear.
    """
    wanted, text = typed.casefold(), name.casefold()
    if len(text) != len(name):  # a letter that folds to two would shift the places
        text = name.lower()
    starts = {at for at in range(len(text)) if text[at].isalnum() and (at == 0 or not text[at - 1].isalnum())}
    if (at := _together(wanted.strip(), text, starts)) is not None:
        length = len(wanted.strip())
        return Fit(
            _ALL_TOGETHER + length + (_AT_A_WORD if at in starts else 0) - min(at, 9), (*range(at, at + length),)
        )
    letters = wanted.replace(" ", "")
    places = _places(letters, text, sorted(starts)) or _places(letters, text, ())
    if places is None:
        return None
    runs = sum(after != before + 1 for before, after in pairwise(places))
    return Fit(sum(_AT_A_WORD for place in places if place in starts) - runs, places)


def _together(wanted: str, text: str, starts: set[int]) -> int | None:
    """Give where the letters stand together, at the beginning of a word where they do."""
    first = at = text.find(wanted)
    while at >= 0:
        if at in starts:
            return at
        at = text.find(wanted, at + 1)
    return first if first >= 0 else None


def _places(letters: str, text: str, starts: Sequence[int]) -> tuple[int, ...] | None:
    """Give the place of each letter, at the next word where that begins with it; None where one is missing."""
    places: list[int] = []
    for letter in letters:
        after = places[-1] + 1 if places else 0
        if not (text.startswith(letter, after) and places):
            after = next((start for start in starts if start >= after and text[start] == letter), after)
        at = text.find(letter, after)
        if at < 0:
            return None
        places.append(at)
    return tuple(places)
