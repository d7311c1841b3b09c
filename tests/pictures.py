"""Heads of pictures, made byte by byte: what follows the head is filling, for nothing here decodes it."""

from __future__ import annotations

from struct import pack


def jpeg(width: int, height: int, filling: bytes = b"\x5a" * 40) -> bytes:
    """Give a JPEG whose frame comes after an Exif segment and filling bytes."""
    exif = b"\xff\xe1" + pack(">H", 10) + b"Exif\0\0\0\0"
    table = b"\xff\xc4" + pack(">H", 4) + b"\x00\x00"
    frame = b"\xff\xff\xc2" + pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + exif + table + frame + filling


def png(width: int, height: int, filling: bytes = b"\x5a" * 40) -> bytes:
    """Give a PNG."""
    return b"\x89PNG\r\n\x1a\n" + pack(">I", 13) + b"IHDR" + pack(">II", width, height) + filling


def gif(width: int, height: int, filling: bytes = b"\x5a" * 40) -> bytes:
    """Give a GIF."""
    return b"GIF89a" + pack("<HH", width, height) + filling


def avif(width: int, height: int, filling: bytes = b"\x5a" * 40) -> bytes:
    """Give an AVIF."""
    kind = pack(">I", 24) + b"ftypmif1" + pack(">I", 0) + b"avif"
    return kind + b"\0" * 30 + pack(">I", 20) + b"ispe" + pack(">III", 0, width, height) + filling


def webp_lossy(width: int, height: int) -> bytes:
    """Give a WebP of one VP8 frame."""
    return _webp(b"VP8 ", b"\x10\x02\x00\x9d\x01\x2a" + pack("<HH", width, height))


def webp_lossless(width: int, height: int) -> bytes:
    """Give a WebP of one VP8L frame."""
    return _webp(b"VP8L", b"\x2f" + pack("<I", (width - 1) | (height - 1) << 14))


def webp_extended(width: int, height: int) -> bytes:
    """Give a WebP with an extended head."""
    return _webp(b"VP8X", b"\x10\0\0\0" + pack("<I", width - 1)[:3] + pack("<I", height - 1)[:3])


def _webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF" + pack("<I", 4 + 8 + len(body)) + b"WEBP" + kind + pack("<I", len(body)) + body
