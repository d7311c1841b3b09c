"""Colours of a theme that can be read on its background (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import BLACK, WHITE, Color

TEXT, DIM = 4.5, 3.0  # the least contrast of text, and of what stands back
AS_TEXT = ("accent", "primary", "success", "warning", "error")  # what our style sheets write with
READ, QUIET = 0.7, 0.55  # how much of the foreground is in what is read already, and in what is said beside it
_STEPS = 20


def readable(variables: Mapping[str, str]) -> dict[str, str]:
    """Give those colours of a theme that had to be made stronger, by their names, as `#rrggbb`."""
    ground, foreground = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    end = WHITE if contrast(WHITE, ground) > contrast(BLACK, ground) else BLACK
    stronger: dict[str, str] = {}
    for name in AS_TEXT:
        colour = Color.parse(variables[name])
        if contrast(colour, ground) < TEXT:
            stronger[name] = _towards(end, colour, ground, least=TEXT, share=1).hex
    found = _towards(end, foreground, ground, least=TEXT, share=READ)
    found = _towards(end, found, ground, least=DIM, share=QUIET)
    if found != foreground:
        stronger["foreground"] = found.hex
    return stronger


def contrast(one: Color, other: Color) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _towards(end: Color, colour: Color, ground: Color, *, least: float, share: float) -> Color:
    """Go as little of the way to an end as makes a colour readable where only a share of it is mixed in."""
    for step in range(_STEPS + 1):
        found = colour.blend(end, step / _STEPS)
        if contrast(ground.blend(found, share), ground) >= least:
            return found
    return end
