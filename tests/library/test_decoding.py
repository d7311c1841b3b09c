"""Decoding pictures, also those that were made to break what decodes them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from PIL import Image

from newsreader.errors import MissingDecoderError, PictureError
from newsreader.library import decoding
from newsreader.library.decoding import decode, decode_sixels
from tests import pictures
from tests.painted import BLUE, RED, gif_of_frames, painted, png_of_zeros, written

URL = "https://harbour.example/quay.jpg"


def pixel(found: decoding.Pixels, x: int, y: int) -> tuple[int, ...]:
    at = (y * found.width + x) * 3
    return tuple(found.rgb[at : at + 3])


def is_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
async def test_what_browsers_show_is_decoded_and_made_smaller(kind: str) -> None:
    found = await decode(URL, painted(320, 160, kind), 40, 40)
    assert (found.width, found.height) == (40, 20)
    assert is_near(pixel(found, 5, 10), RED)
    assert is_near(pixel(found, 35, 10), BLUE)


async def test_a_small_picture_is_not_blown_up() -> None:
    found = await decode(URL, painted(60, 50), 200, 200)
    assert (found.width, found.height) == (60, 50)


async def test_what_lets_through_stands_on_white_and_what_was_turned_is_upright() -> None:
    see_through = written(Image.new("RGBA", (60, 60), (0, 0, 0, 0)), "PNG")
    assert pixel(await decode(URL, see_through, 10, 10), 5, 5) == (255, 255, 255)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    found = await decode(URL, painted(120, 60, "JPEG", exif=exif), 40, 40)
    assert (found.width, found.height) == (20, 40)


async def test_grey_and_palette_and_print_colours() -> None:
    for kind, mode in (("PNG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("JPEG", "CMYK")):
        image = Image.new("RGB", (64, 64), (255, 255, 255))
        raw = written(image.convert("L").convert(mode) if mode == "I;16" else image.convert(mode), kind)
        assert (await decode(URL, raw, 8, 8)).width == 8


async def test_a_bomb_is_refused_by_its_head() -> None:
    with pytest.raises(PictureError, match="50000 × 50000 pixels are too many"):
        await decode(URL, png_of_zeros(50_000, 50_000, rows=2000), 40, 40)


async def test_a_bomb_whose_head_is_not_understood_is_refused_where_it_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decoding, "_check_head", lambda _url, _body: None)
    with pytest.raises(PictureError, match=r"damaged|memory"):
        await decode(URL, png_of_zeros(50_000, 50_000, rows=2000), 40, 40)


async def test_of_ten_thousand_frames_one_is_decoded() -> None:
    found = await decode(URL, gif_of_frames(10_000), 8, 8)
    assert pixel(found, 4, 4) == RED


@pytest.mark.parametrize(
    "raw",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>",
        b"<html><body>Not found</body></html>",
        b"%PDF-1.7 and more",
        b"BM" + b"\0" * 60,
        b"II*\0" + b"\0" * 60,
        b"",
    ],
)
async def test_other_formats_are_refused_before_anything_is_started(raw: bytes) -> None:
    with pytest.raises(PictureError, match="none of JPEG"):
        await decode(URL, raw, 40, 40)


@pytest.mark.parametrize(
    "raw",
    [
        painted(400, 300, "JPEG")[:-300],
        painted(400, 300, "PNG")[:120],
        pictures.jpeg(400, 300),
        pictures.avif(400, 300),
        pictures.webp_extended(400, 300),
    ],
    ids=["jpeg cut short", "png cut short", "jpeg of a head", "avif of a head", "webp of a head"],
)
async def test_damaged_pictures_are_told_as_such(raw: bytes) -> None:
    with pytest.raises(PictureError, match="damaged"):
        await decode(URL, raw, 40, 40)


def program(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "decoder.py"
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


async def test_a_decoder_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = tmp_path / "pid"
    text = f"import os, time\nopen({str(noted)!r}, 'w').write(str(os.getpid()))\nwhile True: time.sleep(60)\n"
    monkeypatch.setattr(decoding, "DECODER", program(tmp_path, text))
    monkeypatch.setattr(decoding, "DECODE_S", 1.0)
    with pytest.raises(PictureError, match="not decoded within"):
        await decode(URL, painted(50, 50), 40, 40)
    if noted.exists():
        with pytest.raises(ProcessLookupError):
            os.kill(int(noted.read_text()), 0)


@pytest.mark.parametrize(
    "text",
    [
        "import os; os.abort()",
        "import sys; sys.stdin.read",
        "import sys; sys.stdout.buffer.write(b'\\x01\\x00\\x05\\x00\\x05short')",
        "import sys; sys.stdout.buffer.write(b'\\x01\\x00\\x00\\x00\\x00')",
    ],
    ids=["crash", "silence", "too few pixels", "no pixels"],
)
async def test_a_decoder_that_fails_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(decoding, "DECODER", program(tmp_path, text))
    with pytest.raises(PictureError, match="could not be decoded"):
        await decode(URL, painted(50, 50), 40, 40)


async def test_what_a_decoder_says_never_reaches_the_terminal_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        decoding,
        "DECODER",
        program(tmp_path, "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\0\\0\\x1b]0;owned\\x07')"),
    )
    with pytest.raises(PictureError) as told:
        await decode(URL, painted(50, 50), 40, 40)
    assert "\x1b" not in told.value.user_text
    monkeypatch.setattr(
        decoding,
        "DECODER",
        program(tmp_path, "import sys; sys.stdout.buffer.write(b'\\x01\\0\\x05\\0\\x05#0\\x1b\\\\\\x1b]0;owned\\x07')"),
    )
    with pytest.raises(PictureError, match="could not be decoded"):
        await decode_sixels(URL, painted(50, 50), 40, 40)


async def test_sixels_draw_every_pixel_once() -> None:
    sixels = await decode_sixels(URL, painted(16, 12), 16, 12)
    head, *drawn = sixels.text.split("#")
    assert head == '"1;1;16;12'
    assert (sixels.width, sixels.height) == (16, 12)
    assert len([each for each in drawn if ";2;" in each]) == 2
    assert sixels.text.count("-") == 1  # twelve rows are two bands
    assert sixels.text.count("!8~") == 4  # both halves of both bands, all six rows set


async def test_without_pillow_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "find_spec", lambda _name: None)
    with pytest.raises(MissingDecoderError) as told:
        await decode(URL, painted(50, 50), 40, 40)
    assert told.value.user_text == "Pictures need the package Pillow. python3 -m pip install pillow"
