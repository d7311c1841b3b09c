"""The reader's own themes; Textual's are offered beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

INK = Theme(
    name="ink",
    primary="#7aa2c8",
    secondary="#9a8fb8",
    accent="#d9a05b",
    warning="#d9a05b",
    error="#d07070",
    success="#86b380",
    foreground="#d5d3cd",
    background="#16181c",
    surface="#1b1e23",
    panel="#23272e",
    dark=True,
)
PAPER = Theme(
    name="paper",
    primary="#2f5f8f",
    secondary="#6a5a8c",
    accent="#a4531a",
    warning="#a4531a",
    error="#a03030",
    success="#3f7040",
    foreground="#26241f",
    background="#f6f3ea",
    surface="#efebe0",
    panel="#e3decf",
    dark=False,
)
THEMES = (INK, PAPER)


def register_own(app: App[None], name: str, folder: Path) -> bool:
    """Let the app know a theme of the person's own, as its file is now.

    Args:
        app: the reader.
        name: of the theme.
        folder: of the person's own themes.

    Returns:
        Whether it is one of those, and other than the app knew it; a built-in one is known already.

    Raises:
        ConfigError: there is a mistake in it.
    """
    from newsreader.config.themes import BUILT_IN, load_theme  # here, because few have one

    if name in BUILT_IN:
        return False
    own = load_theme(folder / f"{name}.toml")
    theme = Theme(name=own.name, dark=own.is_dark, **own.colours)  # type: ignore[arg-type]  # colours are text
    is_new = app.available_themes.get(name) != theme
    app.register_theme(theme)
    return is_new
