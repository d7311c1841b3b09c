"""Pictures in the text of terminals that draw them over characters which stand for them."""

from __future__ import annotations

import re
import unicodedata
import zlib
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from newsreader.blocks import Image
from newsreader.library.decoding import Pixels
from newsreader.tui.app import NewsApp
from newsreader.tui.graphics import Cell
from newsreader.tui.placeholders import MOST_KEPT, Placeholders, room_px
from newsreader.tui.widgets.pieces import overwritten
from tests.fakes import offline
from tests.tui.driving import Reader, reader, to_ports
from tests.tui.test_pictures import CRANE, PROSE, QUAY, fill_with

STAND_IN = "\U0010eeee"
SENT = re.compile(r"\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\")
RED = Pixels(4, 2, bytes((200, 40, 40)) * 8)


def sent_in(written: str) -> tuple[dict[str, str], bytes]:
    """Read what a terminal would: the keys of the first command, and the pixels of all."""
    commands = SENT.findall(written)
    assert "".join(f"\x1b_G{keys};{data}\x1b\\" for keys, data in commands) == written, "and nothing else"
    keys = dict(key.split("=") for key in commands[0][0].split(","))
    assert [dict(key.split("=") for key in each.split(","))["m"] for each, _ in commands] == (
        ["1"] * (len(commands) - 1) + ["0"]
    )
    return keys, zlib.decompress(b64decode("".join(data for _, data in commands)))


def test_a_picture_is_sent_once_and_its_characters_name_it_and_their_place() -> None:
    written, drawn = Placeholders().place(RED, 5, 3)
    keys, pixels = sent_in(written)
    assert (keys["a"], keys["U"], keys["c"], keys["r"], keys["q"]) == ("T", "1", "5", "3", "2")
    assert (keys["s"], keys["v"], pixels) == ("4", "2", RED.rgb)
    assert len(drawn) == 3
    for row, ((text, style),) in enumerate(drawn):
        assert style.color is not None
        assert style.color.triplet is not None
        red, green, blue = style.color.triplet
        assert red << 16 | green << 8 | blue == int(keys["i"])
        assert cell_len(text) == 5
        cells = [text[at : at + 3] for at in range(0, len(text), 3)]
        assert {cell[0] for cell in cells} == {STAND_IN}
        assert len({cell[1] for cell in cells}) == 1
        assert cells[0][2] == drawn[0][0][0][2]
        assert len({cell[2] for cell in cells}) == 5
        assert cells[row][2] == cells[0][1], "rows and columns are counted with the same marks"


def test_the_marks_are_those_of_the_protocol() -> None:
    _, (((row, _),),) = Placeholders().place(RED, 120, 1)
    marks = row[2::3]
    assert marks[:8] == "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f"
    assert (marks[30], marks[53], marks[-1]) == ("\u0483", "\u05c4", "\u0822")
    assert len(set(marks)) == 120
    assert unicodedata.normalize("NFC", row) == row
    assert cell_len(row) == 120


def test_they_are_cut_like_text() -> None:
    _, drawn = Placeholders().place(RED, 6, 1)
    ((text, style),) = drawn[0]
    cut = Strip([Segment(text, style)]).crop(2, 4)
    assert [segment.text for segment in cut] == [text[6:12]]
    labelled = overwritten([(text, style)], 0, "ab", style)
    assert "".join(piece for piece, _ in labelled) == "ab" + text[6:], "no mark is left to stand on a letter"


def test_numbers_are_used_again_once_nothing_shows_the_picture_before() -> None:
    placeholders = Placeholders()
    numbers = [sent_in(placeholders.place(RED, 2, 1)[0])[0]["i"] for _ in range(3 * MOST_KEPT)]
    for at in range(len(numbers) - MOST_KEPT):
        assert numbers[at] not in numbers[at + 1 : at + 1 + MOST_KEPT]
    assert sorted(set(numbers)) == sorted(re.findall(r"a=d,d=I,i=(\d+)", placeholders.nothing()))
    assert Placeholders().nothing() == ""


def test_a_very_large_room_is_sent_smaller_in_its_shape() -> None:
    assert room_px(40, 10, Cell(8, 16)) == (320, 160)
    width, height = room_px(120, 18, Cell(32, 64))
    assert width * height <= 600_000
    assert width / height == pytest.approx(120 * 32 / (18 * 64), rel=0.01)


def stand_ins(running: Reader) -> int:
    return running.text().count(STAND_IN)


async def opened_in(running: Reader, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Open the first article, and give what is written to the terminal from then on."""
    written: list[str] = []
    assert running.app._driver is not None
    monkeypatch.setattr(running.app._driver, "write", written.append)
    await to_ports(running)
    await running.press("enter")
    return written


@pytest.mark.parametrize(
    ("setting", "term", "is_placed"),
    [
        ("on", "xterm-ghostty", True),
        ("auto", "xterm-ghostty", True),
        ("kitty", "xterm-256color", True),
        ("blocks", "xterm-ghostty", False),
        ("on", "xterm-256color", False),
    ],
)
async def test_pictures_are_placed_where_the_terminal_has_it_or_the_settings_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, term: str, is_placed: bool
) -> None:
    for name in ("TMUX", "STY", "NO_COLOR", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(NewsApp, "is_headless", False)
    fill_with(tmp_path, Image(QUAY, caption="The quay."), PROSE, Image(CRANE), kept=(QUAY, CRANE))
    async with reader(tmp_path, is_offline=False, settings=replace(offline(), pictures=setting)) as running:
        written = await opened_in(running, monkeypatch)
        pictures = [text for text in written if "\x1b_Ga=T" in text]
        assert bool(pictures) is is_placed
        place = running.screen.reader.view.places[0]
        if not is_placed:
            assert stand_ins(running) == 0
            return
        seen = min(place.rows, running.screen.reader.view.size.height - place.line)
        assert stand_ins(running) >= place.columns * seen
        assert len(pictures) == len({sent_in(text)[0]["i"] for text in pictures})
        await running.press("j", "j", "k")
        assert [text for text in written if "\x1b_Ga=T" in text] == pictures, "to scroll sends nothing"
        running.app.app_resume_signal.publish(running.app)
        await running.settle()
        await running.settle()  # the signal is handled, and then what it asks for
        assert len([text for text in written if "\x1b_Ga=T" in text]) > len(pictures), "another program had the screen"
        running.app.exit()
        assert "\x1b_Ga=d,d=I" in "".join(written)
