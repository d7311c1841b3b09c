"""The words of a text as searches see them: one way for what is kept and for what is looked for.

A word is a run of letters, digits and the marks on them, without case and accents. Scripts written without
spaces between words, and Hangul, whose words carry their particles, give one token for each character with
its marks: a phrase of them is found wherever it stands, exactly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

MAX_TOKEN_CHARS = 64  # of a longer "word" only its beginning counts: it is an address or a picture in letters
MAX_FILTER_WORDS = 8  # more narrow nothing down
_HALF_WIDTH = "\uff66"  # from here on letters of Japanese and Korean stand in their narrow forms
_KNOWN_WORDS = 50_000  # most of a text is made of these

# What stretches Arabic words or joins and parts their letters, and the half-width voice marks of Japanese.
_SAY_NOTHING = "\u0640\u200c\u200d"
_PART_OF_A_WORD = frozenset(_SAY_NOTHING + "\uff9e\uff9f")
# Letters that have no parts to take an accent from, as one types them without their keyboard.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
                        "þ": "th"})  # fmt: skip
# Written without spaces: Thai, Lao, Tibetan, Myanmar, Khmer and their kin, Chinese, Japanese; and Hangul.
_SINGLE = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f"
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u31bf\u31f0-\u32ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\ua960-\ua97f\ua980-\ua9df\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b16f"
    r"\U00020000-\U0003ffff]"
)


class Token(NamedTuple):
    """A word of a text and where it stands there."""

    start: int
    end: int
    text: str  # folded


class _Kinds(dict[int, str]):
    """What each character is: `w` of a word, `c` a word by itself, `m` a mark on either, a blank between words."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category[0] == "M" or character in _PART_OF_A_WORD:
            kind = "m"
        elif category[0] not in "LN":
            kind = " "
        else:
            kind = "c" if _SINGLE.match(character) else "w"
        self[code] = kind
        return kind


class _Folded(dict[int, str]):
    """What is left of each character of a decomposed word."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_left = not unicodedata.combining(character) and _KINDS[code] in "wmc" and character not in _SAY_NOTHING
        self[code] = character if is_left else ""
        return self[code]


_KINDS = _Kinds()
_FOLDED = _Folded(_PLAIN)
_TOKEN = re.compile(r"w[wm]*|cm*")
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9]+")
# Chinese, Japanese and Korean as they mostly are: whole characters without marks, among plain letters and points.
_WHOLE = r"\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_IS_WHOLE = re.compile(rf"[\0-\x7f{_WHOLE}\u2010-\u2027\u3000-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff1f]+")
_WHOLE_TOKEN = re.compile(rf"[A-Za-z0-9]+|[{_WHOLE}]")


def tokens(text: str) -> Iterator[Token]:
    """Give the words of a text in their order."""
    if text.isascii():
        for match in _ASCII_TOKEN.finditer(text):
            yield Token(match.start(), match.end(), match[0][:MAX_TOKEN_CHARS].lower())
        return
    for match in _TOKEN.finditer(text.translate(_KINDS)):
        start, end = match.span()
        if folded := fold_token(text[start:end]):
            yield Token(start, end, folded)


def token_texts(text: str) -> list[str]:
    """Give the words of a text without their places; faster where there are many."""
    if text.isascii():
        return [word[:MAX_TOKEN_CHARS].lower() for word in _ASCII_TOKEN.findall(text)]
    if _IS_WHOLE.fullmatch(text):
        return [word[:MAX_TOKEN_CHARS].lower() for word in _WHOLE_TOKEN.findall(text)]
    runs = text.split()  # no word goes over white space, and most runs have been met before
    is_worth_knowing = max(map(len, runs), default=0) <= MAX_TOKEN_CHARS
    return list(chain.from_iterable(map(_tokens_of_known_run if is_worth_knowing else _tokens_of_run, runs)))


def _tokens_of_run(run: str) -> tuple[str, ...]:
    if run.isalpha() and not _SINGLE.search(run):  # most are one word
        return (folded,) if (folded := fold_token(run)) else ()
    words = (run[slice(*match.span())] for match in _TOKEN.finditer(run.translate(_KINDS)))
    return tuple([folded for word in words if (folded := fold_token(word))])


_tokens_of_known_run = lru_cache(maxsize=_KNOWN_WORDS)(_tokens_of_run)


def stands_alone(token: str) -> bool:
    """Say whether a token is a character of a script that is written without spaces, or a syllable of Hangul."""
    return _SINGLE.match(token) is not None


def filter_words(text: str) -> list[tuple[str, ...]]:
    """Give what a person typed to filter a list by, at most `MAX_FILTER_WORDS` words, each as its tokens."""
    words = (tuple(token_texts(word)) for word in text.split())
    return [word for word in words if word][:MAX_FILTER_WORDS]


def joined_tokens(text: str) -> str:
    """Write a text's words each behind a space, so that any of their beginnings can be looked for in it."""
    return "".join(f" {token}" for token in token_texts(text))


@lru_cache(maxsize=_KNOWN_WORDS)
def fold_token(word: str) -> str:
    """Write a word so that case, accents and vowel signs make no difference; "" when nothing is left of it."""
    if word.isascii():
        return word[:MAX_TOKEN_CHARS].lower()
    if _SINGLE.match(word):
        form: Literal["NFC", "NFKC"] = "NFKC" if word[0] >= _HALF_WIDTH else "NFC"
        return unicodedata.normalize(form, word)[:MAX_TOKEN_CHARS]
    plain = unicodedata.normalize("NFKD", word).casefold()  # in this order: some capitals appear only then
    return unicodedata.normalize("NFKD", plain).translate(_FOLDED)[:MAX_TOKEN_CHARS]
