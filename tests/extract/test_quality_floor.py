"""The extractor's quality on the golden pages, as the public benchmarks measure it. No commit may lower the floor."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from newsreader.extract import extract_article
from tests.extract.floor import PINNED, Floor, digests_now, lowered, read_floor, truth_of, written
from tests.extract.golden import ADDRESS, PAGES, page_names

FLOOR = read_floor(PINNED.read_text(encoding="utf-8"))
SHINGLE_TOKENS = 4


def test_the_text_of_golden_pages_stays_above_the_floor() -> None:
    scores = {name: _f1(truth_of(name), _extracted(name)) for name in page_names()}
    worst = sorted(scores, key=scores.__getitem__)[:3]
    assert sum(scores.values()) / len(scores) >= FLOOR.f1, f"worst: {worst}"


def test_every_golden_page_is_pinned_with_its_true_text() -> None:
    hint = "see that the change is meant, then run: python -m tests.extract.floor --pin"
    assert FLOOR.digests == digests_now(), hint


def test_the_measure_sees_a_lost_and_an_added_paragraph() -> None:
    text = " ".join(f"word{number}" for number in range(40))
    assert _f1(text, text) == 1.0
    assert _f1(text, text[: len(text) // 2]) < FLOOR.f1
    assert _f1(text, f"{text} and then some words of another story") < FLOOR.f1


@pytest.mark.parametrize(
    ("after", "complaint"),
    [
        (Floor(0.99, {"a": "1", "b": "2"}), []),
        (Floor(0.995, {"a": "9", "b": "2", "c": "3"}), []),
        (Floor(0.98, {"a": "1", "b": "2"}), ["the floor fell from 0.99 to 0.98"]),
        (Floor(0.99, {"b": "2"}), ["page a is gone"]),
    ],
)
def test_a_lower_floor_and_a_missing_page_are_named(after: Floor, complaint: list[str]) -> None:
    before = Floor(0.99, {"a": "1", "b": "2"})
    assert lowered(before, read_floor(written(after))) == complaint


def _extracted(name: str) -> str:
    return extract_article((PAGES / f"{name}.html").read_bytes(), ADDRESS).text


def _f1(truth: str, found: str) -> float:
    true, predicted = _shingles(truth), _shingles(found)
    both = (true & predicted).total()
    return 2 * both / (true.total() + predicted.total())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"[\u3040-\u9fff]|\w+", text)
    return Counter(zip(*(tokens[start:] for start in range(SHINGLE_TOKENS)), strict=False))
