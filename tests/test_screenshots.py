"""The pictures are drawn so that any terminal text is a well-formed SVG, and those shown are those made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

FOLDER = Path(__file__).parent.parent / "screenshots"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'A & B <script>alert("x")</script>  灯台 end'


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(FOLDER))
    import drawing

    yield drawing
    sys.modules.pop("drawing")


def strips(*texts: str) -> tuple[Strip, ...]:
    return tuple(Strip([Segment(text, Style.parse("bold red on blue"))]) for text in texts)


def texts_of(svg: str) -> list[str]:
    return ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_text_is_text_and_stands_in_its_cells(drawing: ModuleType) -> None:
    svg = drawing.still(strips(HOSTILE), drawing.Look("#000000", "#ffffff"), title=HOSTILE)
    assert texts_of(svg) == ['A & B <script>alert("x")</script>', "灯", "台", "end"]
    root = ElementTree.fromstring(svg)
    at = [float(each.get("x", "")) for each in root.iter(f"{SVG}text")]
    cells = [round(x / drawing.CELL_W) for x in at]
    start = HOSTILE.index("灯")
    assert cells == [0, start, start + 2, start + 5]


def test_a_session_keeps_each_line_once_and_every_screen(drawing: ModuleType) -> None:
    frames = [drawing.Frame(strips("same", text), f"{text} <told>", 1.0) for text in ("one", "two", "three")]
    svg = drawing.session(frames, drawing.Look("#000000", "#ffffff"), title="t")
    texts = texts_of(svg)
    assert texts.count("same") == 1
    assert [text for text in texts if text.endswith("<told>")] == ["one <told>", "two <told>", "three <told>"]
    assert svg.count("{transform:translateX(") == len(frames)
    assert "prefers-reduced-motion" in svg


def test_every_picture_is_made_by_the_script_and_small() -> None:
    made = (FOLDER / "make.py").read_text(encoding="utf-8")
    pictures = sorted(FOLDER.glob("*.svg"))
    assert pictures
    for picture in pictures:
        assert f'"{picture.stem}"' in made
        assert picture.stat().st_size <= 400_000
        ElementTree.parse(picture)
