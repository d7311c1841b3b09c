"""Letters for links, and finding one by its text."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.widgets.hints import Answer, Hints, hint_labels

TEXTS = {3: "The harbour report", 5: "Élan of the Port", 9: "port authority", 12: ""}


def typed(hints: Hints, keys: str) -> Answer:
    answer = Answer()
    for key in keys:
        answer = hints.take(key, key)
    return answer


@given(st.integers(0, 1500))
def test_every_link_has_a_label_of_its_own_of_as_few_letters_as_can_be(count: int) -> None:
    labels = hint_labels(count)
    assert len(set(labels)) == count
    assert {len(label) for label in labels} <= {1 if count <= 26 else 2 if count <= 676 else 3}


def test_letters_choose() -> None:
    hints = Hints(TEXTS)
    assert list(hints.labels.values()) == ["a", "s", "d", "f"]
    assert typed(hints, "s") == Answer(chosen=5, is_over=True)


def test_two_letters_narrow_first_and_can_be_taken_back() -> None:
    hints = Hints(dict.fromkeys(range(30), ""))
    assert typed(hints, "s") == Answer()
    assert hints.typed == "s"
    assert set(hints.labels) == set(range(26, 30))
    hints.take("backspace", None)
    assert len(hints.labels) == 30
    assert typed(hints, "sa") == Answer(chosen=26, is_over=True)
    assert typed(Hints(TEXTS), "z").is_over  # no label begins so
    assert typed(Hints(dict.fromkeys(range(30), "")), "z").is_over


def test_a_slash_or_a_capital_looks_for_the_text_whatever_its_accents() -> None:
    for keys in ("/elan", "Elan", "Él"):
        hints = Hints(TEXTS)
        assert typed(hints, keys) == Answer()
        assert hints.matching == (5,)
        assert hints.labels == {}
        assert hints.take("enter", "\r") == Answer(chosen=5, is_over=True)


def test_tab_goes_from_one_to_the_next_that_has_the_text() -> None:
    hints = Hints(TEXTS)
    typed(hints, "/port")
    assert hints.matching == (3, 5, 9)
    assert hints.under_cursor == 3
    hints.take("tab", "\t")
    assert hints.under_cursor == 5
    hints.take("shift+tab", None)
    hints.take("shift+tab", None)
    assert hints.take("enter", "\r").chosen == 9


def test_text_that_no_link_has_chooses_nothing_and_can_be_corrected() -> None:
    hints = Hints(TEXTS)
    typed(hints, "/porx")
    assert hints.matching == ()
    assert hints.take("enter", "\r") == Answer()
    hints.take("backspace", None)
    assert hints.matching == (3, 5, 9)
    for _ in range(4):
        hints.take("backspace", None)
    assert hints.words is None
    assert typed(hints, "a").chosen == 3


def test_words_may_stand_apart() -> None:
    hints = Hints(TEXTS)
    typed(hints, "Port auth")
    assert hints.matching == (9,)


def test_other_keys_and_escape_end_it() -> None:
    for key, character in (("escape", None), ("space", " "), ("down", None), ("f5", None)):
        assert Hints(TEXTS).take(key, character) == Answer(is_over=True)
    hints = Hints(TEXTS)
    typed(hints, "/a")
    assert hints.take("escape", None).is_over


@given(st.lists(st.sampled_from([*string.printable, "tab", "backspace", "enter", "down", "\x1b"]), max_size=12))
def test_any_keys_choose_one_of_the_links_or_none(keys: list[str]) -> None:
    hints = Hints(TEXTS)
    for key in keys:
        answer = hints.take(key, key if len(key) == 1 else None)
        assert answer.chosen is None or answer.chosen in TEXTS
        if answer.is_over:
            break
