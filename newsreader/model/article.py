"""What lists and pages give: entries, articles with their text, and documents as they were fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from newsreader.blocks import Block, Image, blocks_text
from newsreader.errors import NewsError
from newsreader.model.listed import ArticleId, Dateline, ReadingState

# By the media type, or what stands before the slash in it.
_FILE_KINDS = {
    "audio": "Audio",
    "video": "Video",
    "text": "Text",
    "application/pdf": "PDF",
    "application/epub+zip": "E-book",
    "application/x-bittorrent": "Torrent",
}


def _lasting(duration_s: int) -> str:
    if duration_s < 60:
        return f"{duration_s} s" if duration_s else ""
    hours, minutes = divmod(round(duration_s / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _sized(size_bytes: int) -> str:
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size_bytes >= factor:
            return f"{round(size_bytes / factor)} {unit}" if unit != "GB" else f"{size_bytes / factor:.1f} {unit}"
    return ""  # a feed that says less means nothing by it


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that an entry carries: the episode of a podcast, a document."""

    url: str  # absolute http(s)
    media_type: str = ""  # as stated, "audio/mpeg"
    size_bytes: int = 0  # 0 when it is not stated
    duration_s: int = 0  # likewise

    @property
    def label(self) -> str:
        """What it is, in words: "Audio, 42 min, 38 MB"."""
        name = _FILE_KINDS.get(self.media_type) or _FILE_KINDS.get(self.media_type.partition("/")[0], "File")
        return ", ".join(part for part in (name, _lasting(self.duration_s), _sized(self.size_bytes)) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed or a section page lists about one article."""

    url: str  # absolute http(s)
    headline: str
    guid: str = ""  # "" when the feed gives none
    summary: str = ""  # the teaser, without dateline, picture and "Full article"
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published: datetime | None = None
    image_url: str = ""
    content: str = ""  # the text that the feed carries: HTML, not cleaned, behind the <base> that holds; "" for none
    enclosures: tuple[Enclosure, ...] = ()
    lang: str = ""  # BCP 47, as the entry or its feed declares it
    updated: datetime | None = None  # where that is later than `published`


class ListingKind(StrEnum):
    """What an address that lists articles turned out to be."""

    FEED = "feed"
    SECTION_PAGE = "section page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one address lists now."""

    kind: ListingKind
    title: str = ""  # of the feed or the section
    site: str = ""  # the publication's name, where the document says
    entries: tuple[Entry, ...] = ()  # in the publisher's order, each address once
    is_cut: bool = False  # it lists more entries than are read
    ttl_minutes: int = 0  # how long a feed says it need not be asked again; 0 when it does not say
    skip_hours: tuple[int, ...] = ()  # of the day in UTC, 0-23, in which a feed asks not to be asked
    skip_days: tuple[int, ...] = ()  # of the week, Monday is 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLink:
    """A headline that an article's page offers as related, under the label of its group."""

    url: str
    title: str
    group: str = ""
    dateline: Dateline | None = None
    teaser: str = ""


class Origin(StrEnum):
    """Where on its page a field of an article was read."""

    JSON_LD = "json-ld"
    OPEN_GRAPH = "opengraph"
    MICRODATA = "microdata"
    META = "meta"  # a meta element under another name
    HEAD = "head"  # the document's title, language or canonical link
    PAGE = "page"  # what a reader of the page sees
    ADDRESS = "address"
    RULE = "site rule"


class ArticleNote(StrEnum):
    """What a person should know of how an article was read."""

    LAYOUT_CHANGED = "layout changed"  # the site's rule no longer fits; the text was found without it
    PAYWALL = "paywall"  # only the beginning; the rest is for subscribers
    PAGES_MISSING = "pages missing"  # it goes on, on a page that could not be had
    FEED_TEXT = "feed text"  # the text that the feed carries, and not that of the page


# The media type under which the text that a feed carries of an article is kept as its page.
FEED_TEXT_TYPE = "text/x-feed-entry"

# Of the cleaned article as `newsreader.extract` makes it. Raised by whatever makes kept texts worth making again.
EXTRACTOR_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A story as its publisher printed it. What the reader did with it is `ReadingState`."""

    url: str  # the address it was read from, absolute
    headline: str
    canonical_url: str = ""  # what the page calls its own address; "" when it does not say
    site: str = ""
    section: str = ""
    byline: tuple[str, ...] = ()  # without "by"
    dateline: Dateline | None = None
    published: datetime | None = None
    published_offset: int = 0  # minutes east of UTC of the zone the page prints it in
    updated: datetime | None = None
    updated_offset: int = 0
    summary: str = ""
    lang: str = ""  # BCP 47, as the page declares it
    tags: tuple[str, ...] = ()
    lead_image: Image | None = None
    blocks: tuple[Block, ...] = ()  # in reading order
    related: tuple[RelatedLink, ...] = ()  # in the page's order, each address once
    enclosures: tuple[Enclosure, ...] = ()  # files that its feed names with it
    notes: tuple[ArticleNote, ...] = ()
    origins: tuple[tuple[str, Origin], ...] = ()  # where each field was read, by its name here

    @property
    def text(self) -> str:
        """The prose as plain text, one block a line, without headline and captions."""
        return blocks_text(self.blocks)

    @property
    def published_day(self) -> date | None:
        """The calendar day it was published as the page prints it, else that of the dateline."""
        if self.published is not None:
            return (self.published + timedelta(minutes=self.published_offset)).date()
        return self.dateline.date if self.dateline is not None else None

    @property
    def images(self) -> tuple[Image, ...]:
        """The lead image and the pictures in the body, each address once."""
        pictures = [block for block in self.blocks if isinstance(block, Image)]
        if self.lead_image is not None:
            pictures.insert(0, self.lead_image)
        by_url: dict[str, Image] = {}
        for picture in pictures:
            by_url.setdefault(picture.url, picture)
        return tuple(by_url.values())


@dataclass(frozen=True, slots=True)
class FeedText:
    """The text that a feed carries of an article."""

    article: Article  # with its words as blocks
    is_whole: bool  # nothing says that the page has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an HTTP server said to send back so that it can answer 304 (RFC 9110, section 13)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A fetched document."""

    url: str  # after redirects
    permanent_url: str = ""  # where the address asked for has moved for good; "" when it has not
    body: bytes  # after content decoding
    content_type: str = ""  # media type, lower case, without parameters: "text/html"
    charset: str = ""  # as the Content-Type header names it, lower case
    validators: Validators = Validators()
    fresh_s: float = 0.0  # seconds for which the server says it stays current; 0 when it does not say
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as its server sent it; nothing here ever decodes one."""

    url: str  # as `address.canonical_address` writes it
    content_type: str  # by its first bytes: JPEG, PNG, GIF, WebP or AVIF
    width: int = 0  # pixels, as its head says; 0 when that was not found
    height: int = 0
    body: bytes
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server's word that the page we have is still current; the fields are as those of `Page`."""

    permanent_url: str = ""
    fresh_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSource:
    """Another place where a story was found word for word."""

    url: str
    site: str = ""  # the publication's name; "" when its page does not say
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article opened for reading, with what the library knows around it."""

    id: ArticleId
    article: Article
    state: ReadingState = ReadingState()
    fetched_at: datetime | None = None
    is_from_cache: bool = False
    not_kept: NewsError | None = None  # why it could not be put into the library
    page_error: NewsError | None = None  # why the feed's text stands here and not that of the page
    cached_urls: frozenset[str] = field(default_factory=frozenset)  # of its links, those that open offline
    also_at: tuple[OtherSource, ...] = ()  # where copies of it stand
    revised_at: datetime | None = None  # when we last saw its text changed; None when never
    is_revised_since_read: bool = False  # changed after the person read it
    pictures: Mapping[str, tuple[int, int]] = field(default_factory=dict, hash=False)  # kept ones, their size in pixels
    anchor: str = ""  # where it was left, as a front names places; "" for its top

    @property
    def why_not_here(self) -> NewsError | None:
        """Why the library has not the text of the article; None where it has."""
        return self.not_kept or (self.page_error if self.fetched_at is None else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The text of an article as it was at one time."""

    number: int  # 1 for the oldest that is kept
    headline: str
    blocks: tuple[Block, ...]
    fetched_at: datetime

    @property
    def text(self) -> str:
        """Headline and prose as plain text, one block a line."""
        return f"{self.headline}\n{blocks_text(self.blocks)}"
