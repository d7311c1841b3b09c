"""Where a link leads is said truly, and in the room there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.text import clean_line
from newsreader.typeset.destinations import Destination, middle_cut, preview, shown_address

PAGE = "https://www.harbour.example/reports/1.html"


@pytest.mark.parametrize(
    ("url", "is_cached", "words"),
    [
        ("https://harbour.example/reports/2.html", True, "● in the library"),
        ("https://harbour.example/reports/2.html", False, "○ on line"),
        ("https://elsewhere.example/2.html", False, "↗ other site"),
        ("https://elsewhere.example/2.html", True, "● in the library"),
        ("https://harbour.example/a/MAP.JPEG?w=1", False, "▪ not an article (a picture)"),
        ("https://harbour.example/plan.pdf#page=2", False, "▪ not an article (a PDF)"),
        ("https://harbour.example/w/File:Map.jpg", False, "○ on line"),
        ("mailto:desk@harbour.example", False, "▪ not opened from here (a mail address)"),
        ("MAILTO:desk@harbour.example", False, "▪ not opened from here (a mail address)"),
        ("javascript:alert(1)", False, "▪ not opened from here (a javascript: address)"),
        ("file:///etc/passwd", True, "▪ not opened from here (a file of this machine)"),
        ("\x1b]8;;https://evil.example", False, "▪ not opened from here (no address)"),
        ("", False, "▪ not opened from here (no address)"),
        ("https://", False, "▪ not opened from here (a https: address)"),
    ],
)
def test_what_is_at_the_other_end(url: str, is_cached: bool, words: str) -> None:
    assert preview(url, PAGE, is_cached=is_cached).words == words


@given(st.text(max_size=60) | st.text(max_size=20).map("https://a.example/{}".format), st.booleans())
def test_any_address_is_told_on_one_line_without_control_characters(url: str, is_cached: bool) -> None:
    told = preview(url, PAGE, is_cached=is_cached)
    assert told.words.isprintable()
    shown = shown_address(url, 30)
    assert clean_line(shown) == shown.strip()
    if told.destination is not Destination.NOTHING:
        assert url.startswith("https://")


def test_an_address_is_shortened_in_its_middle() -> None:
    url = "https://www.harbour.example/reports/2026/02/a-very-long-headline-that-goes-on_999.html"
    assert shown_address(url, 200) == url.removeprefix("https://www.")
    short = shown_address(url, 40)
    assert len(short) == 40
    assert short.startswith("harbour.example/")
    assert short.endswith("_999.html")
    assert shown_address("http://harbour.example/", 40) == "http://harbour.example/"


def test_a_host_that_looks_like_another_is_shown_as_it_is_asked_for() -> None:
    assert shown_address("https://h\u0430rbour.example/x", 60) == "xn--hrbour-3nf.example/x"
    assert "@" not in shown_address("https://harbour.example@evil.example/", 60)
    assert "\u202e" not in shown_address("javascript:\u202egpj.exe", 60)


@given(st.text(), st.integers(0, 30))
def test_what_is_shortened_fits_and_keeps_both_ends(text: str, width: int) -> None:
    short = middle_cut(text, width)
    assert cell_len(short) <= max(width, 0) or short == text
    if short != text and width:
        head, _, tail = short.partition("…")
        assert text.startswith(head)
        assert text.endswith(tail)
