"""The number of a part in the address of an article that is spread over several pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsreader.address import canonical_address
from newsreader.extract.wordlist import word_set

MAX_NUMBER = 60
_NAMES = r"page|pagina|página|pag|pg|p|seite|part|teil|partie|parte|sida|side|strona"
_QUERY_NAMES = word_set(
    """
    page p pg pag pagina seite paged pagenum pageno page_no page_num pagenumber page_number currentpage pn part teil
    artikelseite sida side strona
    """
)
_EXTENSION = re.compile(r"\.(?:s?html?|php\d?|aspx?|jsp|cfm)$", re.IGNORECASE)
_NAMED = re.compile(rf"^(.+?)[/_,.;~-](?:{_NAMES})[/_=,-]?(\d{{1,2}})$", re.IGNORECASE)
_BARE = re.compile(r"^(.+?)[/_,;~-](\d{1,2})$")
_INDEX = re.compile(r"^(.+?/)index[_-]?(\d{1,2})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One way to read an address: of what it may be a part, and which."""

    stem: str  # what the addresses of all parts have in common
    number: int  # from 1 on
    is_sure: bool = True  # the number is called that of a page, or there is none


def readings_of(address: str) -> tuple[Part, ...]:
    """Give the ways to read an address, as a whole page first.

    `/story/2` may be the second part of `/story`, `?page=1` the first or, where a site counts from nought, the
    second one of what is left without it.
    """
    parts = urlsplit(canonical_address(address))
    host = parts.netloc.removeprefix("www.")
    path = _bare_path(parts.path)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    found = [Part(_stem(host, path, fields), 1)]
    for place, (name, value) in enumerate(fields):
        last = value.rpartition(",")[2]  # "0,1": some count several lists of one page
        if name.lower() in _QUERY_NAMES and last.isdecimal() and int(last) <= MAX_NUMBER:
            stem = _stem(host, path, fields[:place] + fields[place + 1 :])
            found += [Part(stem, number) for number in (int(last), int(last) + 1) if number]
    for pattern, is_sure in ((_NAMED, True), (_INDEX, False), (_BARE, False)):
        match = pattern.match(path)
        if match and 1 <= int(match[2]) <= MAX_NUMBER:
            found.append(Part(_stem(host, _bare_path(match[1]), fields), int(match[2]), is_sure))
            break
    return tuple(found)


def is_after(candidate: str, current: str, first: str) -> bool:
    """Say whether an address is the part of an article that comes after another.

    Args:
        candidate: the address in question.
        current: of the part before it.
        first: of the part that the article begins with; a number that is not called one counts only after it.
    """
    starts = {part.stem for part in readings_of(first) if part.is_sure or part.number == 1}
    here = [part for part in readings_of(current) if part.stem in starts]
    following = {(part.stem, part.number + 1) for part in here}
    return any((part.stem, part.number) in following for part in readings_of(candidate))


def stems_before(address: str) -> frozenset[str]:
    """Give what an address may be a later part of; nothing when it names no number over one."""
    return frozenset(part.stem for part in readings_of(address)[1:] if part.number > 1)


def is_first_of(candidate: str, stems: frozenset[str]) -> bool:
    """Say whether an address is the first part of one of these."""
    return any(part.stem in stems and part.number == 1 for part in readings_of(candidate))


def is_below(candidate: str, address: str) -> bool:
    """Say whether an address is that of an article with something added: `?page=all`, `/single-page`."""
    whole = readings_of(candidate)[0].stem.partition("?")[0]
    stems = (part.stem.partition("?")[0] for part in readings_of(address))
    return any(not stem.endswith("/") and (whole == stem or whole.startswith(f"{stem}/")) for stem in stems)


def _bare_path(path: str) -> str:
    """Write a path without what parts of one article may differ in: extension, index page, last slash."""
    path = _EXTENSION.sub("", path.rstrip("/"))
    return path.removesuffix("/index").rstrip("/") or "/"


def _stem(host: str, path: str, fields: list[tuple[str, str]]) -> str:
    return f"{host}{path}?{urlencode(sorted(fields))}"
