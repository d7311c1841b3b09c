"""OPML 1.0 and 2.0 (opml.org/spec2.opml): lists of what another reader follows.

Read by the XML parser of the standard library from the mended document, without any document type, so that no
entity is ever expanded. listparser reads OPML too, but gives neither the web page of a feed nor the attributes of our
own exports, and lets addresses pass that are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, XMLParser

from newsreader.address import resolve_address
from newsreader.errors import ImportingError
from newsreader.extract.decode import decode_html
from newsreader.extract.feedtext import mended_feed
from newsreader.model import FOLDERS_APART
from newsreader.subscription import NO_ADDRESS, LeftOut, SavedQuery, Subscription, SubscriptionList, bounded_list
from newsreader.text import clean_line

MAX_NAME_CHARS = 200
MAX_TAGS = 50  # of one subscription
MAX_ADDRESSES = 20  # likewise, as a catalogue may have
MAX_FOLDERS = 10  # within each other; what is deeper stands in the tenth
_QUERY = "{urn:newsreader:opml}query"
_OURS = "{urn:newsreader:opml}addresses"  # as `newsreader.formats.opml` writes it


def extract_opml(body: bytes) -> SubscriptionList:
    """Read a list of subscriptions.

    Args:
        body: the document, in any encoding.

    Raises:
        UnreadableError: it is beyond a limit.
        ImportingError: it is no OPML, or broken beyond reading.
    """
    root = _root(body)
    if _local(root.tag) != "opml":
        raise ImportingError(detail=f"it begins with <{clean_line(root.tag)[:40]}> and is no OPML")
    start = next((child for child in root if _local(child.tag) == "body"), root)
    subscriptions: list[Subscription] = []
    queries: list[SavedQuery] = []
    left_out: list[LeftOut] = []
    for outline, folders in _outlines(start):
        if outline.get("type") == "search" and outline.get(_QUERY):
            queries.append(SavedQuery(name=_name(outline), query=clean_line(outline[_QUERY])))
            continue
        found = _read(outline, folders)
        if isinstance(found, LeftOut):
            left_out.append(found)
        elif found is not None:
            subscriptions.append(found)
    return bounded_list(subscriptions, queries, left_out)


def web_feed_address(text: str) -> str:
    """Read an address as lists write them, also as `feed:https://…` and `feed://…`; "" when it is none of the web."""
    address = text.strip()
    if address[:5].lower() == "feed:":
        address = address[5:]
        address = f"http:{address}" if address.startswith("//") else address
    return resolve_address(address, address)


def _root(body: bytes) -> Element:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode_html(body)
    text = mended_feed(text)
    if "<!ENTITY" in text:
        raise ImportingError(detail="it declares entities, which no list of subscriptions needs")
    parser = XMLParser(encoding="utf-8")
    try:
        parser.feed(text.encode("utf-8", "replace"))
        root: Element = parser.close()
    except ParseError as error:
        raise ImportingError(detail=f"it is no well-formed XML: {error}") from error
    return root


def _outlines(start: Element) -> Iterator[tuple[Mapping[str, str], tuple[str, ...]]]:
    """Give the attributes of every outline and the folders it stands in, in the order of the document."""
    stack: list[tuple[Element, tuple[str, ...]]] = [(child, ()) for child in reversed(start)]
    while stack:
        outline, folders = stack.pop()
        if _local(outline.tag) != "outline":
            continue
        attributes = {
            name if name in (_OURS, _QUERY) else _local(name): value for name, value in outline.attrib.items()
        }
        if len(outline):
            name = _name(attributes).replace(FOLDERS_APART, "/")
            inner = (*folders, name) if name and len(folders) < MAX_FOLDERS else folders
            stack += [(child, inner) for child in reversed(outline)]
        if not len(outline) or "xmlurl" in attributes:
            yield attributes, folders


def _read(outline: Mapping[str, str], folders: tuple[str, ...]) -> Subscription | LeftOut | None:
    name = _name(outline)
    written = outline.get("xmlurl") or outline.get("url", "")
    if outline.get("iscomment", "").casefold() == "true":
        return LeftOut(what=name or written[:MAX_NAME_CHARS], why="it is commented out")
    if not written.strip():
        return LeftOut(what=name, why="it has no address") if name else None
    if outline.get("type", "").casefold() == "include":
        return LeftOut(what=clean_line(written)[:MAX_NAME_CHARS], why="a list within the list; import it by itself")
    address = web_feed_address(written)
    if not address:
        return LeftOut(what=clean_line(written)[:MAX_NAME_CHARS], why=NO_ADDRESS)
    own = [resolve_address(each, each) for each in outline.get(_OURS, "").split()[:MAX_ADDRESSES]]
    addresses = tuple(dict.fromkeys(each for each in own if each)) or (address,)
    home = web_feed_address(outline.get("htmlurl", ""))
    return Subscription(
        addresses=addresses,
        name=name,
        folder=FOLDERS_APART.join(folders)[:MAX_NAME_CHARS].strip(),
        home="" if home in addresses else home,
        tags=tags_of(outline.get("category", "").split(",")),
    )


def tags_of(words: list[str]) -> tuple[str, ...]:
    """Clean the words of a person's own; a comma in one becomes a blank, because it parts them in OPML."""
    cleaned = (clean_line(word.replace(",", " "))[:MAX_NAME_CHARS].strip() for word in words)
    return tuple(dict.fromkeys(word for word in cleaned if word))[:MAX_TAGS]


def _name(outline: Mapping[str, str]) -> str:
    cleaned = (clean_line(outline.get(attribute, ""))[:MAX_NAME_CHARS].strip() for attribute in ("text", "title"))
    return next(filter(None, cleaned), "")


def _local(name: str) -> str:
    """Give a name without its namespace, in lower case: lists write `xmlURL` too."""
    return name.rpartition("}")[2].casefold()
