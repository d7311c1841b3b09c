"""Feeds: RSS 0.9x, 1.0 and 2.0 and Atom through feedparser, JSON Feed through our own reader.

feedparser gets the document mended, its dates are read again from the raw strings (it takes 22:40 AEST for
UTC), and nothing of it but these dictionaries leaves this module.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import feedparser

from newsreader.address import is_web_address, resolve_address
from newsreader.errors import NoListingError, UnreadableError
from newsreader.extract.byline import read_names
from newsreader.extract.dates import parse_moment
from newsreader.extract.decode import decode_html
from newsreader.extract.feedtext import mended_feed
from newsreader.extract.jsonfeed import is_json, read_json_feed
from newsreader.extract.teaser import Teaser, headline_from, plain_title, read_teaser
from newsreader.model import Entry, Listing, ListingKind
from newsreader.text import clean_line

MAX_GUID_CHARS = 2_000
_DATES = ("published", "created", "updated")


def extract_feed(body: bytes, url: str, content_type: str = "", charset: str = "") -> Listing:
    """Read a feed.

    Args:
        body: the document as sent, after content decoding.
        url: its address after redirects, absolute; relative links are resolved against it and `xml:base`.
        content_type: the media type the server named; "" when none. The bytes decide what it is.
        charset: what the server said; "" when nothing.

    Raises:
        NoListingError: it is no feed, or a feed without entries.
        UnreadableError: built to break readers, or broken beyond reading.
    """
    text = decode_html(body, charset)
    if is_json(text):
        return read_json_feed(text, url)
    title, entries = _read_xml_feed(mended_feed(text), url)
    if not entries:
        raise NoListingError(url, "a feed without entries")
    return Listing(kind=ListingKind.FEED, title=title, entries=each_address_once(entries))


def each_address_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Keep the first entry of each address, in their order."""
    by_address: dict[str, Entry] = {}
    for entry in entries:
        by_address.setdefault(entry.url, entry)
    return tuple(by_address.values())


def _read_xml_feed(text: str, url: str) -> tuple[str, list[Entry]]:
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise UnreadableError(url, "a broken feed") from error
    if not found.get("version") and not found.entries:
        raise NoListingError(url, "not a feed")
    entries = (_entry(raw, url) for raw in found.entries)
    return plain_title(_text(found.feed, "title")), [entry for entry in entries if entry is not None]


def _entry(raw: dict[str, Any], url: str) -> Entry | None:
    address = _address(raw, url)
    if not address:
        return None
    published = _moment(raw)
    year = published.year if published else None
    teaser = read_teaser(_text(raw, "summary"), address, year=year)
    content = _content(raw)
    if content and (not teaser.text or not teaser.image_url):
        beginning = read_teaser(content, address, year=year)
        teaser = Teaser(
            text=teaser.text or beginning.text,
            dateline=teaser.dateline or beginning.dateline,
            image_url=teaser.image_url or beginning.image_url,
        )
    title = plain_title(_text(raw, "title"))
    return Entry(
        url=address,
        headline=title or headline_from(teaser.text) or clean_line(address),
        guid=clean_line(_text(raw, "id")[:MAX_GUID_CHARS]),
        summary="" if teaser.text == title else teaser.text,
        byline=_byline(raw),
        dateline=teaser.dateline,
        published=published,
        image_url=_picture(raw, address) or teaser.image_url,
    )


def _text(raw: dict[str, Any], key: str) -> str:
    """Give a value by its real key: feedparser's own look-up guesses at absent ones and warns of it."""
    value = dict.get(raw, key)
    return value if isinstance(value, str) else ""


def _dicts(raw: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = dict.get(raw, key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _address(raw: dict[str, Any], url: str) -> str:
    """Find what to open: the link, else a guid that is an address, else the file it carries."""
    candidates = [_text(raw, "feedburner_origlink"), _text(raw, "link")]
    links = _dicts(raw, "links")
    candidates += [_text(link, "href") for link in links if link.get("rel") == "alternate"]
    if is_web_address(_text(raw, "id")):
        candidates.append(_text(raw, "id"))
    candidates += [_text(link, "href") for link in links]
    for candidate in candidates:
        address = resolve_address(url, candidate, keeps_route=True) if candidate.strip() else ""
        if address:
            return address
    return ""


def _moment(raw: dict[str, Any]) -> datetime | None:
    moments = (parse_moment(_text(raw, key)) for key in _DATES)
    return next((moment for moment in moments if moment is not None), None)


def _content(raw: dict[str, Any]) -> str:
    texts = (_text(content, "value") for content in _dicts(raw, "content"))
    return next((text for text in texts if text.strip()), "")


def _byline(raw: dict[str, Any]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for person in _dicts(raw, "authors"):
        names |= dict.fromkeys(read_names(_text(person, "name")))
    return tuple(names)


def _picture(raw: dict[str, Any], base: str) -> str:
    addresses = [_text(picture, "url") for picture in _dicts(raw, "media_thumbnail")]
    for item in (*_dicts(raw, "media_content"), *_dicts(raw, "links")):
        is_picture = item.get("medium") == "image" or _text(item, "type").startswith("image/")
        if is_picture:
            addresses.append(_text(item, "url") or _text(item, "href"))
    image = dict.get(raw, "image")
    if isinstance(image, dict):
        addresses.append(_text(image, "href") or _text(image, "url"))
    resolved = (resolve_address(base, address) for address in addresses if address)
    return next((address for address in resolved if address), "")
