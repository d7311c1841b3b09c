"""A page's bytes as a parsed document: decoded, looked over, parsed once."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from newsreader.errors import UnreadableError
from newsreader.extract.decode import decode_html
from newsreader.extract.guard import MAX_PAGE_BYTES, refuse_pathological


def parse_page(html: bytes | str, url: str, charset: str = "") -> LexborHTMLParser:
    """Parse a page.

    Args:
        html: the document, bytes as they came or decoded text.
        url: its address, for what an error says.
        charset: what the server said, used for bytes.

    Raises:
        UnreadableError: not a document we read, or one built to break readers.
    """
    if len(html) > MAX_PAGE_BYTES:  # before decoding spends time and memory on it
        raise UnreadableError(url, f"larger than {MAX_PAGE_BYTES // 1_000_000} MB")
    text = decode_html(html, charset) if isinstance(html, bytes) else html
    encoded = text.encode("utf-8", "replace")
    try:
        refuse_pathological(encoded)
        return LexborHTMLParser(encoded)
    except UnreadableError as error:
        raise UnreadableError(url, error.detail) from error
    except SelectolaxError as error:
        raise UnreadableError(url, "the parser refused it") from error
