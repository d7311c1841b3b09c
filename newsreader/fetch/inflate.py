"""Undo Content-Encoding with a bound on what comes out.

A few kilobytes can inflate to gigabytes, so every engine here gives its output in small pieces and the
caller stops when it has had enough (RFC 9110 section 8.4, RFC 1952, RFC 7932, RFC 8878).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterator

import brotli  # type: ignore[import-untyped]  # it ships no types
import zstandard

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
PIECE_BYTES = 256 * 1024  # output at a time: small beside a page, large beside the cost of a call
_SLICE_BYTES = 64 * 1024  # input at a time
# zstandard has no bound on output, but a block of 4 bytes gives at most 128 KB: 64 bytes give at most 2 MB.
_ZSTD_SLICE_BYTES = 64
_ZSTD_MAX_WINDOW_BYTES = 8 * 1024 * 1024  # RFC 9659: the most a server may ask of an HTTP client
_MAX_MEMBERS = 1000  # gzip members and zstd frames in one body; each costs a new engine
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_BROKEN_OFF = "the compressed page broke off"


class InflateError(Exception):
    """The body is not what its Content-Encoding says; the message is for the person."""


def content_encoding(header: str) -> str:
    """Read a Content-Encoding header.

    Returns:
        "gzip", "deflate", "br", "zstd", or "" for a body sent as it is.

    Raises:
        InflateError: encoded twice, or in a way that was not asked for.
    """
    names = [name.strip().lower() for name in header.split(",")]
    names = [name for name in names if name not in ("", "identity", "none")]
    if not names:
        return ""
    if len(names) > 1:
        raise InflateError(f"it is compressed {len(names)} times over")
    name = names[0].removeprefix("x-")
    if name not in _ENGINES:
        raise InflateError(f"it is compressed in a way that was not asked for: {name[:20]}")
    return name


def inflate(raw: bytes, encoding: str) -> Iterator[bytes]:
    """Inflate a whole body, piece by piece: nothing is done before the next piece is asked for.

    Args:
        raw: the complete body as it came over the wire.
        encoding: what `content_encoding` gave, not "".

    Yields:
        Pieces of at most a few times `PIECE_BYTES`.

    Raises:
        InflateError: the data is damaged or broke off.
    """
    if not raw:  # servers label empty bodies too
        return
    try:
        yield from _ENGINES[encoding](memoryview(raw))
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise InflateError(f"the compressed page is damaged ({encoding})") from error


def _inflate_gzip(raw: memoryview) -> Iterator[bytes]:
    for _ in range(_MAX_MEMBERS):
        used = yield from _inflate_zlib(raw, zlib.MAX_WBITS | 16)
        raw = raw[used:]
        if bytes(raw[:2]) != _GZIP_MAGIC:  # padding and rubbish after the last member are common and harmless
            return
    raise InflateError("it is compressed in too many parts")


def _inflate_deflate(raw: memoryview) -> Iterator[bytes]:
    # "deflate" means zlib's format (RFC 9110, 8.4.1.2), but some servers send the bare stream.
    has_zlib_header = raw[0] & 0x0F == zlib.DEFLATED and int.from_bytes(raw[:2], "big") % 31 == 0
    yield from _inflate_zlib(raw, zlib.MAX_WBITS if has_zlib_header else -zlib.MAX_WBITS)


def _inflate_zlib(raw: memoryview, wbits: int) -> Generator[bytes, None, int]:
    """Inflate one stream and return how many bytes of `raw` it took."""
    engine = zlib.decompressobj(wbits)
    for start in range(0, len(raw), _SLICE_BYTES):
        data = bytes(raw[start : start + _SLICE_BYTES])
        end = start + len(data)
        while data and not engine.eof:
            yield engine.decompress(data, PIECE_BYTES)
            data = engine.unconsumed_tail
        if engine.eof:
            return end - len(engine.unused_data)
    while not engine.eof:  # the last input may hold more than one piece of output
        piece = engine.decompress(b"", PIECE_BYTES)
        if not piece and not engine.eof:
            raise InflateError(_BROKEN_OFF)
        yield piece
    return len(raw)


def _inflate_brotli(raw: memoryview) -> Iterator[bytes]:
    engine = brotli.Decompressor()
    for start in range(0, len(raw), _SLICE_BYTES):
        yield engine.process(bytes(raw[start : start + _SLICE_BYTES]), output_buffer_limit=PIECE_BYTES)
        while not engine.can_accept_more_data():
            yield engine.process(b"", output_buffer_limit=PIECE_BYTES)
        if engine.is_finished():
            return
    while not engine.is_finished():  # the last input may hold more than one piece of output
        piece = engine.process(b"", output_buffer_limit=PIECE_BYTES)
        if not piece:
            raise InflateError(_BROKEN_OFF)
        yield piece


def _inflate_zstd(raw: memoryview) -> Iterator[bytes]:
    for _ in range(_MAX_MEMBERS):
        used = yield from _inflate_zstd_frame(raw)
        raw = raw[used:]
        if bytes(raw[:4]) != _ZSTD_MAGIC:
            return
    raise InflateError("it is compressed in too many parts")


def _inflate_zstd_frame(raw: memoryview) -> Generator[bytes, None, int]:
    """Inflate one frame and return how many bytes of `raw` it took."""
    engine = zstandard.ZstdDecompressor(max_window_size=_ZSTD_MAX_WINDOW_BYTES).decompressobj()
    for start in range(0, len(raw), _ZSTD_SLICE_BYTES):
        data = raw[start : start + _ZSTD_SLICE_BYTES]
        yield engine.decompress(data)
        if engine.eof:
            return start + len(data) - len(engine.unused_data)
    raise InflateError(_BROKEN_OFF)


_ENGINES: dict[str, Callable[[memoryview], Iterator[bytes]]] = {
    "gzip": _inflate_gzip,
    "deflate": _inflate_deflate,
    "br": _inflate_brotli,
    "zstd": _inflate_zstd,
}
