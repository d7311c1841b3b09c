"""How sources fare, in sentences."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest

from newsreader.library.health import Trouble, source_health
from newsreader.model import AddressHealth, Section, SectionKey, SectionStatus
from newsreader.typeset.troubles import address_sentence, advice, health_sentence
from tests.fakes import NOW

DAY = timedelta(days=1)
FIRST, SECOND = "https://a.example/feed", "https://a.example/page"


def address(**facts: Any) -> AddressHealth:
    return AddressHealth(**{"url": FIRST, "tried_at": NOW} | facts)


def dead(
    trouble: Trouble = Trouble.REFUSED, reason: str = "the site answered 403: it refuses", **facts: Any
) -> AddressHealth:
    return address(
        **{"error": "Long.", "trouble": trouble, "reason": reason, "failures": 1, "failing_since": NOW} | facts
    )


def status(*addresses: AddressHealth, error: str = "", fetched: bool = True) -> SectionStatus:
    urls = tuple(each.url for each in addresses)
    section = Section(key=SectionKey("a/b"), source="A", name="B", addresses=urls)
    fetched_at = NOW - 5 * DAY if fetched else None
    return SectionStatus(section=section, error=error, addresses=addresses, fetched_at=fetched_at)


def sentence(found: SectionStatus) -> str:
    return health_sentence(source_health(found, NOW), NOW, UTC)


def test_a_failure_of_today_needs_no_length() -> None:
    assert sentence(status(dead(), error="Long.")) == "the site answered 403: it refuses"


def test_one_that_lasts_says_for_how_long_and_how_often() -> None:
    slow = dead(Trouble.UNREACHABLE, "no answer within 30 s", failures=12, failing_since=NOW - 3 * DAY)
    assert sentence(status(slow, error="Long.")) == "no answer within 30 s, for 3 days (12 tries)"


@pytest.mark.parametrize(
    ("worked", "listed_as", "said"),
    [
        (NOW - DAY, "section page", "no articles found on a page that had 24 yesterday: its layout changed"),
        (
            NOW - timedelta(hours=2),
            "section page",
            "no articles found on a page that had 24 earlier today: its layout changed",
        ),
        (
            NOW - 9 * DAY,
            "feed",
            "no articles found on a feed that had 24 on 1 Feb 2026: the site may have dropped or moved it",
        ),
    ],
)
def test_a_page_that_lists_nothing_any_more(worked: Any, listed_as: str, said: str) -> None:
    lost = dead(Trouble.LAYOUT, "x", worked_at=worked, listed=24, listed_as=listed_as)
    assert sentence(status(lost, error="Long.")) == said


def test_one_that_limps_says_that_another_address_works() -> None:
    found = status(dead(), address(url=SECOND, worked_at=NOW))
    assert sentence(found) == "1 of 2 addresses failed, another works: the site answered 403: it refuses"


def test_a_quiet_one_says_since_when() -> None:
    quiet = address(worked_at=NOW, newest_at=NOW - 430 * DAY)
    assert sentence(status(quiet)) == "nothing new for 14 months: the last came on 7 Dec 2024"
    assert "remove" in advice(source_health(status(quiet), NOW))


def test_the_rest() -> None:
    assert sentence(status(address(worked_at=NOW, newest_at=NOW))) == "it works"
    assert sentence(status(address(), fetched=False)) == "not fetched yet"
    assert sentence(status(error="The page could not be read.")) == "the page could not be read"  # of an older library
    assert sentence(status(dead("", "", error="It failed."), error="It failed.")) == "It failed"


def test_each_address_has_its_sentence() -> None:
    assert address_sentence(address(tried_at=None), NOW, UTC) == "not tried yet"
    assert address_sentence(address(worked_at=NOW, listed=1), NOW, UTC) == "worked 10 Feb 2026, 12:00, 1 article listed"
    changed = dead(failures=4, failing_since=NOW - 2 * DAY, first_reason="no answer")
    assert address_sentence(changed, NOW, UTC) == (
        "the site answered 403: it refuses, for 2 days (4 tries); at first: no answer"
    )


@pytest.mark.parametrize("trouble", [*Trouble, "one of a later version"])
def test_every_trouble_comes_with_advice(trouble: Trouble) -> None:
    assert advice(source_health(status(dead(trouble), error="Long."), NOW)).endswith(".")
