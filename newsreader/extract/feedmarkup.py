"""The tags and texts of a feed's document, one after the other: from the XML parser, or as far as they make sense.

What is well-formed goes through expat. What is not, though mended, is cut into tags here: an end nobody opened
is passed over, what is left open is closed by what encloses it, and an entry ends where the next begins.
"""

from __future__ import annotations

import html
import re
from typing import Protocol
from xml.parsers import expat

from newsreader.extract.feednames import local_name

# No value of an attribute holds a "<", so that a quotation mark left open ends with its tag and not with the document.
# It is read as a value too, behind which no ">" can follow: before Python 3.11.5 a possessive group goes on from where
# a round of it failed (https://github.com/python/cpython/issues/106052), so none may fail after its first character.
_TOKEN = re.compile(
    r"<(?:!--(?s:.*?)(?:-->|\Z)|!\[CDATA\[(?P<cdata>(?s:.*?))(?:\]\]>|\Z)|[?!][^<>]*+>|/(?P<end>[^\W\d][^\s/<>]*+)[^<>]*+>"
    r"|(?P<start>[^\W\d][^\s/<>]*+)(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"?+|'[^'<]*+'?+)*+)>)"
)
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++))")
ENTRIES = frozenset(("item", "entry"))
# What holds a line and no markup, so that another field within it means that its end was forgotten.
_LINES = frozenset(("title", "link", "guid", "id", "pubdate", "date", "published", "updated", "category", "comments"))
_NEVER_HTML = frozenset(("pubdate", "guid", "enclosure", "creator", "encoded", "published", "updated"))
_FIELDS = _LINES | _NEVER_HTML | {"description", "summary", "content", "author"}
VOID_TAGS = frozenset(("br", "img", "hr", "input", "wbr", "col", "embed", "area", "source"))  # of HTML: never closed


class Handler(Protocol):
    """What takes the pieces of a document, in their order."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag: the name as written, and its attributes with references decoded."""
        ...

    def end(self) -> None:
        """Take the end of the element opened last."""
        ...

    def text(self, data: str) -> None:
        """Take text, with references decoded."""
        ...


class NotWellFormedError(Exception):
    """The XML parser refuses the document."""


def parse_strictly(text: str, handler: Handler) -> None:
    """Give a well-formed document's pieces to a handler.

    Raises:
        NotWellFormedError: it is not; the handler has had what came before the fault.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = lambda _name: handler.end()
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_declarations
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise NotWellFormedError(str(error)) from error


def parse_tolerantly(text: str, handler: Handler) -> None:
    """Give the pieces of any document to a handler; every element that starts also ends."""
    open_names: list[str] = []
    kept_to = 0
    for token in _TOKEN.finditer(text):
        _give_text(text[kept_to : token.start()], handler)
        kept_to = token.end()
        if token["cdata"] is not None:
            handler.text(token["cdata"])
        elif token["end"]:
            _close(open_names, token["end"].lower(), handler)
        elif token["start"]:
            _open(open_names, token, handler)
    _give_text(text[kept_to:].partition("<")[0], handler)  # what follows is a tag that was cut off
    for _ in open_names:
        handler.end()


def _refuse_declarations(*_: object) -> None:
    raise NotWellFormedError("a second document type")


def _give_text(raw: str, handler: Handler) -> None:
    if raw:
        handler.text(html.unescape(raw) if "&" in raw else raw)


def _open(open_names: list[str], token: re.Match[str], handler: Handler) -> None:
    name, raw = token["start"], token["attributes"]
    for _ in range(_forgotten(open_names, local_name(name))):
        open_names.pop()
        handler.end()
    attributes = {found[1]: html.unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(raw)}
    handler.start(name, attributes)
    if raw.endswith("/") or (name.lower() in VOID_TAGS and not ENTRIES.isdisjoint(map(local_name, open_names))):
        handler.end()
    else:
        open_names.append(name.lower())


def _forgotten(open_names: list[str], starting: str) -> int:
    """Count the open elements that must have ended before a field or an entry can start."""
    if starting in ENTRIES:
        return _depth_of_entry(open_names)
    if starting in _NEVER_HTML:
        return max(_depth_of_entry(open_names) - 1, 0)
    innermost = local_name(open_names[-1]) if open_names else ""
    return int(starting in _FIELDS and innermost in _LINES)


def _depth_of_entry(open_names: list[str]) -> int:
    """Count the open elements from the innermost to the entry; without an entry, those that hold a line."""
    for depth, name in enumerate(reversed(open_names), start=1):
        if local_name(name) in ENTRIES:
            return depth
    return int(bool(open_names) and local_name(open_names[-1]) in _LINES)


def _close(open_names: list[str], name: str, handler: Handler) -> None:
    if name not in open_names:
        return
    while open_names:
        handler.end()
        if open_names.pop() == name:
            return
