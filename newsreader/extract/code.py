"""Preformatted code: its text without line numbers, and the language its classes name."""

from __future__ import annotations

import re
from functools import lru_cache

from newsreader.blocks import Code
from newsreader.extract.tree import Element
from newsreader.extract.wordlist import word_set
from newsreader.text import clean_block

MAX_CODE_CHARS = 200_000
MAX_LANGUAGE_LEVELS = 4  # from the code up to the box that names its language
# The forms of highlight.js and Prism, GitHub, Sphinx, SyntaxHighlighter, Org and prettify.
_LANGUAGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:^|\s)(?:language|lang|highlight-source|highlight-text)-([A-Za-z0-9+#]{1,20})(?:$|[\s;-])",
        r"(?:^|\s)brush\s*:\s*([A-Za-z0-9+#]{1,20})",
        r"(?:^|\s)(?:highlight|src|syntax)-([A-Za-z0-9+#]{1,20})(?:$|\s)",
    )
)
_MARKED = re.compile(
    r"(?:^|\s)(?:hljs|sourceCode|syntaxhighlighter|highlight|highlighted|prettyprint|prism|code|listing|codehilite|enlighter\w*)(?:$|\s)",
    re.IGNORECASE,
)
_LANGUAGE_ATTRIBUTES = ("data-lang", "data-language", "data-enlighter-language")
_BARE_LANGUAGES = word_set(
    """
    python py python3 javascript js typescript ts jsx tsx java kotlin scala c cpp c++ csharp c# objectivec swift go
    golang rust ruby rb perl php bash sh shell zsh console powershell batch sql mysql html xml css scss sass less json
    yaml yml toml ini diff patch dockerfile docker makefile cmake nginx apache lua r matlab julia haskell elixir erlang
    clojure lisp scheme ocaml fsharp f# dart groovy vb vbnet asm latex tex markdown graphql terraform hcl vim zig nim
    """
)
_NO_LANGUAGE = word_set(
    "none nohighlight plain plaintext text txt notranslate default auto nocode no-highlight code basic"
)
_GUTTER = re.compile(
    r"(?:^|\s)(?:\w*-?gutter|line-?nos?|line-?numbers?(?:-rows)?|linenumber|lnt?|crayon-nums?|blob-num|"
    r"hljs-ln-numbers|lntd-num)(?:$|\s)",
    re.IGNORECASE,
)
_CODE_CELL = re.compile(r"(?:^|\s)(?:code|rouge-code|crayon-code|blob-code|hljs-ln-code|de1)(?:$|\s)", re.IGNORECASE)
_TABLE_PARTS = frozenset(("table", "thead", "tbody", "tr"))


@lru_cache(maxsize=4096)
def is_gutter(names: str) -> bool:
    """Say whether a class attribute is that of the column of line numbers beside code."""
    return bool(names) and _GUTTER.search(names[:200]) is not None


def is_listing(table: Element) -> bool:
    """Say whether a table only sets line numbers beside code."""
    row: Element | None = table
    while row is not None and row.tag != "tr":
        row = next((child for child in row.children if isinstance(child, Element)), None)
    if row is None:
        return False
    cells = [child for child in row.children if isinstance(child, Element)]
    if any(is_gutter(cell.get("class")) for cell in cells):
        return True
    return (
        len(cells) in (1, 2) and _CODE_CELL.search(cells[-1].get("class")[:200]) is not None and _holds_code(cells[-1])
    )


def read_code(element: Element) -> Code | None:
    """Read preformatted text, or a table that sets code; None when it is empty."""
    parts: list[str] = []
    _gather(element, parts)
    text = clean_block("".join(parts)[:MAX_CODE_CHARS]).replace("\xa0", " ")
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return Code(text, language=_language(element)) if text.strip() else None


def _gather(element: Element, parts: list[str]) -> None:
    is_table_part = element.tag in _TABLE_PARTS
    lines = _code_lines(element)
    for child in element.children:
        if isinstance(child, str):
            if not child.isspace() or not (is_table_part or ("\n" in child and parts and parts[-1] == "\n")):
                parts.append(child)
        elif child.tag == "br":
            parts.append("\n")
        elif not child.junk and not (child.attrs and is_gutter(child.get("class"))):
            _gather(child, parts)
            is_line = child.is_block and child.tag not in ("td", "th", "pre") and child.tag not in _TABLE_PARTS - {"tr"}
            if (is_line or lines) and not (parts and parts[-1].endswith("\n")):
                parts.append("\n")


def _code_lines(element: Element) -> bool:
    """Say whether every line stands in a code element of its own."""
    parts = element.children
    return element.tag == "pre" and len(parts) > 1 and all(_is_code(child) for child in parts)


def _is_code(child: Element | str) -> bool:
    return isinstance(child, Element) and child.tag == "code"


def _holds_code(element: Element) -> bool:
    return any(
        isinstance(child, Element) and (child.tag in ("pre", "code") or _holds_code(child))
        for child in element.children
    )


def _language(element: Element) -> str:
    """Find the language in the element, in what it directly holds, or in the boxes round it."""
    places = [child for child in element.children if isinstance(child, Element) and child.tag == "code"][:1]
    place: Element | None = element
    for _ in range(MAX_LANGUAGE_LEVELS):
        if place is None:
            break
        places.append(place)
        place = place.parent
    for place in places:
        if place.attrs and (language := _stated_language(place)):
            return "" if language in _NO_LANGUAGE else language
    return ""


def _stated_language(element: Element) -> str:
    for name in _LANGUAGE_ATTRIBUTES:
        value = element.get(name).strip().lower()
        if value and len(value) <= 20 and " " not in value and value.isascii() and value.isprintable():
            return value
    return _named_language(element.get("class")[:500])


@lru_cache(maxsize=1024)
def _named_language(names: str) -> str:
    for pattern in _LANGUAGES:
        if match := pattern.search(names):
            return match[1].lower()
    if names and _MARKED.search(names):
        return next((word for word in names.lower().split() if word in _BARE_LANGUAGES), "")
    return ""
