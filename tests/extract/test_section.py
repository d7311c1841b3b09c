"""Section and home pages of many makes list their articles, and nothing else.

The pages in `tests/data/sections` are our own, each in the shape of a kind of site; what must be read from
one stands beside it as JSON, absent fields being empty.
"""

import contextlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.address import is_web_address
from newsreader.errors import ExtractError, NoListingError, UnreadableError
from newsreader.extract.addresses import article_likeness
from newsreader.extract.document import parse_page
from newsreader.extract.section import extract_section
from newsreader.extract.signposts import announced_feeds
from newsreader.model import Dateline, Entry, ListingKind
from newsreader.text import clean_line
from tests.site import SECTIONS, SITES, all_pages, front_page_stories, stories_of

PAGES = Path(__file__).parent.parent / "data" / "sections"


def expected_entry(fields: dict[str, Any]) -> Entry:
    place, agency, day = fields.get("dateline", ("", "", ""))
    return Entry(
        url=fields["url"],
        headline=fields["headline"],
        summary=fields.get("summary", ""),
        byline=tuple(fields.get("byline", ())),
        dateline=Dateline(place=place, agency=agency, date=date.fromisoformat(day)) if day else None,
        published=datetime.fromisoformat(fields["published"]) if "published" in fields else None,
        image_url=fields.get("image_url", ""),
    )


@pytest.mark.parametrize("name", sorted(page.stem for page in PAGES.glob("*.html")))
def test_a_page_of_its_make(name: str) -> None:
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    page = (PAGES / f"{name}.html").read_bytes()
    listing = extract_section(page, expected["url"])
    assert [entry.headline for entry in listing.entries] == [fields["headline"] for fields in expected["entries"]]
    assert listing.entries == tuple(expected_entry(fields) for fields in expected["entries"])
    assert (listing.kind, listing.title, listing.site) == (
        ListingKind.SECTION_PAGE,
        expected["title"],
        expected["site"],
    )
    assert list(announced_feeds(parse_page(page, expected["url"]).parser, expected["url"])) == expected["feed_urls"]


def test_the_pages_of_the_network_come_out_complete() -> None:
    base = "http://127.0.0.1:8080"
    pages = all_pages(base)
    for section in SECTIONS.values():
        stories = stories_of(section.key)
        listing = extract_section(pages[section.page].body, base + section.page)
        assert [entry.url for entry in listing.entries] == [base + story.path for story in stories]
        assert [entry.headline for entry in listing.entries] == [story.headline for story in stories]
        for entry, story in zip(listing.entries, stories, strict=True):
            assert entry.dateline is not None
            assert f"{entry.dateline.place} ({entry.dateline.agency})" in story.dateline
            assert entry.summary == f"{story.teaser}…"
            assert (story.photo in entry.image_url) if story.photo else not entry.image_url
    for site in SITES.values():
        listing = extract_section(pages[site.home].body, base + site.home)
        assert [entry.url for entry in listing.entries] == [base + story.path for story in front_page_stories(site)]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "plain text",
        "<p>One paragraph about <a href=/reports/a_ship_in_the_harbour_999.html>a ship that lies in the harbour</a>.",
        "<nav><a href=/the-world-as-it-is>The world as it is now</a><a href=/the-old-town>The town as it was</a></nav>",
        "<ul><li><a href=/world>World</a><li><a href=/sport>Sport</a><li><a href=/culture>Culture</a></ul>",
        "<ul><li><a href='mailto:a@b.example'>Write a letter to the editor of this paper</a>"
        "<li><a href='javascript:void(0)'>Open the menu of all the sections of the paper</a></ul>",
        "<ul><li><a href=/privacy/how-we-use-what-we-know>How we use what we know about you</a>"
        "<li><a href=/tag/stories-of-the-sea-and-shore>Stories of the sea and of the shore</a></ul>",
    ],
)
def test_a_page_that_lists_nothing(page: str) -> None:
    with pytest.raises(NoListingError):
        extract_section(page, "https://a.example/page")


