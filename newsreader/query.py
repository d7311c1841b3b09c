"""The language of searches: from what a person types to what is to be found.

    war*                    words, all of which must be there; a star stands for any ending
    "air defence"           a phrase
    -football               what must not be there, with any of the other forms too
    drone OR missile        either
    title: author: place: agency: site: lang:     where a word is to be found: place:quetta, site:"space war"
    section:"uav news"      listed in a section
    after: before:          a year, month or day: after:2026-01; or an age: after:7d, 2w, 3m, 1y
    is:unread is:read is:starred is:later is:cached has:image

A date stands for its beginning: `after:2026-01 before:2026-02` is January. Pure: no clock, no library.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from newsreader.errors import SearchSyntaxError
from newsreader.tokens import token_texts

MAX_QUERY_CHARS = 1000
MAX_CLAUSES = 32
_DAYS_OF = {"d": 1, "w": 7, "m": 30, "y": 365}


class Field(StrEnum):
    """Where a term is to be found."""

    ANY = ""  # headline, byline, dateline or text
    TITLE = "title"
    AUTHOR = "author"
    PLACE = "place"
    AGENCY = "agency"
    SITE = "site"
    LANG = "lang"
    HAS = "has"
    IS = "is"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow one another."""

    field: Field
    tokens: tuple[str, ...]  # at least one, as `newsreader.tokens` gives them
    is_prefix: bool = False  # the last one is the beginning of a word


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of which one must be there, or, excluded, none may be."""

    terms: tuple[Term, ...]
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """The beginning of a calendar day, or so many days ago."""

    day: date | None = None
    days_ago: int = 0

    def moment(self, now: datetime) -> datetime:
        """Give the moment.

        Args:
            now: aware, in the zone whose days are meant.
        """
        day = self.day or _days_before(now.date(), self.days_ago)
        return datetime.combine(day, time.min, now.tzinfo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What an article must be to be found."""

    text: str  # as it was typed
    clauses: tuple[Clause, ...] = ()
    is_read: bool | None = None  # None for either
    is_starred: bool | None = None
    is_later: bool | None = None
    sections: tuple[str, ...] = ()  # names; listed in each of them
    excluded_sections: tuple[str, ...] = ()
    after: tuple[When, ...] = ()  # each of them
    before: tuple[When, ...] = ()

    @property
    def words(self) -> tuple[Term, ...]:
        """What a person would look for in the text."""
        wanted = (term for clause in self.clauses if not clause.is_excluded for term in clause.terms)
        return tuple(term for term in wanted if term.field in (Field.ANY, Field.TITLE))


@dataclass(slots=True)
class _Piece:
    """One piece of a query as it stands there."""

    at: int  # of its first character, from 0
    end: int = 0  # behind its last one
    name: str = ""  # of its field, lower case
    value: str = ""
    is_excluded: bool = False
    is_prefix: bool = False
    is_or: bool = False


@dataclass(slots=True)
class _Made:
    query: Query
    clauses: list[Clause] = field(default_factory=list)


_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_BARE = re.compile(r'[^\s"]+')
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGE = re.compile(r"(\d{1,5})([dwmy])")
_OR = ("OR", "|")
_IS = ("unread", "read", "starred", "later", "cached")
_HAS = ("image",)
_FIELDS = (*(each.value for each in Field if each), "section", "after", "before")
_BEGUN = ("", "title", "author", "place", "agency", "site")  # fields whose words may be beginnings
_OTHER_NAMES = {"headline": "title", "by": "author", "byline": "author", "since": "after", "until": "before"}


