"""The glass box: why a part of a page was taken or dropped."""

from __future__ import annotations

from dataclasses import dataclass

MAX_EXCERPT_CHARS = 120


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision of the extractor."""

    step: str  # "candidate", "dropped", "cut", "field"
    rule: str  # what decided, in a few words: "class word: promo"
    excerpt: str = ""  # the beginning of the text it was about
    score: float | None = None  # of a candidate; None where nothing was scored


Reasons = list[Reason]
