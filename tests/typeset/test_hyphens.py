"""Words broken at the ends of lines: where, and where never."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.blocks import Block, Code, Heading, Image, List, ListItem, Paragraph, Quote, Span
from newsreader.model import Article, ArticleId, Reading, RelatedLink
from newsreader.text import clean_line
from newsreader.typeset.anchor import anchor_at, line_of
from newsreader.typeset.document import Document, typeset
from newsreader.typeset.hyphens import MOST_IN_A_ROW
from newsreader.typeset.line import Line, Run, wrap


def every_second(word: str) -> Sequence[int]:
    """Break any word after any two letters."""
    return range(2, len(word) - 1)


def at_six(word: str) -> Sequence[int]:
    """Break long words after six letters."""
    return [6] if len(word) > 8 else []


def texts(text: str, width: int) -> list[str]:
    return [line.text for line in wrap([Run(text)], width, every_second)]


def unbroken(lines: Sequence[Line]) -> str:
    """Put lines together again as the text they were made of."""
    text = ""
    for line in lines:
        if line.carried is None:
            text += line.text + " "
        else:
            assert line.text.endswith(line.carried)
            text += line.text.removesuffix(line.carried)
    return text.rstrip()


def document(*blocks: Block, width: int = 24, **more: object) -> Document:
    article = Article(url="https://paper.example/a", headline="Extraordinary negotiations", blocks=blocks, **more)  # type: ignore[arg-type]
    return typeset(Reading(id=ArticleId(1), article=article), width, hyphenator=every_second)


def test_a_word_is_broken_where_its_language_allows_and_the_line_has_room_for_the_hyphen() -> None:
    lines = wrap([Run("the ministers negotiated on")], 17, at_six)
    assert [line.text for line in lines] == ["the ministers", "negotiated on"], "three cells are no room"
    lines = wrap([Run("the ministers negotiated on")], 21, at_six)
    assert [(line.text, line.carried) for line in lines] == [("the ministers negoti-", "-"), ("ated on", None)]


def test_a_line_that_is_nearly_full_ends_before_the_word() -> None:
    assert texts("aaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbb cc", 30)[0] == "a" * 26
    assert texts("aaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbb cc", 30)[0] == "a" * 24 + " bbbb-"


def test_the_last_word_stays_whole_so_that_no_half_of_it_stands_alone() -> None:
    assert texts("aaaaaaaaaa bbbbbbbbbbbbbb", 20) == ["a" * 10, "b" * 14]


@pytest.mark.parametrize(
    "token",
    [
        *("https://paper.example/negotiations", "paper.example", "negotiations@paper.example", "@negotiations"),
        *("COVID-negotiations2020", "20202020202020", "negotiations2020", "file_negotiations", "and/negotiations"),
    ],
)
def test_addresses_and_figures_stay_whole(token: str) -> None:
    assert texts(f"aaaaaaaaaa {token} cc", len(token) + 9)[0] == "a" * 10


def test_marks_around_a_word_do_not_keep_it_whole() -> None:
    assert texts("aaaaaaaaaa «negotiations», cc", 20) == ["aaaaaaaaaa «negotia-", "tions», cc"]
    assert texts("aaaaaaaaaa l’international cc", 20) == ["aaaaaaaaaa l’intern-", "ational cc"]
    assert texts("aaaaaaaaaa government’s cc dd", 20) == ["aaaaaaaaaa governme-", "nt’s cc dd"]


def test_joined_words_are_broken_where_they_are_joined_and_nowhere_else() -> None:
    assert texts("aaaaaaaaaa long-standing cc", 20) == ["aaaaaaaaaa long-", "standing cc"]
    assert texts("aaaaaaaaaa government—which cc", 22) == ["aaaaaaaaaa government—", "which cc"]
    assert texts("aaaaaaaaaa x-negotiations cc", 20) == ["a" * 10, "x-negotiations cc"]


def test_at_most_two_lines_in_a_row_end_so() -> None:
    lines = wrap([Run(" ".join(["abcdefghijklmnopqrstuvwxy"] * 12))], 30, every_second)
    run = longest = 0
    for line in lines:
        run = run + 1 if line.carried is not None else 0
        longest = max(longest, run)
    assert longest == MOST_IN_A_ROW


def test_a_word_wider_than_a_line_is_broken_by_its_language_first() -> None:
    lines = wrap([Run("negotiations")], 8, at_six)
    assert [line.text for line in lines] == ["negoti-", "ations"]


def test_wide_letters_are_measured_in_cells() -> None:
    lines = wrap([Run("新しい ministers negotiated on")], 24, at_six)
    assert [line.text for line in lines] == ["新しい ministers negoti-", "ated on"]


def test_code_in_a_sentence_stays_whole() -> None:
    runs = [Run("aaaaaaaaaa "), Run("negotiations", is_code=True), Run(" cc dd")]
    assert wrap(runs, 20, every_second)[0].text == "a" * 10


def test_a_link_over_a_break_is_one_link() -> None:
    lines = wrap([Run("aaaaaaaaaa "), Run("negotiations", link=3), Run(" cc dd")], 20, every_second)
    assert [run for line in lines for run in line.runs if run.link == 3] == [
        Run("negotiat-", link=3),
        Run("ions", link=3),
    ]


def test_prose_is_broken_and_headlines_code_and_links_below_are_not() -> None:
    words = "extraordinary negotiations internationally"
    related = (RelatedLink(url="https://paper.example/b", title=words, group="More"),)
    prose = (
        Paragraph((Span(words + " on"),)),
        Quote((Span(words + " on"),)),
        List((ListItem((Span(words + " on"),)),)),
        Image("https://paper.example/p.jpg", caption=words + " on"),
    )
    set_prose = document(*prose)
    assert sum(line.carried == "-" for line in set_prose.lines) >= len(prose)
    others = document(Heading((Span(words + " on"),)), Code(words + " on"), related=related)
    assert not any(line.carried == "-" for line in others.lines)


def test_a_place_is_the_same_whether_words_are_broken_or_not() -> None:
    text = " ".join(f"extraordinary negotiations number {number} internationally" for number in range(40))
    broken = document(Paragraph((Span(text),)), width=40)
    article = Article(
        url="https://paper.example/a", headline="Extraordinary negotiations", blocks=(Paragraph((Span(text),)),)
    )
    whole = typeset(Reading(id=ArticleId(1), article=article), 40)
    for line in range(8, 30):
        place = anchor_at(broken, line)
        assert place is not None
        assert line_of(broken, place) == line
        there = line_of(whole, place)
        assert there is not None
        following = "".join(each.text for each in whole.lines[there : there + 3]).replace(" ", "")
        assert place.words[:12] in following


WORDS = st.text(alphabet=st.one_of(st.sampled_from("abcdefgh -‐—’'.,«»()"), st.characters()), max_size=160)


@given(WORDS, st.integers(1, 40))
def test_no_letter_is_lost_or_added_and_every_line_fits(raw: str, width: int) -> None:
    text = clean_line(raw)
    lines = wrap([Run(text)], width, every_second)
    assert all(line.width_cells <= max(width, 2) for line in lines)
    assert unbroken(lines).replace(" ", "") == text.replace(" ", "")
    assert unbroken(lines) == text
