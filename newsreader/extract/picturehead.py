"""What kind of picture some bytes are, and how large it is, by its head alone.

Formats that browsers of today show: JPEG (ITU T.81), PNG (ISO 15948), GIF (89a), WebP (RFC 9649), AVIF (ISO
23000-22). SVG is a program for browsers, not a picture, and is none here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from struct import unpack_from

_JPEG, _PNG, _GIF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a")
_AVIF_BRANDS = (b"avif", b"avis")
_MAX_SEGMENTS = 200  # of a JPEG before its size; real ones have twenty, thumbnails and profiles among them
_AVIF_HEAD_BYTES = 16_384  # where the size of an AVIF is looked for
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # JPEG markers that no segment follows
_NOT_FRAMES = frozenset((0xC4, 0xC8, 0xCC))  # between the markers that begin a JPEG's frame, but other things


@dataclass(frozen=True, slots=True)
class PictureHead:
    """Media type and size in pixels; 0 where the head does not say."""

    content_type: str
    width: int = 0
    height: int = 0


def read_picture_head(raw: bytes) -> PictureHead | None:
    """Tell what picture this is.

    Args:
        raw: the whole file; only its head is read, and nothing is decoded.

    Returns:
        None when it is none of the formats we keep, whatever its server called it.
    """
    for content_type, is_such, size in _FORMATS:
        if is_such(raw):
            try:
                width, height = size(raw)
            except struct.error:  # cut short
                width, height = 0, 0
            return PictureHead(content_type, width, height)
    return None


def _jpeg_size(raw: bytes) -> tuple[int, int]:
    at = 2
    for _ in range(_MAX_SEGMENTS):
        mark, kind = unpack_from(">BB", raw, at)
        if mark != 0xFF:
            break
        if kind == 0xFF:  # filling
            at += 1
        elif kind in _ALONE:
            at += 2
        elif 0xC0 <= kind <= 0xCF and kind not in _NOT_FRAMES:
            height, width = unpack_from(">HH", raw, at + 5)
            return width, height
        else:
            at += 2 + unpack_from(">H", raw, at + 2)[0]
    return 0, 0


def _png_size(raw: bytes) -> tuple[int, int]:
    width, height = unpack_from(">II", raw, 16)
    return width, height


def _gif_size(raw: bytes) -> tuple[int, int]:
    width, height = unpack_from("<HH", raw, 6)
    return width, height


def _webp_size(raw: bytes) -> tuple[int, int]:
    kind = raw[12:16]
    if kind == b"VP8X":
        width, more_width, height, more_height = unpack_from("<HBHB", raw, 24)
        return 1 + width + (more_width << 16), 1 + height + (more_height << 16)
    if kind == b"VP8L":
        (bits,) = unpack_from("<I", raw, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and raw[23:26] == b"\x9d\x01\x2a":
        width, height = unpack_from("<HH", raw, 26)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _avif_size(raw: bytes) -> tuple[int, int]:
    at = raw.find(b"ispe", 0, _AVIF_HEAD_BYTES)
    if at < 0:
        return 0, 0
    width, height = unpack_from(">II", raw, at + 8)
    return width, height


def _is_avif(raw: bytes) -> bool:
    return raw[4:8] == b"ftyp" and any(brand in raw[8:64] for brand in _AVIF_BRANDS)


_FORMATS = (
    ("image/jpeg", lambda raw: raw.startswith(_JPEG), _jpeg_size),
    ("image/png", lambda raw: raw.startswith(_PNG), _png_size),
    ("image/gif", lambda raw: raw.startswith(_GIF), _gif_size),
    ("image/webp", lambda raw: raw.startswith(b"RIFF") and raw[8:12] == b"WEBP", _webp_size),
    ("image/avif", _is_avif, _avif_size),
)
