from hypothesis import given
from hypothesis import strategies as st

from newsreader.excerpt import Marked, excerpt, marked
from newsreader.query import Field, Term
from newsreader.tokens import token_texts

FILLER = "the river ran past the mill and the town slept on "


def term(*tokens: str, is_prefix: bool = False) -> Term:
    return Term(Field.ANY, tokens, is_prefix)


def shown(found: Marked) -> list[str]:
    return [found.text[start:stop] for start, stop in found.places]


def test_every_place_in_a_line_is_marked() -> None:
    line = marked("Drones over Łódź: a DRONE, the drone's pilot", [term("drone"), term("lodz")])
    assert shown(line) == ["Łódź", "DRONE", "drone"]


def test_prefixes_and_phrases() -> None:
    assert shown(marked("Warsaw warns of war", [term("war", is_prefix=True)])) == ["Warsaw", "warns", "war"]
    assert shown(marked("air force, air defence", [term("air", "def", is_prefix=True)])) == ["air defence"]
    assert shown(marked("东京会谈在东京举行会", [term("会", "谈")])) == ["会谈"]


def test_the_piece_with_most_terms_is_shown() -> None:
    text = f"bridge {FILLER * 10}a bridge of iron stood by the ferry {FILLER * 10}"
    piece = excerpt(text, [term("bridge"), term("ferry")], 120)
    assert shown(piece) == ["bridge", "ferry"]
    assert len(piece.text) <= 120
    assert piece.text.startswith("…")
    assert piece.text.endswith("…")
    assert all(each in text.split() for each in piece.text.strip("…").split())


def test_without_a_place_it_is_the_beginning() -> None:
    assert excerpt("A short\ntext", [term("absent")], 50) == Marked("A short text")
    assert excerpt(FILLER * 10, [], 50).text.startswith("the river")


def test_hostile_text_stays_text() -> None:
    text = "[b]war[/b] [@click=app.quit]<b>war</b>"
    assert excerpt(text, [term("war")], 100) == Marked(text, ((3, 6), (31, 34)))


@given(st.text(), st.lists(st.text(min_size=1, max_size=3), max_size=3), st.integers(10, 80))
def test_any_text_gives_a_line_within_bounds(text: str, words: list[str], room: int) -> None:
    terms = [term(*found) for each in words if (found := token_texts(each))]
    piece = excerpt(text, terms, room)
    assert len(piece.text) <= max(room, 2)
    assert "\n" not in piece.text
    assert all(0 <= start < stop <= len(piece.text) for start, stop in piece.places)
    assert all(one[1] < other[0] for one, other in zip(piece.places, piece.places[1:], strict=False))
