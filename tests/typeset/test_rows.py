"""Rules between the rows of a list, and what stands in a row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from newsreader.model import ArticleId, ArticleSummary, Dateline, ReadingState
from newsreader.typeset.rows import dateline_parts, marks_text, named_day, offline_mark, rules_of, time_parts

NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)


def row(hours_ago: float, **fields: object) -> ArticleSummary:
    moment = NOON - timedelta(hours=hours_ago)
    return ArticleSummary(id=ArticleId(1), url="", headline="", sort_at=moment, **fields)  # type: ignore[arg-type]


def texts(rows: list[ArticleSummary], **wanted: object) -> list[tuple[int, str]]:
    wanted = {"by_day": True, "zone": UTC} | wanted
    return [tuple(rule) for rule in rules_of(rows, NOON, **wanted)]  # type: ignore[arg-type, misc]


def test_a_rule_stands_where_a_day_begins() -> None:
    rows = [row(1), row(2), row(13), row(40), row(300)]
    assert texts(rows) == [(0, "Today"), (2, "Yesterday"), (3, "Sunday"), (4, "Thursday, 29 Jan 2026")]
    assert texts(rows[::-1]) == [(0, "Thursday, 29 Jan 2026"), (1, "Sunday"), (2, "Yesterday"), (3, "Today")]
    assert texts(rows, by_day=False) == []


def test_days_are_those_of_the_zone() -> None:
    assert texts([row(1), row(13), row(22)], zone=timezone(timedelta(hours=9))) == [(0, "Today"), (2, "Yesterday")]
    assert texts([row(1), row(10)], zone=timezone(timedelta(hours=-11))) == [(0, "Today"), (1, "Yesterday")]


def test_above_the_first_row_of_a_window_amid_a_list_nothing_is_known() -> None:
    assert texts([row(1), row(13)], is_beginning=False) == [(1, "Yesterday")]


def test_the_last_visit_ended_between_two_rows() -> None:
    rows = [row(1), row(13), row(15), row(40)]
    left_at = NOON - timedelta(hours=14, minutes=20)
    assert texts(rows, by_day=False, last_visit=left_at) == [(2, "last visit, yesterday 21:40")]
    assert texts(rows[::-1], by_day=False, last_visit=left_at) == [(2, "last visit, yesterday 21:40")]
    assert texts(rows, last_visit=left_at)[1:3] == [(1, "Yesterday"), (2, "last visit, yesterday 21:40")]
    assert texts(rows, by_day=False, last_visit=NOON) == []  # nothing is newer
    assert texts(rows, by_day=False, last_visit=NOON - timedelta(days=30)) == []  # nothing is older


def test_what_was_read_begins_anew_below_what_was_not() -> None:
    rows = [row(1), row(13), row(2), row(15)]
    left_at = NOON - timedelta(hours=12, minutes=30)
    rules = [(0, "Today"), (1, "last visit, yesterday 23:30"), (1, "Yesterday"), (2, "read before"), (2, "Today")]
    assert texts(rows, last_visit=left_at, unread_rows=2) == [*rules, (3, "Yesterday")]
    assert texts(rows, by_day=False, unread_rows=0) == [(0, "read before")]
    assert texts(rows, by_day=False, unread_rows=0, is_beginning=False) == []  # it began above
    assert texts(rows, by_day=False, unread_rows=4) == []


def test_days_have_names() -> None:
    assert named_day(date(2026, 2, 4), date(2026, 2, 10)) == "Wednesday"
    assert named_day(date(2026, 2, 3), date(2026, 2, 10)) == "Tuesday, 3 Feb 2026"
    assert named_day(date(2026, 2, 11), date(2026, 2, 10)) == "Wednesday, 11 Feb 2026"  # a clock that is wrong


def test_how_much_is_here() -> None:
    marks = [offline_mark(row(1, is_cached=True)), offline_mark(row(1, summary="So")), offline_mark(row(1))]
    assert marks == ["●", "◐", "○"]


def test_what_stands_in_a_row() -> None:
    assert dateline_parts(row(1, dateline=Dateline(place="Oslo", agency="NTB"), byline=("Ann",))) == ("Oslo", "NTB")
    assert dateline_parts(row(1, dateline=Dateline(agency="NTB"), byline=("Ann",))) == ("", "NTB")
    assert dateline_parts(row(1, byline=("Ann",), source="War Daily")) == ("Ann", "")
    assert dateline_parts(row(1, source="War Daily")) == ("War Daily", "")
    assert time_parts(row(1, minutes=4), NOON) == ("1h", "4 min")
    assert time_parts(row(1), NOON) == ("1h",)
    assert marks_text(row(1, state=ReadingState(is_starred=True, is_later=True))) == "★ ◷ "
