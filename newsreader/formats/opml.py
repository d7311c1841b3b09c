"""What a person follows as OPML 2.0 (opml.org/spec2.opml), for other readers and for our own import.

A publication is a folder, one whose only section is its front page an outline of its own; ` / ` in a
publication's name is a folder within a folder. `xmlUrl` is the section's first feed; a section that has only
pages is an outline of the type `link`. What OPML has no name for, all addresses of a section in their order, stands
in an attribute `newsreader:addresses`, apart by spaces. A saved search is an outline of the type `search` with an
attribute `newsreader:query`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, indent, tostring

from newsreader.address import without_password
from newsreader.formats.legal import legal
from newsreader.formats.xhtml import element
from newsreader.model import FOLDERS_APART, FRONT_PAGE, Section
from newsreader.subscription import SavedQuery

NAMESPACE = "urn:newsreader:opml"  # stands in its beginning, so that an earlier export is known
_FEED_WORDS = re.compile(r"(?<![a-z])(?:rss|rss2|atom|feed|feeds|xml|rdf|json|jsonfeed)(?![a-z])")


def subscriptions_opml(sections: Sequence[Section], at: datetime, searches: Sequence[SavedQuery] = ()) -> str:
    """Write sections, in their order.

    Args:
        sections: those of one publication together.
        at: now.
        searches: saved ones, which stand at the end.
    """
    sizes = Counter(section.source for section in sections)
    body = element("body")
    for section in sections:
        is_publication = section.name == FRONT_PAGE and sizes[section.source] == 1
        folder = body if is_publication else _folder(body, section.source.split(FOLDERS_APART))
        folder.append(_outline(section, section.source if is_publication else section.name))
    for search in searches:
        made = element("outline", type="search", text=search.name, title=search.name)
        made.set("newsreader:query", legal(search.query))
        body.append(made)
    head = element(
        "head",
        element("title", "What newsreader follows"),
        element("dateCreated", format_datetime(at.astimezone(UTC), usegmt=True)),
    )
    opml = element("opml", head, body, version="2.0")
    opml.set("xmlns:newsreader", NAMESPACE)
    indent(opml)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(opml, encoding="unicode")}\n'


def looks_like_feed(address: str) -> bool:
    """Say whether an address names itself that of a feed."""
    parts = urlsplit(address)
    return bool(_FEED_WORDS.search(f"{parts.path}?{parts.query}".casefold()))


def _folder(body: Element, names: Sequence[str]) -> Element:
    """Find or make a folder. Looks at the last one first, because sections of a publication come together."""
    folder = body
    for name in map(legal, names):
        same = (each for each in reversed(folder) if each.get("text") == name and "type" not in each.attrib)
        inner = next(same, None)
        if inner is None:
            inner = element("outline", text=name, title=name)
            folder.append(inner)
        folder = inner
    return folder


def _outline(section: Section, name: str) -> Element:
    addresses = [without_password(address) for address in section.addresses]
    feed = next((address for address in addresses if looks_like_feed(address)), "")
    page = next((address for address in addresses if not looks_like_feed(address)), "")
    made = element("outline", type="rss" if feed else "link", text=name, title=name)
    if feed:
        made.set("xmlUrl", legal(feed))
        if section.home or page:
            made.set("htmlUrl", legal(section.home or page))
    else:
        made.set("url", legal(page))
        if section.home:
            made.set("htmlUrl", legal(section.home))
    if section.tags:
        made.set("category", legal(",".join(section.tags)))
    if addresses != [feed or page] or (not section.home and made.get("htmlUrl")):
        made.set("newsreader:addresses", legal(" ".join(addresses)))
    return made
