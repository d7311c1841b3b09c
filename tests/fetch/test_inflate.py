"""Every encoding round-trips, breaks off in words, and never gives more than is asked for."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.fetch.inflate import PIECE_BYTES, InflateError, content_encoding, inflate


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


COMPRESSORS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("br", brotli.compress),
    ("zstd", zstandard.compress),
]
every_encoding = pytest.mark.parametrize(("encoding", "compress"), COMPRESSORS)


def inflated(raw: bytes, encoding: str) -> bytes:
    return b"".join(inflate(raw, encoding))


@every_encoding
@pytest.mark.parametrize(
    "size",
    [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, PIECE_BYTES + 30, 2 * PIECE_BYTES, 5_000_001],
)
def test_even_pages_of_any_size_come_back_whole(encoding: str, compress: Callable[[bytes], bytes], size: int) -> None:
    assert inflated(compress(b"a" * size), encoding) == b"a" * size


@every_encoding
@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300), st.integers(min_value=1, max_value=3000))
def test_any_bytes_come_back(encoding: str, compress: Callable[[bytes], bytes], seed: bytes, times: int) -> None:
    assert inflated(compress(seed * times), encoding) == seed * times


@every_encoding
def test_a_page_that_broke_off_is_said_so(encoding: str, compress: Callable[[bytes], bytes]) -> None:
    raw = compress(bytes(range(256)) * 40)
    with pytest.raises(InflateError, match="broke off"):
        inflated(raw[: len(raw) // 2], encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_rubbish_is_an_inflate_error_or_inflates(encoding: str, raw: bytes) -> None:
    with contextlib.suppress(InflateError):
        assert sum(len(piece) for piece in inflate(raw, encoding)) < 200_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_plain_page_under_a_false_label_is_damaged(encoding: str) -> None:
    with pytest.raises(InflateError, match=r"damaged|broke off"):
        inflated(b"<html><body>Plain words under a label that is not true.</body></html>", encoding)


@every_encoding
def test_a_bomb_comes_in_small_pieces(encoding: str, compress: Callable[[bytes], bytes]) -> None:
    pieces = inflate(compress(b"\0" * 20_000_000), encoding)
    had = 0
    for piece in pieces:
        assert len(piece) <= 8 * PIECE_BYTES
        had += len(piece)
        if had > 1_000_000:
            break
    assert had <= 1_000_000 + 8 * PIECE_BYTES


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_nothing_inflates_to_nothing(encoding: str) -> None:
    assert inflated(b"", encoding) == b""


def test_gzip_members_are_joined_and_what_follows_them_is_left() -> None:
    assert inflated(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0rubbish", "gzip") == b"one two"


def test_zstd_frames_are_joined() -> None:
    assert inflated(zstandard.compress(b"one ") + zstandard.compress(b"two"), "zstd") == b"one two"


@pytest.mark.parametrize(("encoding", "compress"), [("gzip", gzip.compress), ("zstd", zstandard.compress)])
def test_ten_thousand_tiny_members_are_refused(encoding: str, compress: Callable[[bytes], bytes]) -> None:
    with pytest.raises(InflateError, match="too many parts"):
        inflated(compress(b"") * 10_000, encoding)


def test_a_zstd_window_beyond_the_limit_is_refused() -> None:
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    engine = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    raw = engine.compress(b"x" * 1000) + engine.flush()
    with pytest.raises(InflateError, match="damaged"):
        inflated(raw, "zstd")


@pytest.mark.parametrize(
    ("header", "encoding"),
    [("", ""), ("identity", ""), ("GZIP", "gzip"), ("x-gzip", "gzip"), (" br ", "br"), ("identity, zstd", "zstd")],
)
def test_labels(header: str, encoding: str) -> None:
    assert content_encoding(header) == encoding


@pytest.mark.parametrize(
    ("header", "words"),
    [("gzip, gzip", "2 times over"), ("br,gzip,zstd", "3 times over"), ("compress", "not asked for: compress")],
)
def test_refused_labels(header: str, words: str) -> None:
    with pytest.raises(InflateError, match=words):
        content_encoding(header)
