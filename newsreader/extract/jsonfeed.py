"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from newsreader.address import resolve_address
from newsreader.errors import NoListingError, UnreadableError
from newsreader.extract.byline import read_names
from newsreader.extract.dates import parse_moment
from newsreader.extract.feedtext import MAX_FEED_BYTES, MAX_FEED_ENTRIES
from newsreader.extract.teaser import headline_from, plain_title, read_teaser
from newsreader.model import Entry, Listing, ListingKind
from newsreader.text import clean_line

MAX_GUID_CHARS = 2_000


def is_json(text: str) -> bool:
    """Say whether a document is a JSON object."""
    return text[:1000].lstrip("\ufeff \t\r\n").startswith("{")


def read_json_feed(text: str, url: str) -> Listing:
    """Read a JSON Feed.

    Raises:
        NoListingError: another kind of JSON, or no items.
        UnreadableError: broken, or too large.
    """
    if len(text) > MAX_FEED_BYTES:
        raise UnreadableError(url, f"a feed larger than {MAX_FEED_BYTES // 1_000_000} MB")
    try:
        feed = json.loads(text.lstrip("\ufeff \t\r\n"), strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(url, "broken JSON") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise NoListingError(url, "JSON, but not a JSON Feed")
    home = resolve_address(url, _text(feed, "home_page_url")) or url
    entries: dict[str, Entry] = {}
    for item in items[:MAX_FEED_ENTRIES]:
        entry = _entry(item, home) if isinstance(item, dict) else None
        if entry is not None:
            entries.setdefault(entry.url, entry)
    if not entries:
        raise NoListingError(url, "a feed without entries")
    return Listing(kind=ListingKind.FEED, title=plain_title(_text(feed, "title")), entries=tuple(entries.values()))


def _entry(item: dict[str, Any], base: str) -> Entry | None:
    guid = item.get("id")
    guid = str(guid) if isinstance(guid, (str, int)) and not isinstance(guid, bool) else ""
    links = (_text(item, "url"), guid if "://" in guid else "", _text(item, "external_url"))
    addresses = (resolve_address(base, link, keeps_route=True) for link in links if link.strip())
    address = next((address for address in addresses if address), "")
    if not address:
        return None
    published = _moment(item)
    year = published.year if published else None
    text = _text(item, "summary") or _text(item, "content_text") or _text(item, "content_html")
    teaser = read_teaser(text, address, year=year)
    pictures = (_text(item, "image"), _text(item, "banner_image"))
    resolved = [resolve_address(base, picture) for picture in pictures if picture]
    title = plain_title(_text(item, "title"))
    return Entry(
        url=address,
        headline=title or headline_from(teaser.text) or clean_line(address),
        guid=clean_line(guid[:MAX_GUID_CHARS]),
        summary="" if teaser.text == title else teaser.text,
        byline=_byline(item),
        dateline=teaser.dateline,
        published=published,
        image_url=next((picture for picture in resolved if picture), teaser.image_url),
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _moment(item: dict[str, Any]) -> datetime | None:
    return parse_moment(_text(item, "date_published")) or parse_moment(_text(item, "date_modified"))


def _byline(item: dict[str, Any]) -> tuple[str, ...]:
    """Read `authors` of version 1.1, or `author` of 1.0."""
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    names: dict[str, None] = {}
    for person in people:
        if isinstance(person, dict):
            names |= dict.fromkeys(read_names(_text(person, "name")))
    return tuple(names)
