"""A feed's document made well-formed, so that the XML parser reads it and not a guess at it.

Most broken feeds are broken in the same few ways: bare ampersands, HTML entities that XML does not know,
control characters, references to surrogates, white space before the declaration. Mended, they go through
expat; what stays broken goes through feedparser's tolerant reader.
"""

from __future__ import annotations

import html
import re

from newsreader.errors import UnreadableError

MAX_FEED_BYTES = 20_000_000
MAX_FEED_TAGS = 300_000  # after leaving out entries; feedparser takes up to 25 µs for one
MAX_FEED_REFERENCES = 2_000_000  # ampersands; escaped HTML has one in twenty characters
MAX_FEED_NESTING = 200  # an entry is three deep; XHTML inside it may add some dozens
MAX_FEED_ATTRIBUTES = 100  # on one tag; feedparser takes seconds for 10,000
MAX_FEED_ENTRIES = 5_000  # what feedparser reads in a third of a second; the longest honest feeds list 2,000
MAX_PERSON_CHARS = 500  # feedparser searches authors for mail addresses in time quadratic in their length
_SMALLEST_ATTRIBUTE = 4  # characters: a=""

_PROLOGUE = re.compile(r"[^<]{0,1000}(?:<\?xml[^>]{0,500}\?>)?", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[<>]{0,1000}+(?:\[(?:[^\"'\]]++|\"[^\"]*+\"|'[^']*+')*+\]\s*+)?>", re.IGNORECASE)
# Not allowed in XML 1.0 (section 2.2).
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TO_MEND = re.compile(
    r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)"
    r"|&(?!(?:lt|gt|amp|quot|apos);)(?P<reference>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?"
)
_TOKEN = re.compile(
    r"<(?:!--(?s:.*?)(?:-->|\Z)|!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|(?P<end>/)"
    r"|(?P<start>[^\W\d][^\s/>]*+)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>)"
)
_ATTRIBUTE = re.compile(r"=\s*+[\"']")
_ENTRY_END = re.compile(r"</(?:[\w.-]{1,30}:)?(?:item|entry)\s{0,9}>", re.IGNORECASE)
_PERSON = re.compile(
    r"<((?:[\w.-]{1,30}:)?(?:author|creator|contributor|publisher|owner|name|email|managingeditor|webmaster))"
    r"(?=[\s>])[^>]{0,1000}>",
    re.IGNORECASE,
)


def mended_feed(text: str) -> str:
    """Make a feed well-formed where that needs no guessing, without its XML declaration and DOCTYPE.

    Entities that the document declares are not expanded: their names stay as text (no "billion laughs").

    Args:
        text: the decoded document.

    Raises:
        UnreadableError: it is beyond a limit of this module; the detail names which.
    """
    if len(text) > MAX_FEED_BYTES:
        raise UnreadableError(detail=f"a feed larger than {MAX_FEED_BYTES // 1_000_000} MB")
    prologue = _PROLOGUE.match(text)
    text = text[prologue.end() :] if prologue else text
    text = _DOCTYPE.sub("", text, count=1)
    if text.count("&") > MAX_FEED_REFERENCES:
        raise UnreadableError(detail=f"more than {MAX_FEED_REFERENCES} references")
    text = _with_fewer_entries(_TO_MEND.sub(_mended, _NOT_XML.sub("", text)))
    _refuse_pathological(text)
    return _without_endless_persons(text)


def _mended(found: re.Match[str]) -> str:
    reference = found["reference"]
    if found[0][0] == "<":  # what stands in CDATA or in a comment is not markup
        return found[0]
    if reference is None:
        return "&amp;"
    character = _NOT_XML.sub("", html.unescape(f"&{reference}"))
    if character == "\ufffd":  # a reference to a surrogate, or beyond Unicode
        return ""
    return html.escape(character)


def _refuse_pathological(text: str) -> None:
    tags = depth = 0
    for token in _TOKEN.finditer(text):
        if token["end"]:
            depth -= 1
            continue
        attributes = token["attributes"]
        if attributes is None:
            continue
        tags += 1
        if not attributes.endswith("/"):
            depth += 1
        if depth > MAX_FEED_NESTING:
            raise UnreadableError(detail="a feed nested too deeply")
        if len(attributes) > MAX_FEED_ATTRIBUTES * _SMALLEST_ATTRIBUTE:
            count = sum(1 for _ in _ATTRIBUTE.finditer(attributes))
            if count > MAX_FEED_ATTRIBUTES:
                raise UnreadableError(detail=f"more than {MAX_FEED_ATTRIBUTES} attributes on one tag")
    if tags > MAX_FEED_TAGS:
        raise UnreadableError(detail=f"more than {MAX_FEED_TAGS} tags")


def _without_endless_persons(text: str) -> str:
    """Empty every element that names a person and is longer than names are."""
    pieces, kept_to = [], 0
    for start in _PERSON.finditer(text):
        closing = f"</{start[1]}"
        is_short = text.find(closing, start.end(), start.end() + MAX_PERSON_CHARS) >= 0
        if start.start() < kept_to or is_short or start[0].endswith("/>"):
            continue
        end = text.find(closing, start.end())
        if end < 0:
            raise UnreadableError(detail=f"a name longer than {MAX_PERSON_CHARS} characters")
        pieces.append(text[kept_to : start.end()])
        kept_to = end
    return "".join(pieces) + text[kept_to:]


def _with_fewer_entries(text: str) -> str:
    """Leave out the entries beyond `MAX_FEED_ENTRIES`, keeping what closes the document."""
    ends = [end.end() for end in _ENTRY_END.finditer(text)]
    return text[: ends[MAX_FEED_ENTRIES - 1]] + text[ends[-1] :] if len(ends) > MAX_FEED_ENTRIES else text
