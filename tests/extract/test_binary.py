"""Telling binary data from text."""

from __future__ import annotations

import gzip
import random

import pytest

from newsreader.extract.binary import kind_of_binary

NOISE = random.Random(7).randbytes(4000)  # no secret


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7\n" + NOISE, "a PDF"),
        (b"\x89PNG\r\n\x1a\n" + NOISE, "a picture"),
        (b"\xff\xd8\xff\xe0" + NOISE, "a picture"),
        (b"PK\x03\x04" + NOISE, "an archive"),
        (gzip.compress(b"<p>words", mtime=0), "compressed data"),
        (NOISE, "binary data"),
    ],
    ids=["pdf", "png", "jpeg", "zip", "gzip", "noise"],
)
def test_no_text(body: bytes, kind: str) -> None:
    assert kind_of_binary(body) == kind


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "iso-2022-jp"])
def test_text_in_any_charset(charset: str) -> None:
    """Even UTF-16, where half of what is written in Chinese characters may be any byte."""
    words = "\u65e5\u672c\u8a9e\u306e\u6587\u7ae0\u3067\u3059\u3002"
    page = f"<html><head><title>{words}</title></head><body><p>{words * 200}</p></body></html>"
    assert kind_of_binary(page.encode(charset)) == ""


def test_text_with_some_strays() -> None:
    assert kind_of_binary(b"") == ""
    assert kind_of_binary(b"<p>words and words and words\x07\x1b[31m") == ""
