"""The glass box: why a part of a page was taken or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from newsreader.extract.lines import lines_of
from newsreader.extract.tree import Element
from newsreader.text import clean_line

MAX_EXCERPT_CHARS = 120
MAX_NAME_CHARS = 60  # of a class or id attribute
MAX_EXCERPT_LINES = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision of the extractor; all its text is clean and short."""

    step: str  # "candidate", "chosen", "retry", "added", "dropped", "field"
    rule: str  # what decided, in a few words: "class word: promo"
    excerpt: str = ""  # the beginning of the text it was about
    score: float | None = None  # of a candidate; None where nothing was scored


Reasons = list[Reason]


def name_of(element: Element) -> str:
    """Name an element as selectors do: `div.story#main`."""
    identity = clean_line(element.get("id")[:MAX_NAME_CHARS])
    classes = clean_line(element.get("class")[:MAX_NAME_CHARS]).split()
    return element.tag[:MAX_NAME_CHARS] + "".join(f".{name}" for name in classes) + (f"#{identity}" if identity else "")


def excerpt_of(element: Element) -> str:
    """Give the beginning of the text of an element, what was dropped in it too."""
    lines = " ".join(line.text[:MAX_EXCERPT_CHARS] for line in islice(lines_of(element), MAX_EXCERPT_LINES))
    return lines[:MAX_EXCERPT_CHARS]
