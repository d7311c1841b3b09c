"""What an address lists: a feed or a section page, told apart by the bytes.

Half of all feeds are served as text/html, text/plain or application/xml, and pages as anything: what the
server says is looked at only when the bytes say nothing.
"""

from __future__ import annotations

import re

from newsreader.extract.decode import decode_html
from newsreader.extract.feed import extract_feed
from newsreader.extract.jsonfeed import is_json
from newsreader.model import Listing

SNIFFED_CHARS = 8_192  # licences and style sheets stand before the root element
_BEFORE_ROOT = re.compile(
    r"(?:[\s\ufeff\x00]++|<\?(?s:.*?)(?:\?>|\Z)|<!--(?s:.*?)(?:-->|\Z)|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*+)?>)*", re.I
)
_FEED_ROOT = re.compile(r"<(?:[\w.-]{1,30}:)?(?:rss|feed|rdf)(?=[\s>/])", re.IGNORECASE)


def extract_listing(body: bytes, url: str, content_type: str = "", charset: str = "") -> Listing:
    """Read the articles that a feed or a section page lists.

    Args:
        body: the document as sent, after content decoding.
        url: its address after redirects, absolute.
        content_type: the media type the server named; "" when none.
        charset: what the server said; "" when nothing.

    Raises:
        NoListingError: no articles are listed.
        UnreadableError: built to break readers, or broken beyond reading.
    """
    if is_feed(body, charset):
        return extract_feed(body, url, content_type, charset)
    from newsreader.extract.section import extract_section  # here, because feeds need nothing of it

    return extract_section(body, url, charset)


def is_feed(body: bytes, charset: str = "") -> bool:
    """Say whether a document is RSS, Atom or JSON, by its root."""
    head = decode_html(body[:SNIFFED_CHARS], charset)
    if is_json(head):
        return True
    before = _BEFORE_ROOT.match(head)
    return _FEED_ROOT.match(head, before.end() if before else 0) is not None