def parse(text: str, *, is_typing: bool = False) -> Query:
    """Read a query.

    Args:
        text: as the person wrote it.
        is_typing: it is not finished: its last word may go on, and what is only begun says nothing yet.

    Raises:
        SearchSyntaxError: it means nothing; says where and why.
    """
    if len(text) > MAX_QUERY_CHARS:
        raise SearchSyntaxError(text[:20] + "…", f"longer than {MAX_QUERY_CHARS} characters")
    pieces = _pieces(text, is_typing=is_typing)
    if len(pieces) > MAX_CLAUSES:
        raise SearchSyntaxError(text, f"more than {MAX_CLAUSES} parts")
    made = _Made(Query(text=text))
    is_alternative = False
    for piece in pieces:
        if piece.is_or:
            if is_alternative or not made.clauses:
                raise SearchSyntaxError(text, "OR stands between two words", piece.at)
            is_alternative = True
            continue
        is_used = _take(made, piece, text, is_alternative=is_alternative, is_typing=is_typing)
        is_alternative = is_alternative and not is_used
    if is_alternative and not is_typing:
        raise SearchSyntaxError(text, "nothing follows OR", len(text))
    query = replace(made.query, clauses=tuple(made.clauses))
    if query == Query(text=text):
        raise SearchSyntaxError(text, "there is no word to look for" if text.strip() else "it is empty")
    return query


def finished(text: str) -> str:
    """Write a query that is being typed so that it finds the same when it is read as finished."""
    text = text.strip()
    pieces = _pieces(text, is_typing=True)
    if not pieces or pieces[-1].value.endswith("*"):
        return text
    if text.count('"') % 2:
        return f'{text}"*'
    name = _OTHER_NAMES.get(pieces[-1].name, pieces[-1].name)
    is_begun = pieces[-1].is_prefix and name in _BEGUN and not pieces[-1].is_or and token_texts(pieces[-1].value)
    return f"{text}*" if is_begun else text


def _pieces(text: str, *, is_typing: bool) -> list[_Piece]:
    pieces = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        piece = _Piece(at)
        if text[at] == "-":
            piece.is_excluded = True
            at += 1
        if match := _FIELD.match(text, at):
            piece.name = match[1].lower()
            at = match.end()
        at = piece.end = _read_value(text, at, piece, is_typing=is_typing)
        piece.is_or = not piece.name and not piece.is_excluded and text[piece.at : at] in _OR
        pieces.append(piece)
    return pieces


def _read_value(text: str, at: int, piece: _Piece, *, is_typing: bool) -> int:
    """Read the value of a piece, a phrase or what goes to the next blank; give where it ends."""
    if at < len(text) and text[at] == '"':
        end = text.find('"', at + 1)
        if end < 0 and not is_typing:
            raise SearchSyntaxError(text, "the quotation mark that opens here is not closed", at)
        piece.value = text[at + 1 : end if end >= 0 else len(text)]
        at = end + 1 if end >= 0 else len(text)
        piece.is_prefix = end < 0
        if text[at : at + 1] == "*":
            piece.is_prefix = True
            at += 1
        return at
    match = _BARE.match(text, at)
    piece.value = match[0] if match else ""
    at += len(piece.value)
    piece.is_prefix = piece.value.endswith("*") or (is_typing and at == len(text))
    return at


def _take(made: _Made, piece: _Piece, text: str, *, is_alternative: bool, is_typing: bool) -> bool:
    """Add what a piece asks for; False when it says nothing."""
    name = _OTHER_NAMES.get(piece.name, piece.name)
    if name and name not in _FIELDS:
        raise SearchSyntaxError(text, f"there is no field “{name}”{_near(name, _FIELDS)}", piece.at)
    is_unfinished = is_typing and piece.end == len(text)
    if name in ("after", "before", "section", "is", "has"):
        if is_unfinished and not _is_whole(name, piece.value):
            return False
        if is_alternative and name in ("after", "before", "section"):
            raise SearchSyntaxError(text, f"OR joins words; {name}: stands by itself", piece.at)
        if name in ("after", "before"):
            _take_date(made, piece, name, text)
            return True
        if name == "section":
            _take_section(made, piece, text)
            return True
        if _take_mark(made, piece, text, is_alternative=is_alternative):
            return True
    term = _term(Field(name), piece, text, is_typing=is_typing)
    if term is None:
        return False
    _add(made, Clause((term,), piece.is_excluded), piece, text, is_alternative=is_alternative)
    return True


