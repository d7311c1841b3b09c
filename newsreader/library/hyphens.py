"""Where words may be broken: the patterns of each language, from an optional package, loaded when first needed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from newsreader.storyline import LANGUAGES_WITH_CAPITAL_NOUNS

if TYPE_CHECKING:
    from pyphen import Pyphen

log = logging.getLogger(__name__)
LEAST_BEFORE, LEAST_AFTER = 2, 3  # letters of a word on either side of its hyphen
_MOST_KNOWN = 20_000  # words that the package remembers
_KNOWN_AS = {"no": "nb"}
_NOT_HYPHENATED = frozenset({"as", "kn", "mr", "or", "pa", "sa", "te", "th"})  # their patterns are for other marks


def is_installed() -> bool:
    """Say whether Pyphen, an optional package, is installed."""
    return find_spec("pyphen") is not None


class Hyphenator:
    """Breaks the words of one language.

    Args:
        patterns: of the language.
        are_capitals_names: a word with a capital is a name, which stays whole.
    """

    def __init__(self, patterns: Pyphen, *, are_capitals_names: bool) -> None:
        self._patterns = patterns
        self._are_capitals_names = are_capitals_names

    def __call__(self, word: str) -> Sequence[int]:
        """Give after how many letters a word may be broken, where nothing of it changes but for the hyphen."""
        if not (word.islower() or (word.istitle() and not self._are_capitals_names)):
            return ()  # a name, or an abbreviation
        if len(self._patterns.hd.cache) > _MOST_KNOWN:
            self._patterns.hd.cache.clear()
        return [int(place) for place in self._patterns.positions(word) if not place.data]


class Hyphens:
    """Gives what breaks the words of a language."""

    def __init__(self) -> None:
        self._known: dict[str, Hyphenator | None] = {}

    @property
    def is_installed(self) -> bool:
        """Whether words can be broken at all."""
        return is_installed()

    def is_loaded(self, language: str) -> bool:
        """Say whether `of` can tell."""
        return language in self._known

    def of(self, language: str) -> Hyphenator | None:
        """Give what breaks the words of a language, as BCP 47 writes it; None for nothing, and until it is loaded."""
        return self._known.get(language)

    async def load(self, language: str) -> Hyphenator | None:
        """Read the patterns of a language, which takes up to a second, and give what `of` gives from then on."""
        if language not in self._known:
            self._known[language] = await asyncio.to_thread(_loaded, language)
        return self._known[language]


def _loaded(language: str) -> Hyphenator | None:
    primary = language.partition("-")[0].lower()
    if primary in _NOT_HYPHENATED or not is_installed():
        return None
    import pyphen  # here, because it is optional, and lists its folder

    found = pyphen.language_fallback(_KNOWN_AS.get(primary, language))
    if found is None:
        return None
    try:
        patterns = pyphen.Pyphen(lang=found, left=LEAST_BEFORE, right=LEAST_AFTER)
    except (OSError, ValueError, LookupError):
        log.exception("hyphenation of %s", found)
        return None
    return Hyphenator(patterns, are_capitals_names=primary not in LANGUAGES_WITH_CAPITAL_NOUNS)
