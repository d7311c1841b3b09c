"""Finding what may belong to the story of an article, through the index of words: as quick in any library.

Only periods near the article are asked, at most `_NEAR` of them for all of its words and `_FAR` more for its rarest;
of a word that many articles have, no more are read than tell that it is such a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsreader.errors import StoreError
from newsreader.model import ArticleId
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot
from newsreader.store.packing import unpack_opening
from newsreader.store.search_index import LANG, period_code
from newsreader.storyline import LEAD_CHARS, Joint, Rarity, Telling, Term, most_documents, storyline
from newsreader.tokens import token_texts
from newsreader.twins import story_address

_NEAR, _FAR = 3, 9  # periods
_FAR_TERMS = 8
_MOST_DAYS = 60  # to either side
_DAY_MICROS = 24 * 60 * 60 * 1_000_000
_CANDIDATES = 60  # whose words are compared
_LINKED = 40  # articles that it links to, at most
_HOW_MANY = "SELECT count(*) FROM search_index WHERE search_index MATCH ?"
_WHERE = "{body headline place} : "


class Period(NamedTuple):
    """A run of time in the index."""

    id: int
    documents: int


class Related(NamedTuple):
    """An article of the same story, and why."""

    article_id: ArticleId
    joint: Joint


def find_storyline(db: Connection, article_id: ArticleId) -> tuple[Related, ...]:
    """Give the articles that belong to the story of one, without itself, in no order; none where it is not there."""
    with snapshot(db):
        one = next(iter(load_tellings(db, [article_id])), None)
        if one is None:
            return ()
        near, far = _periods(db, one)
        looked = _Looked()
        looked.through(db, one.terms, near, language=one.language)
        rarity = Rarity(looked.documents, looked.having)
        rarest = sorted(one.terms, key=lambda term: -rarity.of(term.stem))[:_FAR_TERMS]
        looked.through(
            db, [term for term in rarest if rarity.of(term.stem)], far, language=one.language, is_counting=False
        )
        ids = [*_linked(db, one), *_likeliest(db, looked, rarity)]
        others = load_tellings(db, [number for number in dict.fromkeys(ids) if number != article_id])
        place_rarity = _place_rarity(db, one.place, near)
    joints = storyline(one, others, rarity, place_rarity)
    return tuple(Related(ArticleId(number), joint) for number, joint in joints.items())


def load_tellings(db: Connection, ids: Sequence[int]) -> list[Telling]:
    """Give what of some articles tells which story they belong to; those that are not there are left out."""
    asked = json.dumps(list(ids))
    addresses = _by_article(
        db,
        "SELECT article_id, url FROM json_each(?) CROSS JOIN article_address ON article_id = value",
        asked,
    )
    links = _by_article(db, "SELECT article_id, url FROM json_each(?) CROSS JOIN related ON article_id = value", asked)
    rows = db.execute(
        "SELECT article.id, headline, summary, place, lang, sort_at, body FROM json_each(?)"
        " CROSS JOIN article ON article.id = value"
        " LEFT JOIN article_text ON article_id = article.id",
        (asked,),
    )
    return [
        _telling(row, addresses.get(row[0], frozenset()), links.get(row[0], frozenset())) for row in rows.fetchall()
    ]


def _telling(
    row: tuple[int, str, str, str, str, int, bytes | None], addresses: frozenset[str], links: frozenset[str]
) -> Telling:
    number, headline, summary, place, lang, sort_at, body = row
    lead, within = _read(body) if body is not None else ("", frozenset[str]())
    return Telling(
        id=number,
        headline=headline,
        lead=(lead or summary)[:LEAD_CHARS],
        place=place,
        lang=lang,
        moment=moment_at(sort_at),
        addresses=addresses,
        links=frozenset(map(story_address, links)) | within,
    )


def _read(body: bytes) -> tuple[str, frozenset[str]]:
    """Give the first words of a text, and the addresses it links to; nothing of one that is damaged."""
    try:
        text, links = unpack_opening(body, LEAD_CHARS)
    except StoreError:
        return "", frozenset()
    return text, frozenset(map(story_address, links))


class _Looked:
    """What was found in the index: which documents have which words."""

    def __init__(self) -> None:
        self.documents = 0
        self.having: dict[str, int] = {}
        self.stems: dict[int, list[str]] = {}  # by the number of the document

    def through(
        self,
        db: Connection,
        terms: Iterable[Term],
        periods: Sequence[Period],
        *,
        language: str,
        is_counting: bool = True,
    ) -> None:
        """Look for words in some periods."""
        if is_counting:
            self.documents += sum(_documents(db, period, language) for period in periods)
        for term in terms:
            for period in periods:
                enough = most_documents(period.documents) + 1
                found = _having(db, _expression(term, period), enough)
                if is_counting:
                    self.having[term.stem] = self.having.get(term.stem, 0) + len(found)
                if len(found) < enough:
                    for number in found:
                        self.stems.setdefault(number, []).append(term.stem)


def _periods(db: Connection, one: Telling) -> tuple[list[Period], list[Period]]:
    """Give the periods of an article's time, the nearest first: those for all of its words, and more for the rarest."""
    at = micros(one.moment)
    rows = db.execute(
        "SELECT id, documents, first_at, last_at FROM (SELECT * FROM search_period WHERE first_at <= ?1"
        " ORDER BY first_at DESC LIMIT ?2) UNION ALL"
        " SELECT id, documents, first_at, last_at FROM (SELECT * FROM search_period WHERE first_at > ?1"
        " ORDER BY first_at LIMIT ?2)",
        (at, _NEAR + _FAR),
    ).fetchall()
    away = {Period(number, count): max(first - at, at - last, 0) for number, count, first, last in rows}
    nearest = sorted((each for each in away if away[each] <= _MOST_DAYS * _DAY_MICROS), key=lambda each: away[each])
    return nearest[:_NEAR], nearest[_NEAR : _NEAR + _FAR]


