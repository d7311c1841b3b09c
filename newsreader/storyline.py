"""Whether articles tell of one developing story, by what their headlines and first words have in common.

A stranger in a storyline costs more trust than a missing article: where in doubt, they are two stories. So words
count by how rare they are in the library, a name must be among them in scripts that write names with capitals, and
what is far apart in time has to have more in common. A link alone says little: pages link whatever their desk has.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain

from newsreader.tokens import Token, stands_alone, token_texts, tokens

LEAD_CHARS = 400  # of a text or teaser: what came before in a story stands further down
MAX_TERMS = 40  # of an article
_LEAST_LETTERS, _LEAST_LETTERS_OF_NAMES = 4, 3
_RUN, _RUN_OF_SYLLABLES = 2, 4  # characters that say something, of scripts without spaces
_IDEOGRAPH = re.compile(
    r"[\u3005-\u3007\u30a1-\u30ff\u31f0-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
LANGUAGES_WITH_CAPITAL_NOUNS = frozenset({"de", "lb"})
# What English writes with a capital and is no name.
_MONTHS = ("january", "february", "march", "april", "june", "july", "august", "september", "october", "november")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NO_NAMES = frozenset((*_MONTHS, "december", *_WEEKDAYS))
_BEGINS = re.compile(r"[.!?:;…»”\"(\[–—-]\s*$")  # before a word that has a capital in any case

# How much a shared word counts, by where it stands in the one and the other.
_BOTH_HEADLINES, _ONE_HEADLINE, _BOTH_LEADS = 1.0, 0.8, 0.6
_SIDE_BY_SIDE = 0.25  # of what it tells, for a word beside a dearer one
_OF_THE_PLACE = 0.5  # of what it tells, for a word that both datelines have
_PLACE, _MOST_FOR_A_PLACE = 0.5, 2.0
_ENOUGH, _ENOUGH_WHEN_LINKED = 10.0, 7.0
_IN_COMPANY = 0.62  # of that is enough for what also has as much in common with another of the story
_WITHOUT_CASES = 1.3  # more is asked where no capital tells a name
_LEAST_UNITS, _COUNTED_UNITS = 2, 4  # a few words tell a story; many weak ones tell a subject
_DAYS_FOR_TWICE = 60.0  # what is so far apart must have twice as much in common
_FEW_DOCUMENTS = 150  # so small a library says little of what is rare
_MOST_SHARE, _MOST_OF_FEW = 1 / 64, 8  # of the documents that have a word that still tells a story


@dataclass(frozen=True, slots=True)
class Term:
    """A word of an article that may tell its story, or a run of characters where there are no spaces."""

    tokens: tuple[str, ...]  # as the index has them
    stem: str  # what its forms have in common, nearly always: "earthqua" of "earthquake"; a run itself
    shown: str  # as it is written there
    start: int  # in its headline or lead
    is_in_headline: bool
    is_name: bool  # written with a capital where common words are not
    is_run: bool

    @property
    def end(self) -> int:
        """Where it ends in its headline or lead."""
        return self.start + len(self.shown)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What of an article tells which story it belongs to."""

    id: int
    headline: str
    lead: str = ""  # of its text, else of its teaser; at most `LEAD_CHARS`
    place: str = ""
    lang: str = ""
    moment: datetime
    addresses: frozenset[str] = frozenset()  # it is known by, as `twins.story_address` writes them
    links: frozenset[str] = frozenset()  # to others, likewise

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The words that may tell its story, each once, the headline's first; at most `MAX_TERMS`."""
        headline, lead = list(tokens(self.headline)), list(tokens(self.lead))
        named = _names(self.lead, lead)
        if not _is_title_case(self.headline, headline):
            named |= _names(self.headline, headline)
        named -= {token.text for token in lead if self.lead[token.start].islower()} | _NO_NAMES
        found: dict[str, Term] = {}
        in_headline = _terms(self.headline, headline, named, is_headline=True)
        for term in chain(in_headline, _terms(self.lead, lead, named, is_headline=False)):
            found.setdefault(term.stem, term)
            if len(found) == MAX_TERMS:
                break
        return tuple(found.values())

    @cached_property
    def by_beginning(self) -> dict[str, list[Term]]:
        """The same, to be looked up."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(_beginning(term), []).append(term)
        return found

    @cached_property
    def has_cases(self) -> bool:
        """Whether its language writes names, and only names, with capitals."""
        letters = [each for each in self.headline if each.isalpha()]
        cased = sum(each.islower() or each.isupper() for each in letters)
        return cased * 2 > len(letters) and self.language not in LANGUAGES_WITH_CAPITAL_NOUNS

    @property
    def language(self) -> str:
        """The language without its country, "" when it is not known."""
        return self.lang.partition("-")[0].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """What joins an article to the story of another."""

    strength: float  # 1 is enough
    is_linked: bool
    is_same_place: bool
    words: tuple[str, ...]  # that both have, the most telling first, as the article writes them


class Rarity:
    """How rare words are, among so many documents.

    Args:
        documents: how many were looked through.
        having: how many of them have each word, by `Term.stem`.
    """

    def __init__(self, documents: int, having: Mapping[str, int]) -> None:
        self._documents = documents
        self._having = having

    def of(self, stem: str) -> float:
        """Give what a word tells, in nats; 0 for one that many have, or that was not counted."""
        having = self._having.get(stem)
        if having is None or having > most_documents(self._documents):
            return 0.0
        return math.log((self._documents + _FEW_DOCUMENTS) / (having + 1))


def most_documents(documents: int) -> int:
    """Say in how many of some documents a word may stand that still tells a story."""
    return max(_MOST_OF_FEW, int(documents * _MOST_SHARE))


def storyline(one: Telling, others: Iterable[Telling], rarity: Rarity, place_rarity: float = 0.0) -> dict[int, Joint]:
    """Choose from other articles those that belong to the story of one; gives why, by their numbers.

    Args:
        one: whose words were counted.
        others: what may belong to it.
        rarity: of the words of `one`.
        place_rarity: of its place, in nats.
    """
    known = {other.id: other for other in others}
    joints = {number: joint_of(one, other, rarity, place_rarity) for number, other in known.items()}
    near = {number: joint for number, joint in joints.items() if joint is not None and joint.strength >= _IN_COMPANY}
    sure = [known[number] for number, joint in near.items() if joint.strength >= 1]
    return {
        number: joint
        for number, joint in near.items()
        if joint.strength >= 1 or any(_are_near(each, known[number], rarity) for each in sure)
    }


def _are_near(one: Telling, other: Telling, rarity: Rarity) -> bool:
    joint = joint_of(one, other, rarity)
    return joint is not None and joint.strength >= _IN_COMPANY


def joint_of(one: Telling, other: Telling, rarity: Rarity, place_rarity: float = 0.0) -> Joint | None:
    """Say what joins another article to the story of one; None where too little does. Arguments as of `storyline`."""
    if one.id == other.id:
        return None
    units = sorted(_units(_shared(one, other, rarity)), key=lambda unit: -unit.told)
    has_cases = one.has_cases and other.has_cases
    is_linked = bool(one.links & other.addresses or other.links & one.addresses)
    is_same_place = bool(one.place) and _town(one.place) == _town(other.place)
    if len(units) < _LEAST_UNITS:
        return None
    if has_cases and not is_linked and not any(unit.is_name for unit in units):
        return None
    score = sum(unit.told for unit in units[:_COUNTED_UNITS])
    if is_same_place:
        score += min(_MOST_FOR_A_PLACE, _PLACE * place_rarity)
    days = abs((one.moment - other.moment).total_seconds()) / 86_400
    wanted = (_ENOUGH_WHEN_LINKED if is_linked else _ENOUGH) * (1 + days / _DAYS_FOR_TWICE)
    if not has_cases and not is_linked:
        wanted *= _WITHOUT_CASES
    return Joint(
        strength=score / wanted,
        is_linked=is_linked,
        is_same_place=is_same_place,
        words=tuple(unit.shown for unit in units),
    )


@dataclass(frozen=True, slots=True)
class _Shared:
    """A word that both have, as the other article has it."""

    term: Term
    told: float
    is_name: bool  # in both, and not where they were written


@dataclass(frozen=True, slots=True)
class _Unit:
    """Shared words that stand side by side: "Hong Kong" tells what a name tells, and not twice as much."""

    shown: str
    told: float
    is_name: bool


def _shared(one: Telling, other: Telling, rarity: Rarity) -> list[_Shared]:
    """Give the words of another article that one has too, in their order there."""
    theirs = other.by_beginning
    where = set(token_texts(one.place)) & set(token_texts(other.place))  # what else happens there has it too
    shared: dict[Term, _Shared] = {}
    for term in one.terms:
        match = next((each for each in theirs.get(_beginning(term), ()) if _is_same_word(term, each)), None)
        if match is None or match in shared or not (told := rarity.of(term.stem)):
            continue
        is_where = where.issuperset(term.tokens)
        told *= (_BOTH_LEADS, _ONE_HEADLINE, _BOTH_HEADLINES)[term.is_in_headline + match.is_in_headline]
        told *= _OF_THE_PLACE if is_where else 1
        shared[match] = _Shared(match, told, term.is_name and match.is_name and not is_where)
    return sorted(shared.values(), key=lambda each: (not each.term.is_in_headline, each.term.start))


def _units(shared: Iterable[_Shared]) -> list[_Unit]:
    """Put together what stands side by side, or one over the other as runs of characters do."""
    units: list[_Unit] = []
    last: Term | None = None
    for word in shared:
        gap = word.term.start - last.end if last and last.is_in_headline == word.term.is_in_headline else None
        if gap is None or gap > 1 or not units:
            units.append(_Unit(word.term.shown, word.told, word.is_name))
        else:
            before = units.pop()
            more = 0.0 if gap < 0 else _SIDE_BY_SIDE * min(before.told, word.told)
            shown = before.shown + " " * gap + word.term.shown[max(0, -gap) :]
            units.append(_Unit(shown, max(before.told, word.told) + more, before.is_name or word.is_name))
        last = word.term
    return units


def _beginning(term: Term) -> str:
    return term.stem if term.is_run else term.stem[:_LEAST_LETTERS_OF_NAMES]


def _is_same_word(one: Term, other: Term) -> bool:
    if one.is_run or other.is_run:
        return one.tokens == other.tokens
    return other.tokens[0].startswith(one.stem) and one.tokens[0].startswith(other.stem)


def _terms(text: str, words: Sequence[Token], named: set[str], *, is_headline: bool) -> Iterator[Term]:
    """Give the words of a text that tell anything, and the runs of characters that stand without spaces."""
    window: list[Token] = []
    for token in words:
        if stands_alone(token.text):
            if window and window[-1].end != token.start:
                window = []
            window.append(token)
            is_dense = _IDEOGRAPH.match(token.text) or _HIRAGANA.match(token.text)
            length = _RUN if is_dense else _RUN_OF_SYLLABLES
            run = window[-length:]
            if len(run) == length and not all(_HIRAGANA.match(each.text) for each in run):
                shown = text[run[0].start : token.end]
                written = tuple(each.text for each in run)
                yield Term(written, "".join(written), shown, run[0].start, is_headline, is_name=False, is_run=True)
            continue
        window = []
        is_name = token.text in named
        if len(token.text) >= (_LEAST_LETTERS_OF_NAMES if is_name else _LEAST_LETTERS) and not token.text.isdigit():
            shown = text[token.start : token.end]
            yield Term((token.text,), _stem(token.text), shown, token.start, is_headline, is_name, is_run=False)


def _stem(word: str) -> str:
    if len(word) < 6:
        return word
    return word[:-1] if len(word) < 8 else word[:-2]


def _names(text: str, words: Iterable[Token]) -> set[str]:
    """Give the words with a capital that do not begin a sentence, where every word has one."""
    return {
        token.text
        for token in words
        if text[token.start].isupper()
        and token.start
        and not _BEGINS.search(text, max(0, token.start - 3), token.start)
    }


def _is_title_case(headline: str, words: Iterable[Token]) -> bool:
    """Say whether nearly every long word of a headline has a capital, as is the custom of some."""
    long = [token for token in words if len(token.text) > 3]
    capitals = sum(headline[token.start].isupper() for token in long)
    return len(long) > 2 and capitals * 4 >= len(long) * 3


def _town(place: str) -> list[str]:
    """Give a place without its country: "Quetta" of "Quetta, Pakistan"."""
    return token_texts(place.partition(",")[0])
