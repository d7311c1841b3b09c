"""Choosing between a feed and a page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsreader.library.candidates import Facts, TextKind, better_of, facts_of, shared
from newsreader.model import Entry, Listing, ListingKind
from tests.fakes import NOW


def facts(
    *numbers: int,
    kind: ListingKind = ListingKind.FEED,
    text: TextKind = TextKind.TEASERS,
    age_days: float | None = 0,
) -> Facts:
    return Facts(
        kind=kind,
        title="",
        articles=len(numbers),
        text=text,
        newest=None if age_days is None else NOW - timedelta(days=age_days),
        stories=frozenset(f"https://paper.example/story-{number}" for number in numbers),
    )


def page(*numbers: int, text: TextKind = TextKind.TEASERS, age_days: float | None = 0) -> Facts:
    return facts(*numbers, kind=ListingKind.SECTION_PAGE, text=text, age_days=age_days)


@pytest.mark.parametrize(
    ("feed", "other", "is_home", "is_feed", "why"),
    [
        (facts(*range(20)), page(*range(20)), False, True, "no worse"),
        (facts(*range(20)), page(*range(7, 60)), False, True, "no worse"),
        (facts(*range(20)), page(*range(15, 60)), False, False, "other articles"),
        (facts(*range(20)), page(*range(15, 60)), True, True, "no worse"),
        (facts(*range(20)), page(*range(40, 80)), False, False, "other articles"),
        (facts(*range(20)), page(*range(40, 80)), True, True, "no worse"),
        (facts(*range(20), age_days=30), page(*range(20), age_days=1), True, False, "29 days behind"),
        (facts(*range(20), age_days=2), page(*range(20), age_days=0), True, True, "no worse"),
        (facts(*range(20), age_days=200), page(*range(40, 60), age_days=None), True, False, "long time"),
        (facts(*range(20), age_days=200), page(*range(20), age_days=None), True, True, "no worse"),
        (facts(*range(20), age_days=None), page(*range(20)), True, True, "no worse"),
        (facts(*range(5)), page(*range(40)), False, False, "only 5, the page 40"),
        (facts(*range(5), text=TextKind.FULL), page(*range(40)), False, True, "full text"),
        (facts(*range(10)), page(*range(100)), False, True, "no worse"),
        (facts(*range(20), text=TextKind.HEADLINES), page(*range(20)), False, False, "no teasers"),
        (
            facts(*range(20), text=TextKind.HEADLINES),
            page(*range(20), text=TextKind.HEADLINES),
            False,
            True,
            "no worse",
        ),
    ],
)
def test_a_feed_is_better_unless_it_is_worse(feed: Facts, other: Facts, is_home: bool, is_feed: bool, why: str) -> None:
    preference = better_of(feed, other, is_home=is_home, now=NOW)
    assert preference.is_feed is is_feed
    assert why in preference.why


def test_the_share_is_of_the_shorter_list() -> None:
    assert shared(facts(1, 2, 3, 4), facts(1, 2)) == 1
    assert shared(facts(1, 2), facts(2, 3, 4, 5)) == 0.5
    assert shared(facts(), facts(1)) == 0


def entry(number: int, *, days: int | None = None, content: str = "", summary: str = "") -> Entry:
    return Entry(
        url=f"https://paper.example/story-{number}.html?utm_source=rss",
        headline=f"Story {number}",
        content=content,
        summary=summary,
        published=None if days is None else NOW - timedelta(days=days),
    )


def test_facts_are_those_of_the_newest_articles() -> None:
    entries = tuple(entry(number, days=10 - number) for number in range(8))
    summed = facts_of(Listing(kind=ListingKind.FEED, title="T", entries=entries))
    assert summed.headlines == tuple(f"Story {number}" for number in (7, 6, 5, 4, 3))
    assert (summed.newest, summed.articles) == (NOW - timedelta(days=3), 8)
    undated = facts_of(Listing(kind=ListingKind.FEED, entries=(entry(1), *entries)))
    assert undated.headlines[0] == "Story 1"
    assert "https://paper.example/story-1.html" in undated.stories


def test_full_text_is_text_and_not_markup() -> None:
    long, hollow = f"<p>{'word ' * 200}</p>", f'<img alt="{"word " * 200}">'
    for entries, text in (
        ((entry(1, content=long), entry(2, content=long), entry(3)), TextKind.FULL),
        ((entry(1, content=long), entry(2), entry(3)), TextKind.HEADLINES),
        ((entry(1, content=hollow), entry(2, content=hollow, summary="Word.")), TextKind.TEASERS),
        ((), TextKind.HEADLINES),
    ):
        assert facts_of(Listing(kind=ListingKind.FEED, entries=entries)).text is text
