"""Where a link leads, in a few words, before it is followed."""

from __future__ import annotations

import re
from enum import Enum
from posixpath import splitext
from typing import NamedTuple
from urllib.parse import urlsplit

from rich.cells import cell_len, split_graphemes

from newsreader.address import host_of, is_web_address, terminal_address
from newsreader.text import clean_line
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK

ELSEWHERE_MARK, FILE_MARK = "↗", "▪"
_ELLIPSIS = "…"
_KINDS = {
    "a picture": "jpg jpeg png gif webp avif svg bmp tif tiff",
    "a PDF": "pdf",
    "a sound": "mp3 ogg oga opus m4a aac wav flac",
    "a film": "mp4 m4v webm mkv mov avi m3u8",
    "an archive": "zip gz tgz bz2 xz 7z rar tar",
    "a document": "doc docx xls xlsx ppt pptx odt ods odp rtf epub csv",
    "a program": "exe msi dmg pkg apk deb rpm iso jar",
}
_KIND_OF = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
_SCHEMES = {"mailto": "a mail address", "tel": "a telephone number", "file": "a file of this machine"}
_WIKI_NAMESPACE = ":"  # "File:Map.jpg" is a page about a picture


class Destination(Enum):
    """What is at the other end of a link, as far as its address and the library tell."""

    HERE = f"{CACHED_MARK} in the library"
    ON_LINE = f"{REMOTE_MARK} on line"
    OTHER_SITE = f"{ELSEWHERE_MARK} other site"
    FILE = f"{FILE_MARK} not an article"  # that the web browser may open
    NOTHING = f"{FILE_MARK} not opened from here"  # another scheme, or no address at all


class Preview(NamedTuple):
    """Where a link leads, and what it is when it is no article: "a PDF"."""

    destination: Destination
    kind: str = ""

    @property
    def words(self) -> str:
        """Say it: `● in the library`, `▪ not an article (a PDF)`."""
        return f"{self.destination.value} ({self.kind})" if self.kind else self.destination.value


def preview(url: str, page_url: str, *, is_cached: bool) -> Preview:
    """Say where a link leads.

    Args:
        url: of the link.
        page_url: of the page it stands on.
        is_cached: whether the library has its article's text.
    """
    if not is_web_address(url):
        scheme = re.match(r"[a-z][a-z0-9+.-]{0,20}(?=:)", url.strip().lower())
        name = scheme[0] if scheme else ""
        return Preview(Destination.NOTHING, _SCHEMES.get(name, f"a {name}: address" if name else "no address"))
    if is_cached:
        return Preview(Destination.HERE)
    if kind := _kind_of_file(url):
        return Preview(Destination.FILE, kind)
    if _site_of(url) != _site_of(page_url):
        return Preview(Destination.OTHER_SITE)
    return Preview(Destination.ON_LINE)


def shown_address(url: str, width_cells: int) -> str:
    """Write an address so that it fits, shortened in its middle: its host and its end say most.

    The host of a web address is written as it is asked for, in ASCII, so that no letter passes for another; what
    else is not ASCII stands as percent signs, as it is sent.
    """
    shown = terminal_address(url) or clean_line(url)
    shown = shown.removeprefix("https://").removeprefix("www.")
    return middle_cut(shown, width_cells)


def middle_cut(text: str, width_cells: int) -> str:
    """Shorten text to at most `width_cells` cells by leaving out its middle, which an ellipsis stands for."""
    if cell_len(text) <= width_cells:
        return text
    if width_cells < 1:
        return ""
    graphemes = split_graphemes(text)[0]
    head_room = width_cells // 2
    head = _fitting([(text[start:stop], cells) for start, stop, cells in graphemes], head_room)
    tail_room = width_cells - 1 - cell_len(head)
    tail = _fitting([(text[start:stop], cells) for start, stop, cells in reversed(graphemes)], tail_room, is_end=True)
    return head + _ELLIPSIS + tail


def _fitting(graphemes: list[tuple[str, int]], room: int, *, is_end: bool = False) -> str:
    kept: list[str] = []
    for grapheme, cells in graphemes:
        if cells > room:
            break
        room -= cells
        kept.append(grapheme)
    return "".join(reversed(kept) if is_end else kept)


def _kind_of_file(url: str) -> str:
    name = urlsplit(url).path.rsplit("/", 1)[-1]
    if _WIKI_NAMESPACE in name:
        return ""
    return _KIND_OF.get(splitext(name)[1].lower().removeprefix("."), "")


def _site_of(url: str) -> str:
    return host_of(url).removeprefix("www.")