def _add(made: _Made, clause: Clause, piece: _Piece, text: str, *, is_alternative: bool) -> None:
    if not is_alternative:
        made.clauses.append(clause)
        return
    before = made.clauses[-1]
    if before.is_excluded or clause.is_excluded:
        raise SearchSyntaxError(text, "OR joins words that are wanted, not excluded ones", piece.at)
    made.clauses[-1] = Clause(before.terms + clause.terms)


def _term(where: Field, piece: _Piece, text: str, *, is_typing: bool) -> Term | None:
    words = tuple(token_texts(piece.value))
    if where is Field.LANG:
        words = ("".join(words),) if words else ()
    if words:
        exact = where in (Field.LANG, Field.HAS, Field.IS)
        return Term(where, words, piece.is_prefix and not exact)
    if where and not is_typing:
        raise SearchSyntaxError(text, f"nothing follows {where.value}:", piece.at)
    if piece.is_excluded and not is_typing:
        raise SearchSyntaxError(text, "no word follows -", piece.at)
    return None


def _take_mark(made: _Made, piece: _Piece, text: str, *, is_alternative: bool) -> bool:
    """Take `is:` and `has:`; False for those that are kept with the words of an article."""
    name, known = piece.name, _IS if piece.name == "is" else _HAS
    value = piece.value.lower()
    if value not in known:
        raise SearchSyntaxError(text, f"{name}: goes with {' or '.join(known)}{_near(value, known)}", piece.at)
    if value in ("cached", "image"):
        return False
    if is_alternative:
        raise SearchSyntaxError(text, f"OR joins words; is:{value} stands by itself", piece.at)
    if value == "starred":
        made.query = replace(made.query, is_starred=_agreed(made.query.is_starred, not piece.is_excluded, piece, text))
    elif value == "later":
        made.query = replace(made.query, is_later=_agreed(made.query.is_later, not piece.is_excluded, piece, text))
    else:
        is_read = (value == "read") != piece.is_excluded
        made.query = replace(made.query, is_read=_agreed(made.query.is_read, is_read, piece, text))
    return True


def _agreed(before: bool | None, now: bool, piece: _Piece, text: str) -> bool:
    if before is not None and before != now:
        raise SearchSyntaxError(text, "no article is both that and its opposite", piece.at)
    return now


def _take_section(made: _Made, piece: _Piece, text: str) -> None:
    name = piece.value.strip()
    if not name:
        raise SearchSyntaxError(text, "nothing follows section:", piece.at)
    query = made.query
    if piece.is_excluded:
        made.query = replace(query, excluded_sections=(*query.excluded_sections, name))
    else:
        made.query = replace(query, sections=(*query.sections, name))


def _take_date(made: _Made, piece: _Piece, name: str, text: str) -> None:
    if piece.is_excluded:
        other = "before" if name == "after" else "after"
        raise SearchSyntaxError(text, f"write {other}: instead of -{name}:", piece.at)
    when = _when(piece.value)
    if when is None:
        raise SearchSyntaxError(text, f"“{piece.value}” is no date like 2026, 2026-01, 2026-01-31 or 7d", piece.at)
    query = made.query
    if name == "after":
        made.query = replace(query, after=(*query.after, when))
    else:
        made.query = replace(query, before=(*query.before, when))


def _when(value: str) -> When | None:
    if match := _AGE.fullmatch(value.lower()):
        return When(days_ago=int(match[1]) * _DAYS_OF[match[2]])
    if match := _DAY.fullmatch(value):
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            return When(date(year, month, day))
        except ValueError:
            return None
    return None


def _days_before(day: date, days: int) -> date:
    return day - timedelta(days=min(days, day.toordinal() - 1))


def _is_whole(name: str, value: str) -> bool:
    """Say whether a value that is still being typed says something already."""
    if name in ("after", "before"):
        return _when(value) is not None
    known = {"is": _IS, "has": _HAS}.get(name)
    return value.lower() in known if known else False


def _near(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else ""
