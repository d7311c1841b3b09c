"""A small network of news sites in the markup of Space Media Network, in our own words, on a loopback port.

`NewsSite` serves it. `STORIES`, `SECTIONS` and the functions below say what must be read from it: title,
byline, place, agency, date, every block in order, links, and the related headlines by group, each once.
"""

from .content import (
    MISSING_PATH,
    SECTIONS,
    SITES,
    STORIES,
    Block,
    RelatedHeadline,
    Site,
    SiteSection,
    Story,
    panel_of,
    related_of,
    stories_of,
)
from .markup import SitePage, all_pages, front_page_stories
from .server import NewsSite, Request

__all__ = [
    "MISSING_PATH",
    "SECTIONS",
    "SITES",
    "STORIES",
    "Block",
    "NewsSite",
    "RelatedHeadline",
    "Request",
    "Site",
    "SitePage",
    "SiteSection",
    "Story",
    "all_pages",
    "front_page_stories",
    "panel_of",
    "related_of",
    "stories_of",
]