def test_an_address_has_one_entry_in_its_first_place() -> None:
    page = """<h3><a href="/reports/ship_comes_home_999.html">Ship comes home after forty years at sea</a></h3>
    <h3><a href="/reports/mill_for_sale_999.html">Mill for sale with its miller and its cat</a></h3>
    <h3><a href="/reports/ship_comes_home_999.html?utm_source=a#top">Ship comes home after forty years at sea</a></h3>
    <p>The whole town stood on the quay, and nobody knew what to say to the crew.</p>"""
    ship, mill = extract_section(page, "https://a.example/").entries
    assert (ship.url, ship.summary[:14]) == (
        "https://a.example/reports/ship_comes_home_999.html?utm_source=a",
        "The whole town",
    )
    assert mill.summary == ""


def test_a_page_built_to_hold_the_parser_is_refused() -> None:
    with pytest.raises(UnreadableError):
        extract_section("<div>" * 50_000, "https://a.example/")


def test_text_that_acts_on_terminals_is_gone() -> None:
    page = "".join(
        f'<h2><a href="/2026/01/0{day}/report-of-the-day">Report \x1b]0;x\x07 of\u202e day &#27;[31m &#x9b;2J</a></h2>'
        for day in (1, 2, 3)
    )
    for entry in extract_section(page, "https://a.example/").entries:
        assert entry.headline == clean_line(entry.headline)
        assert "\x1b" not in entry.headline


@pytest.mark.parametrize(
    ("address", "least", "most"),
    [
        ("https://a.example/reports/Some_Headline_In_Title_Case_999.html", 2, 2),
        ("https://a.example/afp/260201103544.k3x9q2vd.html", 1.5, 2),
        ("https://a.example/some-long-slug/", 2, 2),
        ("https://a.example/2026/02/01/x", 2, 2),
        ("https://a.example/?p=81273", 0, 1),
        ("https://a.example/world", -1.5, -1.5),
        ("https://a.example/missile-defense.html", 0, 1.4),
        ("https://a.example/%E8%80%81%E8%88%97%E3%81%AE%E6%99%82%E8%A8%88%E5%BA%97", -1.5, 1.5),
    ],
)
def test_the_shape_of_addresses(address: str, least: float, most: float) -> None:
    likeness = article_likeness(address)
    assert likeness is not None
    assert least <= likeness <= most


@pytest.mark.parametrize(
    "path",
    ["/", "/index.html", "/tag/a-long-tag-name", "/author/jane-roe", "/p.jpg", "/feed/", "/a-b-c/?page=2", "/login"],
)
def test_addresses_that_are_no_articles(path: str) -> None:
    assert article_likeness(f"https://a.example{path}") is None
    assert article_likeness("https://www.facebook.com/some-story-of-the-day") is None


PIECES = [
    "<a href='/2026/01/01/a-long-story-slug'>", "<a href=//b.example/x?id=1>", "<a href='/n/%ff%fe'>", "</a>",
    "<a href=http://[::1>", "<h2>", "</h2>", "<p>", "<div class='card nav'>", "</div>", "<td>", "<table>", "<ul>",
    "<li>", "<br>", "<img src=x.jpg>", "<time datetime=9999-99-99>", "Most read", "read more", "by Jane Roe", "\x00",
    "A headline of some length, as they are", "Quetta (AFP) Feb 1, 2026", "\ud800", "<svg>", "<form>",
    "<base href=javascript:x>", "<link rel=alternate type=text/xml href=f>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=80).map("".join))
def test_any_page_is_a_listing_or_a_typed_error(page: str) -> None:
    with contextlib.suppress(ExtractError):
        listing = extract_section(page, "https://a.example/section/")
        assert len({entry.url for entry in listing.entries}) == len(listing.entries)
        for entry in listing.entries:
            assert is_web_address(entry.url)
            assert entry.headline
            for text in (entry.headline, entry.summary, *entry.byline):
                assert text == clean_line(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_listing_or_a_typed_error(page: bytes) -> None:
    with contextlib.suppress(ExtractError):
        extract_section(page, "https://a.example/")
