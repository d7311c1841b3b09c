"""Reading what a program wrote to a terminal: which sequences there are, and whether they are ours."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterator

_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]",
    re.DOTALL,
)
# What Textual and we write: looks, the cursor, clearing, modes and questions about them.
_OURS = re.compile(
    r"\x1b\[[0-9;:]*m"
    r"|\x1b\[(?:\d+;\d+)?H|\x1b\[\d*[ABCDJK]"
    r"|\x1b\[\?(?:25|7|100[0-9]|1015|1016|1049|2004|2026|2027|2048|2031)(?:[hl]|\$p)"
    r"|\x1b\[[<>=?]\d*u|\x1b\[\?u|\x1b\[c|\x1b\[(?:14|16|18)t"
    r"|\x1b[78=>]|\x1b\(B|\x1b\]22;[a-z-]*\x07"
)
_TITLE = re.compile(r"\x1b\][02];([^\x00-\x1f\x7f-\x9f]*)(?:\x07|\x1b\\)")
_TITLE_STACK = re.compile(r"\x1b\[2[23];[0-9](?:;[0-9]+)?t")
_LINK = re.compile(r"\x1b\]8;(?:id=[\w.-]*)?;(?:https?://[!-~]+)?\x1b\\")
_CLIPBOARD = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
_QUERY = re.compile(r"\x1b\]1[01];\?(?:\x07|\x1b\\)")
# Joiners, which scripts and emoji need, the blank that no line ends at, and signs that Unicode counts as format
# characters though they are seen: those before Arabic, Syriac and Kaithi numbers.
_LETTERS = "\u200c\u200d\u00a0\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
MOST_MARKS = 8


def what_is_not_ours(written: bytes) -> Iterator[str]:
    """Give every sequence and character that the program has no reason to write."""
    text = written.decode("utf-8", errors="surrogateescape")
    for sequence in _SEQUENCE.findall(text):
        if not _is_ours(sequence):
            yield sequence
    yield from what_acts(_SEQUENCE.sub("", text), but="\r\n\b\x07")


def what_acts(text: str, *, but: str = "\n") -> Iterator[str]:
    """Give what in a text would act on a terminal, hide or climb over other lines."""
    marks = 0
    for character in text:
        kind = unicodedata.category(character)
        if kind in ("Mn", "Me"):
            marks += 1
        elif character not in _LETTERS:
            marks = 0
        if marks > MOST_MARKS:
            yield f"a flood of U+{ord(character):04X}"
        if kind in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in but and character not in _LETTERS:
            yield f"U+{ord(character):04X}"


def _is_ours(sequence: str) -> bool:
    if clipboard := _CLIPBOARD.fullmatch(sequence):
        return not list(what_acts(base64.b64decode(clipboard[1]).decode(), but=""))
    if title := _TITLE.fullmatch(sequence):
        return not list(what_acts(title[1], but=""))
    return any(pattern.fullmatch(sequence) for pattern in (_OURS, _LINK, _QUERY, _TITLE_STACK))
