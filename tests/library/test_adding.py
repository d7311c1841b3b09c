"""Following an address of the person's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import ExtractError, FetchError, HttpStatusError, NoListingError
from newsreader.model import ListingKind
from tests.fakes import offline
from tests.library.paper import SENTENCE, SITE, WORLD, Paper, feed, paper_library, refreshed, rows_of, status_of
from tests.library.paper import added as add

FEED, PAGE, HOME = f"{SITE}/news.xml", f"{SITE}/news/", f"{SITE}/"


def listing_page(title: str, count: int = 12, feeds: tuple[str, ...] = ()) -> bytes:
    """Write a section page with teasers."""
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{feed}">' for feed in feeds)
    items = "".join(
        f'<div class="card"><h2><a href="/story-{number}.html">A long headline about bridge number {number}</a></h2>'
        f"<p>{SENTENCE}</p></div>"
        for number in range(count)
    )
    return f"<html><head><title>{title}</title>{links}</head><body><main>{items}</main></body></html>".encode()


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.pages = {FEED: feed(1, 2, 3), PAGE: listing_page("News - The Other Paper")}
    return paper


async def test_a_feed_is_followed_and_its_articles_are_there_at_once(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        added = await add(library, FEED)
        assert (added.kind, added.entries, added.new_articles, added.was_known) == (ListingKind.FEED, 3, 3, False)
        assert added.section.is_own
        assert added.section.addresses[0] == FEED
        assert len(await rows_of(library, added.section.key)) == 3
        status = await status_of(library, added.section.key)
        assert status.is_followed
        assert (status.error, status.fetched_at is None) == ("", False)
        assert (await library.sections())[0] == status  # one's own come first
        assert await library.followed() == (added.section.key,)


async def test_a_section_page_is_followed(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        added = await add(library, PAGE)
        assert (added.kind, added.entries) == (ListingKind.SECTION_PAGE, 12)


async def test_a_front_page_is_called_as_its_publication_and_a_feed_as_its_host(tmp_path: Path, paper: Paper) -> None:
    paper.pages[HOME] = listing_page("The Other Paper")
    async with paper_library(tmp_path, paper) as library:
        home = (await add(library, HOME)).section
        assert (home.source, home.name) == ("The Other Paper", "Front page")
        section = (await add(library, FEED)).section
        assert (section.source, section.name) == ("paper.example", "World")


async def test_names_are_the_persons_where_given_and_cleaned(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        added = await add(library, FEED, site=" My\x1b[2J   Paper ", name="Bridges\u202e")
        assert (added.section.source, added.section.name) == ("My Paper", "Bridges")
        assert added.section.key == "my-paper/bridges"
        assert (await library.named("my paper / bridges"))[0].section.key == added.section.key


async def test_names_without_a_single_latin_letter_still_make_a_key(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        first = await add(library, FEED, site="新聞", name="世界")
        second = await add(library, PAGE, site="日報", name="世界")
        assert (first.section.key, second.section.key) == ("section/section", "section/section-2")
        assert len(await library.named("世界")) == 2


async def test_the_same_address_twice_is_one_section_which_may_be_renamed(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        first = await add(library, FEED)
        again = await add(library, FEED)
        assert again.was_known
        assert again.new_articles == 0
        assert again.section == first.section
        renamed = await add(library, FEED, name="Bridges")
        assert renamed.section.key == first.section.key
        assert (await status_of(library, first.section.key)).section.name == "Bridges"
        assert sum(status.section.is_own for status in await library.sections()) == 1


async def test_an_address_of_the_catalogue_follows_the_catalogues_section(tmp_path: Path, paper: Paper) -> None:
    paper.pages[f"{SITE}/b.xml"] = feed(1)
    async with paper_library(tmp_path, paper) as library:
        added = await add(library, f"{SITE}/b.xml")
        assert (added.section.key, added.was_known, added.section.is_own) == (WORLD, True, False)
        assert await library.followed() == (WORLD,)
        own = await add(library, f"{SITE}/b.xml", name="Mine")
        assert (own.section.is_own, own.section.name) == (True, "Mine")
        assert len(await rows_of(library)) == 1


async def test_a_key_that_is_taken_gets_a_number(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        added = await add(library, FEED, site="Paper", name="World")
        assert added.section.key == "paper/world-2"


async def test_a_page_without_articles_leads_to_the_feed_it_announces(tmp_path: Path, paper: Paper) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}.xml">' for name in ("gone", "news")
    )
    paper.pages[HOME] = f"<html><head>{links}</head><body><p>Please enable the script.</p></body></html>".encode()
    async with paper_library(tmp_path, paper) as library:
        added = await add(library, HOME)
        assert added.kind is ListingKind.FEED
        assert added.section.addresses[0] == FEED
        (result,) = await refreshed(library, added.section.key)
        assert result.error is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (HttpStatusError(HOME, 404), HttpStatusError),
        (b"", ExtractError),
        (b"<html><body><p>Nothing to see here.</p></body></html>", NoListingError),
    ],
    ids=["gone", "empty", "no articles"],
)
async def test_what_lists_nothing_is_not_followed(
    tmp_path: Path, paper: Paper, body: bytes | FetchError, kind: type[Exception]
) -> None:
    paper.pages[HOME] = body
    async with paper_library(tmp_path, paper) as library:
        before = await library.sections()
        with pytest.raises(kind):
            await add(library, HOME)
        assert await library.sections() == before


async def test_nothing_is_added_while_offline(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper, settings=offline()) as library:
        with pytest.raises(FetchError, match="Offline"):
            await add(library, FEED)
    assert paper.asked == []


async def test_a_typed_private_host_is_allowed_and_remembered(tmp_path: Path, paper: Paper) -> None:
    url = "http://[::1]:8080/feed.xml"
    paper.pages[url] = feed(1)
    async with paper_library(tmp_path, paper) as library:
        added = await add(library, url)
    paper.allowed.clear()
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, added.section.key)
        assert paper.allowed == {"::1:8080"}
