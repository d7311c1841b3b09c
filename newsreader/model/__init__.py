"""What we talk about: sources, sections, entries, articles, pages, and the reader's own marks.

The publisher's words (`Entry`, `Article`) and what the reader did with them (`ReadingState`) are separate
types. All text has been cleaned by `newsreader.text`; all moments are aware UTC datetimes.

What only the reading of an article needs is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model.listed import (
    FOLDERS_APART,
    FRONT_PAGE,
    AddressHealth,
    ArticleId,
    ArticleSummary,
    Dateline,
    ReadingState,
    Section,
    SectionKey,
    SectionStatus,
)

if TYPE_CHECKING:
    from newsreader.model.article import (
        Article,
        ArticleNote,
        Enclosure,
        Entry,
        FeedText,
        Listing,
        ListingKind,
        NotModified,
        Origin,
        OtherSource,
        Page,
        Picture,
        Reading,
        RelatedLink,
        Validators,
        Version,
    )

__all__ = [
    "FOLDERS_APART",
    "FRONT_PAGE",
    "AddressHealth",
    "Article",
    "ArticleId",
    "ArticleNote",
    "ArticleSummary",
    "Dateline",
    "Enclosure",
    "Entry",
    "FeedText",
    "Listing",
    "ListingKind",
    "NotModified",
    "Origin",
    "OtherSource",
    "Page",
    "Picture",
    "Reading",
    "ReadingState",
    "RelatedLink",
    "Section",
    "SectionKey",
    "SectionStatus",
    "Validators",
    "Version",
]


def __getattr__(name: str) -> object:
    """Load the rest of the model with the first of its names (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsreader.model import article

    value: object = getattr(article, name)
    globals()[name] = value
    return value
