"""Feeds: RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0 from their XML, JSON Feed from its JSON.

Which of an entry's many fields counts is settled here. Reading never fails for one bad field: what cannot be
read is left out, and the entry stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from newsreader.address import is_web_address, resolve_address
from newsreader.errors import NoListingError
from newsreader.extract.byline import read_names
from newsreader.extract.dates import parse_moment
from newsreader.extract.decode import decode_html
from newsreader.extract.feedpace import read_pace
from newsreader.extract.feedtext import mended_feed
from newsreader.extract.jsonfeed import UPDATED_LATER, is_json, read_json_feed
from newsreader.extract.metadata import language_code
from newsreader.extract.plainfeed import read_plain_feed
from newsreader.extract.rawfeed import (
    MAX_CONTENT_CHARS,
    MAX_ENCLOSURES,
    MAX_GUID_CHARS,
    RawEntry,
    RawFeed,
    RawLink,
    read_raw_feed,
)
from newsreader.extract.teaser import Teaser, headline_from, plain_title, read_teaser
from newsreader.model import Enclosure, Entry, Listing, ListingKind
from newsreader.text import clean_line

MAX_PERSON_CHARS = 500
_TITLES = ("title", "dc:title", "media:title", "itunes:title")
_SUMMARIES = (
    "description", "summary", "tagline", "dc:description", "abstract", "itunes:summary", "media:description",
    "itunes:subtitle",
)  # fmt: skip
_CONTENTS = ("content:encoded", "content", "xhtml:body", "body", "fullitem")
_GUIDS = ("guid", "id", "dc:identifier", "rdf:about")
_DATES = (
    "pubdate", "published", "issued", "dcterms:issued", "created", "dcterms:created", "updated", "dc:date", "modified",
    "dcterms:modified",
)  # fmt: skip
_LANGUAGES = ("language", "dc:language")
_UPDATES = ("updated", "modified", "dcterms:modified")
MIN_DESCRIPTION_CHARS = 1_000  # of HTML; a shorter one is a teaser, and its words are the summary
_PERSONS = ("author", "dc:creator", "dc:author")
_PODCAST_PERSONS = ("itunes:author",)  # often the publisher, so only where nobody else is named
_MAIL = re.compile(r"[(<\[]?(?:mailto:)?[^\s@()<>\[\]]{1,100}@[^\s@()<>\[\]]{1,100}[)>\]]?", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}", re.IGNORECASE)


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
    mended = mended_feed(text)
    raw = read_plain_feed(mended, url) or read_raw_feed(mended, url, _is_oldest_first)
    if not raw.is_feed and not raw.entries:
        raise NoListingError(url, "not a feed")
    entries = each_address_once(_entries(raw))
    if not entries:
        raise NoListingError(url, "a feed without entries")
    pace = read_pace(raw.texts, raw.hours, raw.days)
    return Listing(
        kind=ListingKind.FEED,
        title=plain_title(_first(raw.texts, _TITLES)),
        entries=entries,
        is_cut=raw.is_cut,
        ttl_minutes=pace.ttl_minutes,
        skip_hours=pace.skip_hours,
        skip_days=pace.skip_days,
    )


def each_address_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Keep the first entry of each address, in their order."""
    by_address: dict[str, Entry] = {}
    for entry in entries:
        by_address.setdefault(entry.url, entry)
    return tuple(by_address.values())


def _entries(feed: RawFeed) -> Iterator[Entry]:
    byline = _byline(feed.people, _PERSONS)  # an entry's own where it names nobody (RFC 4287, section 4.2.1)
    language = language_code(_first(feed.texts, _LANGUAGES) or feed.lang)
    for raw in feed.entries:
        if address := _address(raw):
            yield _entry(raw, address, byline, language)


def _entry(raw: RawEntry, address: str, feed_byline: tuple[str, ...], language: str) -> Entry:
    published = _moment(raw.texts)
    year = published.year if published else None
    content = _first(raw.texts, _CONTENTS)
    enclosures = _enclosures(raw, address)
    teaser = read_teaser(_first(raw.texts, _SUMMARIES), address, year=year)
    if content and (not teaser.text or not teaser.image_url):
        beginning = read_teaser(content, address, year=year)
        teaser = Teaser(
            text=teaser.text or beginning.text,
            dateline=teaser.dateline or beginning.dateline,
            image_url=teaser.image_url or beginning.image_url,
        )
    title = plain_title(_first(raw.texts, _TITLES))
    return Entry(
        url=address,
        headline=title or headline_from(teaser.text) or clean_line(address),
        guid=clean_line(_first(raw.texts, _GUIDS)[:MAX_GUID_CHARS]),
        summary="" if teaser.text == title else teaser.text,
        byline=_byline(raw.people, _PERSONS) or feed_byline or _byline(raw.people, _PODCAST_PERSONS),
        dateline=teaser.dateline,
        published=published,
        image_url=_picture(raw) or teaser.image_url,
        content=_content(raw, content, is_file=any(each.url == address for each in enclosures)),
        enclosures=enclosures,
        lang=language_code(raw.lang) or language,
        updated=_updated(raw.texts, published),
    )


