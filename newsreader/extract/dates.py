"""Dates as feeds and pages print them: the standards' forms, and what people write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone

from newsreader.extract.datewords import US_STANDARD_OFFSETS, month_number, zone_offset

MAX_DATE_CHARS = 100  # the longest real form, a browser's Date.toString(), takes 70
MOMENT_YEARS = range(1970, 2101)  # outside it a moment is a mistake: year 1, year 9999, a price
BUDDHIST_ERA = 543  # years that Thailand counts ahead
DAY_YEARS = range(1800, 2101)  # archives print older days than feeds do

_DIGIT = re.compile(r"\d")
_THREE_DIGITS = re.compile(r"\d\D*\d\D*\d")  # no date has fewer: a day and two of a year
_WORD = r"[^\W\d_]{3,14}\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|re|[oa°.])?"  # "1º" has become "1o" by NFKC
_GAP = r"[\s,/-]{1,3}"
_OF = r"(?:(?:de|del|di|of|d')\s)?"
_YEAR = r"(\d{4}|\d{2})(?![\d:])"

_YEAR_MONTH_DAY = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_YEAR_WORD_DAY = re.compile(rf"(?<!\d)(\d{{4}})\.?{_GAP}({_WORD}){_GAP}(\d{{1,2}})(?!\d)")
_DAY_WORD_YEAR = re.compile(rf"(?<!\d)(\d{{1,2}}){_ORDINAL}{_GAP}{_OF}({_WORD}){_GAP}{_OF}{_YEAR}")
_DAY_WORD_YEAR_TIGHT = re.compile(r"(?<!\d)(\d{1,2})([^\W\d_]{3})(\d{4}|\d{2})(?!\d)")
# Thai and Devanagari write vowels as marks on letters, which are no word characters; Thai shortens to "ก.พ.".
_MARKED_WORD = r"[\u0900-\u0963\u0e01-\u0e4e](?:[\u0900-\u0963\u0e01-\u0e4e]|\.(?=[\u0e01-\u0e2e])){1,14}\.?"
_DAY_MARKED_YEAR = re.compile(rf"(?<!\d)(\d{{1,2}})\s({_MARKED_WORD}),?\s(?:พ\.ศ\.\s?)?(\d{{4}})(?!\d)")
_WORD_DAY_YEAR = re.compile(rf"({_WORD})\s?(\d{{1,2}}){_ORDINAL}(?:\s?,\s?|\s){_YEAR}")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?=$|\D|\d{4}(?:\d\d)?(?!\d))")
_ORDINAL_DAY = re.compile(r"^(\d{4})-?(\d{3})(?=$|[T\s])")
_WEEK_DAY = re.compile(r"^(\d{4})-?W(\d{2})(?:-?(\d))?(?!\d)")
_YEAR_MONTH = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
# asctime puts the year behind the time: "Thu Oct 17 22:40:13 AEST 2024".
_ASCTIME = re.compile(
    rf"({_WORD})\s(\d{{1,2}})\s(\d{{1,2}}:\d\d(?::\d\d)?)(?:\s([A-Za-z]{{1,5}}|[+-]\d{{4}}))?\s(\d{{4}})$"
)

_CLOCK = re.compile(
    r"(?<!\d)(?P<before>午前|午後|上午|下午|오전|오후)?\s?(?P<hour>\d{1,2})\s?(?:[:٫.h]|[时時시]\s?)\s?(?P<minute>\d\d)[分분]?"
    r"(?:[:.\s]\s?(?P<second>\d\d)(?:[.,]\d{1,9})?)?[秒초]?(?!\d)(?:\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"^\W?T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?!\d)", re.IGNORECASE)
_HOUR_ONLY = re.compile(r"(?<!\d)(?P<hour>\d{1,2})\s?(?:(?P<half>[ap])\.?m\b|(?=Z\b|[+-]\d\d:))", re.IGNORECASE)
_AFTERNOON = ("午後", "下午", "오후", "p", "P")
_OFFSET = re.compile(r"(?:(?<![\w-])|(?<=[TZCzc]))([+-])(\d{1,2}):?(\d\d)(?::(\d\d))?(?!\d)|([+-])(\d{1,2})(?![\d:])")
_ZONE_WORD = re.compile(r"[^\W\d_]{1,5}(?![\w-])")
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,9})?$")
_DOTNET = re.compile(r"/Date\((-?\d{1,16})(?:[+-]\d{4})?\)/$")
_ISO_SIZES = (len("2026-02-01T10:00:00Z"), len("2026-02-01T10:00:00+01:00"))
_MAIL = re.compile(
    r"\s*(?:[A-Z][a-z]{2},\s)?(?P<day>\d{1,2})\s(?P<month>[A-Z][a-z]{2})\s(?P<year>\d{4})\s(?P<time>\d\d:\d\d(?::\d\d)?)\s"
    r"(?:GMT|UTC|(?P<sign>[+-])(?P<hours>\d\d)(?P<minutes>\d\d))\s*",
    re.ASCII,
)
_MAIL_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
MAX_OFFSET = 15 * 60  # Kiritimati is 14 hours east; an offset beyond is a misprint


def parse_moment(text: str) -> datetime | None:
    """Read a date with a time as `parse_zoned` does, in UTC."""
    moment = parse_zoned(text)
    return moment.astimezone(UTC) if moment is not None else None


def parse_zoned(text: str) -> datetime | None:
    """Read a date with a time, in any form seen in a feed; a missing time is midnight, a missing zone UTC.

    A slash before a year at the end is read month first unless that cannot be (so .NET's invariant culture
    writes), a dot or hyphen day first. The weekday is not looked at: where it is wrong, the number is right.

    Returns:
        A datetime in the zone it is printed in, within `MOMENT_YEARS`, None when there is none.
    """
    if (stated := _iso_moment(text) or _mail_moment(text)) is not None:
        return stated
    text = _prepared(text)
    if not text:
        return None
    if (seconds := _epoch_seconds(text)) is not None:
        return _checked(seconds)
    text = _ASCTIME.sub(r"\2 \1 \5 \3 \4", text)
    found = _first_day(text) or _vague_day(text)
    if found is None or found[0].year not in MOMENT_YEARS:
        return None
    day, rest = found
    clock, extra_days, tail = _clock_in(rest)
    moment = datetime.combine(day, clock) + timedelta(days=extra_days)
    offset = timedelta(minutes=_offset_in(tail, moment))
    if moment.year not in MOMENT_YEARS or (moment - offset).year not in MOMENT_YEARS:
        return None
    return moment.replace(tzinfo=timezone(offset) if offset else UTC)


def parse_day(text: str) -> date | None:
    """Read the first printed day in a short text: "Feb 1, 2026", "1er février 2026", "2026年2月1日".

    Returns:
        The calendar day as printed, within `DAY_YEARS`; None when there is none.
    """
    text = _prepared(text)
    found = _first_day(text) if text else None
    return found[0] if found and found[0].year in DAY_YEARS else None


def _iso_moment(text: str) -> datetime | None:
    """Read the form of ISO 8601 that nearly all pages state, soon: with a time and a zone, to the second."""
    if len(text) not in _ISO_SIZES or text[4] != "-" or text[7] != "-" or text[10] != "T" or "." in text or "," in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None  # the slow way knows more: 24:00, leap seconds
    offset = moment.utcoffset()
    is_likely = MOMENT_YEARS[0] < moment.year < MOMENT_YEARS[-1] and not moment.microsecond
    return moment if is_likely and offset is not None and abs(offset) <= timedelta(minutes=MAX_OFFSET) else None


def _mail_moment(text: str) -> datetime | None:
    """Read the form of RFC 5322, section 3.3, that nearly all feeds state, soon."""
    found = _MAIL.fullmatch(text)
    month = _MAIL_MONTHS.find(found["month"]) if found else -1
    if found is None or month % 3:
        return None
    sign = -1 if found["sign"] == "-" else 1
    offset = sign * (int(found["hours"] or 0) * 60 + int(found["minutes"] or 0))
    year = int(found["year"])
    if abs(offset) > MAX_OFFSET or not MOMENT_YEARS[0] < year < MOMENT_YEARS[-1]:
        return None
    zone = timezone(timedelta(minutes=offset)) if offset else UTC
    try:
        return datetime.combine(date(year, month // 3 + 1, int(found["day"])), time.fromisoformat(found["time"]), zone)
    except ValueError:
        return None  # the slow way knows more


def _prepared(text: str) -> str:
    if len(text) > 4 * MAX_DATE_CHARS or not _DIGIT.search(text):
        return ""
    text = " ".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())
    return text if len(text) <= MAX_DATE_CHARS and _THREE_DIGITS.search(text) else ""


def _epoch_seconds(text: str) -> float | None:
    """Read a bare number as time since 1970, in whatever unit its length tells."""
    dotnet = _DOTNET.match(text)
    if dotnet:
        return int(dotnet[1]) / 1000
    if not _NUMBER.match(text):
        return None
    digits = len(text.lstrip("-").split(".")[0])
    if digits in (9, 10):
        return float(text)
    if digits == 13:
        return float(text) / 1000
    return float(text) / 1_000_000 if digits == 16 else None


def _checked(seconds: float) -> datetime | None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return moment if moment.year in MOMENT_YEARS else None


def _first_day(text: str) -> tuple[date, str] | None:
    """Find the first printed day; give it and what stands around it."""
    for year, month, day, span in _readings(text):
        try:
            return date(year, month, day), f"{text[: span[0]]} {text[span[1] :]}"
        except ValueError:
            continue
    return None


def _readings(text: str) -> Iterator[tuple[int, int, int, tuple[int, int]]]:
    """Give every way to read a day in the text, the surest first."""
    for found in _YEAR_MONTH_DAY.finditer(text):
        yield int(found[1]), int(found[2]), int(found[3]), found.span()
    for pattern, (year_at, month_at, day_at) in (
        (_YEAR_WORD_DAY, (1, 2, 3)),
        (_DAY_WORD_YEAR, (3, 2, 1)),
        (_DAY_WORD_YEAR_TIGHT, (3, 2, 1)),
        (_DAY_MARKED_YEAR, (3, 2, 1)),
        (_WORD_DAY_YEAR, (3, 1, 2)),
    ):
        for found in pattern.finditer(text):
            month = month_number(found[month_at])
            if month:
                yield _full_year(found[year_at]), month, int(found[day_at]), found.span()
    for found in _NUMBERS.finditer(text):
        first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
        is_month_first = found[2] == "/" and first <= 12
        yield (year, first, second, found.span()) if is_month_first else (year, second, first, found.span())
        yield year, second, first, found.span()
    for found in _COMPACT.finditer(text):
        yield int(found[1]), int(found[2]), int(found[3]), found.span()


def _full_year(digits: str) -> int:
    """Read a year of two digits as RFC 5322, section 4.3 does: 00-49 are of this century; Thai years by their era."""
    year = int(digits)
    if len(digits) > 2:
        return year - BUDDHIST_ERA if year - BUDDHIST_ERA in DAY_YEARS and year not in DAY_YEARS else year
    return year + (2000 if year < 50 else 1900)


def _vague_day(text: str) -> tuple[date, str] | None:
    """Read the rarer forms of ISO 8601: a day or week of the year, a month or a year alone."""
    try:
        if week := _WEEK_DAY.match(text):
            return date.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or 1)), text[week.end() :]
        if (ordinal := _ORDINAL_DAY.match(text)) and 1 <= int(ordinal[2]) <= 366:
            day = date(int(ordinal[1]), 1, 1) + timedelta(days=int(ordinal[2]) - 1)
            return day, text[ordinal.end() :]
        if month := _YEAR_MONTH.match(text):
            return date(int(month[1]), int(month[2] or 1), 1), ""
    except (ValueError, OverflowError):
        pass
    return None


def _clock_in(rest: str) -> tuple[time, int, str]:
    """Find the time of day; give it, the days to add (24:00 is tomorrow's midnight) and what follows."""
    found = _CLOCK.search(rest) or _COMPACT_CLOCK.match(rest) or _HOUR_ONLY.search(rest)
    if found is None:
        return time(), 0, rest
    parts = found.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    second = min(int(parts.get("second") or 0), 59)  # a leap second has no place in a datetime
    half = parts.get("before") or parts.get("half")
    if half:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    if (hour, minute, second) == (24, 0, 0):
        return time(), 1, rest[found.end() :]
    if hour > 23 or minute > 59:
        return time(), 0, rest[found.end() :]
    return time(hour, minute, second), 0, rest[found.end() :]


def _offset_in(tail: str, moment: datetime) -> float:
    """Find the zone behind a time, in minutes east of UTC; 0 when there is none or nobody knows it."""
    numeric = _OFFSET.search(tail)
    if numeric:
        sign = -1 if (numeric[1] or numeric[5]) == "-" else 1
        # Zones of before 1972 may have seconds.
        offset = int(numeric[2] or numeric[6]) * 60 + int(numeric[3] or 0) + int(numeric[4] or 0) / 60
        return sign * offset if offset <= MAX_OFFSET else 0
    for word in _ZONE_WORD.findall(tail):
        if word in US_STANDARD_OFFSETS:
            return US_STANDARD_OFFSETS[word] + (60 if _is_us_summer(moment) else 0)
        if (offset_of_name := zone_offset(word)) is not None:
            return offset_of_name
    return 0


def _is_us_summer(moment: datetime) -> bool:
    """Say whether American clocks are an hour ahead: second Sunday of March to first of November, since 2007."""
    start = _sunday(moment.year, 3, 8)
    end = _sunday(moment.year, 11, 1)
    return start + timedelta(hours=2) <= moment < end + timedelta(hours=2)


def _sunday(year: int, month: int, from_day: int) -> datetime:
    first = date(year, month, from_day)
    return datetime.combine(first + timedelta(days=(6 - first.weekday()) % 7), time())
