"""The work for a page grows with its size and not with its square, whatever it is made of.

Work is counted in calls, so that no clock is asked: four times as much page may take a little over four times as many.
"""

import contextlib
import sys

import pytest

from newsreader.errors import ExtractError
from newsreader.extract import extract_article

MANY = 50
GROWTH = 4
MOST = 5.0  # times as many calls for so much more page; a square would be sixteen
PROSE = (
    "The ferry was late again on Monday, and the harbour office said that the winter timetable would be printed anew "
    "before the end of the month, with two crossings fewer on Sundays."
)
PARTS = {
    "labels": f"<h2>Related stories</h2><p>{PROSE}</p>",
    "bodies": f"<div class='entry-content'><p>{PROSE}</p></div>",
    "discussions": f"<h3>12 comments</h3><p>{PROSE}</p>",
    "notes": "<div><p id='fn7'>[7] 40 boats, says the harbour office.</p></div>",
    "cards": "<div><h3><a href='/2026/02/ferry-#-late-again'>Ferry late again on Monday</a></h3><p>Twice.</p></div>",
    "boxes": "<div class='related'><a href='/2026/02/ferry-#-late-again'>Ferry late again on Monday</a></div>",
    "headlines": "<h1>Winter timetable for the ferry</h1>",
    "dates": "<p class='date'>Updated 1 February 2026</p>",
    "names": "<p class='byline'>By Ada Brook</p>",
    "pictures": "<figure><img src='/ferry-#.jpg'><figcaption>The ferry</figcaption></figure>",
    "bare pictures": "<amp-img src='/ferry-#.jpg'></amp-img>",
    "lines": f"{PROSE}<br>",
    "tables": "<table><tr><td>Monday</td><td>late</td></tr><tr><td>Sunday</td><td>none</td></tr></table>",
}
HOLDERS = {
    "article": f"<article><h1>Winter timetable for the ferry</h1><p>{PROSE}</p>{{}}</article>",
    "link": f"<article><h1>Winter timetable for the ferry</h1><p>{PROSE}</p></article><a href='/2026/02/x'>{{}}</a>",
    "figure": f"<article><h1>Winter timetable for the ferry</h1><p>{PROSE}</p><figure>{{}}</figure></article>",
    "panel": f"<article><h1>Winter timetable for the ferry</h1><p>{PROSE}</p></article><div class='related'>{{}}</div>",
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("holder", HOLDERS)
def test_many_of_a_kind_take_calls_in_proportion(holder: str, part: str) -> None:
    few, many = (page_of(holder, part, count) for count in (MANY, MANY * GROWTH))
    calls_of(many)  # what is remembered of names and addresses is known from here on
    assert calls_of(many) < MOST * calls_of(few)


def page_of(holder: str, part: str, count: int) -> str:
    """Make a page with so many parts, each with its number in its addresses."""
    return HOLDERS[holder].format("".join(PARTS[part].replace("#", str(number)) for number in range(count)))


def calls_of(html: str) -> int:
    """Count the functions that reading an article calls, those in C as well."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with contextlib.suppress(ExtractError):
            extract_article(html, "https://ferry.example/2026/02/timetable")
    finally:
        sys.setprofile(before)
    return calls
