"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import html
import json
from datetime import datetime, timedelta
from typing import Any

from newsreader.address import resolve_address
from newsreader.errors import NoListingError, UnreadableError
from newsreader.extract.byline import read_names
from newsreader.extract.dates import parse_moment
from newsreader.extract.feedtext import MAX_FEED_BYTES
from newsreader.extract.metadata import language_code
from newsreader.extract.rawfeed import MAX_CONTENT_CHARS, MAX_ENCLOSURES, MAX_FEED_ENTRIES, MAX_GUID_CHARS
from newsreader.extract.teaser import headline_from, plain_title, read_teaser
from newsreader.model import Enclosure, Entry, Listing, ListingKind
from newsreader.text import clean_line

UPDATED_LATER = timedelta(minutes=10)  # less is how long publishing took
MAX_COUNT = 10**15  # bytes or seconds; more is a mistake


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
    lang = language_code(_text(feed, "language"))
    for item in _newest(items):
        entry = _entry(item, home, lang) if isinstance(item, dict) else None
        if entry is not None:
            entries.setdefault(entry.url, entry)
    if not entries:
        raise NoListingError(url, "a feed without entries")
    return Listing(
        kind=ListingKind.FEED,
        title=plain_title(_text(feed, "title")),
        entries=tuple(entries.values()),
        is_cut=len(items) > MAX_FEED_ENTRIES,
    )


def _newest(items: list[Any]) -> list[Any]:
    """Give as many items as are read: of a feed with more, those at the end where the newest are."""
    if len(items) <= MAX_FEED_ENTRIES:
        return items
    first, last = (_moment(item) if isinstance(item, dict) else None for item in (items[0], items[-1]))
    is_oldest_first = first is not None and last is not None and first < last
    return items[-MAX_FEED_ENTRIES:] if is_oldest_first else items[:MAX_FEED_ENTRIES]


def _entry(item: dict[str, Any], base: str, lang: str) -> Entry | None:
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
        content=_content(item),
        enclosures=_enclosures(item, base),
        lang=language_code(_text(item, "language")) or lang,
        updated=_updated(item, published),
    )


def _content(item: dict[str, Any]) -> str:
    """Give the whole text as HTML; where there is only plain text, as paragraphs."""
    if content := _text(item, "content_html"):
        return content if len(content) <= MAX_CONTENT_CHARS else ""
    text = _text(item, "content_text")
    paragraphs = (html.escape(part.strip()) for part in text.split("\n") if part.strip())
    return "".join(f"<p>{part}</p>" for part in paragraphs) if len(text) <= MAX_CONTENT_CHARS else ""


def _enclosures(item: dict[str, Any], base: str) -> tuple[Enclosure, ...]:
    """Read `attachments`: files that are not pictures, each once."""
    attachments = item.get("attachments")
    found: dict[str, Enclosure] = {}
    for attachment in attachments[:MAX_ENCLOSURES] if isinstance(attachments, list) else ():
        stated = _text(attachment, "url") if isinstance(attachment, dict) else ""
        url = resolve_address(base, stated) if stated.strip() else ""
        if url and not (media_type := _text(attachment, "mime_type")).startswith("image/"):
            size, duration = _count(attachment, "size_in_bytes"), _count(attachment, "duration_in_seconds")
            enclosure = Enclosure(
                url=url, media_type=clean_line(media_type[:100]), size_bytes=size, duration_s=duration
            )
            found.setdefault(url, enclosure)
    return tuple(found.values())


def _count(item: dict[str, Any], key: str) -> int:
    value = item.get(key)
    return int(value) if isinstance(value, (int, float)) and 0 < value < MAX_COUNT else 0


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _moment(item: dict[str, Any]) -> datetime | None:
    return parse_moment(_text(item, "date_published")) or parse_moment(_text(item, "date_modified"))


def _updated(item: dict[str, Any], published: datetime | None) -> datetime | None:
    """Give when an item was changed, where that is later than when it was published."""
    updated = parse_moment(_text(item, "date_modified"))
    return updated if updated and published and updated >= published + UPDATED_LATER else None


def _byline(item: dict[str, Any]) -> tuple[str, ...]:
    """Read `authors` of version 1.1, or `author` of 1.0."""
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    names: dict[str, None] = {}
    for person in people:
        if isinstance(person, dict):
            names |= dict.fromkeys(read_names(_text(person, "name")))
    return tuple(names)
