"""The language that a text's script tells, for pages that do not state one."""

from __future__ import annotations

import re

SAMPLE_CHARS = 400
MIN_SHARE = 0.2  # of a sample in one script: a foreign name is not the language
_LETTER = re.compile(r"[^\W\d_]")
# Scripts that one language is printed in; Cyrillic, Arabic and Devanagari serve many. Japanese before Chinese, whose
# characters it uses.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("th", re.compile(r"[\u0e01-\u0e2e]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0531-\u0587]")),
)


def language_of_script(text: str) -> str:
    """Name the language of a text by its script alone: "ja", "zh"; "" for scripts of many languages, as Latin is."""
    sample = text[:SAMPLE_CHARS]
    if sample.isascii():
        return ""
    least = MIN_SHARE * len(_LETTER.findall(sample))
    return next((code for code, letters in _SCRIPTS if len(letters.findall(sample)) > least), "")
