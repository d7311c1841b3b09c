"""The reader's own themes; Textual's are offered beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

    from newsreader.config.themes import OwnTheme

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
HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#5fb0ff",
    secondary="#ff9fff",
    accent="#ffd000",
    warning="#ffb000",
    error="#ff6060",
    success="#40e040",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    dark=True,
)
HIGH_CONTRAST_LIGHT = Theme(
    name="high-contrast-light",
    primary="#003f9e",
    secondary="#6a0080",
    accent="#8a2600",
    warning="#7a3a00",
    error="#a00000",
    success="#005a00",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#d0d0d0",
    dark=False,
)
THEMES = (INK, PAPER, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT)


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
    theme = _made(load_theme(folder / f"{name}.toml"))
    is_new = app.available_themes.get(name) != theme
    app.register_theme(theme)
    return is_new


def register_all_own(app: App[None], folder: Path) -> None:
    """Let the app know every theme of the person's own but those with a mistake."""
    from newsreader.config.themes import load_themes  # here, because few have one

    for own in load_themes(folder)[0]:
        app.register_theme(_made(own))


def _made(own: OwnTheme) -> Theme:
    return Theme(name=own.name, dark=own.is_dark, **own.colours)  # type: ignore[arg-type]  # colours are text
