"""Where a page leads besides its articles: the feeds it announces or links to, and the sections in its menu."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from newsreader.address import host_of, resolve_address
from newsreader.extract.classwords import name_words
from newsreader.extract.document import parse_page
from newsreader.extract.lines import lines_of
from newsreader.extract.services import feeds_in_page
from newsreader.extract.tree import Tree, read_tree
from newsreader.extract.weight import text_weight
from newsreader.extract.wordlist import word_set
from newsreader.text import clean_line
from newsreader.twins import story_address

MAX_FEEDS = 20
MAX_LINKED_FEEDS = 6
MAX_LINKS_AT_AN_END = 2_000  # links to feeds stand at the head or the foot of a page
MAX_MENU_LINKS = 40
MAX_SERVICE_PAGE_BYTES = 3_000_000  # where a service names its feed among its data
MIN_MENU_LINKS = 3
MIN_ROW_LINKS = 3  # short ones in one line make a menu, as headlines do not
MAX_LABEL_WEIGHT = 26
_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "text/xml",
    "application/rdf+xml",
)
_FEED_ADDRESS = re.compile(
    r"(?:^|[/._?=&-])(?:rss|atom|feeds?|rdf|syndication)\d?(?:[/._?=&-]|$)|\.(?:rss|atom|rdf)$|(?:feed|rss)\.(?:xml|json)$",
    re.IGNORECASE,
)
_FEED_TEXT = re.compile(r"\b(?:rss|atom|(?:news|web|xml|podcast)?[- ]?feeds?|syndication)\b", re.IGNORECASE)
_FEED_ICON = re.compile(r"(?:^|[\s_-])rss(?=$|[\s_-])", re.IGNORECASE)  # "feed" is what classes call any list
_COMMENTS = re.compile(r"/comments/|[?&/]comments?[-_.]?(?:feed|rss)", re.IGNORECASE)
_FEED_READERS = re.compile(r"(?:^|\.)(?:feedly|inoreader|netvibes|newsblur|theoldreader|bloglovin|yahoo|google)\.com$")
_MENU = "menu"
_MENUS = word_set("nav navbar navigation menu submenu menubar mainmenu mainnav topnav")
_FEET = word_set("footer colophon breadcrumb breadcrumbs pagination pager tags tagcloud social share")
_FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|xml|rss|atom|json)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3}")  # a date or a story's number: no section's address has one
# Parts of paths, and labels, under which no site has a section.
_NO_SECTION = word_set(
    """
    about about-us ueber-uns contact contacts contact-us kontakt impressum imprint privacy datenschutz terms agb legal
    login log-in signin sign-in signup register registration account my-account profile subscribe subscription
    subscriptions abo newsletter newsletters search suche recherche buscar advertise advertising advertisement shop
    store jobs careers donate donation support help faq sitemap rss feed feeds podcast podcasts apps app games puzzles
    crossword crosswords weather wetter horoscope tv-guide epaper e-paper archive archives cookies author authors
    events calendar live-tv logout members user users cart checkout facebook twitter youtube instagram
    """
)
# Where programs that make sites put their feeds, the commonest first.
_PLACES = (
    "/feed/",
    "/rss",
    "/rss.xml",
    "/atom.xml",
    "/feed.xml",
    "/index.xml",
    "/feeds/posts/default",
    "/feed.json",
)
_PLACES_OF_A_SECTION = ("feed/", "rss", "rss.xml", "index.xml")


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A desk that a menu leads to."""

    url: str
    name: str  # as the menu has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Signposts:
    """What a page points to, each in the page's order and once."""

    announced: tuple[str, ...] = ()  # feeds, by `<link rel="alternate">` or as its service has them
    linked: tuple[str, ...] = ()  # addresses that look like feeds, or like lists of feeds
    menu: tuple[MenuLink, ...] = ()  # on the same site


def read_signposts(html: bytes | str, url: str, charset: str = "") -> Signposts:
    """Read where a page leads.

    Args:
        html: the document, bytes as they came or decoded text.
        url: its address after redirects, absolute.
        charset: what the server said, used for bytes.

    Raises:
        UnreadableError: built to break readers.
    """
    parser, source = parse_page(html, url, charset)
    named = [feed.url for feed in feeds_in_page(source[:MAX_SERVICE_PAGE_BYTES].decode("utf-8", "replace"), url)]
    announced = tuple(dict.fromkeys((*announced_feeds(parser, url), *named)))
    base = _base(parser, url)
    return Signposts(
        announced=announced,
        linked=tuple(each for each in _linked_feeds(parser, base) if each not in announced),
        menu=_menu_links(parser, base, url),
    )


