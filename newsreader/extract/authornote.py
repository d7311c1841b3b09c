"""Notes on who wrote an article, which pages put above the text or below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

MIN_NAME_CHARS = 3
# What a note says right behind the name, and behind an age or a post between commas or brackets.
_TELLS = re.compile(
    r"(?:\s*[,(][^.]{2,80}?[,)])?\s+"
    r"(?:is|was|are|has|have|holds|writes|covers|reports|works|lives|joined|started|founded|leads|teaches|studied|studies|"
    r"speciali[sz]es|ist|war|hat|schreibt|arbeitet|lebt|leitet|studierte|berichtet|est|a|écrit|travaille|couvre|es|fue|ha|"
    r"escribe|trabaja|é|foi|escreve|è|scrive|lavora|schrijft|werkt|jest|pisze|pracuje|är|er|skriver|arbetar|jobbar|"
    r"является|пишет)\s"
)


def is_note_on(names: Iterable[str], text: str) -> bool:
    """Say whether a paragraph begins as a note on one of these people does: "Ann Lee is a reporter ..."."""
    return any(_is_note(name, text) for name in names)


def _is_note(name: str, text: str) -> bool:
    if " " not in name:
        return False  # a firm, or a name that begins sentences of its own
    if text.startswith(name):
        return _TELLS.match(text, len(name)) is not None
    first = name.split(" ", 1)[0]
    if len(first) < MIN_NAME_CHARS or first.isupper() or not text.startswith(f"{first} "):
        return False
    return _TELLS.match(text, len(first)) is not None
