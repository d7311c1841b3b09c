"""Letters to type for a link, and finding a link by its text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

from newsreader.text import fold

LETTERS = "asdfjklghewruioptyqvncmxbz"  # the home row first
FILTER_KEY = "/"


def hint_labels(count: int) -> list[str]:
    """Give as many different labels, all of one length: one letter up to 26, two up to 676, and so on."""
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return ["".join(letters) for letters, _ in zip(product(LETTERS, repeat=length), range(count), strict=False)]


class Answer(NamedTuple):
    """What a key did: the link that was chosen, or that it is over."""

    chosen: int | None = None
    is_over: bool = False


_GOES_ON, _GIVEN_UP = Answer(), Answer(is_over=True)


class Hints:
    """The links in sight while one of them is chosen by letters, or by its text.

    Small letters are those of the labels. `/`, a capital or any other character begins a text to look for: then all
    that is typed belongs to it, Tab goes from link to link among those that have it, Enter takes one.

    Args:
        texts: of the links by their numbers, in reading order.
    """

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = {number: fold(text) for number, text in texts.items()}
        self._all = dict(zip(texts, hint_labels(len(texts)), strict=True))
        self._typed = ""
        self.labels = self._all  # of the links that still can be chosen by letters
        self.words: str | None = None  # that are looked for; None while letters are typed
        self.matching: tuple[int, ...] = ()  # the links that have them
        self.at = 0  # which of those Enter takes

    @property
    def under_cursor(self) -> int | None:
        """The link that Enter takes."""
        return self.matching[self.at] if self.matching else None

    @property
    def typed(self) -> str:
        """The letters of a label typed so far."""
        return self._typed

    def take(self, key: str, character: str | None) -> Answer:
        """Take a key.

        Args:
            key: its name.
            character: what it writes, None for nothing.
        """
        if key == "escape":
            return _GIVEN_UP
        if self.words is not None:
            return self._take_of_text(key, character, self.words)
        if key == "backspace":
            return self._narrow(self._typed[:-1])
        if character is None or not character.isprintable() or key == "space":
            return _GIVEN_UP
        if character in LETTERS:
            return self._narrow(self._typed + character)
        return self._look_for("" if character == FILTER_KEY else character)

    def _narrow(self, typed: str) -> Answer:
        self._typed = typed
        self.labels = {number: label for number, label in self._all.items() if label.startswith(typed)}
        if not self.labels:
            return _GIVEN_UP
        chosen = next((number for number, label in self.labels.items() if label == typed), None)
        return Answer(chosen, is_over=chosen is not None)

    def _take_of_text(self, key: str, character: str | None, words: str) -> Answer:
        if key == "enter":
            return Answer(self.under_cursor, is_over=self.under_cursor is not None)
        if key in ("tab", "down", "shift+tab", "up"):
            step = 1 if key in ("tab", "down") else -1
            self.at = (self.at + step) % len(self.matching) if self.matching else 0
            return _GOES_ON
        if key == "backspace":
            return self._look_for(words[:-1]) if words else self._letters_again()
        if character is None or not character.isprintable():
            return _GIVEN_UP
        return self._look_for(words + character)

    def _look_for(self, words: str) -> Answer:
        sought = fold(words).split()
        self.words, self.labels, self.at = words, {}, 0
        self.matching = tuple(n for n, text in self._texts.items() if all(word in text for word in sought))
        return _GOES_ON

    def _letters_again(self) -> Answer:
        self.words, self.matching = None, ()
        return self._narrow("")
