"""How long a text is, and how long it takes to read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

WORDS_PER_MINUTE = 230  # adults reading English prose: Brysbaert 2019, 238 for non-fiction, rounded down
CJK_CHARS_PER_MINUTE = 450
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WORD = re.compile(r"\w+")


class Length(NamedTuple):
    """How long a text is."""

    words: int
    characters: int  # of scripts that do not part words by spaces

    @property
    def minutes(self) -> float:
        """How long it takes to read."""
        return self.words / WORDS_PER_MINUTE + self.characters / CJK_CHARS_PER_MINUTE

    def __str__(self) -> str:
        """Say it: `812 words`, `2,400 characters`."""
        if self.characters > self.words:
            return f"{self.characters:,} characters"
        return "1 word" if self.words == 1 else f"{self.words:,} words"


@lru_cache(maxsize=2)  # an article is set anew for every width of its pane
def length_of(text: str) -> Length:
    """Count the words of a text, and the characters of scripts that do not part words by spaces."""
    if text.isascii():
        return Length(len(_WORD.findall(text)), 0)
    without_cjk, characters = _CJK.subn(" ", text)
    return Length(len(_WORD.findall(without_cjk)), characters)


def reading_minutes(text: str) -> int:
    """Estimate whole minutes to read a text, at least one."""
    return max(1, round(length_of(text).minutes))


def left_text(minutes: float, seen: float) -> str:
    """Say what is left to read of a text of so many minutes: `4 min left`, `end`.

    Args:
        minutes: of the whole text.
        seen: how much of it was seen, 0 to 1.
    """
    return f"{max(1, round(minutes * (1 - seen)))} min left" if seen < 1 else "end"
