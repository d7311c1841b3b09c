"""Every theme can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES

from newsreader import tui
from newsreader.tui.contrast import DIM, NEEDS, QUIET, contrast, readable, told_from
from newsreader.tui.themes import THEMES

FOLDER = Path(tui.__file__).parent
FAINT = re.compile(r'(?:color: |")\$foreground (\d+)%')
ALL = {theme.name: theme for theme in (*BUILTIN_THEMES.values(), *THEMES)}
WITH_COLOURS = sorted(name for name, theme in ALL.items() if not theme.ansi)


@pytest.mark.parametrize("name", WITH_COLOURS)
def test_text_marks_and_what_stands_back_have_enough_contrast(name: str) -> None:
    theme = ALL[name]
    variables = theme.to_color_system().generate() | theme.variables
    shown = variables | readable(variables)
    for role, needs in NEEDS.items():
        for need in needs:
            ground = Color.parse(shown[need.ground])
            seen = contrast(ground.blend(Color.parse(shown[role]), need.share), ground)
            assert seen >= need.least - 0.05, (role, need)  # as #rrggbb is whole steps


@pytest.mark.parametrize("name", WITH_COLOURS)
def test_what_stands_on_the_row_of_the_cursor_is_seen(name: str) -> None:
    theme = ALL[name]
    variables = theme.to_color_system().generate() | theme.variables
    variables |= readable(variables)
    background, foreground = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    row = background.blend(Color.parse(variables["primary"]), 0.3)
    for colour in (
        background.blend(foreground, 0.6),
        *(Color.parse(variables[name]) for name in ("accent", "success")),
    ):
        assert contrast(told_from(row, colour), row) >= DIM
    assert told_from(BLACK, WHITE) == WHITE


def test_no_style_sheet_writes_fainter_than_what_is_held_here() -> None:
    faint = {
        f"{file.name}: {found[0]}"
        for pattern in ("*.tcss", "*.py")
        for file in FOLDER.rglob(pattern)
        for found in FAINT.finditer(file.read_text(encoding="utf-8"))
        if int(found[1]) < round(100 * QUIET)
    }
    assert faint == {
        "article_looks.py: color: $foreground 25%",  # a line from side to side
        'edition_list.py: "$foreground 30%',  # what is left of a bar
    }


def test_our_own_themes_are_readable_as_they_are() -> None:
    for theme in THEMES:
        assert readable(theme.to_color_system().generate()) == {}, theme.name


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast(Color.parse("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)


def test_the_terminals_own_colours_are_left_alone() -> None:
    assert {name for name, theme in ALL.items() if theme.ansi} == {"ansi-dark", "ansi-light"}
