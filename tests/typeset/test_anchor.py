from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.blocks import Heading, List, ListItem, Paragraph, Span
from newsreader.model import Article, ArticleId, Reading
from newsreader.typeset.anchor import Anchor, anchor_at, line_of
from newsreader.typeset.document import Document, Setting, typeset

WORDS = (
    "quay",
    "crane",
    "pilot",
    "tide",
    "lock",
    "ferry",
    "rope",
    "anchor",
    "buoy",
    "mast",
    "keel",
    "deck",
    "hull",
    "pier",
)


def prose(seed: int) -> Paragraph:
    """Give eighty words in an order of its own."""
    return Paragraph((Span(" ".join(f"{WORDS[n * seed % len(WORDS)]}{n * seed % 97}" for n in range(1, 81))),))


BLOCKS = (*map(prose, (3, 5, 7)), Heading((Span("Afterwards"),)), List((ListItem((Span("one"),)),)), prose(11))
READING = Reading(id=ArticleId(1), article=Article(url="https://a.example/x", headline="Quays", blocks=BLOCKS))


def reading(*blocks: Paragraph) -> Reading:
    return replace(READING, article=replace(READING.article, blocks=blocks))


def at(document: Document, line: int) -> Anchor:
    """Name a place as it is kept, and read it back."""
    place = anchor_at(document, line)
    assert place is not None
    assert Anchor.from_text(str(place)) == place
    return place


def first_word(document: Document, line: int | None) -> str:
    assert line is not None
    return document.lines[line].text.split()[0]


def test_the_same_words_are_on_top_in_every_width() -> None:
    wide = typeset(READING, 72)
    for line in range(1, len(wide.lines)):
        if wide.lines[line].text:
            for width in (24, 40, 55, 90):
                narrow = typeset(READING, width)
                found = line_of(narrow, at(wide, line))
                assert found is not None
                assert first_word(wide, line).rstrip("─")[:12] in narrow.lines[found].text


def test_the_place_moves_with_its_words_when_the_text_before_grows_or_goes() -> None:
    before = typeset(reading(prose(3), prose(5), prose(7)), 60)
    place = at(before, before.block_lines[2] + 2)
    for blocks in ((prose(13), prose(11), prose(3), prose(5), prose(7)), (prose(7),), (prose(5), prose(7), prose(3))):
        after = typeset(reading(*blocks), 60)
        assert first_word(after, line_of(after, place)) == first_word(before, before.block_lines[2] + 2)


def test_of_a_repeated_passage_the_nearest_is_meant() -> None:
    before = typeset(reading(prose(3), prose(5), prose(3), prose(7)), 60)
    after = typeset(reading(prose(3), prose(5), Paragraph((Span("New."),)), prose(3), prose(7)), 60)
    assert line_of(after, at(before, before.block_lines[2] + 1)) == after.block_lines[3] + 1


def test_where_the_words_are_gone_what_stands_there_now_is_shown() -> None:
    place = at(typeset(reading(prose(3), prose(5)), 60), 14)
    gone = typeset(reading(prose(13), prose(11), prose(9)), 60)
    assert line_of(gone, place) in range(len(gone.lines))
    empty = typeset(reading(), 60)
    assert line_of(empty, place) == 0


def test_of_an_article_being_set_the_place_is_known_once_it_is_there() -> None:
    setting = Setting(READING, 60)
    whole = typeset(READING, 60)
    place = at(whole, whole.block_lines[2])
    first = setting.until(lambda: True)
    assert not first.is_whole
    assert line_of(first, place) is None
    assert line_of(setting.whole(), place) == whole.block_lines[2]
    assert setting.whole() == whole


def test_the_top_is_no_place() -> None:
    assert anchor_at(typeset(READING, 60), 0) is None
    assert anchor_at(Document(), 5) is None


@pytest.mark.parametrize("text", ["", "7", "1:2", "x:1:a", "1:-2:a", "9" * 30 + ":1:a", "²:1:a"])
def test_what_is_no_place_is_the_top(text: str) -> None:
    place = Anchor.from_text(text)
    assert place is None or line_of(typeset(READING, 40), place) is not None


@given(st.text(max_size=30))
def test_any_kept_text_is_a_place_or_none(text: str) -> None:
    place = Anchor.from_text(text)
    if place is not None:
        assert line_of(typeset(READING, 40), place) is not None