def announced_feeds(parser: LexborHTMLParser, url: str) -> tuple[str, ...]:
    """Give the addresses of the feeds that a page announces in its head; those of comments are none."""
    base = _base(parser, url)
    addresses: dict[str, None] = {}
    for link in parser.css("link[rel][href]"):
        attributes = link.attributes
        kind = (attributes.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in (attributes.get("rel") or "").lower().split() and kind in _FEED_TYPES:
            address = resolve_address(base, attributes.get("href") or "")
            if address and not _COMMENTS.search(address) and "/wp-json/" not in address:  # JSON, but no feed
                addresses[address] = None
    return tuple(addresses)[:MAX_FEEDS]


def common_places(url: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the addresses where a feed often is that no page speaks of.

    Returns:
        Those below the page itself, none for a home page, and those of its whole site.
    """
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    folder = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    has_folder = folder != "/" and "." not in parts.path.rpartition("/")[2]
    own = tuple(f"{origin}{folder}{place}" for place in _PLACES_OF_A_SECTION) if has_folder else ()
    return own, tuple(f"{origin}{place}" for place in _PLACES)


def _base(parser: LexborHTMLParser, url: str) -> str:
    base = parser.css_first("base[href]")
    return (resolve_address(url, base.attributes.get("href") or "") if base is not None else "") or url


def _linked_feeds(parser: LexborHTMLParser, base: str) -> tuple[str, ...]:
    """Find the links that say, in their address or text, that they are feeds; those that say so in both first."""
    sure: dict[str, None] = {}
    likely: dict[str, None] = {}
    links = parser.css("a[href]")
    if len(links) > 2 * MAX_LINKS_AT_AN_END:
        links = links[:MAX_LINKS_AT_AN_END] + links[-MAX_LINKS_AT_AN_END:]
    for link in links:
        address = resolve_address(base, link.attributes.get("href") or "")
        if not address or _COMMENTS.search(address) or _FEED_READERS.search(host_of(address)):
            continue
        parts = urlsplit(address)
        says_address = bool(_FEED_ADDRESS.search(f"{parts.path}?{parts.query}"))
        label = f"{link.text()[:80]} {(link.attributes.get('title') or '')[:80]}"
        is_icon = bool(_FEED_ICON.search((link.attributes.get("class") or "")[:200]))
        says_text = is_icon or bool(_FEED_TEXT.search(label))
        if says_address or says_text:
            (sure if says_address and says_text else likely)[address] = None
    return tuple(dict.fromkeys((*sure, *likely)))[:MAX_LINKED_FEEDS]


def _menu_links(parser: LexborHTMLParser, base: str, url: str) -> tuple[MenuLink, ...]:
    """Find what the menus lead to; on a page without any, what rows of short links lead to."""
    tree = read_tree(parser)
    menus: dict[str, MenuLink] = {}
    rows: dict[str, MenuLink] = {}
    try:
        _mark_menus(tree)
        for line in lines_of(tree.body):
            is_row = not line.element.junk and len(line.links) >= MIN_ROW_LINKS
            found = menus if line.element.junk == _MENU else rows if is_row else None
            if found is None or len(found) >= MAX_MENU_LINKS:
                continue
            for text, href in line.links:
                address = resolve_address(base, href)
                if address and _may_be_section(address, text, url):
                    found.setdefault(story_address(address), MenuLink(address, clean_line(text)))
    finally:
        tree.release()
    return tuple((menus if len(menus) >= MIN_MENU_LINKS else menus | rows).values())[:MAX_MENU_LINKS]


def _mark_menus(tree: Tree) -> None:
    """Mark menus, and what looks like one at the foot of a page; what stands within either is of its kind."""
    for element in tree.elements:
        words = name_words(element.names[:200])
        is_named = not _MENUS.isdisjoint(words) and element is not tree.body and 2 * element.links > element.text
        if element.parent is not None and element.parent.junk:
            element.junk = element.parent.junk
        elif element.tag == "footer" or not _FEET.isdisjoint(words):
            element.junk = "footer"
        elif element.tag == "nav" or element.get("role") == "navigation" or is_named:
            element.junk = _MENU


def _may_be_section(address: str, label: str, url: str) -> bool:
    parts = urlsplit(address)
    path = unquote(parts.path)
    host, own = host_of(address).removeprefix("www."), host_of(url).removeprefix("www.")
    is_same_site = (host == own or host.endswith(f".{own}")) and (host != own or parts.port == urlsplit(url).port)
    if not is_same_site or not 2 <= text_weight(label) <= MAX_LABEL_WEIGHT:
        return False
    if story_address(address) == story_address(url) or (host == own and path in ("", "/")):
        return False
    words = {segment.lower().partition(".")[0] for segment in path.split("/") if segment}
    words.add("-".join(label.lower().split()))
    return _NO_SECTION.isdisjoint(words) and not _FILES.search(path) and not _NUMBER.search(f"{path}?{parts.query}")
