"""Colours of a theme that can be read on what they stand on (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textual.color import BLACK, WHITE, Color

TEXT, DIM = 4.5, 3.0  # the least contrast of text, and of what stands back
AS_TEXT = ("accent", "primary", "success", "warning", "error")  # what our style sheets write with
READ, QUIET = 0.7, 0.55  # how much of the foreground is in what is read already, and in what is said beside it
_STEPS = 20


class Need(NamedTuple):
    """How much of a colour must be told from what."""

    ground: str  # the name of the colour behind it
    least: float  # contrast
    share: float = 1.0  # of the colour, the rest is the ground


NEEDS: Mapping[str, tuple[Need, ...]] = {
    **dict.fromkeys(AS_TEXT, (Need("background", TEXT),)),
    "accent": (Need("background", TEXT), Need("panel", DIM)),  # the title of the pane that has the keys
    "foreground": (
        *(Need("background", TEXT, READ), Need("background", DIM, QUIET)),
        *(Need("surface", DIM, QUIET), Need("panel", DIM, READ)),  # the bars
    ),
}


def readable(variables: Mapping[str, str]) -> dict[str, str]:
    """Give those colours of a theme that had to be made stronger, by their names, as `#rrggbb`."""
    end = _away_from(Color.parse(variables["background"]))
    stronger: dict[str, str] = {}
    for name, needs in NEEDS.items():
        was = found = Color.parse(variables[name])
        for need in needs:
            ground = Color.parse(variables[need.ground])
            found = _towards(end, found, ground, least=need.least, share=need.share)
        if found != was:
            stronger[name] = found.hex
    return stronger


def told_from(ground: Color, colour: Color) -> Color:
    """Give a colour as it is, or as much stronger as it takes to be seen on a ground that it was not chosen for."""
    return _towards(_away_from(ground), colour, ground, least=DIM, share=1)


def contrast(one: Color, other: Color) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _away_from(ground: Color) -> Color:
    return WHITE if contrast(WHITE, ground) > contrast(BLACK, ground) else BLACK


def _towards(end: Color, colour: Color, ground: Color, *, least: float, share: float) -> Color:
    """Go as little of the way to an end as makes a colour readable where only a share of it is mixed in."""
    for step in range(_STEPS + 1):
        found = colour.blend(end, step / _STEPS)
        if contrast(ground.blend(found, share), ground) >= least:
            return found
    return end
