"""Datelines: where, by which agency and when a report was filed.

The forms of Space Media Network, AFP, Reuters, AP, Xinhua, TASS, dpa and the papers that print them. To take
a sentence for a dateline costs the article its first words, to miss one costs nothing: so every form asks
for something that sentences do not have, a full date, an agency we know, or a capitalised place we know.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from newsreader.extract.dateline_east import split_eastern
from newsreader.extract.datewords import month_number
from newsreader.extract.places import is_dateline_place
from newsreader.model import Dateline

MAX_DATELINE_CHARS = 160  # the longest real ones name a base and its country, 90 or so
MAX_PLACE_WORDS = 9
SHOUTED_CHARS = 20  # enough to tell a title in capitals from a sentence that begins with some

# Those that print datelines, as they write themselves; short names that are also words or states are left out.
_AGENCY_NAMES = """
AFP|AP|UPI|Reuters|Thomson Reuters Foundation|Agence France-Presse|Associated Press|The Associated Press|dpa|dpa-AFX|
AFX|epd|KNA|SID|APA|ATS|Keystone-ATS|AWP|Belga|ANP|NTB|Ritzau|STT|EFE|Europa Press|ANSA|Adnkronos|AGI|Lusa|PAP|CTK|ČTK|
MTI|TASR|Tanjug|Hina|Agerpres|BTA|BNS|LETA|ELTA|BelTA|Ukrinform|UNIAN|Interfax|Интерфакс|TASS|ТАСС|ITAR-TASS|RIA|
RIA Novosti|РИА Новости|Sputnik|Xinhua|XNA|CNS|Kyodo|Kyodo News|Jiji|Yonhap|KCNA|CNA|ANI|PTI|IANS|
CP|UNI|APP|BSS|Bernama|Antara|VNA|
AAP|The Canadian Press|PA|PA Media|Bloomberg|Dow Jones|CNN|BBC|VOA|RFE/RL|SPX|ESA|NASA|IPS|Anadolu|DHA|IRNA|WAM|SPA|QNA|
KUNA|MENA|APS|SANA|Petra|GNA|NAN|Prensa Latina|Notimex|Télam|Agência Brasil|PRNewswire|PR Newswire|Business Wire|
GlobeNewswire|Globe Newswire|JCN|The Conversation
"""
_AGENCIES = frozenset(name.strip().casefold() for name in _AGENCY_NAMES.split("|"))
# Small words inside names of places: Rio de Janeiro, Frankfurt am Main, Stoke on Trent, Sharm el-Sheikh.
_LINKING = (
    "de la le les du des da do dos del di el al am an der die den im in of the and on upon sur sous lez y e near off "
    "aboard ash es az na nad над на"
)
_LINKING_WORDS = frozenset(_LINKING.split())

_PLACE = r"(?P<place>[^\W\d_][^()\[\]{}\d:;!?\"“”<>|/—–\n]{1,70}?)"
_DAY = (
    r"(?:(?P<month>[^\W\d_]{3,12})\.?\s(?P<day>\d{1,2})(?!\d)|"
    r"(?P<day_first>\d{1,2})(?:er|\.)?\s(?:de\s)?(?P<month_last>[^\W\d_]{3,12})\.?)"
    r"(?:,?\s(?:de\s)?(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_AGENCY = r"\(\s?(?P<agency>[^\W\d_][\w .&/'-]{1,38}?)\s?\)"
_SLASHED = r"/\s?(?P<slashed>[^\W\d_][\w .&'-]{1,38}?)\s?/"
_DASH = r"\s?(?:--|[—–―]|(?<=\s)-(?=\s))"
_END = rf"\s*(?:$|[.:,]?\s?{_DASH}\s*|\.-\s*|\.(?:\s+|$))"

_SIGN = re.compile(r"[(/:—–]|--| - ")  # one of them stands in every form, and not in most sentences

_Parts = dict[str, str]


def _is_place(place: str) -> bool:
    words = place.replace(",", " ").split()
    return len(words) <= MAX_PLACE_WORDS and all(not word[0].islower() or word in _LINKING_WORDS for word in words)


def _is_in_capitals(place: str) -> bool:
    """Say whether the town is in capitals: "WASHINGTON", "SAN JOSE, Calif."; a region after it may not be."""
    town = place.partition(",")[0].strip()
    return town.isupper() and _is_place(place)


def _is_agency(name: str) -> bool:
    """Say whether we know it; a desk or a reporter may follow: "dpa/lno"."""
    name = name.casefold()
    return name in _AGENCIES or name.partition("/")[0].strip() in _AGENCIES


def _is_filed(parts: _Parts) -> bool:
    """Quetta, Pakistan (AFP) Feb 1, 2026."""
    has_year = bool(parts["year"]) and not parts["agency"][0].islower()
    return _is_place(parts["place"]) and (has_year or _is_agency(parts["agency"]))


def _is_dated(parts: _Parts) -> bool:
    """PARIS, Feb 1 (Reuters) - or MOSCOW, January 5. /TASS/."""
    place, agency = parts["place"], parts["agency"] or parts["slashed"]
    return _is_place(place) and (_is_agency(agency) or (_is_in_capitals(place) and agency[0].isupper()))


# Each with a sign that it cannot be without: to look for one character spares most texts the pattern.
_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[_Parts], bool]], ...] = (
    ("(", re.compile(rf"{_PLACE}\s?,?\s?{_AGENCY}\s?,?\s?{_DAY}(?:{_END})?"), _is_filed),
    ("", re.compile(rf"{_PLACE},?\s{_DAY}[.,]?\s?(?:{_AGENCY}|{_SLASHED})(?:{_END})?"), _is_dated),
    # Berlin (dpa) - ...
    (
        "(",
        re.compile(rf"{_PLACE},?\s?{_AGENCY}(?:\s*$|[.:]?{_DASH}\s*)"),
        lambda parts: _is_place(parts["place"]) and _is_agency(parts["agency"]),
    ),
    # Madrid (EFE).- ...
    (
        "(",
        re.compile(rf"{_PLACE},?\s?{_AGENCY}\.-\s*(?=\S)"),
        lambda parts: _is_place(parts["place"]) and _is_agency(parts["agency"]),
    ),
    # TOKYO, Feb. 1, Kyodo - ...
    (
        ",",
        re.compile(rf"{_PLACE},\s{_DAY},\s(?P<agency>[^\W\d_][\w ]{{1,20}}?){_DASH}\s*(?=\S)"),
        lambda parts: _is_in_capitals(parts["place"]) and _is_agency(parts["agency"]),
    ),
    # МОСКВА, 1 фев — РИА Новости. ...
    (
        ",",
        re.compile(rf"{_PLACE},\s{_DAY}{_DASH}\s?(?P<agency>[^\W\d_][\w ]{{1,20}}?)\.(?:\s+|$)"),
        lambda parts: _is_in_capitals(parts["place"]) and _is_agency(parts["agency"]),
    ),
    # WASHINGTON, Jan. 3 — ...
    (",", re.compile(rf"{_PLACE},\s{_DAY}{_DASH}\s*(?=\S)"), lambda parts: _is_in_capitals(parts["place"])),
    # Feb 1 (Reuters) - ...
    ("(", re.compile(rf"(?:{_DAY}\s)?{_AGENCY}[.:]?{_DASH}\s*(?=\S)"), lambda parts: _is_agency(parts["agency"])),
    # PARIS — ... and NEW DELHI: ...
    (
        "",
        re.compile(rf"{_PLACE}(?:{_DASH}\s*|:\s+)(?=[^\W_]|[\"'“‘«„¿¡(])"),
        lambda parts: _is_in_capitals(parts["place"]) and is_dateline_place(parts["place"]),
    ),
)


def split_dateline(text: str, year: int | None = None) -> tuple[Dateline | None, str]:
    """Part a text from the dateline it begins with.

    Args:
        text: cleaned text; white space before it is skipped.
        year: the year of a dateline that prints only month and day; without it such a day is not kept.

    Returns:
        The dateline and the text after it, or None and the text as it was.
    """
    start = text.lstrip()
    head = start[:MAX_DATELINE_CHARS]
    eastern, rest = split_eastern(start, year)
    if eastern is not None:
        return eastern, rest
    if not _SIGN.search(head):
        return None, text
    for sign, pattern, is_dateline in _FORMS:
        found = pattern.match(head) if sign in head else None
        # What ends with the head may go on behind it.
        if found is None or (found.end() == len(head) < len(start)):
            continue
        parts = {name: value or "" for name, value in found.groupdict().items()}
        rest = start[found.end() :].lstrip()
        is_shouted = rest[:SHOUTED_CHARS].isupper()  # "LONDON: A HISTORY" is a headline
        if is_shouted or not _has_month(parts) or not is_dateline(parts):
            continue
        dateline = Dateline(
            place=parts.get("place", "").strip(" ,"),
            agency=parts.get("agency", "") or parts.get("slashed", ""),
            date=_date_of(parts, year),
        )
        return dateline, rest
    return None, text


def parse_dateline(text: str, *, year: int | None = None) -> Dateline | None:
    """Read a line that is a dateline and nothing else.

    Args:
        text: one cleaned line.
        year: as for `split_dateline`.
    """
    dateline, rest = split_dateline(text, year)
    return dateline if dateline is not None and not rest else None


def _has_month(parts: _Parts) -> bool:
    """Say whether the word where a month stands is one, or there is none."""
    word = parts.get("month", "") or parts.get("month_last", "")
    return not word or month_number(word) is not None


def _date_of(parts: _Parts, year: int | None) -> date | None:
    month = month_number(parts.get("month", "") or parts.get("month_last", ""))
    printed_year = int(parts["year"]) if parts.get("year") else year
    if month is None or printed_year is None:
        return None
    try:
        return date(printed_year, month, int(parts["day"] or parts["day_first"]))
    except ValueError:
        return None