def _content(raw: RawEntry, content: str, *, is_file: bool) -> str:
    """Give the text that an entry carries, as HTML; a description is one where it is long or all there is."""
    if not content:
        longest = max([raw.texts[name] for name in _SUMMARIES if name in raw.texts], key=len, default="")
        content = longest if is_file or len(longest) >= MIN_DESCRIPTION_CHARS else ""
    if is_file and not content:
        content = _first(raw.texts, _TITLES)
    return content if len(content) <= MAX_CONTENT_CHARS else ""


def _updated(texts: Mapping[str, str], published: datetime | None) -> datetime | None:
    """Give when an entry was changed, where that is later than when it was published."""
    if published is None:
        return None
    for name in _UPDATES:
        moment = parse_moment(texts[name]) if name in texts else None
        if moment is not None and moment >= published + UPDATED_LATER:
            return moment
    return None


def _first(texts: Mapping[str, str], names: tuple[str, ...]) -> str:
    for name in names:
        if name in texts:
            return texts[name]
    return ""


def _address(raw: RawEntry) -> str:
    """Find what to open: the link, else a guid that is an address, else the file it carries."""
    original = raw.texts.get("feedburner:origlink", "")
    if original and (address := resolve_address(raw.base, original, keeps_route=True)):
        return address
    links = [link for link in raw.links if link.element == "link"]
    pages = [link for link in links if link.rel in ("", "alternate")]
    read_here = [link for link in pages if not link.media_type or "html" in link.media_type]
    for link in (*read_here, *pages):
        return link.url
    guid = _guid_address(raw)
    others = (link.url for link in (*links, *raw.links) if link.element not in ("media:thumbnail", "itunes:image"))
    return (guid if raw.is_guid_link else "") or next(others, "") or guid


def _guid_address(raw: RawEntry) -> str:
    """Give the address that an entry's name is, or may be a path of, "" when it is none."""
    for name in _GUIDS:
        guid = raw.texts.get(name, "")
        if is_web_address(guid) or (guid.startswith("/") and raw.is_guid_link):
            return resolve_address(raw.base, guid, keeps_route=True)
    return ""


def _is_oldest_first(entries: Sequence[RawEntry]) -> bool:
    first, last = _moment(entries[0].texts), _moment(entries[-1].texts)
    return first is not None and last is not None and first < last


def _moment(texts: Mapping[str, str]) -> datetime | None:
    for name in _DATES:
        if name in texts and (moment := parse_moment(texts[name])) is not None:
            return moment
    return None


def _byline(people: Mapping[str, list[str]], elements: tuple[str, ...]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for element in elements:
        for person in people.get(element, ()):
            if len(person) <= MAX_PERSON_CHARS:
                names |= dict.fromkeys(_names(person))
    return tuple(names)


@lru_cache(maxsize=256)
def _names(person: str) -> tuple[str, ...]:
    """Read who is meant: the same few in all the entries of a feed."""
    return read_names(_without_mail(person))


def _without_mail(person: str) -> str:
    """Give the name in "ann@a.example (Ann Ray)" and "Ann Ray <ann@a.example>", as RSS 2.0 writes them."""
    if "@" not in person:
        return plain_title(person)
    return plain_title(_MAIL.sub(" ", person)).strip(" ()")


def _picture(raw: RawEntry) -> str:
    pictures = [link for link in raw.links if link.element == "media:thumbnail" or _is_picture(link)]
    if pictures:
        return min(pictures, key=lambda link: link.element != "media:thumbnail").url
    in_image = _WEB_ADDRESS.search(raw.texts["image"]) if "image" in raw.texts else None
    return resolve_address(raw.base, in_image[0]) if in_image else ""


def _is_picture(link: RawLink) -> bool:
    return link.medium == "image" or link.media_type.startswith("image/") or link.element == "itunes:image"


def _enclosures(raw: RawEntry, address: str) -> tuple[Enclosure, ...]:
    """Give the files an entry carries, each once; pictures are none.

    A film for Flash, as YouTube still names it, stands for the page that plays it.
    """
    found: dict[str, Enclosure] = {}
    for link in raw.links:
        is_file = link.element in ("enclosure", "media:content") or link.rel == "enclosure"
        if is_file and not _is_picture(link) and len(found) < MAX_ENCLOSURES:
            is_flash = link.media_type == "application/x-shockwave-flash"
            enclosure = Enclosure(
                url=address if is_flash else link.url,
                media_type="video" if is_flash else clean_line(link.media_type[:100]),
                size_bytes=int(link.length[:15]) if link.length.isascii() and link.length.isdigit() else 0,
                duration_s=duration_s(raw.texts.get("itunes:duration", "")),
            )
            found.setdefault(enclosure.url, enclosure)
    return tuple(found.values())


def duration_s(text: str) -> int:
    """Read how long an episode lasts, as podcasts write it: seconds, "12:30" or "1:02:30"; 0 when it is neither."""
    parts = text.strip().split(":")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        return 0
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds
