"""A sketch of a text: a few numbers that two texts share as likely as they share their words.

Each number is the least of the text's shingles (runs of four words) in an order of its own, MinHash after
Broder, "On the resemblance and containment of documents", 1997: two texts that have half of their shingles in
common agree in at least one of six numbers 98 times in 100, two that have nothing in common in none.
"""

from __future__ import annotations

from hashlib import blake2b
from struct import Struct

from newsreader.text import fold
from newsreader.worddiff import words_of

SHINGLE_WORDS = 4
BANDS = 6
MIN_WORDS = 100  # a shorter text says too little to know it again by
MIN_CHARACTERS = 200  # where words are characters
MAX_WORDS = 20_000  # of a text; more is not looked at
_SKETCHED_WORDS = 4_000  # a copy that is cut has the beginning
_NUMBERS = Struct(f"<{BANDS}q")  # SQLite's integers are signed


def plain_words(text: str) -> list[str]:
    """Give the words of a text without case, accents and marks; characters where a script has no spaces."""
    return [word for word in words_of(fold(text)) if word[0].isalnum()][:MAX_WORDS]


def is_long_enough(words: list[str]) -> bool:
    """Say whether a text can be known again by its words."""
    if len(words) >= MIN_CHARACTERS:
        return True
    single = sum(len(word) == 1 and not word.isascii() for word in words)
    return len(words) >= MIN_WORDS and single <= len(words) / 2


def shingles_of(words: list[str]) -> set[str]:
    """Give every run of four words."""
    runs = zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False)
    return {" ".join(run) for run in runs}


def sketch_of(words: list[str]) -> tuple[int, ...] | None:
    """Give the sketch of a text by its `plain_words`, None for one that is too short.

    Returns:
        `BANDS` numbers of 64 bits, signed. The same in every process and on every machine.
    """
    if not is_long_enough(words):
        return None
    shingles = shingles_of(words[:_SKETCHED_WORDS])
    numbers = (_NUMBERS.unpack(blake2b(each.encode(), digest_size=_NUMBERS.size).digest()) for each in shingles)
    return tuple(map(min, zip(*numbers, strict=True)))
