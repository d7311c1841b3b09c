"""An RSS or Atom document as it is written: texts under the names of their elements, addresses resolved.

What a field means, and which of several counts, is for `newsreader.extract.feed` to say.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from newsreader.address import resolve_address
from newsreader.errors import UnreadableError
from newsreader.extract.feedmarkup import ENTRIES, VOID_TAGS, NotWellFormedError, parse_strictly, parse_tolerantly
from newsreader.extract.feednames import Names, local_name

MAX_FEED_NESTING = 200  # an entry is three deep; XHTML inside it may add some dozens
MAX_FEED_ATTRIBUTES = 100  # on one tag
MAX_FEED_ENTRIES = 5_000  # the longest honest feeds list 2,000
MAX_FEED_TAGS = 300_000  # before the last entry that is read
MAX_LINKS = 50  # of one entry
MAX_GUID_CHARS = 2_000
MAX_CONTENT_CHARS = 1_000_000  # of HTML; a longer text is left to its page
MAX_ENCLOSURES = 20

ROOTS = frozenset(("rss", "feed", "rdf:rdf", "channel", "rdf"))
PERSONS = frozenset(("author", "dc:creator", "dc:author", "itunes:author"))
# What has fields of its own that are not the feed's or the entry's.
ASIDES = frozenset(("source", "textinput", "cloud", "itunes:owner", "contributor", "managingeditor", "webmaster"))
ENTRY_TEXTS = frozenset(
    (
        "title", "dc:title", "media:title", "itunes:title", "link", "guid", "id", "dc:identifier", "description",
        "summary", "content", "tagline", "dc:description", "media:description", "itunes:summary", "itunes:subtitle",
        "content:encoded", "xhtml:body", "body", "fullitem", "abstract", "pubdate", "published", "issued", "created",
        "modified", "updated", "dc:date", "dcterms:issued", "dcterms:created", "dcterms:modified", "image",
        "feedburner:origlink", "itunes:duration",
    )
)  # fmt: skip
FEED_TEXTS = frozenset(
    ("title", "dc:title", "ttl", "hour", "day", "sy:updateperiod", "sy:updatefrequency", "language", "dc:language")
)
LINKS = frozenset(("link", "content", "enclosure", "media:content", "media:thumbnail", "media:player", "itunes:image"))
PROSE = frozenset(
    (
        "title", "dc:title", "media:title", "itunes:title", "description", "summary", "content", "tagline",
        "dc:description", "media:description", "itunes:summary", "itunes:subtitle", "content:encoded", "xhtml:body",
        "body", "fullitem", "abstract",
    )
)  # fmt: skip
_WHOLE_TEXTS = frozenset(("content", "content:encoded"))
_MARKUP_TYPES = frozenset(("xhtml", "application/xhtml+xml", "xml", "application/xml", "text/xml", "image/svg+xml"))
_TEXT_TYPES = frozenset(("", "text", "text/plain", "plain"))
_BINARY_TYPES = frozenset(("application/octet-stream",))
_LOOKS_LIKE_HTML = re.compile(r"</\w{1,12}>|<(?:p|br|img|hr)\b[^>]*>|&#?\w{1,10};")


class _Kind(Enum):
    """How the text of an element is written."""

    RAW = auto()  # no prose: an address, a date, a name
    HTML = auto()
    TEXT = auto()  # as people read it, though many who say so write HTML
    MARKUP = auto()  # HTML whose tags are the document's own
    BASE64 = auto()
    OTHER = auto()  # a picture, a table: nothing to read


@dataclass(frozen=True, slots=True)
class RawLink:
    """An address that an entry names, and what is said to be there."""

    element: str  # "link", "enclosure", "media:content"
    url: str  # absolute http(s)
    rel: str = ""
    media_type: str = ""
    medium: str = ""
    length: str = ""


@dataclass(slots=True)
class RawEntry:
    """One item or entry."""

    base: str  # what its relative addresses are resolved against
    texts: dict[str, str] = field(default_factory=dict)  # the first that says something, by the element's name
    links: list[RawLink] = field(default_factory=list)
    people: dict[str, list[str]] = field(default_factory=dict)  # by the element's name
    is_guid_link: bool = True
    lang: str = ""  # as it declares it, where it does


@dataclass(slots=True)
class RawFeed:
    """A whole document."""

    is_feed: bool = False
    is_cut: bool = False  # more than `MAX_FEED_ENTRIES`
    lang: str = ""  # as the root declares it
    texts: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    hours: list[str] = field(default_factory=list)  # to leave the feed alone in
    days: list[str] = field(default_factory=list)
    entries: list[RawEntry] = field(default_factory=list)


def read_raw_feed(text: str, url: str, is_oldest_first: Callable[[Sequence[RawEntry]], bool]) -> RawFeed:
    """Read a document, well-formed or not.

    Args:
        text: as `feedtext.mended_feed` gives it.
        url: its own address, absolute.
        is_oldest_first: of a feed that lists more than `MAX_FEED_ENTRIES`, says which end of it is read.

    Raises:
        UnreadableError: built to break readers.
    """
    builder = _Builder(url, is_oldest_first)
    try:
        parse_strictly(text, builder)
    except NotWellFormedError:
        builder = _Builder(url, is_oldest_first)
        try:
            parse_tolerantly(text, builder)
        except _EnoughError:
            builder.feed.is_cut = True
    except _EnoughError:
        builder.feed.is_cut = True
    del builder.feed.entries[:-MAX_FEED_ENTRIES]
    return builder.feed


class _EnoughError(Exception):
    """No more entries are wanted."""


@dataclass(slots=True)
class _Text:
    """The text of an element that is being read."""

    name: str
    kind: _Kind
    pieces: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)  # the open elements within it
    is_marked_up: bool = False  # it holds elements, so that what stands between them is text and not HTML
    is_silent: bool = False  # within something in it that is not wanted
    is_named: bool = False  # a person whose name has been read
    base: str = ""  # what its relative addresses are resolved against, where the document says so

    def value(self) -> str:
        """Give the text: HTML where it is prose."""
        text = "".join(self.pieces).strip()
        if self.kind is _Kind.TEXT and not self.is_marked_up and not _LOOKS_LIKE_HTML.search(text):
            return html.escape(text, quote=False)
        if self.kind is _Kind.BASE64:
            return _decoded(text)
        if self.base and "<" in text:
            text = f'<base href="{html.escape(self.base)}">{text}'
        return "" if self.kind is _Kind.OTHER else text


class _Builder:
    """Takes the pieces of a document and puts them where they belong."""

    def __init__(self, url: str, is_oldest_first: Callable[[Sequence[RawEntry]], bool]) -> None:
        self.feed = RawFeed()
        self._url = url
        self._is_oldest_first = is_oldest_first
        self._entry: RawEntry | None = None
        self._base = url
        self._names = Names({})
        self._text: _Text | None = None
        self._aside = 0  # how many elements deep in something that is passed over
        self._tags = 0
        self._is_atom = False
        self._scopes: list[tuple[str, str, Names]] = []  # of the open elements: what ends, and what it restores

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        self._tags += 1
        if len(self._scopes) > MAX_FEED_NESTING:
            raise UnreadableError(detail="a feed nested too deeply")
        if len(attributes) > MAX_FEED_ATTRIBUTES:
            raise UnreadableError(detail=f"more than {MAX_FEED_ATTRIBUTES} attributes on one tag")
        if self._tags > MAX_FEED_TAGS:
            if self.feed.is_cut:
                raise _EnoughError
            raise UnreadableError(detail=f"more than {MAX_FEED_TAGS} tags")
        if self._text is not None:
            self._scopes.append(("", self._base, self._names))
            self._start_inside(self._text, qualified, attributes)
            return
        scope = (self._base, self._names)
        if attributes:
            self._read_scope(attributes)
        name = self._names.name(qualified)
        self._scopes.append((name, *scope))
        if not self._aside:
            self._start_field(name, attributes)
        else:
            self._aside += 1

    def text(self, data: str) -> None:
        """Take text: of the element that is being read, if any."""
        text = self._text
        if text is not None and not text.is_silent:
            text.pieces.append(html.escape(data, quote=False) if text.is_marked_up else data)

    def end(self) -> None:
        """Take the end of the element opened last."""
        name, base, names = self._scopes.pop()
        text = self._text
        if text is not None and name:
            self._text = None
            self._end_text(text)
        elif text is not None:
            self._end_inside(text)
        elif self._aside:
            self._aside -= 1
        elif name in ENTRIES:
            self._entry = None
        self._base, self._names = base, names

    def _read_scope(self, attributes: dict[str, str]) -> None:
        declared = {
            key[6:]: value for key, value in attributes.items() if key.startswith("xmlns") and key[5:6] in ("", ":")
        }
        if declared:
            self._names = self._names.within(declared)
        if base := attributes.get("xml:base"):
            self._base = resolve_address(self._base, base) or self._base

    def _start_field(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._scopes) == 1:
            self.feed.is_feed = name in ROOTS
            self._is_atom = name == "feed"
            self.feed.lang = attributes.get("xml:lang", "")
        if name in ENTRIES:
            self._start_entry(attributes)
        elif name in ASIDES or (name == "image" and self._entry is None):
            self._aside = 1
        else:
            if self._entry is not None and name in LINKS:
                link_of(self._entry, name, attributes, self._base)
            if name in PERSONS or name in (ENTRY_TEXTS if self._entry is not None else FEED_TEXTS):
                self._text = self._new_text(name, attributes)
            if name == "guid" and self._entry is not None:
                self._entry.is_guid_link = attributes.get("isPermaLink", "true").lower() != "false"

    def _start_entry(self, attributes: dict[str, str]) -> None:
        entries = self.feed.entries
        if len(entries) == MAX_FEED_ENTRIES and not self.feed.is_cut:
            if not self._is_oldest_first(entries):
                raise _EnoughError
            self.feed.is_cut = True
        elif len(entries) == 2 * MAX_FEED_ENTRIES:
            del entries[:MAX_FEED_ENTRIES]
        self._entry = RawEntry(base=self._base, lang=attributes.get("xml:lang", ""))
        self.feed.entries.append(self._entry)
        if about := attributes.get("rdf:about"):
            self._entry.texts["rdf:about"] = about

    def _start_inside(self, text: _Text, qualified: str, attributes: dict[str, str]) -> None:
        """Write an element that stands in a text as the HTML it is."""
        local = local_name(qualified)
        text.inside.append(local)
        if text.name in PERSONS:  # Atom's have a name, an address and a mail address
            text.is_silent = local != "name"
            if not text.is_silent:
                text.pieces.clear()
                text.is_named = True
            return
        if not text.is_marked_up:
            text.is_marked_up = True
            text.pieces[:] = [html.escape(piece, quote=False) for piece in text.pieces]
        written = "".join(
            f' {local_name(name)}="{html.escape(value)}"'
            for name, value in attributes.items()
            if not name.startswith("xmlns")
        )
        text.pieces.append(f"<{local}{written}>")

    def _end_inside(self, text: _Text) -> None:
        local = text.inside.pop()
        if text.name in PERSONS:
            text.is_silent = text.is_named
        elif local not in VOID_TAGS:
            text.pieces.append(f"</{local}>")

    def _end_text(self, text: _Text) -> None:
        value = text.value()
        if value:
            keep_text(self.feed, self._entry, text.name, value, self._base)

    def _new_text(self, name: str, attributes: dict[str, str]) -> _Text:
        kind = _kind(name, attributes, is_atom=self._is_atom)
        base = self._base if name in _WHOLE_TEXTS and self._base != self._url else ""
        return _Text(name, kind, is_marked_up=kind is _Kind.MARKUP, base=base)


def link_of(entry: RawEntry, name: str, attributes: Mapping[str, str], base: str) -> None:
    """Take the address that an element of an entry names in its attributes, if it does."""
    address = attributes.get("href") or attributes.get("url") or attributes.get("src") or ""
    if len(entry.links) == MAX_LINKS or not address.strip():
        return
    if not (url := resolve_address(base, address, keeps_route=True)):
        return
    link = RawLink(
        element=name,
        url=url,
        rel=attributes.get("rel", "").strip().lower(),
        media_type=attributes.get("type", "").strip().lower(),
        medium=attributes.get("medium", "").strip().lower(),
        length=attributes.get("length") or attributes.get("fileSize") or "",
    )
    entry.links.append(link)


def keep_text(feed: RawFeed, entry: RawEntry | None, name: str, value: str, base: str) -> None:
    """Put what an element says where it belongs: to the entry it stands in, or for None to the feed."""
    where = feed if entry is None else entry
    if name in PERSONS:
        where.people.setdefault(name, []).append(value)
    elif name == "hour":
        feed.hours.append(value)
    elif name == "day":
        feed.days.append(value)
    elif name == "link" and entry is not None:
        if len(entry.links) < MAX_LINKS and (url := resolve_address(base, value, keeps_route=True)):
            entry.links.append(RawLink(element="link", url=url))
    else:
        where.texts.setdefault(name, value)


def text_value(name: str, data: str, attributes: Mapping[str, str], *, is_atom: bool) -> str:
    """Give what an element without others in it says, from its text: HTML where it is prose."""
    kind = _kind(name, attributes, is_atom=is_atom)
    text = _Text(name, kind, is_marked_up=kind is _Kind.MARKUP)
    text.pieces.append(html.escape(data, quote=False) if text.is_marked_up else data)
    return text.value()


def _kind(name: str, attributes: Mapping[str, str], *, is_atom: bool) -> _Kind:
    if name not in PROSE:
        return _Kind.RAW
    media_type = attributes.get("type", "").partition(";")[0].strip().lower()
    if attributes.get("mode", "").lower() == "base64":
        return _Kind.BASE64
    if media_type in _TEXT_TYPES:
        return _Kind.TEXT if is_atom and attributes.get("mode") != "escaped" else _Kind.HTML
    if media_type in _MARKUP_TYPES:
        return _Kind.MARKUP
    if media_type.startswith(("html", "text/")):
        return _Kind.HTML
    is_binary = is_atom and "mode" not in attributes and media_type in _BINARY_TYPES
    return _Kind.BASE64 if is_binary else _Kind.OTHER  # RFC 4287, section 4.1.3.3


def _decoded(text: str) -> str:
    """Decode base64, which is how Atom carries texts in other charsets than its own; "" when it is none."""
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
