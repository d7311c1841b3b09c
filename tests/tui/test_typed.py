"""Numbers, sequences and a few letters of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.commands import PANES, keymap
from newsreader.tui.fuzzy import fit
from newsreader.tui.typed import TypedKeys, counted

ACTIONS = {("j",): "move(1)", ("k",): "move(-1)", ("G",): "go_end(True)", ("g", "g"): "go_end(False)", ("s",): "star"}


def last(*keys: str) -> str | None:
    typed = TypedKeys()
    return [typed.take(key, ACTIONS) for key in keys][-1]


@pytest.mark.parametrize(
    ("keys", "action"),
    [
        ("j", "move(1)"),
        ("5j", "move(5)"),
        ("12k", "move(-12)"),
        ("10j", "move(10)"),
        ("12G", "go_to(12)"),
        ("3gg", "go_to(3)"),
        ("gg", "go_end(False)"),
        ("7s", "star"),
        ("gj", "move(1)"),
        ("0", None),
        ("x", None),
        ("5x", None),
        ("5", ""),
        ("g", ""),
    ],
)
def test_what_is_typed_is_one_action(keys: str, action: str | None) -> None:
    assert last(*keys) == action


def test_escape_ends_the_waiting_and_then_is_a_key_again() -> None:
    for waiting in ("5", "g", "5g"):
        assert last(*waiting, "escape") == ""
        assert last(*waiting, "escape", "j") == "move(1)"
        assert last(*waiting, "escape", "escape") is None


def test_a_number_has_an_end() -> None:
    assert last(*"1234567", "j") != "move(1234567)"
    assert counted("move(1)", 99999) == "move(99999)"


@given(st.lists(st.sampled_from([*"0123456789jkgGsqx", "escape", "enter", "tab"]), max_size=12))
def test_nothing_typed_is_waited_for_after_two_escapes(keys: list[str]) -> None:
    for pane in PANES:
        typed = TypedKeys()
        for key in [*keys, "escape"]:
            typed.take(key, keymap(pane))
        assert not typed.is_waiting


def test_the_best_fit_stands_together_or_begins_words() -> None:
    assert fit("star", "Star, or take the star off") is not None
    assert fit("zzz", "Star") is None
    found = fit("mar", "Mark read or unread")
    assert found is not None
    assert found.at == (0, 1, 2)
    words, letters = fit("nua", "Next unread article"), fit("nua", "In the column of a day")
    assert words is not None
    assert letters is None or words.score > letters.score
    assert words.at == (0, 5, 12)


@given(st.text(max_size=12), st.text(max_size=60))
def test_letters_are_marked_where_they_stand(typed: str, name: str) -> None:
    found = fit(typed, name)
    if found is not None:
        assert all(0 <= at < len(name) for at in found.at)
        assert list(found.at) == sorted(set(found.at))
