"""The numbers that a person types: 3, 3 5, 2-6."""

from __future__ import annotations

from newsreader.errors import NoSuchNumberError
from newsreader.plain.state import Item, State


def is_numbers(words: str) -> bool:
    """Say whether words are nothing but numbers and ranges of them."""
    return bool(words) and all(part.isdecimal() for word in words.split() for part in word.split("-", 1))


def items_of(state: State, words: str) -> tuple[Item, ...]:
    """Give the items that numbers stand for, each once, in the order in which they were typed.

    Args:
        state: what was listed last.
        words: "3", "3 5" or "2-6".

    Raises:
        NoSuchNumberError: a number that was not listed, or no number.
    """
    if not is_numbers(words):
        raise NoSuchNumberError(words or "none was typed")
    chosen: dict[int, Item] = {}
    for word in words.split():
        first, _, last = word.partition("-")
        start, end = int(first[:9]), int((last or first)[:9])
        if not 1 <= start <= end <= len(state.items):
            raise NoSuchNumberError(word)
        chosen |= {number: state.items[number - 1] for number in range(start, end + 1)}
    return tuple(chosen.values())


def item_of(state: State, words: str) -> Item:
    """Give the one item that a number stands for; raises as `items_of`."""
    items = items_of(state, words)
    if len(items) > 1:
        raise NoSuchNumberError(words, "one at a time")
    return items[0]


def item_and_words(state: State, words: str) -> tuple[Item, str]:
    """Give the one item that a number stands for, and the words behind the number; raises as `items_of`."""
    number, _, rest = words.partition(" ")
    return item_of(state, number), rest