def _expression(term: Term, period: Period) -> str:
    code = period_code(period.id)
    if term.is_run:
        return f'{_WHERE}"{" ".join(code + token for token in term.tokens)}"'
    return f'{_WHERE}"{code}{term.stem}"{" *" if term.stem != term.tokens[0] else ""}'


def _documents(db: Connection, period: Period, language: str) -> int:
    """Count the documents that may be in a language, all of them where it is not known."""
    if not language.isalnum():
        return period.documents
    code = period_code(period.id)
    (known,) = db.execute(_HOW_MANY, (f'facts : "{code}{LANG}" *',)).fetchone()
    (in_it,) = db.execute(_HOW_MANY, (f'facts : "{code}{LANG}{language}"',)).fetchone()
    return max(1, period.documents - int(known) + int(in_it))


def _having(db: Connection, expression: str, enough: int) -> list[int]:
    """Give the numbers of so many documents at most that match."""
    rows = db.execute("SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?", (expression, enough))
    return [number for (number,) in rows]


def _place_rarity(db: Connection, place: str, periods: Sequence[Period]) -> float:
    """Say how much it tells that two articles come from a place."""
    words = token_texts(place.partition(",")[0])
    if not words:
        return 0.0
    having = 0
    for period in periods:
        code = period_code(period.id)
        phrase = " ".join(code + word for word in words)
        having += len(_having(db, f'place : "{phrase}"', most_documents(period.documents) + 1))
    return Rarity(sum(period.documents for period in periods), {place: having}).of(place)


def _linked(db: Connection, one: Telling) -> list[int]:
    """Give the articles that one links to."""
    rows = db.execute(
        "SELECT article_id FROM json_each(?) CROSS JOIN article_address ON url = value",
        (json.dumps(sorted(one.links)[:_LINKED]),),
    )
    return [number for (number,) in rows]


def _likeliest(db: Connection, looked: _Looked, rarity: Rarity) -> list[int]:
    """Give the articles with the rarest words in common."""
    told = {
        number: sum(rarity.of(stem) for stem in set(stems)) for number, stems in looked.stems.items() if len(stems) > 1
    }
    best = sorted(told, key=lambda number: (-told[number], -number))[:_CANDIDATES]
    rows = db.execute(
        "SELECT article_id FROM json_each(?) CROSS JOIN search_document ON number = value WHERE article_id IS NOT NULL",
        (json.dumps(best),),
    )
    return [number for (number,) in rows]


def _by_article(db: Connection, statement: str, asked: str) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for number, url in db.execute(statement, (asked,)):
        found.setdefault(number, set()).add(url)
    return {number: frozenset(urls) for number, urls in found.items()}
