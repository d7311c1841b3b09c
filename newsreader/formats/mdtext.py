"""Text within Markdown: what would be a mark there is written so that it stays text."""

from __future__ import annotations

import re
import unicodedata

from newsreader.blocks import Span, Spans
from newsreader.formats.legal import legal, uri

_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~#]|!(?=$)|&(?=#|[A-Za-z]|$)")
_AT_START = re.compile(r"^[-+=:]")
_APART = "<!-- -->"  # else two runs of code were one
_NUMBER = re.compile(r"^([0-9]{1,9})([.)])")
_WHITE = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"[\r\x85\u2028\u2029\v\f]")
_BACKTICKS = re.compile("`+")
_IN_DESTINATION = str.maketrans({"(": "%28", ")": "%29", "*": "%2A", "_": "%5F", "~": "%7E", "&": "\\&", "!": "%21"})


def line(text: str) -> str:
    """Write plain text as one line."""
    return _start(_escaped(" ".join(legal(text).split())))


def link(text: str, address: str) -> str:
    """Write a link."""
    return f"[{line(text) or line(address)}]({destination(address)})"


def destination(address: str) -> str:
    """Write where a link leads so that no character in it ends it."""
    return uri(address).translate(_IN_DESTINATION)


def fence(text: str, least: int = 1) -> str:
    """Give the backticks to put round code: at least so many, and more than stand together in it."""
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    return "`" * max(least, longest + 1)


def inline(spans: Spans) -> str:
    """Write inline text; a line break within it is a hard one."""
    text = ""
    for number, span in enumerate(spans):
        following = spans[number + 1].text[:1] if number + 1 < len(spans) else ""
        text += _span(span, text[-1:], following)
    lines = [_start(each.strip(" ")) for each in text.split("\n")]
    return "\\\n".join(each for each in lines if each)


def _span(span: Span, before: str, following: str) -> str:
    """Write one run; white space at its ends stands outside of its marks, where alone they are marks."""
    raw = _WHITE.sub(" ", _BREAKS.sub("\n", legal(span.text)))
    bare = raw.strip()
    if not bare:
        return raw
    lead, trail = raw[: raw.index(bare)], raw[raw.index(bare) + len(bare) :]
    # A break within marks would let a line begin or end with one.
    return (
        lead
        + "\n".join(
            _marked(each.strip(), span, (lead or before)[-1:], (trail or following)[:1]) if each.strip() else ""
            for each in bare.split("\n")
        )
        + trail
    )


def _marked(bare: str, span: Span, before: str, following: str) -> str:
    text = _code(bare) if span.is_code else _escaped(bare)
    # Between a letter and a sign stars stay stars (CommonMark, "flanking"); then their tags are written out.
    is_apart = not (before + following).strip() or bool(span.href)
    can_be_stars = is_apart or (before != "*" and _is_word(text[0]) and _is_word(text[-1]))
    for is_on, mark, tag in ((span.is_emphasis, "*", "em"), (span.is_strong, "**", "strong")):
        if is_on:
            text = f"{mark}{text}{mark}" if can_be_stars else f"<{tag}>{text}</{tag}>"
    if span.href:
        return f"[{text}]({destination(span.href)})"
    return f"{_APART}{text}" if before == text[0] == "`" else text


def _code(text: str) -> str:
    marks = fence(text)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def _escaped(text: str) -> str:
    return _ANYWHERE.sub(lambda match: f"\\{match[0]}", text)


def _start(text: str) -> str:
    """Escape what makes a list, a heading or a table of a line that begins with it."""
    if _NUMBER.match(text):
        return _NUMBER.sub(r"\1\\\2", text)
    return f"\\{text}" if _AT_START.match(text) else text


def _is_word(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character)[0] not in "PS"
