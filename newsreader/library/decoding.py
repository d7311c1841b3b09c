"""Decoding pictures in a process of its own, which ends with the picture: remote bytes never meet a decoder in ours.

What it may take is bounded on both sides: here the time, the bytes and the pixels that the head names; there, by
the system where it has such limits, memory and processor.
"""

from __future__ import annotations

import asyncio
import re
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from newsreader.errors import MissingDecoderError, PictureError

DECODER = Path(__file__).with_name("decoder.py")  # run as a program, so that no package of ours is loaded for it
DECODE_S = 10.0  # the largest photograph takes a second
MAX_PIXELS = 40_000_000  # a photograph of 7,700 × 5,200; it takes 160 MB while it is decoded
MAX_SIDE_PX = 4096  # of what is given back
_HEAD = struct.Struct(">BHH")
_SIXELS = re.compile(rb'[0-9;#"$!?-~-]*')  # all that they may consist of: they go to the terminal as they are


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded picture, no larger than it was asked for."""

    width: int
    height: int
    rgb: bytes  # three for each pixel, row by row


@dataclass(frozen=True, slots=True)
class Sixels:
    """A decoded picture as a terminal takes it, between the introducer and the terminator."""

    width: int
    height: int
    text: str


def can_decode() -> bool:
    """Say whether Pillow, an optional package, is installed."""
    return find_spec("PIL") is not None


async def decode(url: str, body: bytes, width: int, height: int) -> Pixels:
    """Decode a picture and scale it to fit; it is never made larger.

    Args:
        url: of the picture, for what is told of it.
        body: JPEG, PNG, GIF, WebP or AVIF; of several frames the first.
        width: of the room for it, pixels.
        height: likewise.

    Raises:
        PictureError: it is damaged, too large, takes too long, or Pillow is not there.
    """
    size, rgb = await _decoded("rgb", url, body, width, height)
    if len(rgb) != size[0] * size[1] * 3:
        raise PictureError(url, "it could not be decoded")
    return Pixels(*size, rgb)


async def decode_sixels(url: str, body: bytes, width: int, height: int) -> Sixels:
    """Decode a picture into sixels. Arguments and errors as of `decode`."""
    size, sixels = await _decoded("sixel", url, body, width, height)
    if not _SIXELS.fullmatch(sixels):
        raise PictureError(url, "it could not be decoded")
    return Sixels(*size, sixels.decode("ascii"))


async def _decoded(kind: str, url: str, body: bytes, width: int, height: int) -> tuple[tuple[int, int], bytes]:
    """Give the size of what came out, and what it is made of."""
    _check_head(url, body)
    if not can_decode():
        raise MissingDecoderError
    room = (str(min(max(side, 1), MAX_SIDE_PX)) for side in (width, height))
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", str(DECODER), kind, *room, str(MAX_PIXELS)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # so that Ctrl+C in the terminal is not for it
        )
    except OSError as error:
        raise PictureError(url, "no process could be started for it") from error
    try:
        answer, _ = await asyncio.wait_for(process.communicate(body), DECODE_S)
    except TimeoutError:
        raise PictureError(url, f"it was not decoded within {DECODE_S:g} s") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return _read(url, answer)


def _check_head(url: str, body: bytes) -> None:
    """Refuse what is no picture, and one whose head says that it is larger than anybody's photograph."""
    from newsreader.extract.picturehead import read_picture_head  # here, because the first screen does not need it

    head = read_picture_head(body)
    if head is None:
        raise PictureError(url, "it is none of JPEG, PNG, GIF, WebP and AVIF")
    if head.width * head.height > MAX_PIXELS:
        raise PictureError(url, f"{head.width} × {head.height} pixels are too many")


def _read(url: str, answer: bytes) -> tuple[tuple[int, int], bytes]:
    if len(answer) < _HEAD.size:  # it was ended: by its limits, or by what the picture did to it
        raise PictureError(url, "it could not be decoded")
    is_decoded, width, height = _HEAD.unpack_from(answer)
    rest = answer[_HEAD.size :]
    if not is_decoded:
        raise PictureError(url, rest[:200].decode("utf-8", "replace"))
    if not width or not height:
        raise PictureError(url, "it could not be decoded")
    return (width, height), rest
