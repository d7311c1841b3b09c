from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from newsreader.minutes import left_text, length_of, reading_minutes
from newsreader.typeset.when import age_text, ago_text, day_text, moment_text, printed_text, span_text

NOW = datetime(2026, 2, 10, 12, 0, tzinfo=UTC)


def test_days_and_moments() -> None:
    assert day_text(date(2026, 2, 1)) == "1 Feb 2026"
    assert moment_text(NOW, timezone(timedelta(hours=5, minutes=30))) == "10 Feb 2026, 17:30"


def test_a_day_without_a_time_is_that_day_in_every_zone() -> None:
    west, east = timezone(timedelta(hours=-8)), timezone(timedelta(hours=9))
    assert printed_text(datetime(2026, 2, 1, tzinfo=UTC), 0, west) == "1 Feb 2026"
    assert printed_text(datetime(2026, 1, 31, 15, tzinfo=UTC), 9 * 60, west) == "1 Feb 2026"
    assert printed_text(datetime(2026, 2, 1, 15, tzinfo=UTC), 0, east) == "2 Feb 2026, 00:00"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-60, "now"),
        (30, "now"),
        (300, "5m"),
        (7200, "2h"),
        (3 * 86400, "3d"),
        (20 * 86400, "21 Jan"),
        (9**9, "Nov 2013"),
    ],
)
def test_ages(seconds: int, said: str) -> None:
    assert age_text(NOW - timedelta(seconds=seconds), NOW, UTC) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=-5), "a moment"),
        (timedelta(seconds=59), "a moment"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=20), "20 days"),
        (timedelta(days=22), "3 weeks"),
        (timedelta(days=70), "2 months"),
        (timedelta(days=430), "14 months"),
        (timedelta(days=800), "2 years"),
    ],
)
def test_spans(span: timedelta, said: str) -> None:
    assert span_text(span) == said


def test_reading_time_counts_words_and_characters() -> None:
    assert reading_minutes("") == 1
    assert reading_minutes("word " * 690) == 3
    assert reading_minutes("海" * 900) == 2


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-60, ""),
        (30, "just now"),
        (300, "5 min ago"),
        (7200, "2 h ago"),
        (86400, "1 day ago"),
        (6 * 86400, "6 days ago"),
        (8 * 86400, ""),
    ],
)
def test_how_long_ago(seconds: int, said: str) -> None:
    assert ago_text(NOW - timedelta(seconds=seconds), NOW) == said


def test_how_long_a_text_is_and_what_is_left_of_it() -> None:
    assert str(length_of("one")) == "1 word"
    assert str(length_of("word " * 1234)) == "1,234 words"
    assert str(length_of("海" * 900)) == "900 characters"
    assert [left_text(8, seen) for seen in (0, 0.5, 0.99, 1)] == ["8 min left", "4 min left", "1 min left", "end"]
