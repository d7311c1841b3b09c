"""A page's bytes as a parsed document: decoded, looked over, parsed once."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from newsreader.errors import UnreadableError
from newsreader.extract.decode import utf8_of
from newsreader.extract.guard import MAX_PAGE_BYTES, refuse_pathological
from newsreader.extract.scripts import without_scripts


class Document(NamedTuple):
    """A page."""

    parser: LexborHTMLParser  # without scripts and style sheets
    source: bytes  # in UTF-8, with them


def parse_page(html: bytes | str, url: str, charset: str = "") -> Document:
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
    source = utf8_of(html, charset) if isinstance(html, bytes) else html.encode("utf-8", "replace")
    markup = without_scripts(source)
    try:
        refuse_pathological(markup)
        return Document(LexborHTMLParser(markup), source)
    except UnreadableError as error:
        raise UnreadableError(url, error.detail) from error
    except SelectolaxError as error:
        raise UnreadableError(url, "the parser refused it") from error
