"""Themes of the person's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from newsreader.config.themes import BUILT_IN, OwnTheme, check_theme, load_theme, load_themes, theme_names
from newsreader.errors import ConfigError
from newsreader.tui.themes import THEMES


def theme_file(folder: Path, text: str, name: str = "mine") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_ones_are_those_there_are() -> None:
    assert sorted(BUILT_IN) == sorted([*BUILTIN_THEMES, *(theme.name for theme in THEMES)])


def test_a_theme_is_read_and_found_by_its_name(tmp_path: Path) -> None:
    theme_file(tmp_path, 'primary = "#123456"\npanel = "#FFF"\ndark = false\n')
    themes, problems = load_themes(tmp_path)
    assert themes == (OwnTheme(name="mine", is_dark=False, colours={"primary": "#123456", "panel": "#FFF"}),)
    assert problems == ()
    assert check_theme("mine", tmp_path) == check_theme("ink", tmp_path / "none") == ""
    assert theme_names(tmp_path)[-1] == "mine"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('\nprimry = "#123"', "line 2, unknown key 'primry', did you mean 'primary'?"),
        ('primary = "#123"\n\npanel = "grey"', "line 3, panel: 'grey' is not allowed; allowed: a colour such as"),
        ("primary = 3", "line 1, primary: 3 is not allowed"),
        ('primary = "#123"\ndark = 1', "line 2, dark: 1 is not allowed; allowed: true or false"),
        ("", "primary is missing"),
        ("primary = ", "not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    path = theme_file(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_theme(path)
    assert words in caught.value.detail
    assert load_themes(tmp_path)[1][0].subject == str(path)


def test_a_theme_has_a_name_of_its_own_that_is_one(tmp_path: Path) -> None:
    for name in ("nord", "a b"):
        path = theme_file(tmp_path, 'primary = "#123"', name)
        with pytest.raises(ConfigError, match="allowed: another"):
            load_theme(path)
    assert "did you mean 'nord'?" in check_theme("nrd", tmp_path)
    assert "there is no theme" in check_theme("a b", tmp_path)
    with pytest.raises(ConfigError, match="no such file"):
        load_theme(tmp_path / "other.toml")
