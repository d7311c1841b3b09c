"""What stands between the headline and the body belongs to the article; what stands beside it does not."""

from __future__ import annotations

from newsreader.extract import extract_article
from tests.extract.golden import ADDRESS

HEADLINE = "The lighthouse keeper who counts birds"
INTRO = (
    "For thirty winters she has climbed the stair before dawn, and for thirty winters she has written down every wing "
    "that passed the lamp in the hours before the first boat."
)
PROSE = (
    "The notebooks fill a cupboard on the second landing, wrapped in oilcloth against the damp, and no two of them are "
    "of the same make, since paper on the island comes with whatever ship has some to spare. "
)
SECTIONS = "".join(f"<h2>Winter {number}</h2><p>{PROSE}{number}</p><p>{number} {PROSE}</p>" for number in range(14))


def text_of(body: str) -> str:
    page = f"<html><head><title>{HEADLINE}</title></head><body>{body}</body></html>"
    return extract_article(page, ADDRESS).text


def test_an_opening_in_a_box_of_its_own_is_part_of_the_text() -> None:
    text = text_of(f"<h1>{HEADLINE}</h1><div class=a1><p>{INTRO}</p></div><div class=b2>{SECTIONS}</div>")
    assert text.startswith(INTRO)
    assert text.count("Winter") == 14


def test_what_stands_beside_an_opening_does_not_come_along() -> None:
    offer = "Winter boots in all sizes while they last"
    text = text_of(
        f"<h1>{HEADLINE}</h1><div><p>{INTRO}</p></div><div>{offer}</div><div>{SECTIONS}</div><div>{offer}, again</div>"
    )
    assert text.startswith(INTRO)
    assert offer not in text


def test_prose_above_the_headline_is_no_opening() -> None:
    text = text_of(f"<div><p>{INTRO}</p></div><h1>{HEADLINE}</h1><div>{SECTIONS}</div>")
    assert text.startswith("Winter 0")


def test_a_headline_set_again_below_the_opening_does_not_cost_it() -> None:
    opening = f"<p>{INTRO}</p><p>{PROSE}</p>"
    text = text_of(f"<h1>{HEADLINE}</h1><div>{opening}<h2>{HEADLINE}</h2>{SECTIONS}</div>")
    assert text.startswith(INTRO)
