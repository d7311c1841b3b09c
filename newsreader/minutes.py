"""How long a text takes to read."""

from __future__ import annotations

import re

WORDS_PER_MINUTE = 230  # adults reading English prose: Brysbaert 2019, 238 for non-fiction, rounded down
CJK_CHARS_PER_MINUTE = 450
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WORD = re.compile(r"\w+")


def reading_minutes(text: str) -> int:
    """Estimate whole minutes to read a text, at least one."""
    without_cjk, cjk_chars = _CJK.subn(" ", text)
    words = sum(1 for _ in _WORD.finditer(without_cjk))
    return max(1, round(words / WORDS_PER_MINUTE + cjk_chars / CJK_CHARS_PER_MINUTE))
