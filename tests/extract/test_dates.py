"""Dates as feeds and pages print them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.extract.dates import MAX_DATE_CHARS, MOMENT_YEARS, parse_day, parse_moment
from newsreader.extract.datewords import month_number, zone_offset

# One instant, 17 October 2024 12:40:13 UTC, in the forms that feeds print it.
ONE_MOMENT = [
    "Thu, 17 OCT 2024 22:40:13 AEST",
    "Thu, 17 Oct 2024 12:40:13 GMT",
    "Thu, 17 Oct 2024 12:40:13 +0000",
    "Thu, 17 Oct 2024 12:40:13 UT",
    "Thu, 17 Oct 2024 12:40:13 Z",
    "Thu, 17 Oct 2024 12:40:13",
    "Thu,17 Oct 2024 12:40:13 GMT",
    "Thu , 17  Oct 2024   12:40:13  GMT",
    "Fri, 17 Oct 2024 12:40:13 GMT",
    "Thur, 17 Oct 2024 12:40:13 GMT",
    "Thursday, 17-Oct-24 12:40:13 GMT",
    "17 Oct 24 12:40:13 GMT",
    "17 October 2024 12:40:13 UTC",
    "Thu, 17 Oct 2024 08:40:13 EDT",
    "Thu, 17 Oct 2024 05:40:13 PDT",
    "Thu, 17 Oct 2024 18:10:13 IST",
    "Thu, 17 Oct 2024 13:40:13 BST",
    "Thu, 17 Oct 2024 14:40:13 CEST",
    "Thu, 17 Oct 2024 23:40:13 AEDT",
    "Thu, 17 Oct 2024 21:40:13 JST",
    "Fri, 18 Oct 2024 01:40:13 NZDT",
    "Thu, 17 Oct 2024 22:10:13 ACST",
    "Thu, 17 Oct 2024 22:40:13 GMT+1000",
    "Thu, 17 Oct 2024 22:40:13 GMT+10:00",
    "Thu, 17 Oct 2024 22:40:13 +10:00",
    "Thu, 17 Oct 2024 22:40:13 +1000 (AEST)",
    "Thu Oct 17 2024 22:40:13 GMT+1000 (Australian Eastern Standard Time)",
    "Thu Oct 17 22:40:13 AEST 2024",
    "Thu Oct 17 12:40:13 2024",
    "Thu Oct 17 12:40:13 UTC 2024",
    "Thu, Oct 17 2024 12:40:13 GMT",
    "Oct 17, 2024 12:40:13 PM",
    "October 17th, 2024, 12:40:13 p.m.",
    "Thu, 17 Oct 2024 08:40:13 ET",
    "2024-10-17T12:40:13Z",
    "2024-10-17t12:40:13z",
    "2024-10-17T12:40:13.123456789Z",
    "2024-10-17T12:40:13,5Z",
    "2024-10-17T12:40:13",
    "2024-10-17 12:40:13",
    "2024-10-17 12:40:13 UTC",
    "2024-10-17T22:40:13+10:00",
    "2024-10-17T22:40:13+1000",
    "2024-10-17T22:40:13+10",
    "2024-10-17T22:40:13 +10:00",
    "2024-10-17T08:40:13-04:00[America/New_York]",
    "2024-10-17T08:40:13−04:00",
    "20241017T124013Z",
    "20241017124013",
    "2024-291T12:40:13Z",
    "2024-W42-4T12:40:13Z",
    "2024/10/17 12:40:13",
    "Thu, 2024/10/17 08:40:13 EDT",
    "10/17/2024 12:40:13 PM",
    "17/10/2024 12:40:13",
    "17.10.2024 12:40:13",
    "17-10-2024 12:40:13",
    "2024. október 17. 12:40:13",
    "2024년 10월 17일 12:40:13",
    "2024-10-17 오후 12:40:13",
    "2024年10月17日 12:40:13",
    "2024年10月17日 下午12:40:13",
    "Чт, 17 окт 2024 15:40:13 MSK",
    "jeu., 17 oct. 2024 14:40:13 +0200",
    "Do, 17 Okt 2024 14:40:13 MESZ",
    "Πεμ, 17 Οκτ 2024 12:40:13 GMT",
    "12:40:13 17 October 2024",
    "1729168813",
    "1729168813.25",
    "1729168813000",
    "/Date(1729168813000+1000)/",
]


@pytest.mark.parametrize("text", ONE_MOMENT)
def test_a_moment_in_its_many_forms(text: str) -> None:
    assert parse_moment(text) == datetime(2024, 10, 17, 12, 40, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thu, 17 Oct 2024", datetime(2024, 10, 17, tzinfo=UTC)),
        ("2024-10-17", datetime(2024, 10, 17, tzinfo=UTC)),
        ("20241017", datetime(2024, 10, 17, tzinfo=UTC)),
        ("2024-10", datetime(2024, 10, 1, tzinfo=UTC)),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
        ("Thu, 17 Oct 2024 22:40 AEST", datetime(2024, 10, 17, 12, 40, tzinfo=UTC)),
        ("2024-10-17T12:40Z", datetime(2024, 10, 17, 12, 40, tzinfo=UTC)),
        ("2024-10-17T12Z", datetime(2024, 10, 17, 12, tzinfo=UTC)),
        ("Oct 17, 2024 10 PM", datetime(2024, 10, 17, 22, tzinfo=UTC)),
        ("17. Oktober 2024, 14.40 Uhr", datetime(2024, 10, 17, 14, 40, tzinfo=UTC)),
        ("17 octobre 2024 à 14h40", datetime(2024, 10, 17, 14, 40, tzinfo=UTC)),
        ("2024-10-17T24:00:00Z", datetime(2024, 10, 18, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("Thu, 17 Oct 2024 25:61:00 GMT", datetime(2024, 10, 17, tzinfo=UTC)),
        ("Thu, 17 Oct 2024 12:40:13 +9900", datetime(2024, 10, 17, 12, 40, 13, tzinfo=UTC)),
        ("Thu, 17 Oct 2024 12:40:13 XYZT", datetime(2024, 10, 17, 12, 40, 13, tzinfo=UTC)),
        ("Wed, 17 Jan 2024 07:40 ET", datetime(2024, 1, 17, 12, 40, tzinfo=UTC)),
        ("01/02/2024 10:00:00", datetime(2024, 1, 2, 10, tzinfo=UTC)),
        ("01.02.2024 10:00:00", datetime(2024, 2, 1, 10, tzinfo=UTC)),
        ("Sat, 01 Jan 00 00:00:00 GMT", datetime(2000, 1, 1, tzinfo=UTC)),
        ("Fri, 01 Jan 99 00:00:00 GMT", datetime(1999, 1, 1, tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
def test_what_is_missing_or_odd(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "yesterday",
        "0000-00-00 00:00:00",
        "0000-00-00T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0001 00:00:00 +1400",
        "1969-12-31T23:00:00Z",
        "1970-01-01T00:00:00+14:00",
        "2101-01-01",
        "Wed, 31 Feb 2024 00:00:00 GMT",
        "2024-13-45",
        "-1",
        "99999999999999999999",
        "12",
        "3.14",
        "9" * 5000,
        "17 Oct 2024 " * 40,
        "2024-W99-9",
        "2024-999",
        "/Date(99999999999999)/",
        "$1,200,000",
        "Chapter 12, verse 2024",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Feb 1, 2026",
        "Feb. 1, 2026",
        "FEBRUARY 01, 2026",
        "Sunday, February 1st, 2026",
        "1 February 2026",
        "1st of February 2026",
        "01 Feb 2026 10:15",
        "1-Feb-26",
        "01FEB2026",
        "2026-02-01",
        "2026/2/1",
        "2026.02.01",
        "20260201",
        "01.02.2026",
        "1. 2. 2026",
        "1er février 2026",
        "dimanche 1 fevrier 2026",
        "1. Februar 2026",
        "1º de febrero de 2026",
        "1 de fevereiro de 2026",
        "1 febbraio 2026",
        "1 lutego 2026 r.",
        "1 февраля 2026 г.",
        "1 лютого 2026",
        "1. února 2026",
        "1 februari 2026",
        "1. februar 2026",
        "1 Şubat 2026",
        "2026. február 1.",
        "1 Φεβρουαρίου 2026",
        "1. helmikuuta 2026",
        "1 Februari 2026",
        "1 فبراير 2026",
        "١ فبراير ٢٠٢٦",
        "2026年2月1日",
        "2026 年 2 月 1 日",
        "２０２６年２月１日",
        "2026년 2월 1일",
        "Published: Feb 1, 2026",
        "2026 Feb 1",
    ],
)
def test_a_printed_day(text: str) -> None:
    assert parse_day(text) == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["", "May 2026", "2026", "1 in 5 people", "31 June 2026", "page 3 of 2026", "x" * 500])
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None


def test_an_archive_prints_older_days_than_a_feed() -> None:
    assert parse_day("20 July 1969") == date(1969, 7, 20)
    assert parse_moment("20 July 1969") is None


def test_month_names_and_zones() -> None:
    assert (month_number("Sept."), month_number("märz"), month_number("MAR"), month_number("Monday")) == (9, 3, 3, None)
    assert (zone_offset("AEST"), zone_offset("gmt"), zone_offset("pet"), zone_offset("NST")) == (600, 0, None, -210)


@given(st.text(max_size=2 * MAX_DATE_CHARS))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or (moment.tzinfo is UTC and moment.year in MOMENT_YEARS)
    parse_day(text)


@given(st.text(st.sampled_from("0123456789 -:/.,TZ+apmOctMay年月日()"), max_size=MAX_DATE_CHARS))
def test_any_text_like_a_date_is_a_moment_or_none(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or (moment.tzinfo is UTC and moment.year in MOMENT_YEARS)
    parse_day(text)


@given(st.datetimes(datetime(1970, 1, 2), datetime(2100, 12, 30), timezones=st.timezones()))  # noqa: DTZ001 (bounds)
def test_iso_8601_comes_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert parse_moment(whole.isoformat()) == whole.astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 กุมภาพันธ์ 2569", date(2026, 2, 1)),
        ("31 ธ.ค. 2568", date(2025, 12, 31)),
        ("30 มิถุนายน พ.ศ. 2568 เวลา 10:20 น.", date(2025, 6, 30)),
        ("1 फ़रवरी 2026", date(2026, 2, 1)),
        ("15 दिसंबर, 2025", date(2025, 12, 15)),
        ("1 בפברואר 2026", date(2026, 2, 1)),
    ],
)
def test_days_in_scripts_with_marks_and_years_of_another_era(text: str, day: date) -> None:
    assert parse_day(text) == day
