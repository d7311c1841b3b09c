"""Make remote text safe and plain.

Every string from a page, a feed or a server passes here once, after HTML decoding, before anything else
sees it. Nothing downstream has to think of escape sequences again.
"""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls, DEL, bidirectional overrides and isolates (Unicode UAX 9), invisible format
# characters, interlinear annotations, lone surrogates, noncharacters and the tag block.
# ZWJ and ZWNJ (200C, 200D) stay: emoji, Persian and Indic scripts need them; so do format characters that are seen,
# such as the Arabic number signs (0600-0605).
_UNSAFE = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_REMOVE = re.compile(f"[{_UNSAFE}]")
# Whole terminal sequences (ECMA-48): CSI, and OSC and the other strings up to their terminator.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]{0,400}(?:\x07|\x1b\\|\x9c)"
)
_LINE_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_LAST_PLANE = "\U000e0000"  # the tag block; its variation selectors count as printable
# A letter with more marks than any language stacks; the rest would climb over other lines.
MAX_COMBINING = 8
# As many characters that are neither ASCII nor letters, figures or white space: where a flood of marks is looked for.
_MAYBE_FLOODED = re.compile(rf"[^\w\s\x00-\u02ff][^\w\s\x00-\u02ff]{{{MAX_COMBINING},}}")  # one first: found sooner
_JOINERS = "\u200c\u200d"


def clean_block(raw: str) -> str:
    """Remove what could act on a terminal or hide text; keep line breaks (as `\\n`) and tabs."""
    if _is_harmless(raw):
        return _without_flood(raw)
    text = _REMOVE.sub("", _LINE_BREAKS.sub("\n", _SEQUENCE.sub("", raw)))
    return _without_flood(text)


def clean_line(raw: str) -> str:
    """Clean to a single line: as `clean_block`, every run of white space one space, none at the ends."""
    is_one_line = raw.isprintable() and "  " not in raw  # the one printable white space is the space
    line = raw.strip(" ") if is_one_line else " ".join(raw.split())
    if line.isascii() and (is_one_line or line.isprintable()):
        return line
    if _is_harmless(line):  # most lines: white space was all that was not printable
        return _without_flood(line)
    return " ".join(clean_block(raw.replace("\n", " ")).split())


def _without_flood(text: str) -> str:
    """Take the marks off that are more than a letter can have."""
    if text.isascii() or len(text) - len(text.encode("latin-1", "ignore")) <= MAX_COMBINING:
        return text  # typographic quotes and dashes are all that most have
    return _MAYBE_FLOODED.sub(_thinned, text)


def _thinned(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        if unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
        elif character not in _JOINERS:
            marks = 0
        if marks <= MAX_COMBINING:
            kept.append(character)
    return "".join(kept)


def _is_harmless(text: str) -> bool:
    """Say, soon, whether there is nothing in a text to remove but a flood of combining marks."""
    if not text.isprintable():
        return False
    if text.isascii() or len(text.encode("utf-16-le")) == 2 * len(text):  # within the first plane
        return True
    return max(text) < _LAST_PLANE


def fold(text: str) -> str:
    """Write text so that what a person would call the same word is equal: no case, no accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFKD", folded).translate(_WITHOUT_MARKS)


class _WithoutMarks(dict[int, int | None]):
    """What becomes of each character when the marks on letters go; learnt as they are met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()
