"""Whether two texts are copies of one story: wire copy on two sites, cut, with another dateline or a paragraph more.

Merging two different stories loses one for the reader, leaving two copies apart costs a row in a list: where in
doubt, they are two. Reports made by a template (weather, markets, results, horoscopes) share most of their words
and differ in numbers and names, a correction differs in a number, a live page and a running story grow: all of
them stay apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from newsreader.address import host_of
from newsreader.blocks import block_text
from newsreader.model import Article, ArticleNote
from newsreader.sketch import is_long_enough, plain_words, shingles_of
from newsreader.twins import story_address
from newsreader.worddiff import Match, matches_of

# Shingles in common: of the shorter text's, and of all. A copy may be cut to half; its words are the original's.
_CONTAINED, _ALIKE = 0.85, 0.45
# On one site a second address is a second story, an update or a correction, unless texts and headlines are equal.
_CONTAINED_ON_ONE_SITE, _ALIKE_ON_ONE_SITE = 0.97, 0.94
_OTHER_WORDS = 2  # put in the place of others within the text; more are another story by the same template
_SHORT_END_WORDS = 6  # at the ends, more than these are a dateline or a paragraph of its own
_SPELLED_ALIKE = 0.75  # how alike a word and its correction are
_LIVE_ADDRESS = re.compile(
    r"/live/|live-?(?:blog|ticker|updates?|stream)|/ticker|minute-by-minute|as-it-happened", re.I
)
_LIVE_HEADLINE = re.compile(
    r"\blive(?:blog|ticker)?\s*[:|–—-]|\blive (?:updates?|blog|coverage|ticker)|as it happened|\ben (?:direct|vivo)\b"
    r"|\bao vivo\b|\bliveblog|\bliveticker|\bin diretta\b|ライブ|直播|实时|實時",
    re.I,
)
_CLOCK = re.compile(r"\W{0,2}\d{1,2}(?:[:.h]\d{2}|\s?[ap]\.?m)\b", re.I)
_LIVE_ENTRIES = 4


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How two texts compare."""

    contained: float  # of the shorter one's shingles, how many the other has
    alike: float  # of all shingles, how many both have


def can_have_copies(article: Article, words: list[str]) -> bool:
    """Say whether an article may be one of several copies at all: long enough, whole, and not a page that grows.

    Args:
        article: as read.
        words: its `plain_words`.
    """
    if ArticleNote.PAYWALL in article.notes or ArticleNote.PAGES_MISSING in article.notes:
        return False
    if _LIVE_ADDRESS.search(article.url) or _LIVE_HEADLINE.search(article.headline):
        return False
    entries = sum(bool(_CLOCK.match(block_text(block))) for block in article.blocks)
    return entries < _LIVE_ENTRIES and is_long_enough(words)


def are_copies(one: Article, other: Article) -> bool:
    """Say whether two articles, published within days of each other, are one story word for word."""
    if _languages_differ(one, other) or _headlines_differ_in_numbers(one.headline, other.headline):
        return False
    mine, its = plain_words(one.text), plain_words(other.text)
    if not (can_have_copies(one, mine) and can_have_copies(other, its)):
        return False
    found = _likeness(mine, its)
    if _site_of(one.url) == _site_of(other.url):
        is_enough = found.contained >= _CONTAINED_ON_ONE_SITE and found.alike >= _ALIKE_ON_ONE_SITE
        is_one_headline = plain_words(one.headline) == plain_words(other.headline)
        return is_one_headline and is_enough and _is_word_for_word(mine, its, others=0)
    return found.contained >= _CONTAINED and found.alike >= _ALIKE and _is_word_for_word(mine, its, _OTHER_WORDS)


def _likeness(one: list[str], other: list[str]) -> _Likeness:
    """Compare two texts by their `plain_words`."""
    mine, its = shingles_of(one), shingles_of(other)
    common = len(mine & its)
    return _Likeness(common / max(min(len(mine), len(its)), 1), common / max(len(mine | its), 1))


def _is_word_for_word(one: list[str], other: list[str], others: int) -> bool:
    """Say whether nothing within the texts stands in the place of something else, but for corrected spelling.

    What one has before or after the other, or leaves out, is no matter: datelines, cuts, local paragraphs.

    Args:
        one: the words of a text.
        other: those of the other.
        others: how many words may differ after all.
    """
    matches = [match for match in matches_of(one, other) if match.size > 1 or len(one) < 2]
    ends = Match(0, 0, 0), Match(len(one), len(other), 0)
    for before, after in pairwise((ends[0], *matches, ends[1])):
        gap = _Gap(one[_end(before)[0] : after.old], other[_end(before)[1] : after.new])
        is_within = before is not ends[0] and after is not ends[1]
        if gap.is_only_more or not (is_within or gap.is_short):
            continue
        if gap.has_other_numbers:
            return False
        if not gap.is_spelling:
            others -= max(len(gap.mine), len(gap.its))
        if others < 0:
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two runs of words that both texts have."""

    mine: list[str]
    its: list[str]

    @property
    def is_only_more(self) -> bool:
        return not self.mine or not self.its

    @property
    def is_short(self) -> bool:
        return max(len(self.mine), len(self.its)) <= _SHORT_END_WORDS

    @property
    def has_other_numbers(self) -> bool:
        return _numbers(self.mine) != _numbers(self.its)

    @property
    def is_spelling(self) -> bool:
        mine, its = "".join(self.mine), "".join(self.its)
        return len(self.mine) <= 3 and SequenceMatcher(None, mine, its, autojunk=False).ratio() >= _SPELLED_ALIKE


def _end(match: Match) -> tuple[int, int]:
    return match.old + match.size, match.new + match.size


def _numbers(words: list[str]) -> list[str]:
    return sorted(word for word in words if any(character.isdigit() for character in word))


def _headlines_differ_in_numbers(one: str, other: str) -> bool:
    mine, its = (_numbers(plain_words(headline)) for headline in (one, other))
    return bool(mine and its) and mine != its


def _languages_differ(one: Article, other: Article) -> bool:
    mine, its = (article.lang.partition("-")[0].lower() for article in (one, other))
    return bool(mine and its) and mine != its


def _site_of(url: str) -> str:
    """Give the last two names of a host: too many of "co.uk" are one site by this, which only asks more of them."""
    return ".".join(host_of(story_address(url)).split(".")[-2:])
