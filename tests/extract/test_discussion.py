"""What readers say under an article is not taken for it, whatever its boxes are called."""

from __future__ import annotations

import pytest

from newsreader.extract import extract_article
from tests.extract.golden import ADDRESS

STORY = "".join(
    f"<p>{number}: The bridge was closed for the third week, and the bakers on the far side had begun to deliver by "
    "boat, which pleased the gulls more than it pleased the bakers.</p>"
    for number in range(5)
)
ANSWERS = "".join(
    f"<li class=k{number}><p>Answer {number}. I crossed it last in spring, when it still had its lamps, and I will say "
    "what nobody on the council dares to say, namely that a ferry was cheaper in every year but one.</p></li>"
    for number in range(30)
)


def text_of(body: str) -> str:
    page = f"<html><head><title>The bridge is shut</title></head><body><h1>The bridge is shut</h1>{body}</body></html>"
    return extract_article(page, ADDRESS).text


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>30 Comments</h3>",
        "<div><h2><span>Kommentare</span> <b>(30)</b></h2></div>",
        "<h3>30 thoughts on the bridge is shut</h3>",
        "<h4>Commentaires</h4>",
        "<h4>Leave a Reply</h4>",
    ],
)
def test_a_long_discussion_does_not_outweigh_the_article(heading: str) -> None:
    text = text_of(f"<div class=x1><div class=x2>{STORY}</div><div class=x3>{heading}<ol>{ANSWERS}</ol></div></div>")
    assert text.startswith("0: The bridge")
    assert "Answer" not in text


def test_an_article_under_such_a_heading_stays() -> None:
    assert "4: The bridge" in text_of(f"<h2>Comments</h2>{STORY}")


def test_a_subhead_that_speaks_of_comments_opens_no_discussion() -> None:
    assert "Answer 29" in text_of(f"<div>{STORY}<h2>Comments the council made in spring</h2><ol>{ANSWERS}</ol></div>")
