"""A feed's document made well-formed, so that the XML parser reads it and not a guess at it.

Most broken feeds are broken in the same few ways: bare ampersands, HTML entities that XML does not know,
control characters, references to surrogates, white space before the declaration.
"""

from __future__ import annotations

import html
import re

from newsreader.errors import UnreadableError

MAX_FEED_BYTES = 20_000_000
MAX_FEED_REFERENCES = 300_000  # that are to be mended; the longest honest feeds have thousands
MAX_PROLOGUE_CHARS = 20_000  # before the root element: licences, style sheets, a document type

_PROLOGUE = re.compile(r"[^<]{0,1000}(?:<\?xml[^>]{0,500}\?>)?", re.IGNORECASE)
_DOCTYPE_START = re.compile("<!DOCTYPE", re.IGNORECASE)
_DOCTYPE = re.compile(
    r"<!DOCTYPE[^\[<>]{0,1000}+(?:\[(?:[^\"'\]]++|\"[^\"]*+\"?+|'[^']*+'?+)*+\]\s*+)?>", re.IGNORECASE
)
# Not allowed in XML 1.0 (section 2.2).
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NO_CONTROLS = bytes((*b"\t\n\r", *range(0x20, 0x80)))
# Characters of windows-1252 that were never converted: a quotation mark as U+0092.
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
_CONVERTED = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_WELL_FORMED = ("&lt;", "&gt;", "&amp;", "&quot;", "&apos;")
_TO_MEND = re.compile(
    r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)"
    r"|&(?!(?:lt|gt|amp|quot|apos);)(?P<reference>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?"
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
    doctype = _DOCTYPE_START.search(text, 0, MAX_PROLOGUE_CHARS) if "<!" in text[:MAX_PROLOGUE_CHARS] else None
    if doctype and (whole := _DOCTYPE.match(text, doctype.start())):
        text = text[: whole.start()] + text[whole.end() :]
    references = text.count("&") - sum(map(text.count, _WELL_FORMED))
    if references > MAX_FEED_REFERENCES:
        raise UnreadableError(detail=f"more than {MAX_FEED_REFERENCES} broken references")
    if not _is_plain(text):
        text = _NOT_XML.sub("", text)
        text = text.translate(_CONVERTED) if _C1.search(text) else text
    return _TO_MEND.sub(_mended, text) if references else text


def _is_plain(text: str) -> bool:
    """Say, soon, whether a text is ASCII without control characters."""
    return text.isascii() and not text.encode("ascii").translate(None, _NO_CONTROLS)


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
