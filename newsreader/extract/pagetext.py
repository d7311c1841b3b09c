"""A whole page as text: menus, advertising and all, as a text browser would show it."""

from __future__ import annotations

from itertools import islice

from newsreader.extract.document import parse_page
from newsreader.extract.lines import lines_of
from newsreader.extract.tree import read_tree

MAX_LINES = 20_000  # more is data, and nobody reads it


def page_lines(html: bytes, url: str, charset: str = "") -> tuple[str, ...]:
    """Give the lines of a page in document order, at most `MAX_LINES`.

    Args:
        html: the document.
        url: its address, for what an error says.
        charset: what the server said.

    Raises:
        UnreadableError: not a document we read, or one built to break readers.
    """
    tree = read_tree(parse_page(html, url, charset).parser)
    try:
        return tuple(line.text for line in islice(lines_of(tree.body), MAX_LINES))
    finally:
        tree.release()
