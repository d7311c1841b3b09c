"""What robots.txt files allow."""

from __future__ import annotations

import time

import pytest

from newsreader.fetch.robots import MAX_BYTES, MAX_DELAY_S, RobotsRules

PAGE = "https://a.example/news/today.html?page=2"


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("<html><body>Not found</body></html>", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),  # the longest match wins
        ("User-agent: *\nDisallow: /*.html", False),
        ("User-agent: *\nDisallow: /*.html$", True),  # it has a query
        ("User-agent: *\nDisallow: /*?page=", False),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: NewsReader\nDisallow: /private/", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: newsreader\nDisallow: /news", False),
        ("user-AGENT : *\r\ndisallow : /news # no robots", False),
    ],
)
def test_rules(text: str, is_allowed: bool) -> None:
    assert RobotsRules(text).allow(PAGE) is is_allowed


@pytest.mark.parametrize(
    ("delay", "seconds"),
    [("5", 5.0), ("0.5", 0.5), ("86400", MAX_DELAY_S), ("-1", 0.0), ("nan", 0.0), ("inf", 0.0), ("soon", 0.0)],
)
def test_delays_are_bounded(delay: str, seconds: float) -> None:
    assert RobotsRules(f"User-agent: *\nCrawl-delay: {delay}").delay_s == seconds


@pytest.mark.parametrize(
    "line",
    ["Disallow: /" + "a*" * 300 + "b\n", "Disallow: /x\n", "User-agent: *\nDisallow: /\x00\n", "%%%:::\n"],
    ids=["stars", "many rules", "many groups", "noise"],
)
def test_hostile_files_are_read_in_time(line: str) -> None:
    text = "User-agent: *\n" + line * (MAX_BYTES // len(line))
    before = time.process_time()
    RobotsRules(text).allow("https://a.example/" + "a" * 2000)
    assert time.process_time() - before < 60  # a pattern that backtracks would take longer than the universe has
