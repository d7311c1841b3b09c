"""What numbers stand for, as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import NoSuchNumberError
from newsreader.model import SectionKey
from newsreader.plain.numbers import is_numbers, item_of, items_of
from newsreader.plain.state import Item, State

STATE = State(items=tuple(Item(f"text {number}", SectionKey(str(number))) for number in range(1, 8)))


def chosen(words: str) -> list[str]:
    return [str(item.target) for item in items_of(STATE, words)]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("3", ["3"]), ("1 7", ["1", "7"]), ("2-4", ["2", "3", "4"]), ("7 5-6 5", ["7", "5", "6"]), ("007", ["7"])],
)
def test_one_several_and_ranges(words: str, numbers: list[str]) -> None:
    assert chosen(words) == numbers


@pytest.mark.parametrize("words", ["", "0", "8", "4-2", "6-8", "-3", "3-", "three", "1-2-3", "9" * 400])
def test_what_was_not_listed_is_refused(words: str) -> None:
    with pytest.raises(NoSuchNumberError):
        items_of(STATE, words)


def test_one_at_a_time() -> None:
    assert item_of(STATE, "2").text == "text 2"
    with pytest.raises(NoSuchNumberError):
        item_of(STATE, "2 3")


@given(st.text())
def test_any_words_are_numbers_or_are_not(words: str) -> None:
    try:
        found = items_of(STATE, words)
    except NoSuchNumberError:
        return
    assert is_numbers(words)
    assert all(item in STATE.items for item in found)
