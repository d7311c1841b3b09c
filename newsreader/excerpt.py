"""The piece of a text that shows why it was found, with the places of what was looked for.

The places are data, never markup in the text: what a page says stays what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from newsreader.query import Term
from newsreader.tokens import Token, tokens

_MAX_TOKENS = 20_000  # looked at; a match further down a text is not shown
_MAX_PLACES = 32  # among which the best piece is chosen
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of one line and the places in it that match."""

    text: str
    places: tuple[tuple[int, int], ...] = ()  # from, to: indexes into the text; in order, apart


def marked(text: str, terms: Sequence[Term]) -> Marked:
    """Mark every place of some terms in a line of text."""
    return Marked(text, tuple(_joined([place[:2] for place in _places(text, terms)])))


def excerpt(text: str, terms: Sequence[Term], max_chars: int) -> Marked:
    """Cut the piece out of a text in which most of some terms stand close to one another.

    Args:
        text: of any length.
        terms: what was looked for; the text's beginning is given where it has none of them.
        max_chars: how long the piece may be.
    """
    places = _places(text, terms)
    start, stop = _best_piece(text, places, max_chars)
    piece = text[start:stop]
    lead = _ELLIPSIS if start else ""
    tail = _ELLIPSIS if stop < len(text) else ""
    shift = len(lead) - start
    inside = [(first + shift, last + shift) for first, last, _ in places if start <= first and last <= stop]
    line = "".join(" " if character.isspace() else character for character in piece)
    return Marked(f"{lead}{line}{tail}", tuple(_joined(inside)))


def _places(text: str, terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Find terms in a text: from, to, which one."""
    if not terms:
        return []
    words = list(islice(tokens(text), _MAX_TOKENS))
    whole: dict[str, list[int]] = {}
    begun: list[tuple[str, int]] = []
    for number, term in enumerate(terms):
        if term.is_prefix and len(term.tokens) == 1:
            begun.append((term.tokens[0], number))
        else:
            whole.setdefault(term.tokens[0], []).append(number)
    found = []
    for at, word in enumerate(words):
        for number in whole.get(word.text, ()):
            if _is_there(words, at, terms[number]):
                found.append((word.start, words[at + len(terms[number].tokens) - 1].end, number))
        found += [(word.start, word.end, number) for start, number in begun if word.text.startswith(start)]
        if len(found) >= _MAX_PLACES:
            break
    return found


def _is_there(words: list[Token], at: int, term: Term) -> bool:
    here = [word.text for word in words[at : at + len(term.tokens)]]
    *before, last = term.tokens
    if len(here) < len(term.tokens) or here[:-1] != before:
        return False
    return here[-1].startswith(last) if term.is_prefix else here[-1] == last


def _best_piece(text: str, places: list[tuple[int, int, int]], max_chars: int) -> tuple[int, int]:
    """Choose the piece with the most different terms, the first of equal ones, and cut it between words."""
    room = max_chars - 2 * len(_ELLIPSIS)
    if len(text) <= max_chars:
        return 0, len(text)
    best, best_terms = (0, 0), 0
    for number, (start, _, _) in enumerate(places):
        inside = [place for place in places[number:] if place[1] - start <= room * 2 // 3]
        terms = len({term for _, _, term in inside})
        if terms > best_terms:
            best, best_terms = (start, inside[-1][1]), terms
    lead = min(best[0], max(0, (room - (best[1] - best[0])) // 3))
    start = _between_words(text, best[0] - lead, best[0])
    stop = min(len(text), start + room)
    if stop < len(text) and (blank := text.rfind(" ", max(start, best[1], stop - room // 4), stop)) > 0:
        stop = blank
    return start, stop


def _between_words(text: str, start: int, latest: int) -> int:
    """Move on to the beginning of a word, where one begins soon."""
    if start <= 0:
        return 0
    while latest > start and not text[start - 1].isspace():
        start += 1
    return start


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put places that touch or overlap together."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined
