"""What is said of lists in which nothing stands."""

from __future__ import annotations

import pytest

from newsreader.commands import first_key
from newsreader.library.shelves import ListFilter, Shelf
from newsreader.typeset.empty import empty_text


def key(command_id: str) -> str:
    return first_key(command_id, {})


@pytest.mark.parametrize("shelf", Shelf)
def test_each_shelf_says_what_would_stand_there_and_how(shelf: Shelf) -> None:
    text = empty_text(shelf, None, ListFilter(), key, is_offline=False)
    assert text.endswith(".")
    assert "{" not in text
    assert any(f"{each} " in text for each in ("R", "s", "L", "Enter"))


def test_keys_are_those_the_person_has() -> None:
    def own(command_id: str) -> str:
        return first_key(command_id, {"mark.star": ("B",)})

    assert "B stars an article" in empty_text(Shelf.STARRED, None, ListFilter(), own, is_offline=False)


def test_a_narrowed_list_says_how_to_see_it_whole() -> None:
    text = empty_text(Shelf.STARRED, None, ListFilter(words="tide"), key, is_offline=False)
    assert text == "Nothing in this list matches. Esc shows it whole."
