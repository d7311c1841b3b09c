"""Pictures: which address a picture has, which pictures are decoration, which are sizes of one another."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsreader.address import resolve_address
from newsreader.blocks import Image
from newsreader.extract.tree import Element
from newsreader.text import clean_line

# Where pages that load pictures late keep the real address, most reliable first.
_ADDRESS_ATTRIBUTES = ("data-src", "data-original", "data-lazy-src", "data-url", "src")
_SET_ATTRIBUTES = ("data-srcset", "srcset", "data-lazy-srcset")
MIN_SIDE_PX = 64  # smaller ones are icons, avatars and tracking pixels
_DECORATION = re.compile(
    r"(?:^|[/_.-])(?:black|white|blank|spacer|pixel|clear|transparent|dot|1x1|placeholder|loading|lazy|icons?|logos?|"
    r"sprite|avatar|gravatar|emoji|smilies|sponsors?|banners?|ads?|badge|button|share|feed|rss|favicon)(?=[/_.?-]|$)",
    re.IGNORECASE,
)
_SIZE_IN_NAME = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|hg|lg|bg|sm|md|xl|large|medium|small|thumb|scaled)(?=\.\w+$)")
_PICTURE_SUFFIX = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
MAX_ALT_CHARS = 1000
MIN_NAME_CHARS = len("quay.jpg")  # shorter names are numbers that other folders have too


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
    path = urlsplit(address).path
    return bool(_DECORATION.search(path)) or path.lower().endswith(".svg")


def picture_key(address: str) -> str:
    """Name a picture so that its sizes have one name: the file's, without a size."""
    parts = urlsplit(address)
    name = _SIZE_IN_NAME.sub("", parts.path.rpartition("/")[2].lower())
    return name if _PICTURE_SUFFIX.search(name) and len(name) >= MIN_NAME_CHARS else address


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
        if _PICTURE_SUFFIX.search(urlsplit(target).path) and picture_key(target) == picture_key(address):
            return target
    return address
