"""Whole pictures, made by Pillow, and some that were made to break programs."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

RED, BLUE, GREEN = (200, 40, 40), (40, 40, 200), (40, 160, 40)


def painted(width: int, height: int, kind: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    """Give a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return written(image.convert(mode), kind, **options)


def written(image: Image.Image, kind: str, **options: object) -> bytes:
    """Give the file of an image."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    """Give a chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of_zeros(width: int, height: int, rows: int | None = None) -> bytes:
    """Give a PNG of one black bit for each pixel: 50,000 by 50,000 of them are 300 KB in the file."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    row = b"\0" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def gif_of_frames(count: int) -> bytes:
    """Give a GIF of many frames, the first of them red."""
    frame = b"\x21\xf9\x04\0\x01\0\0\0" + b"\x2c\0\0\0\0\x08\0\x08\0\0" + _lzw(8 * 8)
    return (
        b"GIF89a"
        + struct.pack("<HH", 8, 8)
        + b"\x80\0\0"
        + bytes(RED)
        + bytes(BLUE)
        + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
        + frame * count
        + b"\x3b"
    )


def _lzw(count: int) -> bytes:
    """Give so many pixels of colour 0, each cleared before, so that all codes are of three bits."""
    codes = [code for _ in range(count) for code in (4, 0)] + [5]
    number, at = 0, 0
    for code in codes:
        number |= code << at
        at += 3
    data = number.to_bytes((at + 7) // 8, "little")
    blocks = b"".join(bytes([len(part)]) + part for part in (data[i : i + 255] for i in range(0, len(data), 255)))
    return b"\x02" + blocks + b"\0"
