"""The code of the documents: what is to be typed, and what is to be written into files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsreader.documents import TOPICS
from tests.documents.made import README, pages

_FENCE = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`(newsreader [^`]+)`")


class Block(NamedTuple):
    """One block of code."""

    language: str
    name: str  # of the file it is, or of what it shows; "" for none
    text: str


def blocks(page: str) -> tuple[Block, ...]:
    """Give the blocks of a document, `README` for that, in their order."""
    return tuple(Block(*match.groups()) for match in _FENCE.finditer(_text(page)))


def spans(page: str) -> Iterator[str]:
    """Give the command lines that stand in sentences and tables."""
    yield from _SPAN.findall(_FENCE.sub("", _text(page)))


def _text(page: str) -> str:
    return next(each for each in pages() if each.stem == page).read_text("utf-8")


NAMES = (README.stem, *TOPICS)
