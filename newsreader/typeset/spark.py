"""Small figures in a line of text."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[int], most: int) -> str:
    """Draw values as bars, one cell each: none at all is a blank, the least there is the lowest bar.

    Args:
        values: none below 0.
        most: what the highest bar stands for, so that several lines can be compared.
    """
    return "".join(
        _BARS[min(len(_BARS) - 1, (value * len(_BARS) - 1) // max(most, 1))] if value else " " for value in values
    )
