import re

from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.widgets.matches import Haystack, by_line
from newsreader.typeset.line import Line, Run


def haystack(*texts: str) -> Haystack:
    return Haystack([Line((Run(text),)) for text in texts])


def found(words: str, *texts: str) -> list[str]:
    """Give what is marked, line ends of one match as a slash."""
    return [
        "/".join(texts[line][begin:end] for line, begin, end in match.ranges) for match in haystack(*texts).find(words)
    ]


def test_every_place_is_found_over_line_ends_too() -> None:
    lines = ("The harbour wall was", "counted; the harbour", "│ wall stood.")
    assert found("harbour wall", *lines) == ["harbour wall", "harbour/│ wall"]
    assert found("  ", *lines) == found("moon", *lines) == []


def test_case_matters_where_there_is_a_capital() -> None:
    assert found("oslo", "Oslo, OSLO, oslo") == ["Oslo", "OSLO", "oslo"]
    assert found("Oslo", "Oslo, OSLO, oslo") == ["Oslo"]


def test_accents_do_not_matter_however_they_are_written() -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    assert found("cafe", f"{composed} {decomposed} cafe") == [composed, decomposed[:4], "cafe"]
    assert found(composed, f"{composed} {decomposed}x") == [composed, decomposed[:4]]
    assert found("\uc11c\uc6b8", "\uc11c\uc6b8\uc2dc") == ["\uc11c\uc6b8"]  # Hangul is letters, and no accents


def test_a_word_is_found_over_the_break_in_it_and_marked_on_both_lines() -> None:
    lines = (
        Line((Run("The minis-"),), carried="-"),
        Line((Run("│ "), Run("ters met at long-")), carried=""),
        Line((Run("│ "), Run("term talks in 東")), carried=""),
        Line((Run("京都."),)),
    )

    def marked(words: str) -> list[tuple[tuple[int, int, int], ...]]:
        return [match.ranges for match in Haystack(lines).find(words)]

    assert marked("ministers") == [((0, 4, 10), (1, 0, 6))]
    assert marked("the ministers met") == [((0, 0, 10), (1, 0, 10))]
    assert marked("long-term") == [((1, 14, 19), (2, 0, 6))]
    assert marked("東京都") == [((2, 16, 17), (3, 0, 2))]
    assert marked("minis") == [((0, 4, 9),)]
    assert marked("minis-") == marked("minis ters") == []


def test_what_is_marked_on_each_line() -> None:
    assert by_line(haystack("a b a", "b").find("a b")) == {0: [(0, 3), (4, 5)], 1: [(0, 1)]}


@given(st.lists(st.text(max_size=30), max_size=5), st.text(min_size=1, max_size=5))
def test_any_words_are_found_or_not_and_what_is_marked_is_there(texts: list[str], words: str) -> None:
    for match in haystack(*texts).find(words):
        for line, begin, end in match.ranges:
            assert 0 <= begin < end <= len(texts[line])


@given(st.lists(st.text("abAB \u00e9", max_size=30), max_size=5), st.text("ab", min_size=1, max_size=3))
def test_nothing_plain_is_missed(texts: list[str], word: str) -> None:
    expected = sum(len(re.findall(re.escape(word), text.lower())) for text in texts)
    assert len(haystack(*texts).find(word)) == expected
