"""Feeds of the usual shape, read more quickly: as the tree that the XML parser builds without asking us at every tag.

What is not of that shape (markup within texts, addresses resolved against others, much of anything) is left to
`newsreader.extract.rawfeed`, which reads every document. Of what is read here, both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

from newsreader.extract.feedmarkup import ENTRIES
from newsreader.extract.feednames import full_name, local_name, short_prefix
from newsreader.extract.rawfeed import (
    ASIDES,
    ENTRY_TEXTS,
    FEED_TEXTS,
    LINKS,
    MAX_FEED_ENTRIES,
    PERSONS,
    PROSE,
    ROOTS,
    RawEntry,
    RawFeed,
    keep_text,
    link_of,
    text_value,
)

_MAX_CHARS = 4_000_000  # of a document, so that its tree stays small beside what reading pages takes
_MAX_TAGS = 100_000
_MAX_EQUALS_OF_TAG = 5  # on average; each attribute has one
_MAX_DEPTH = 8  # of what holds fields
_NAMESPACE = re.compile(r"xmlns(?::([^\s=\"'<>]{1,50}))?\s{0,9}=\s{0,9}[\"']([^\"'<>]{0,300})[\"']")
_XML = "{http://www.w3.org/XML/1998/namespace}"


class _UnusualError(Exception):
    """The document is not of the usual shape."""


class _Field(NamedTuple):
    """What an element is, by its tag."""

    name: str
    is_entry: bool
    is_aside: bool
    is_link: bool
    is_person: bool
    is_prose: bool
    is_of_entry: bool  # its text is one of an entry
    is_of_feed: bool  # or one of the feed


def read_plain_feed(text: str, url: str) -> RawFeed | None:
    """Read a well-formed document of the usual shape; None for any other.

    Args:
        text: as `feedtext.mended_feed` gives it.
        url: its own address, absolute.
    """
    tags = text.count("<")
    is_much = len(text) > _MAX_CHARS or tags > _MAX_TAGS or text.count("=") > _MAX_EQUALS_OF_TAG * (tags + 20)
    if is_much or "<!DOCTYPE" in text or "xml:base" in text:
        return None
    try:
        reader = _Reader(url, _NAMESPACE.findall(text))
        reader.read(fromstring(text))  # no document type, so no entities of its own
    except (ParseError, _UnusualError):
        return None
    return reader.feed


class _Reader:
    """Takes a tree apart."""

    def __init__(self, url: str, declared: Iterable[tuple[str, str]]) -> None:
        self.feed = RawFeed()
        self._url = url
        self._prefixes: dict[str, str] = {}  # as they count, by namespace
        self._about = "rdf:about"  # the attribute, as the tree names it
        self._fields: dict[str, _Field] = {}
        self._is_atom = False
        for prefix, address in declared:
            short = short_prefix(prefix, address)
            if self._prefixes.setdefault(address, short) != short:
                raise _UnusualError
            if prefix == "rdf":
                self._about = f"{{{address}}}about"

    def read(self, root: Element) -> None:
        """Read the whole document."""
        name = self._field(root.tag).name
        if name not in ROOTS:
            raise _UnusualError
        self.feed.is_feed = True
        self._is_atom = name == "feed"
        self.feed.lang = root.get(f"{_XML}lang", "")
        self._read_fields(root, None, 1)

    def _read_fields(self, parent: Element, entry: RawEntry | None, depth: int) -> None:
        fields = self._fields
        for element in parent:
            field = fields.get(element.tag) or self._field(element.tag)
            if field.is_entry:
                self._read_entry(element, entry, depth)
            elif field.is_aside or (entry is None and field.name == "image"):
                continue
            elif entry is not None and (field.is_link or field.is_of_entry or field.is_person):
                self._read_of_entry(entry, field, element, depth)
            elif entry is None and (field.is_of_feed or field.is_person):
                self._keep(None, field, element)
            elif len(element):
                self._go_into(element, entry, depth)

    def _read_entry(self, element: Element, entry: RawEntry | None, depth: int) -> None:
        entries = self.feed.entries
        if entry is not None or len(entries) == MAX_FEED_ENTRIES:
            raise _UnusualError
        new = RawEntry(base=self._url, lang=element.get(f"{_XML}lang", ""))
        entries.append(new)
        if about := element.get(self._about):
            new.texts["rdf:about"] = about
        self._read_fields(element, new, depth + 1)

    def _read_of_entry(self, entry: RawEntry, field: _Field, element: Element, depth: int) -> None:
        if field.is_link and element.keys():
            link_of(entry, field.name, element.attrib, self._url)
        if field.name == "guid":
            entry.is_guid_link = element.get("isPermaLink", "true").lower() != "false"
        if field.is_of_entry or field.is_person:
            self._keep(entry, field, element)
        elif len(element):
            self._go_into(element, entry, depth)

    def _go_into(self, element: Element, entry: RawEntry | None, depth: int) -> None:
        """Read what stands in an element that is no field, as "channel" and "media:group"."""
        if depth >= _MAX_DEPTH:
            raise _UnusualError
        self._read_fields(element, entry, depth + 1)

    def _keep(self, entry: RawEntry | None, field: _Field, element: Element) -> None:
        if len(element):
            if not field.is_person:
                raise _UnusualError
            value = _person(element)
        else:
            value = element.text or ""
            if field.is_prose and (self._is_atom or element.keys()):
                value = text_value(field.name, value, element.attrib, is_atom=self._is_atom)
            else:
                value = value.strip()
        if value:
            keep_text(self.feed, entry, field.name, value, self._url)

    def _field(self, tag: str) -> _Field:
        address, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
        if address not in self._prefixes and address:
            raise _UnusualError
        name = full_name(self._prefixes.get(address, ""), local)
        field = self._fields[tag] = _Field(
            name=name,
            is_entry=name in ENTRIES,
            is_aside=name in ASIDES,
            is_link=name in LINKS,
            is_person=name in PERSONS,
            is_prose=name in PROSE,
            is_of_entry=name in ENTRY_TEXTS,
            is_of_feed=name in FEED_TEXTS,
        )
        return field


def _person(element: Element) -> str:
    """Give the name of a person who is written as Atom does: a name, an address and a mail address."""
    names = [each for each in element if local_name(each.tag.rpartition("}")[2]) == "name"]
    if any(len(each) for each in element) or not names:
        raise _UnusualError
    return (names[-1].text or "").strip()
