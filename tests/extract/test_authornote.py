"""Notes on the author are told from prose that begins with a name."""

from __future__ import annotations

import pytest

from newsreader.extract import extract_article
from newsreader.extract.authornote import is_note_on
from tests.extract.golden import ADDRESS

NAMES = ("Ada Quint", "Jean-Paul Mora")
PROSE = "The tram line was to open in spring, and in spring the rails were still in crates behind the depot. "


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quint is a reporter on the transport desk.",
        "Ada Quint, 41, has written about trams since the old depot burned.",
        "Ada covers trams, ferries and the people who wait for them.",
        "Jean-Paul founded the letter that became this page.",
        "Ada Quint ist Redakteurin im Ressort Verkehr.",
        "Ada Quint est journaliste au service transports.",
        "Ada Quint es periodista y vive en el puerto.",
        "Ada Quint jest dziennikarką działu transportu.",
    ],
)
def test_a_note_is_known_by_the_name_and_what_follows_it(text: str) -> None:
    assert is_note_on(NAMES, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quint: How long will the line stay shut?",
        "Ada Quinton is the mayor.",
        "Adam is the mayor.",
        "The mayor is Ada Quint.",
        "",
    ],
)
def test_other_lines_are_no_notes(text: str) -> None:
    assert not is_note_on(NAMES, text)


def test_a_name_of_one_word_begins_sentences_of_its_own() -> None:
    assert not is_note_on(("Tramways",), "Tramways is late with its timetable.")


def test_a_note_is_dropped_below_the_text_and_kept_in_the_middle() -> None:
    note = "Ada Quint is the transport editor and rides the night tram home."
    said = "Ada Quint was on the first tram."
    before, after = ("".join(f"<p>{day} {number} {PROSE}</p>" for number in range(12)) for day in ("Monday", "Friday"))
    head = "<title>Rails in crates</title><meta name=author content='Ada Quint'>"
    body = f"<h1>Rails in crates</h1><div>{before}<p>{said}</p>{after}<p>{note}</p></div>"
    text = extract_article(f"<html><head>{head}</head><body>{body}</body></html>", ADDRESS).text
    assert said in text
    assert note not in text
