"""A sketch of a text: a few numbers that two texts share as likely as they share their words.

The shingles of a text (runs of four words) are put in one order, by a checksum; each number is of the first shingle
from a sixth of that order on, MinHash in one permutation after Li, Owen and Zhang, "One Permutation Hashing", 2012:
two texts that have half of their shingles in common agree in at least one of six numbers 98 times in 100, two that
have nothing in common in none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from hashlib import blake2b
from zlib import crc32

from newsreader.text import fold
from newsreader.worddiff import words_of

SHINGLE_WORDS = 4
BANDS = 6
MIN_WORDS = 100  # a shorter text says too little to know it again by
MIN_CHARACTERS = 200  # where words are characters
MAX_WORDS = 20_000  # of a text; more is not looked at
_SKETCHED_WORDS = 4_000  # a copy that is cut has the beginning
_NUMBER_BYTES = 8
_BANDS_BEGIN = tuple((band << 32) // BANDS for band in range(BANDS))  # among the checksums


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
    return set(_runs_of(words))


def sketch_of(words: list[str]) -> tuple[int, ...] | None:
    """Give the sketch of a text by its `plain_words`, None for one that is too short.

    Returns:
        `BANDS` numbers of 64 bits, signed as SQLite's integers are. The same in every process and on every machine.
    """
    if not is_long_enough(words):
        return None
    shingles = [run.encode() for run in _runs_of(words[:_SKETCHED_WORDS])]
    checksums = list(map(crc32, shingles))
    in_order = sorted(checksums)
    # A band without a shingle takes that of the next one: short texts that are equal must agree in all.
    firsts = (in_order[bisect_left(in_order, begin) % len(in_order)] for begin in _BANDS_BEGIN)
    return tuple(_number_of(shingles[checksums.index(first)]) for first in firsts)


def _runs_of(words: list[str]) -> Iterator[str]:
    return map(" ".join, zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False))


def _number_of(shingle: bytes) -> int:
    digest = blake2b(shingle, digest_size=_NUMBER_BYTES).digest()
    return int.from_bytes(digest, "little", signed=True)
