"""Where words stand in an article that is set in lines."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from newsreader.typeset.line import Line

Ranges = list[tuple[int, int]]  # from and to, in characters of a line
_BETWEEN = r"[\s│┃•↳]+"  # words: white space, line ends, and the marks that lines begin with
_MARK = re.compile("[ │┃]*")  # before a line of a paragraph
MAX_MATCHES = 10_000  # of "e" in a long article nobody sees more


@dataclass(frozen=True, slots=True)
class Match:
    """One place, which may stand on several lines."""

    line: int  # the first
    ranges: tuple[tuple[int, int, int], ...]  # line, from, to


class Haystack:
    """The lines of an article, to be searched again and again as words are typed."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._texts = [line.text for line in lines]
        self._starts = [0, *accumulate(len(text) + 1 for text in self._texts)]
        self._kept = list(self._between_breaks(lines))
        self._folded: dict[bool, tuple[str, Sequence[int]]] = {}

    def find(self, words: str) -> tuple[Match, ...]:
        """Find every place where the words stand one after the other, over line ends too.

        Accents do not matter, and case only where the words have a capital letter.
        """
        wanted = words.split()
        if not wanted:
            return ()
        keeps_case = any(character.isupper() for character in words)
        text, places = self._fold(keeps_case)
        pattern = re.compile(_BETWEEN.join(re.escape(_folded(word, keeps_case=keeps_case)) for word in wanted))
        found = []
        for match in pattern.finditer(text):
            if match.end() > match.start():
                found.append(self._match(places[match.start()], places[match.end() - 1] + 1))
            if len(found) == MAX_MATCHES:
                break
        return tuple(found)

    def _fold(self, keeps_case: bool) -> tuple[str, Sequence[int]]:
        """Give the text as it is compared, and where each of its characters stands in the text itself."""
        if keeps_case not in self._folded:
            text, places = "\n".join(self._texts), self._places()
            if len(self._kept) > 1:
                text = "".join([text[begin:end] for begin, end in self._kept])
            folds = {ord(character): _folded(character, keeps_case=keeps_case) for character in set(text)}
            if any(len(fold) != 1 for fold in folds.values()):
                places = [at for at, character in zip(places, text, strict=True) for _ in folds[ord(character)]]
            self._folded[keeps_case] = text.translate(folds), places
        return self._folded[keeps_case]

    def _places(self) -> Sequence[int]:
        """Give where each character that is compared stands in the lines, put one below the other."""
        if len(self._kept) == 1:
            return range(*self._kept[0])
        return array("L", chain.from_iterable(range(begin, end) for begin, end in self._kept))

    def _between_breaks(self, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
        """Give what stands between the breaks inside words: hyphen, line end and mark are no part of the word."""
        begin = 0
        for number, line in enumerate(lines[:-1]):
            if line.carried is not None:
                following = self._starts[number + 1]
                yield begin, following - 1 - len(line.carried)
                mark = _MARK.match(self._texts[number + 1])
                begin = following + (mark.end() if mark else 0)
        yield begin, max(begin, self._starts[-1] - 1)

    def _match(self, start: int, end: int) -> Match:
        first = bisect_right(self._starts, start) - 1
        ranges = []
        line = first
        while line < len(self._texts) and self._starts[line] < end:
            begin, stop = max(0, start - self._starts[line]), min(len(self._texts[line]), end - self._starts[line])
            if begin < stop:
                ranges.append((line, begin, stop))
            line += 1
        return Match(first, tuple(ranges))


def by_line(matches: Sequence[Match]) -> dict[int, Ranges]:
    """Give what to mark on each line."""
    marked: dict[int, Ranges] = {}
    for match in matches:
        for line, begin, end in match.ranges:
            marked.setdefault(line, []).append((begin, end))
    return marked


def _folded(text: str, *, keeps_case: bool) -> str:
    """Take the accents off letters, and their case where it does not matter."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(base for character in text for base in _without_accents(character))
    return text if keeps_case else text.lower()


def _without_accents(character: str) -> str:
    """Give the letter below the accents, nothing for an accent alone; what is made of several letters stays."""
    base = [part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part)]
    return character if len(base) > 1 else "".join(base)
