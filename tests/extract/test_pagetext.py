import pytest

from newsreader.errors import UnreadableError
from newsreader.extract.pagetext import MAX_LINES, page_lines

URL = "https://a.example/x"


def test_all_of_a_page_is_there_in_order_and_clean() -> None:
    page = """<html><head><title>Quays</title><script>var x = "no";</script></head><body>
    <nav><a href="/">Home</a></nav><h1>Dockers&#27;[31m end strike</h1><p>First.<br>Second&#x202e; line.</p>
    <table><tr><td>Left<td>Right</table><footer>All rights reserved</footer></body></html>"""
    assert page_lines(page.encode(), URL) == (
        *("Home", "Dockers end strike", "First.", "Second line.", "Left", "Right"),
        "All rights reserved",
    )


def test_an_endless_page_is_cut_and_a_document_of_another_kind_refused() -> None:
    assert len(page_lines(b"<p>x" * (MAX_LINES + 9), URL)) == MAX_LINES
    with pytest.raises(UnreadableError):
        page_lines(b"<div>" * 200_000, URL)
