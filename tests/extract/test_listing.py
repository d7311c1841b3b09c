"""A feed or a section page is known by its bytes, whatever the server calls it."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import ExtractError, NoListingError
from newsreader.extract.listing import extract_listing, is_feed
from newsreader.model import ListingKind

DATA = Path(__file__).parent.parent / "data"


@pytest.mark.parametrize("content_type", ["", "text/html", "text/plain", "application/octet-stream", "image/png"])
@pytest.mark.parametrize("name", sorted(path.name for path in (DATA / "feeds").iterdir()))
def test_a_feed_is_a_feed_under_any_name(name: str, content_type: str) -> None:
    listing = extract_listing((DATA / "feeds" / name).read_bytes(), "https://a.example/x", content_type)
    assert listing.kind is ListingKind.FEED


@pytest.mark.parametrize("name", sorted(path.name for path in (DATA / "sections").glob("*.html")))
def test_a_page_is_a_page_even_when_served_as_xml(name: str) -> None:
    body = (DATA / "sections" / name).read_bytes()
    listing = extract_listing(body, "https://a.example/list", "application/xml")
    assert listing.kind is ListingKind.SECTION_PAGE


@pytest.mark.parametrize(
    "start",
    [
        b"<rss>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<rss version='0.91'>",
        b"<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><!-- <html> --><feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<!DOCTYPE rss [<!ENTITY x 'y'>]> <rss>",
        b"<rdf:RDF xmlns:rdf='x'>",
        b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>",
        '<?xml version="1.0" encoding="utf-16"?><rss>'.encode("utf-16"),
        b'\n\n  { "version"',
    ],
)
def test_the_root_tells_a_feed(start: bytes) -> None:
    assert is_feed(start)


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"<html><rss>",
        b"<!-- <rss> --><html>",
        b"<!-- <rss>",
        b"feed",
        b"<rss-reader>",
        b"<?xml version='1.0'?><html>",
    ],
)
def test_the_root_tells_a_page(start: bytes) -> None:
    assert not is_feed(start)


def test_an_article_with_no_list_is_no_listing() -> None:
    with pytest.raises(NoListingError):
        extract_listing(b"<h1>A headline</h1><p>And its only paragraph.", "https://a.example/")


@given(
    st.binary(max_size=200), st.sampled_from(["", "text/html", "application/rss+xml"]), st.sampled_from(["", "utf-16"])
)
def test_any_bytes_are_a_listing_or_a_typed_error(body: bytes, content_type: str, charset: str) -> None:
    with contextlib.suppress(ExtractError):
        extract_listing(body, "https://a.example/", content_type, charset)
