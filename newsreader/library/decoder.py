"""The program that decodes one picture: its bytes come on standard input, its pixels go to standard output.

Run by its path, so it imports nothing of ours. It answers with a byte, 1 for decoded, width and height (big endian, two
bytes each), then RGB or sixels (DEC STD 070) as its first argument says; or with 0 and why it was not decoded.
"""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
MAX_MEMORY_BYTES = 1 << 30
MAX_CPU_S = 10
MAX_BODY_BYTES = 16_000_000  # four times of what is ever fetched
MAX_COLOURS = 128  # more are too slow to write, and many terminals have no more

_SIXEL = bytes((63 + value) & 0xFF for value in range(256))
_REPEATED = re.compile(rb"(.)\1{3,}", re.DOTALL)


def limit() -> None:
    """Let the system end this process when it takes too much, and keep it from writing files."""
    try:
        import resource
    except ImportError:  # Windows; there the time alone is bounded
        return
    wanted = {"RLIMIT_AS": MAX_MEMORY_BYTES, "RLIMIT_CPU": MAX_CPU_S, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, most in wanted.items():
        kind = getattr(resource, name, None)
        if kind is not None:
            try:
                resource.setrlimit(kind, (most, most))
            except (ValueError, OSError):  # a lower limit holds already
                continue


def decoded(body: bytes, width: int, height: int, max_pixels: int) -> Picture:
    """Decode the first frame, upright, scaled down to fit, on white where it lets through.

    Raises:
        ValueError: it has too many pixels.
        Exception: whatever the decoder raises.
    """
    from PIL import Image, ImageFile, ImageOps

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = max_pixels
    with Image.open(BytesIO(body), formats=FORMATS) as image:
        if image.width * image.height > max_pixels:
            raise ValueError("it has too many pixels")
        image.draft("RGB", (width, height))  # a JPEG is decoded no larger than is needed
        shown = image if image.mode in ("RGB", "L", "RGBA") else image.convert(_mode_of(image))
        shown.thumbnail((width, height), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(shown)
        upright.thumbnail((width, height), Image.Resampling.LANCZOS)  # it may have been turned
        if upright.mode == "RGBA":
            ground = Image.new("RGB", upright.size, "white")
            ground.paste(upright, mask=upright.getchannel("A"))
            upright = ground
        return upright.convert("RGB")


def _mode_of(image: Picture) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"


def sixels(picture: Picture) -> bytes:
    """Write a picture as sixels: what stands between the introducer and the terminator."""
    reduced = picture.quantize(MAX_COLOURS)
    palette, indices = reduced.getpalette() or [], reduced.tobytes()
    colours = [tuple(round(part / 2.55) for part in palette[at : at + 3]) for at in range(0, len(palette), 3)]
    told = b"".join(b"#%d;2;%d;%d;%d" % (number, *colour) for number, colour in enumerate(colours))
    rows = [indices[at : at + picture.width] for at in range(0, len(indices), picture.width)]
    bands = (b"$".join(_band(rows[at : at + 6])) for at in range(0, len(rows), 6))
    return b'"1;1;%d;%d' % picture.size + told + b"-".join(bands)


def _band(rows: list[bytes]) -> Iterator[bytes]:
    """Give six rows, colour by colour."""
    for colour in sorted(set(b"".join(rows))):
        bits = 0
        for number, row in enumerate(rows):
            if colour in row:
                marks = bytearray(256)
                marks[colour] = 1 << number
                bits |= int.from_bytes(row.translate(marks), "big")
        line = bits.to_bytes(len(rows[0]), "big").translate(_SIXEL)
        yield b"#%d" % colour + _REPEATED.sub(lambda run: b"!%d%c" % (len(run[0]), run[0][0]), line.rstrip(b"?"))


def main() -> None:
    """Answer once."""
    limit()
    kind, (width, height, max_pixels) = sys.argv[1], map(int, sys.argv[2:5])
    body = sys.stdin.buffer.read(MAX_BODY_BYTES + 1)
    try:
        if len(body) > MAX_BODY_BYTES:
            raise ValueError("it has too many bytes")
        picture = decoded(body, width, height, max_pixels)
        written = sixels(picture) if kind == "sixel" else picture.tobytes()
        answer = struct.pack(">BHH", 1, *picture.size) + written
    except MemoryError:
        answer = struct.pack(">BHH", 0, 0, 0) + b"it takes too much memory"
    except Exception:  # noqa: BLE001 (decoders raise what they like, and the picture is not to be had either way)
        answer = struct.pack(">BHH", 0, 0, 0) + b"it is damaged"
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
