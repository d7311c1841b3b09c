"""The extractor's quality on the golden pages, as the public benchmarks measure it. No commit may lower the floor."""

from __future__ import annotations

import re
from collections import Counter

from newsreader.blocks import block_from_json, blocks_text
from newsreader.extract import extract_article
from tests.extract.golden import ADDRESS, PAGES, expected, page_names

F1_FLOOR = 0.99
SHINGLE_TOKENS = 4
MIN_PAGES = 7


def test_the_text_of_golden_pages_stays_above_the_floor() -> None:
    names = page_names()
    assert len(names) >= MIN_PAGES
    scores = [_f1(_truth(name), _extracted(name)) for name in names]
    assert sum(scores) / len(scores) >= F1_FLOOR


def test_the_measure_sees_a_lost_and_an_added_paragraph() -> None:
    text = " ".join(f"word{number}" for number in range(40))
    assert _f1(text, text) == 1.0
    assert _f1(text, text[: len(text) // 2]) < F1_FLOOR
    assert _f1(text, f"{text} and then some words of another story") < F1_FLOOR


def _truth(name: str) -> str:
    return blocks_text(tuple(block_from_json(shape) for shape in expected(name)["blocks"]))


def _extracted(name: str) -> str:
    return extract_article((PAGES / f"{name}.html").read_bytes(), ADDRESS).text


def _f1(truth: str, found: str) -> float:
    true, predicted = _shingles(truth), _shingles(found)
    both = (true & predicted).total()
    return 2 * both / (true.total() + predicted.total())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"[\u3040-\u9fff]|\w+", text)
    return Counter(zip(*(tokens[start:] for start in range(SHINGLE_TOKENS)), strict=False))
