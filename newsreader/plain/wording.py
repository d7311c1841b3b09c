"""Items of lists in words: a screen reader says no columns and no marks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from newsreader.library.candidates import Candidate
from newsreader.library.shelves import Shelf
from newsreader.library.tree import TreeRow
from newsreader.model import ArticleSummary
from newsreader.typeset.counts import counted
from newsreader.typeset.destinations import shown_address
from newsreader.typeset.rows import dateline_parts, time_parts

_ADDRESS_CELLS = 60


def joined(parts: Iterable[str]) -> str:
    """Join what there is of some parts."""
    return ", ".join(part for part in parts if part)


def address_text(url: str) -> str:
    """Write an address; of a long one the middle is left out."""
    return shown_address(url, _ADDRESS_CELLS)


def section_text(row: TreeRow) -> str:
    """Write a row of the tree: its name, what is unread, how it fares."""
    count = f"{row.count} unread" if row.unread and row.place is not Shelf.UNREAD else row.count
    what = "" if row.place is not None else "holds sections"
    news = "fails, ! tells why" if row.has_error else "" if row.is_visited else "not fetched yet"
    return joined((row.name, count, what, "hidden" if row.is_hidden else "", news))


def article_text(row: ArticleSummary, now: datetime) -> str:
    """Write an article: its headline, then where it is from, how old it is, its marks."""
    marks = (
        "" if row.state.is_read else "unread",
        "starred" if row.state.is_starred else "",
        "read later" if row.state.is_later else "",
        "updated" if row.is_revised_since_read else "",
        "here" if row.is_cached else "",
    )
    return f"{row.headline} ({joined((*dateline_parts(row), *time_parts(row, now), *marks))})"


def candidate_text(candidate: Candidate) -> str:
    """Write what can be followed at an address."""
    facts = candidate.facts
    known = "already there" if candidate.known is not None else ""
    return joined(
        (
            candidate.title,
            candidate.label,
            facts.kind.value,
            counted(facts.articles, "article"),
            facts.text.value,
            known,
        )
    )
