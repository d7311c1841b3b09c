"""Kinds and sizes of pictures, by their first bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.extract.picturehead import PictureHead, read_picture_head
from newsreader.extract.trackers import is_tracker, is_tracker_size
from tests.pictures import avif, gif, jpeg, png, webp_extended, webp_lossless, webp_lossy

MADE = {
    "image/jpeg": jpeg(640, 427),
    "image/png": png(640, 427),
    "image/gif": gif(640, 427),
    "image/avif": avif(640, 427),
}

CUT = {"image/jpeg": 13, "image/png": 18, "image/gif": 8, "image/avif": 40}  # bytes, of a head without its size


@pytest.mark.parametrize("kind", MADE)
def test_each_format_is_told_by_its_head(kind: str) -> None:
    assert read_picture_head(MADE[kind]) == PictureHead(kind, 640, 427)


@pytest.mark.parametrize("make", [webp_lossy, webp_lossless, webp_extended])
def test_each_kind_of_webp(make: object) -> None:
    assert callable(make)
    assert read_picture_head(make(640, 427)) == PictureHead("image/webp", 640, 427)


@pytest.mark.parametrize(
    "raw",
    [b"", b"<html><body>no picture here", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"BM\x00\x00"],
)
def test_anything_else_is_no_picture(raw: bytes) -> None:
    assert read_picture_head(raw) is None


@pytest.mark.parametrize("kind", MADE)
def test_a_head_that_is_cut_short_has_a_kind_and_no_size(kind: str) -> None:
    head = read_picture_head(MADE[kind][: CUT[kind]])
    assert head is not None
    assert (head.content_type, head.width, head.height) == (kind, 0, 0)


def test_a_jpeg_of_segments_without_end_is_left_alone() -> None:
    assert read_picture_head(b"\xff\xd8" + b"\xff\xe0\x00\x02" * 100_000) == PictureHead("image/jpeg")


@given(st.sampled_from([*MADE.values(), webp_lossy(9, 9)]), st.binary(max_size=64), st.integers(0, 64))
def test_any_bytes_are_read_without_an_error(made: bytes, noise: bytes, at: int) -> None:
    read_picture_head(noise)
    read_picture_head(made[:at] + noise)
    read_picture_head(made[:12] + noise)


@pytest.mark.parametrize(
    "address",
    [
        "https://pixel.paper.example/i?u=7",
        "https://www.paper.example/images/pixel.gif",
        "https://www.paper.example/track?id=9",
        "https://stats.paper.example/piwik.php?rec=1",
        "https://metrics.paper.example/b/ss/paper/1/H.1/s123",
        "https://www.paper.example/__utm.gif?x=1",
        "https://www.paper.example/1x1.png",
    ],
)
def test_shapes_of_counting_pixels(address: str) -> None:
    assert is_tracker(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.paper.example/photos/race-track.jpg",
        "https://www.paper.example/photos/beacon-hill-2026.webp",
        "https://pixel.paper.example/photos/harbour.jpg",
        "https://img.paper.example/0/quay?width=800",
        "https://www.paper.example/photos/counterfeit.gif",
    ],
)
def test_photographs_are_none(address: str) -> None:
    assert not is_tracker(address)


def test_a_picture_too_small_to_show_anything() -> None:
    assert is_tracker_size(1, 1)
    assert is_tracker_size(600, 1)
    assert not is_tracker_size(0, 0)
    assert not is_tracker_size(3, 3)
