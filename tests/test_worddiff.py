"""What changed between two texts."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.worddiff import DiffKind, DiffRun, diff_texts, matches_of, words_of

MARKS = {DiffKind.SAME: ("", ""), DiffKind.REMOVED: ("[-", "-]"), DiffKind.ADDED: ("{+", "+}")}


def marked(runs: Sequence[DiffRun]) -> str:
    return " ".join(run.text.strip().join(MARKS[run.kind]) for run in runs)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Nine men died.", "Ten men died.", "[-Nine-] {+Ten+} men died."),
        ("It cost 1,200 euros.", "It cost 1,300 euros.", "It cost [-1,200-] {+1,300+} euros."),
        ("The end", "The end of it", "The end {+of it+}"),
        ("All of it", "", "[-All of it-]"),
        ("", "All of it", "{+All of it+}"),
        ("don't go", "do go", "[-don't-] {+do+} go"),
        ("Same  words\n here", "Same words here ", "Same words here"),
        ("大桥今天开通", "大桥明天开通", "大桥 [-今-] {+明+} 天开通"),
        ("สะพานเปิด", "สะพานปิด", "สะพาน [-เ-] ปิด"),
    ],
)
def test_changes_are_told_by_the_word(old: str, new: str, shown: str) -> None:
    assert marked(diff_texts(old, new)) == shown


def test_single_words_left_by_chance_are_part_of_what_was_written_anew() -> None:
    old = "one two three four five six the seven eight nine ten eleven twelve"
    new = "red blue green white black grey the oak beech birch lime ash elm"
    assert [run.kind for run in diff_texts(old, new)] == [DiffKind.REMOVED, DiffKind.ADDED]


TEXTS = st.lists(st.sampled_from(["a", "b", "the", "c d", "\n", "橋", "1.5", "."]), max_size=40).map(" ".join)


@given(TEXTS, TEXTS)
def test_either_text_can_be_made_from_the_runs(old: str, new: str) -> None:
    runs = diff_texts(old, new)
    for text, left_out in ((old, DiffKind.ADDED), (new, DiffKind.REMOVED)):
        assert words_of(" ".join(run.text for run in runs if run.kind is not left_out)) == words_of(text)
    assert "".join(run.text for run in runs if run.kind is not DiffKind.REMOVED).split() == new.split()


@given(TEXTS)
def test_a_text_is_itself(text: str) -> None:
    assert all(run.kind is DiffKind.SAME for run in diff_texts(text, text))


@given(TEXTS.map(words_of), TEXTS.map(words_of))
def test_matches_are_common_in_order_and_apart(old: list[str], new: list[str]) -> None:
    at_old = at_new = 0
    for match in matches_of(old, new):
        assert match.size > 0
        assert match.old >= at_old
        assert match.new >= at_new
        at_old, at_new = match.old + match.size, match.new + match.size
        assert old[match.old : at_old] == new[match.new : at_new]


def test_a_long_text_with_few_changes_keeps_all_the_rest() -> None:
    chance = random.Random(7)
    old = [f"word{int(chance.paretovariate(0.8))}" for _ in range(50_000)]  # few words often, many seldom
    new = old.copy()
    new[12_345] = new[40_000] = "changed"
    assert sum(match.size for match in matches_of(old, new)) == 49_998
