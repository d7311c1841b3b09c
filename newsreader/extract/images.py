"""Pictures: which address a picture has, which pictures are decoration, which are sizes of one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsreader.address import resolve_address
from newsreader.blocks import Image
from newsreader.extract.tables import all_text
from newsreader.extract.tree import Element
from newsreader.text import clean_line

PICTURE_TAGS = frozenset(("img", "amp-img"))
# Where pages that load pictures late keep the real address, most reliable first.
_ADDRESS_ATTRIBUTES = ("data-src", "data-original", "data-lazy-src", "data-url", "src")
_SET_ATTRIBUTES = ("data-srcset", "srcset", "data-lazy-srcset")
MIN_SIDE_PX = 64  # smaller ones are icons, avatars and tracking pixels
_DECORATION = re.compile(
    r"(?:^|[/_.-])(?:spacer|pixel|transparent|1x1|placeholder|icons?|logos?|sprite|avatar|gravatar|emoji|smilies|"
    r"sponsors?|banners?|ads?|masthead|favicon)(?=[/_.?-]|$)"
    # Words that begin the names of photographs too ("white-house.jpg"): the whole name.
    r"|(?:^|[/_.-])(?:black|white|blank|clear|dot|loading|lazy|badge|button|share|feed|rss)\d*(?:/|\.\w+$|$)",
)
_SIZE_IN_NAME = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|hg|lg|bg|sm|md|xl|large|medium|small|thumb|scaled)(?=\.\w+$)")
_PICTURE_SUFFIX = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
MAX_ALT_CHARS = 1000
MIN_NAME_CHARS = len("quay.jpg")  # shorter names are numbers that other folders have too
_SIZE_FOLDER = re.compile(r"/images-(?:hg|lg|bg|sm)/")
_CAPTION_NAMES = re.compile(r"(?:^|[\s_-])(?:photo|image|img|picture)?-?(?:caption|cutline|legend)")
MAX_CAPTION_BYTES = 700  # a longer text is the article's
MAX_FRAMED_BYTES = 400  # of text in a table, for it to be a caption
MAX_CAPTION_PARTS = 30  # elements that are looked through for it on each level
MAX_CAPTION_LEVELS = 5  # from a picture up to the box or table that holds its caption too


def read_image(element: Element, base_url: str, caption: str = "") -> Image | None:
    """Read a picture element, None when it is decoration or has no address."""
    picture = element
    if element.tag == "picture":
        inner = [child for child in element.children if isinstance(child, Element) and child.tag == "img"]
        if not inner:
            return None
        picture = inner[0]
    if _is_small(picture):
        return None
    address = _address_of(picture, base_url)
    if not address or is_decoration(address):
        return None
    return Image(_larger(element, address, base_url), clean_line(picture.get("alt")[:MAX_ALT_CHARS]), caption)


def is_decoration(address: str) -> bool:
    """Say whether an address is that of a spacer, an icon, a logo or an advertisement."""
    path = _path_of(address).lower()  # a pattern told to ignore case is several times as slow
    return path.endswith(".svg") or _DECORATION.search(path) is not None


def _path_of(address: str) -> str:
    """Give the path of an absolute address; splitting the whole of it costs ten times as much."""
    path = address.partition("#")[0].partition("?")[0].partition("://")[2]
    slash = path.find("/")
    return path[slash:] if slash >= 0 else ""


def picture_key(address: str) -> str:
    """Name a picture so that its sizes have one name: the file's, without a size."""
    path = _path_of(address)
    name = _SIZE_IN_NAME.sub("", path.rpartition("/")[2].lower())
    is_distinct = len(name) >= MIN_NAME_CHARS or _SIZE_FOLDER.search(path) is not None
    return name if is_distinct and _PICTURE_SUFFIX.search(name) else address


def leads_to_a_page(picture: Element, base_url: str) -> bool:
    """Say whether a picture is a link to something else than a picture, as logos and advertisements are."""
    link = picture.parent
    if link is None or link.tag != "a":
        return False
    target = resolve_address(base_url, link.get("href"))
    return bool(target) and not _PICTURE_SUFFIX.search(_path_of(target))


def caption_of(picture: Element) -> str:
    """Read the caption of a picture: of its figure, in a box named so, or in the table that holds nothing else."""
    place = picture.parent
    for _ in range(MAX_CAPTION_LEVELS):
        if place is None or place.text > MAX_CAPTION_BYTES:
            return ""
        if place.tag in ("figure", "table"):
            return _caption_in(place)
        named = (part for part in _parts_of(place) if part.attrs and _names_a_caption(part.get("class")[:200]))
        if (caption := next(named, None)) is not None:
            return all_text(caption, with_junk=True)
        place = place.parent
    return ""


@lru_cache(maxsize=4096)  # of short names: it keeps them
def _names_a_caption(names: str) -> bool:
    return _CAPTION_NAMES.search(names.lower()) is not None


def framed_picture(table: Element) -> Element | None:
    """Give the picture of a table that holds nothing but a picture and a line about it."""
    if not 0 < table.text <= MAX_FRAMED_BYTES:
        return None
    parts = list(_parts_of(table))
    pictures = [part for part in parts if part.tag == "img"]
    return pictures[0] if len(pictures) == 1 and not any(part.tag in ("p", "table") for part in parts) else None


def captioned_picture(box: Element) -> Element | None:
    """Give the first picture of a box of a picture and its caption."""
    if box.text > MAX_CAPTION_BYTES:
        return None
    return next((part for part in _parts_of(box) if part.tag == "img"), None)


def _caption_in(box: Element) -> str:
    parts = list(_parts_of(box))
    caption = next((part for part in parts if part.tag == "figcaption"), None)
    if caption is None and sum(part.tag in PICTURE_TAGS for part in parts) > 1:
        return ""
    return all_text(caption or box, with_junk=True)


def _parts_of(element: Element) -> Iterator[Element]:
    """Walk the first elements below one."""
    waiting = [element]
    for _ in range(MAX_CAPTION_PARTS):
        if not waiting:
            return
        parts = [child for child in waiting.pop(0).children[:MAX_CAPTION_PARTS] if isinstance(child, Element)]
        yield from parts
        waiting.extend(parts)


def _address_of(picture: Element, base_url: str) -> str:
    for name in _ADDRESS_ATTRIBUTES:
        address = picture.get(name).strip()
        if address and not address.startswith("data:"):
            return resolve_address(base_url, address)
    for name in _SET_ATTRIBUTES:
        candidates = [part.split() for part in picture.get(name)[:8000].split(", ") if part.strip()]
        if candidates:
            return resolve_address(base_url, candidates[-1][0])
    return ""


def _is_small(picture: Element) -> bool:
    for name in ("width", "height"):
        value = picture.get(name).strip().removesuffix("px")
        if value.isdecimal() and len(value) < 6 and int(value) < MIN_SIDE_PX:
            return True
    return False


def _larger(element: Element, address: str, base_url: str) -> str:
    """Follow a link round a thumbnail to the large picture."""
    parent = element.parent
    if parent is not None and parent.tag == "a":
        target = resolve_address(base_url, parent.get("href"))
        if _PICTURE_SUFFIX.search(_path_of(target)) and picture_key(target) == picture_key(address):
            return target
    return address
