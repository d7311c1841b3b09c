"""Finding out what there is to follow at an address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import (
    ExtractError,
    FetchError,
    InternalError,
    NewsError,
    NoAddressError,
    RateLimitedError,
    UnreachableError,
)
from newsreader.library import Library
from newsreader.library.candidates import Look
from newsreader.library.looking import MAX_REQUESTS
from newsreader.model import ListingKind, NotModified, Page, Section, Validators
from tests.fakes import HOSTILE
from tests.library.paper import SENTENCE, SITE, WORLD, Paper, Poison, added, feed, paper_library, story_page, story_url

HOME, DESK = f"{SITE}/", f"{SITE}/desk/"
CHANNEL = "UCabcdefghijklmnopqrstu1"
VIDEOS = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"


class MovedPaper(Paper):
    """A paper some of whose addresses lead to others."""

    def __init__(self) -> None:
        super().__init__()
        self.moved: dict[str, str] = {}

    async def fetch(
        self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
    ) -> Page | NotModified:
        """Answer from memory, from elsewhere where it has moved."""
        page = await super().fetch(self.moved.get(url, url), validators=validators, max_bytes=max_bytes)
        return replace(page, permanent_url=self.moved.get(url, "")) if isinstance(page, Page) else page


def listing(*numbers: int, head: str = "", foot: str = "", title: str = "The Paper") -> bytes:
    """Write a page that lists stories."""
    items = "".join(
        f'<div class="card"><h2><a href="{story_url(number)}">Story {number} of the bridge and the boats</a></h2>'
        f"<p>{SENTENCE}</p></div>"
        for number in numbers
    )
    text = f"<html><head><title>{title}</title>{head}</head><body><main>{items}</main>{foot}</body></html>"
    return text.encode()


def announced(*addresses: str) -> str:
    return "".join(f'<link rel="alternate" type="application/rss+xml" href="{address}">' for address in addresses)


@pytest.fixture
def paper() -> MovedPaper:
    return MovedPaper()


async def looked(folder: Path, paper: Paper, address: str = HOME) -> Look:
    async with paper_library(folder, paper) as library:
        before = await library.sections()
        look = await library.sources.look(address)
        assert await library.sections() == before
        return look


async def test_a_feed_that_is_no_worse_than_its_page_comes_first(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {
        HOME: listing(*range(1, 13), head=announced("/news.xml")),
        f"{SITE}/news.xml": feed(*range(1, 13)),
    }
    look = await looked(tmp_path, paper)
    assert [each.facts.kind for each in look.candidates] == [ListingKind.FEED, ListingKind.SECTION_PAGE]
    assert look.best.url == f"{SITE}/news.xml"
    assert look.best.others == (HOME,)
    assert look.best.facts.headlines[0] == "Story 1 of the bridge"
    assert "no worse" in look.why
    assert paper.asked == [HOME, f"{SITE}/news.xml"]


async def test_the_page_is_another_address_of_the_section(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {HOME: listing(*range(1, 13), head=announced("/news.xml")), f"{SITE}/news.xml": feed(*range(1, 13))}
    async with paper_library(tmp_path, paper) as library:
        section = (await added(library, HOME)).section
        assert section.addresses == (f"{SITE}/news.xml", HOME)
        assert (section.source, section.home) == ("The Paper", HOME)


async def test_a_page_comes_before_a_feed_that_is_worse(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {DESK: listing(*range(1, 13), head=announced("/all.xml")), f"{SITE}/all.xml": feed(20, 21, 22)}
    look = await looked(tmp_path, paper, DESK)
    assert [each.url for each in look.candidates] == [DESK, f"{SITE}/all.xml"]
    assert look.best.others == ()  # of other articles, so no help when the page fails
    assert "other articles" in look.why


async def test_of_several_feeds_that_of_the_page_comes_first(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {
        DESK: listing(*range(1, 13), head=announced("/all.xml", "/desk.xml"), title="Desk - The Paper"),
        f"{SITE}/all.xml": feed(20, 21, 22),
        f"{SITE}/desk.xml": feed(*range(1, 11)),
    }
    look = await looked(tmp_path, paper, DESK)
    assert look.best.url == f"{SITE}/desk.xml"
    assert (look.best.site, look.best.name) == ("The Paper", "Desk")


async def test_a_feed_that_the_page_links_to(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {
        HOME: listing(1, 2, 3, foot='<a href="/service/feeds">RSS</a>'),
        f"{SITE}/service/feeds": b'<html><body><a href="/world.xml" class="rss">World</a></body></html>',
        f"{SITE}/world.xml": feed(1, 2, 3),
    }
    assert (await looked(tmp_path, paper)).best.url == f"{SITE}/world.xml"


@pytest.mark.parametrize("place", ["feed/", "rss.xml", "index.xml", "feeds/posts/default"])
async def test_a_feed_at_a_usual_place(tmp_path: Path, paper: MovedPaper, place: str) -> None:
    paper.pages = {HOME: listing(1, 2, 3), f"{SITE}/{place}": feed(1, 2, 3)}
    assert (await looked(tmp_path, paper)).best.url == f"{SITE}/{place}"
    assert paper.asked[-1] == f"{SITE}/{place}"  # nothing is asked for after it


async def test_a_section_is_not_followed_by_the_feed_of_its_whole_site(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {DESK: listing(1, 2, 3), f"{SITE}/rss.xml": feed(1, 2, 3), f"{SITE}/desk/feed/": b"<html></html>"}
    look = await looked(tmp_path, paper, DESK)
    assert [each.url for each in look.candidates] == [DESK]
    assert look.why == "no feed was found"
    assert f"{SITE}/rss.xml" not in paper.asked


async def test_few_are_asked_for(tmp_path: Path, paper: MovedPaper) -> None:
    links = "".join(f'<a href="/f{number}/rss" class="rss">RSS</a>' for number in range(50))
    paper.pages = {HOME: listing(1, 2, 3, head=announced(*(f"/{n}.rss" for n in range(50))), foot=links)}
    await looked(tmp_path, paper)
    assert len(paper.asked) <= MAX_REQUESTS + 1


async def test_a_site_that_asks_for_a_pause_is_asked_for_nothing_more(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {
        HOME: listing(1, 2, 3, head=announced("/a.rss", "/b.rss")),
        f"{SITE}/a.rss": RateLimitedError(HOME, 429),
    }
    assert (await looked(tmp_path, paper)).best.url == HOME
    assert paper.asked == [HOME, f"{SITE}/a.rss"]


async def test_a_site_that_falls_silent_is_asked_for_little_more(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {HOME: listing(1, 2, 3, head=announced("/a.rss", "/b.rss", "/c.rss"))}
    paper.pages |= {f"{SITE}/{name}.rss": UnreachableError(HOME, "no answer in time") for name in "abc"}
    assert (await looked(tmp_path, paper)).best.url == HOME
    assert paper.asked == [HOME, f"{SITE}/a.rss", f"{SITE}/b.rss"]


async def test_one_feed_in_two_formats_is_one(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {HOME: listing(1, 2, 3, head=announced("/a.rss", "/b.rss", "/c.rss"))}
    paper.pages |= {f"{SITE}/a.rss": feed(1, 2, 3), f"{SITE}/b.rss": feed(1, 2, 3), f"{SITE}/c.rss": feed(1, 2)}
    look = await looked(tmp_path, paper)
    assert [each.url for each in look.candidates] == [f"{SITE}/a.rss", HOME, f"{SITE}/c.rss"]


async def test_what_no_code_of_ours_can_read_costs_itself_only(
    tmp_path: Path, paper: MovedPaper, logged_errors: list[str]
) -> None:
    paper.pages = {HOME: listing(1, 2, 3, foot='<a href="/follow">RSS</a>'), f"{SITE}/follow": Poison(b"<html>")}
    assert (await looked(tmp_path, paper)).best.url == HOME
    paper.pages[HOME] = Poison(b"<html>")
    with pytest.raises(InternalError):
        await looked(tmp_path, paper)
    assert len(logged_errors) == 3
    logged_errors.clear()


async def test_a_bare_domain_is_tried_with_www_and_without_encryption(tmp_path: Path, paper: MovedPaper) -> None:
    refused = UnreachableError(HOME, "connection refused")
    paper.pages = {
        HOME: refused,
        "https://www.paper.example": refused,
        "https://paper.example": refused,
        "http://paper.example": listing(1, 2, 3),
    }
    look = await looked(tmp_path, paper, "paper.example")
    assert look.best.url == "http://paper.example"
    with pytest.raises(UnreachableError, match="refused"):
        await looked(tmp_path, paper, HOME)  # who writes https means it
    with pytest.raises(NoAddressError):
        await looked(tmp_path, paper, "paper")


async def test_a_name_that_nobody_knows_is_asked_for_once(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {
        "https://papr.example": UnreachableError("https://papr.example", "no such name", is_name_unknown=True)
    }
    with pytest.raises(UnreachableError, match="no such name"):
        await looked(tmp_path, paper, "papr.example")
    assert paper.asked == ["https://papr.example"]


async def test_a_channel_is_found_by_its_page_or_its_address(tmp_path: Path, paper: MovedPaper) -> None:
    handle = "https://www.youtube.com/@harbour"
    paper.pages = {
        handle: f'<html><body><script>{{"externalId":"{CHANNEL}"}}</script></body></html>'.encode(),
        VIDEOS: feed(1, 2),
    }
    assert (await looked(tmp_path, paper, handle)).best.url == VIDEOS
    paper.asked.clear()
    assert (await looked(tmp_path, paper, f"https://www.youtube.com/channel/{CHANNEL}")).best.url == VIDEOS
    assert paper.asked == [VIDEOS]


async def test_a_repository_offers_its_feeds(tmp_path: Path, paper: MovedPaper) -> None:
    repository = "https://github.com/harbour/crane"
    paper.pages = {f"{repository}/releases.atom": feed(1), f"{repository}/commits.atom": feed(2, 3)}
    look = await looked(tmp_path, paper, repository)
    assert [each.label for each in look.candidates] == ["releases", "commits"]


async def test_a_service_without_its_feed_is_a_page_like_others(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {f"{SITE}/@ann": listing(1, 2, 3)}
    assert (await looked(tmp_path, paper, f"{SITE}/@ann")).best.url == f"{SITE}/@ann"


@pytest.mark.parametrize("body", [b"", b"\x00" * 50, b"<html><body><p>Nothing.</p></body></html>", story_page(1)])
async def test_what_lists_nothing_and_leads_nowhere_is_said(tmp_path: Path, paper: MovedPaper, body: bytes) -> None:
    paper.pages = {HOME: body}
    with pytest.raises(ExtractError):
        await looked(tmp_path, paper)


async def test_hostile_titles_are_plain_text(tmp_path: Path, paper: MovedPaper) -> None:
    body = feed(1, 2).replace(b"Story 1 of", HOSTILE.encode() + b" \xc2\x9b2J&#27;]0;x&#7;")
    paper.pages = {f"{SITE}/x.xml": body.replace(b"<title>World</title>", b"<title>[red]W\xe2\x80\xaeorld</title>")}
    look = await looked(tmp_path, paper, f"{SITE}/x.xml")
    assert look.best.facts.title == "[red]World"
    assert look.best.facts.headlines[0].startswith(HOSTILE)
    assert "\x1b" not in look.best.facts.headlines[0]


# ---- what is there already


async def known_as(library: Library, address: str) -> str:
    known = (await library.sources.look(address)).best.known
    return known.name if known else ""


async def test_another_spelling_of_a_known_address_is_known(tmp_path: Path, paper: MovedPaper) -> None:
    for spelling in ("https://www.paper.example/n.xml", "http://paper.example/n.xml", f"{SITE}/n.xml?utm_source=x"):
        paper.pages[spelling] = feed(1, 2)
    paper.pages[f"{SITE}/n.xml"] = feed(1, 2)
    async with paper_library(tmp_path, paper) as library:
        await added(library, f"{SITE}/n.xml", name="Mine")
        for spelling in list(paper.pages):
            assert await known_as(library, spelling) == "Mine"
            assert (await added(library, spelling)).was_known
        assert sum(status.section.is_own for status in await library.sections()) == 1


async def test_an_address_that_leads_to_a_known_one_is_known(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {f"{SITE}/n.xml": feed(1, 2)}
    paper.moved = {f"{SITE}/old": f"{SITE}/n.xml"}
    async with paper_library(tmp_path, paper) as library:
        first = await added(library, f"{SITE}/old")
        assert first.section.addresses == (f"{SITE}/n.xml",)
        assert (await added(library, f"{SITE}/n.xml")).was_known
        assert (await added(library, f"{SITE}/old")).was_known


async def test_a_feed_that_lists_what_a_known_section_lists_is_known(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {
        f"{SITE}/n.xml": feed(*range(1, 11)),
        "https://feeds.example/same": feed(*range(1, 11)),
        "https://feeds.example/part": feed(*range(1, 4)),
        "https://feeds.example/more": feed(*range(1, 25)),
        "https://feeds.example/older": feed(*range(6, 16)),
    }
    async with paper_library(tmp_path, paper) as library:
        first = await added(library, f"{SITE}/n.xml", name="Mine")
        again = await added(library, "https://feeds.example/same")
        assert (again.was_known, again.section.key) == (True, first.section.key)
        for other in ("part", "more", "older"):
            assert await known_as(library, f"https://feeds.example/{other}") == ""
        named = await added(library, "https://feeds.example/same", name="All the same")  # the person knows better
        assert (named.was_known, named.section.name) == (False, "All the same")


async def test_the_address_that_was_chosen_is_asked_first(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {HOME: listing(*range(1, 13), head=announced("/news.xml")), f"{SITE}/news.xml": feed(*range(1, 13))}
    async with paper_library(tmp_path, paper) as library:
        first = await added(library, HOME)
        look = await library.sources.look(HOME)
        page = look.candidates[1]
        assert page.known == first.section
        await library.sources.add(page)
        assert (await known_section(library)).addresses == (HOME, f"{SITE}/news.xml")
        await added(library, f"{SITE}/news.xml")
        assert (await known_section(library)).addresses == (f"{SITE}/news.xml", HOME)


async def known_section(library: Library) -> Section:
    (section,) = [status.section for status in await library.sections() if status.section.is_own]
    return section


async def test_what_the_catalogue_has_is_known(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {f"{SITE}/b.xml": feed(1)}
    async with paper_library(tmp_path, paper) as library:
        known = (await library.sources.look(f"{SITE}/b.xml")).best.known
        assert known is not None
        assert known.key == WORLD


# ---- a whole site


def site() -> dict[str, bytes | FetchError]:
    names = ("world", "science", "local", "again", "broken", "story", "film", "music")
    links = "".join(f'<li><a href="/{name}/">{name.title()}</a></li>' for name in names)
    nav = f"<nav><ul>{links}<li><a href='/login'>Log in</a></li></ul></nav>"
    return {
        HOME: listing(*range(1, 13), foot=nav),
        f"{SITE}/world/": listing(*range(1, 5), *range(20, 30), foot=nav, title="World - The Paper"),
        f"{SITE}/science/": listing(*range(30, 40), head=announced("/science.xml"), foot=nav),
        f"{SITE}/science.xml": feed(*range(20, 28)).replace(b"story-2", b"story-3"),
        f"{SITE}/local/": listing(50, 51, foot=nav),
        f"{SITE}/again/": listing(*range(20, 30), foot=nav),
        f"{SITE}/story/": story_page(60),
        f"{SITE}/film/": b"<html>" + announced("/all.xml").encode(),
        f"{SITE}/all.xml": feed(*range(70, 90)).replace(b"pubDate", b"p"),
        f"{SITE}/music/": b"<html>" + announced("/music/feed").encode(),
        f"{SITE}/music/feed": feed(*range(60, 70)).replace(b"pubDate", b"p"),
    }


async def test_the_sections_of_a_site_are_found_from_its_menu(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = site()
    async with paper_library(tmp_path, paper) as library:
        look = await library.sources.look(HOME)
        assert [name for _, name in look.menu] == [
            "World",
            "Science",
            "Local",
            "Again",
            "Broken",
            "Story",
            "Film",
            "Music",
        ]
        sections = await library.sources.sections(look)
        assert [(each.name, each.url) for each in sections] == [
            ("World", f"{SITE}/world/"),
            ("Science", f"{SITE}/science.xml"),
            ("Music", f"{SITE}/music/feed"),
        ]
        for each in (look.best, *sections):
            await library.sources.add(each)
        own = [status.section for status in await library.sections() if status.section.is_own]
        assert [(section.source, section.name) for section in own] == [
            ("The Paper", "Front page"),
            ("The Paper", "World"),
            ("The Paper", "Science"),
            ("The Paper", "Music"),
        ]
        assert f"{SITE}/login" not in paper.asked


async def test_a_site_without_a_menu_has_no_sections(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = {HOME: listing(1, 2, 3)}
    async with paper_library(tmp_path, paper) as library:
        assert await library.sources.sections(await library.sources.look(HOME)) == ()


async def test_a_network_that_dies_meanwhile_is_said(tmp_path: Path, paper: MovedPaper) -> None:
    paper.pages = site()
    async with paper_library(tmp_path, paper) as library:
        look = await library.sources.look(HOME)
        library.network.is_forced_offline = True
        with pytest.raises(NewsError, match="Offline"):
            await library.sources.sections(look)
