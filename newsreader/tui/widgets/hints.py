"""Letters to type for a link."""

from __future__ import annotations

from itertools import product

_LETTERS = "asdfjklghewruioptyqvncmxbz"  # the home row first
MAX_HINTS = len(_LETTERS) ** 2


def hint_labels(count: int) -> list[str]:
    """Give as many different labels, all of one length: one letter up to 26, two up to 676."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return ["".join(pair) for pair, _ in zip(product(_LETTERS, repeat=2), range(count), strict=False)]
