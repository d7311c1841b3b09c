"""How much a text says, whatever its script: thresholds on characters alone ask twice as much of a Chinese page."""

from __future__ import annotations

import re

_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def text_weight(text: str) -> int:
    """Give the length of a text in Latin characters; one of a script without spaces, or of Korean, counts for two."""
    return len(text) if text.isascii() else len(text) + len(_DENSE.findall(text))


def is_dense(text: str) -> bool:
    """Say whether a text is in a script that puts more into a character, and most often no spaces between words."""
    return _DENSE.search(text) is not None
