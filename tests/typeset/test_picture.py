"""The room of pictures in the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.blocks import Image, Paragraph, Span
from newsreader.model import Article, ArticleId, Reading
from newsreader.typeset.anchor import anchor_at, line_of
from newsreader.typeset.document import typeset
from newsreader.typeset.line import Role
from newsreader.typeset.picture import MAX_ROWS, fit

QUAY, LOCK = "https://harbour.example/quay.jpg", "https://harbour.example/lock.jpg"
ARTICLE = Article(
    url="https://harbour.example/1",
    headline="Ships return",
    blocks=(
        Paragraph((Span("The pilots went back to work and the ships came in. "),)),
        Image(QUAY, alt="A quay", caption="The quay at dusk."),
        Paragraph((Span("They waited since noon on the quay with the crews. "),)),
        Image(LOCK),
        Paragraph((Span("The lock was opened at six and closed again at nine. "),)),
    ),
)
READING = Reading(id=ArticleId(1), article=ARTICLE)


@given(st.integers(1, 60_000), st.integers(1, 60_000), st.integers(1, 300), st.integers(1, 100))
def test_a_picture_always_fits_into_its_room(width: int, height: int, columns: int, rows: int) -> None:
    across, down = fit(width, height, columns, rows)
    assert 1 <= across <= columns
    assert 1 <= down <= rows


def test_its_shape_is_kept() -> None:
    assert fit(1600, 900, 64, 40) == (64, 18)
    assert fit(900, 1600, 64, 16) == (18, 16)


def test_without_pictures_their_words_stand_and_others_leave_no_line() -> None:
    document = typeset(READING, 60)
    assert document.pictures == ()
    assert [line.text for line in document.lines if "▣" in line.text] == ["▣ The quay at dusk."]
    assert all(not link.is_picture for link in document.links)


def test_the_room_of_a_picture_is_that_of_its_size_with_its_caption_below() -> None:
    document = typeset(READING, 60, pictures={QUAY: (800, 400)})
    (place,) = document.pictures
    assert (place.columns, place.rows, place.is_known) == (60, 15, True)
    room = document.lines[place.line : place.line + place.rows]
    assert {run.role for line in room for run in line.runs} == {Role.PICTURE}
    assert {line.width_cells for line in room} == {60}
    assert document.lines[place.line + place.rows].text == "▣ The quay at dusk."
    link = document.links[place.link]
    assert (link.url, link.is_picture, link.line) == (QUAY, True, place.line)


def test_a_picture_that_is_not_known_gets_the_usual_room_and_one_without_words_a_name() -> None:
    document = typeset(READING, 60, pictures={LOCK: (0, 0)})
    (place,) = document.pictures
    assert (place.rows, place.is_known) == (17, False)
    assert document.lines[place.line + place.rows].text == "▣ picture"


def test_tall_and_small_ones() -> None:
    document = typeset(READING, 60, pictures={QUAY: (900, 1400), LOCK: (160, 80)})
    tall, small = document.pictures
    assert tall.rows == MAX_ROWS
    assert (small.columns, small.rows) == (20, 5)
    assert document.lines[small.line].text == " " * 40
    assert typeset(READING, 60, pictures={LOCK: (32, 32)}).pictures == ()


@pytest.mark.parametrize("width", [12, 13, 40, 120])
def test_no_line_is_wider_than_it_may_be(width: int) -> None:
    document = typeset(READING, width, pictures={QUAY: (5000, 10), LOCK: (60, 5000)})
    assert max(line.width_cells for line in document.lines) <= width
    assert len(document.pictures) == 1


@pytest.mark.parametrize("words", ["The pilots", "They waited", "The lock was"])
def test_a_place_in_the_text_is_the_same_with_pictures_and_without(words: str) -> None:
    bare, pictured = typeset(READING, 40), typeset(READING, 40, pictures={QUAY: (800, 500), LOCK: (0, 0)})

    def at(document: object) -> int:
        return next(number for number, line in enumerate(document.lines) if line.text.startswith(words))  # type: ignore[attr-defined]

    for one, other in ((bare, pictured), (pictured, bare)):
        anchor = anchor_at(one, at(one))
        assert anchor is not None
        assert line_of(other, anchor) == at(other)


def test_a_lead_picture_that_the_body_does_not_show_stands_first() -> None:
    lead = replace(ARTICLE, lead_image=Image("https://harbour.example/lead.jpg"))
    document = typeset(replace(READING, article=lead), 60, pictures={"https://harbour.example/lead.jpg": (0, 0)})
    assert document.pictures[0].line == document.block_lines[0]
