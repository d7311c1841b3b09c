"""How sources fare, as refreshing finds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import (
    CertificateError,
    FetchError,
    ForbiddenAddressError,
    HttpStatusError,
    InternalError,
    ListingLostError,
    NewsError,
    NoListingError,
    RateLimitedError,
    RobotsRefusedError,
    SourceGoneError,
    TooLargeError,
    UnreachableError,
    UnreadableError,
    WalledListingError,
)
from newsreader.fetch.answer import status_error
from newsreader.library.health import (
    QUIET_AFTER,
    State,
    Trouble,
    by_trouble,
    reason_of,
    source_health,
    trouble_of,
)
from newsreader.model import SectionKey, SectionStatus
from tests.fakes import NOW
from tests.library.paper import OLD, SITE, SPORT, WORLD, Clock, Paper, dead, feed, paper_library, refreshed, status_of

FIRST, SECOND = f"{SITE}/a.xml", f"{SITE}/b.xml"
SPORT_FEED = f"{SITE}/sport.xml"
NO_ARTICLES = b"<html><head><title>Sport</title></head><body><p>We have a new look!</p></body></html>"
URL = "https://a.example/secret?token=1"


@pytest.mark.parametrize(
    ("error", "trouble", "reason"),
    [
        (status_error(URL, 403), Trouble.REFUSED, "the site answered 403: it refuses automated readers"),
        (status_error(URL, 404), Trouble.GONE, "the site answered 404: no such page"),
        (SourceGoneError(URL, 410), Trouble.GONE, "the site answered 410: gone for good"),
        (status_error(URL, 502), Trouble.SITE_BROKEN, "the site answered 502: the site is broken at the moment"),
        (status_error(URL, 418), Trouble.SITE_BROKEN, "the site answered 418"),
        (
            RateLimitedError(URL, 429, 300.0, "HTTP 429: not before 5 min from now"),
            Trouble.SLOW_DOWN,
            "the site answered 429: it asks us to slow down",
        ),
        (CertificateError(URL, "TLS certificate expired"), Trouble.CERTIFICATE, "TLS certificate expired"),
        (UnreachableError(URL, "no answer within 30 s"), Trouble.UNREACHABLE, "no answer within 30 s"),
        (UnreachableError(URL), Trouble.UNREACHABLE, "the site could not be reached"),
        (
            ForbiddenAddressError(URL, "this is a private address"),
            Trouble.NOT_OPENED,
            "the address is not opened: this is a private address",
        ),
        (RobotsRefusedError(URL), Trouble.REFUSED, "the site asks automated readers to stay away from this page"),
        (TooLargeError(URL, "more than 16 MB"), Trouble.TOO_LARGE, "more than 16 MB"),
        (NoListingError(URL), Trouble.NO_LISTING, "no articles are listed on this page"),
        (
            ListingLostError(URL, "a page that had 3: why"),
            Trouble.LAYOUT,
            "no articles found on a page that had 3: why",
        ),
        (WalledListingError(URL, "the site asks"), Trouble.REFUSED, "the site asks"),
        (UnreadableError(URL), Trouble.UNREADABLE, "this is not a document that can be read here"),
        (InternalError(URL), Trouble.INTERNAL, "newsreader itself failed"),
        (FetchError(URL, "the br stream is damaged"), Trouble.UNREADABLE, None),
    ],
)
def test_every_failure_has_a_kind_and_words_that_do_not_name_it(
    error: NewsError, trouble: Trouble, reason: str | None
) -> None:
    assert trouble_of(error) == trouble
    assert URL not in reason_of(error)
    assert reason is None or reason_of(error) == reason


async def test_failures_are_counted_since_the_first(tmp_path: Path) -> None:
    paper, clock = Paper(), Clock()
    paper.pages = {SPORT_FEED: feed(1)}
    async with paper_library(tmp_path, paper, clock=clock) as library:
        await refreshed(library, SPORT)
        paper.pages[SPORT_FEED] = UnreachableError(SPORT_FEED, "no answer within 30 s")
        for _ in range(3):
            clock.now += timedelta(days=1)
            await refreshed(library, SPORT)
        health = source_health(await status_of(library, SPORT), clock.now)
        assert (health.state, health.failures, health.worked_at) == (State.FAILING, 3, NOW)
        assert health.failing_since == NOW + timedelta(days=1)
        assert health.failed is not None
        assert (health.failed.trouble, health.failed.reason) == (Trouble.UNREACHABLE, "no answer within 30 s")
        paper.pages[SPORT_FEED] = feed(1, 2)
        await refreshed(library, SPORT)
        assert source_health(await status_of(library, SPORT), clock.now).state is State.WORKING


async def test_a_page_that_lists_nothing_any_more_has_changed_its_layout(tmp_path: Path) -> None:
    paper, clock = Paper(), Clock()
    paper.pages = {SPORT_FEED: NO_ARTICLES}
    async with paper_library(tmp_path, paper, clock=clock) as library:
        (never,) = await refreshed(library, SPORT)
        assert type(never.error) is NoListingError  # nothing is known of what it had
        paper.pages[SPORT_FEED] = feed(1, 2, 3)
        await refreshed(library, SPORT)
        paper.pages[SPORT_FEED] = NO_ARTICLES
        clock.now += timedelta(days=1)
        for _ in range(2):  # the count outlives failures
            (result,) = await refreshed(library, SPORT)
            assert isinstance(result.error, ListingLostError)
            assert "a feed that had 3" in result.error.user_text
        health = source_health(await status_of(library, SPORT), clock.now)
        assert health.failed is not None
        assert (health.failed.trouble, health.failed.listed, health.failures) == (Trouble.LAYOUT, 3, 2)


async def test_a_section_fails_since_its_last_address_does(tmp_path: Path) -> None:
    paper, clock = Paper(), Clock()
    paper.pages = {SECOND: feed(1)}
    async with paper_library(tmp_path, paper, clock=clock) as library:
        await refreshed(library, WORLD)
        limping = source_health(await status_of(library, WORLD), clock.now)
        assert (limping.state, limping.failing_since, limping.failures) == (State.LIMPING, NOW, 1)
        clock.now += timedelta(days=2)
        paper.pages = {}
        await refreshed(library, WORLD)
        failing = source_health(await status_of(library, WORLD), clock.now)
        assert (failing.state, failing.failing_since, failing.failures) == (State.FAILING, clock.now, 1)
        assert failing.failed is not None
        assert (failing.failed.url, failing.failed.failures) == (FIRST, 2)


async def test_a_feed_without_anything_new_is_quiet(tmp_path: Path) -> None:
    paper, clock = Paper(), Clock()
    paper.pages = {SPORT_FEED: feed(1)}
    async with paper_library(tmp_path, paper, clock=clock) as library:
        await refreshed(library, SPORT)
        clock.now += QUIET_AFTER
        await refreshed(library, SPORT)
        health = source_health(await status_of(library, SPORT), clock.now)
        assert health.state is State.QUIET
        assert health.quiet_since is not None
        assert health.quiet_since < NOW  # as the entries are dated, not as we came


async def test_the_worst_come_first_and_what_was_never_asked_for_not_at_all(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {SECOND: feed(1), SPORT_FEED: feed(2)}
    async with paper_library(tmp_path, paper) as library:
        assert by_trouble(await library.sections(), NOW) == ()
        await refreshed(library, WORLD, SPORT, OLD)
        statuses = await library.sections()
        assert [(each.status.section.key, each.state) for each in by_trouble(statuses, NOW)] == [
            (OLD, State.FAILING),
            (WORLD, State.LIMPING),
            (SPORT, State.WORKING),
        ]
        search = SectionStatus(section=replace(statuses[0].section, key=SectionKey("?x")), query="x", is_followed=True)
        assert by_trouble([search], NOW) == ()


async def test_a_refusal_of_one_day_is_not_forgotten_over_a_restart(tmp_path: Path) -> None:
    paper, clock = Paper(), Clock()
    paper.pages = {SPORT_FEED: HttpStatusError(SPORT_FEED, 403)}
    for _ in range(2):
        async with paper_library(tmp_path, paper, clock=clock) as library:
            await refreshed(library, SPORT)
            clock.now += timedelta(days=1)
            health = source_health(await status_of(library, SPORT), clock.now)
    assert (health.failures, health.failing_since) == (2, NOW)


async def test_a_dead_network_is_no_fault_of_the_address(tmp_path: Path) -> None:
    paper, clock = Paper(), Clock()
    paper.pages = {SPORT_FEED: dead(SPORT_FEED), FIRST: feed(1)}
    async with paper_library(tmp_path, paper, clock=clock) as library:
        (result,) = await refreshed(library, SPORT)
        assert isinstance(result.error, UnreachableError)
        status = await status_of(library, SPORT)
        assert (status.addresses[0].failures, status.addresses[0].error) == (0, "")
        assert source_health(status, clock.now).state is State.UNTRIED
        await refreshed(library, WORLD)
        await refreshed(library, SPORT)  # now another site answers, so its name servers are its own fault
        assert (await status_of(library, SPORT)).addresses[0].failures == 1


async def test_a_pause_that_a_site_asked_for_is_one_failure(tmp_path: Path) -> None:
    paper, clock = Paper(), Clock()
    paper.pages = {SPORT_FEED: RateLimitedError(SPORT_FEED, 429, 600.0)}
    async with paper_library(tmp_path, paper, clock=clock) as library:
        for _ in range(3):
            await refreshed(library, SPORT)
        health = source_health(await status_of(library, SPORT), clock.now)
        assert (health.failures, health.failed and health.failed.trouble) == (1, Trouble.SLOW_DOWN)
        assert paper.asked == [SPORT_FEED]
        clock.now += timedelta(seconds=601)
        await refreshed(library, SPORT)
        assert source_health(await status_of(library, SPORT), clock.now).failures == 2


WALLS = {
    "the site asks for proof that a person is reading": (
        b"<html><head><title>Just a moment...</title></head><body><div><h1>paper.example</h1>"
        b"<p>Checking your browser before you reach the site. This takes a few seconds.</p></div></body></html>"
    ),
    "the page shows its text only after running scripts": (
        b"<html><head><title>Paper</title></head><body><div id=root></div>"
        b"<noscript>You need to enable JavaScript to run this app.</noscript><script src=/main.js></script></body>"
    ),
}


@pytest.mark.parametrize(("reason", "wall"), WALLS.items(), ids=["robot check", "scripts"])
async def test_a_wall_in_the_place_of_a_page_is_no_change_of_layout(tmp_path: Path, reason: str, wall: bytes) -> None:
    paper, clock = Paper(), Clock()
    paper.pages = {SPORT_FEED: feed(1, 2, 3)}
    async with paper_library(tmp_path, paper, clock=clock) as library:
        await refreshed(library, SPORT)
        paper.pages[SPORT_FEED] = wall
        (result,) = await refreshed(library, SPORT)
        assert isinstance(result.error, WalledListingError)
        health = source_health(await status_of(library, SPORT), clock.now)
        assert health.failed is not None
        assert (health.failed.trouble, health.failed.reason) == (Trouble.REFUSED, reason)
