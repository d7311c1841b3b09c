"""Every theme can be read."""

from __future__ import annotations

import pytest
from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES

from newsreader.tui.contrast import AS_TEXT, DIM, QUIET, READ, TEXT, contrast, readable
from newsreader.tui.themes import THEMES

ALL = {theme.name: theme for theme in (*BUILTIN_THEMES.values(), *THEMES)}
WITH_COLOURS = sorted(name for name, theme in ALL.items() if not theme.ansi)


@pytest.mark.parametrize("name", WITH_COLOURS)
def test_text_marks_and_what_stands_back_have_enough_contrast(name: str) -> None:
    theme = ALL[name]
    variables = theme.to_color_system().generate() | theme.variables
    shown = variables | readable(variables)
    ground, foreground = Color.parse(shown["background"]), Color.parse(shown["foreground"])
    for role in (*AS_TEXT, "foreground"):
        assert contrast(Color.parse(shown[role]), ground) >= TEXT - 0.05, role  # as #rrggbb is whole steps
    assert contrast(ground.blend(foreground, READ), ground) >= TEXT - 0.05
    assert contrast(ground.blend(foreground, QUIET), ground) >= DIM - 0.05


def test_our_own_themes_are_readable_as_they_are() -> None:
    for theme in THEMES:
        assert readable(theme.to_color_system().generate()) == {}, theme.name


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast(Color.parse("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)


def test_the_terminals_own_colours_are_left_alone() -> None:
    assert {name for name, theme in ALL.items() if theme.ansi} == {"ansi-dark", "ansi-light"}
