"""The reader's own themes; Textual's are offered beside them."""

from __future__ import annotations

from textual.theme import Theme

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
