"""What is taken out of a page before it is parsed, and what is left to the parser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from newsreader.extract.scripts import without_scripts

STATED = b'<script type="application/ld+json">{"@type": "NewsArticle"}</script>'


@pytest.mark.parametrize(
    ("page", "left"),
    [
        (b"<p>one</p><script>a < b</script><p>two</p>", b"<p>one</p><p>two</p>"),
        (b"<style>p {}</style ><p>two</p>", b"<p>two</p>"),
        (b"<script src=a.js\n></script\n><p>two</p>", b"<p>two</p>"),
        (b"<script>document.write('<b></b>')</script><p>two</p>", b"<p>two</p>"),
        (STATED + b"<script>1</script>", STATED),
        (STATED.replace(b"+", b"&#x2B;"), STATED.replace(b"+", b"&#x2B;")),
        (b"<p>one</p><script>1</script x", b"<p>one</p>"),
    ],
)
def test_scripts_and_styles_are_taken_out(page: bytes, left: bytes) -> None:
    assert without_scripts(page) == left


@pytest.mark.parametrize(
    "page",
    [
        b"<p>one</p><script>never closed<p>two</p>",
        b"<title>The <script> element</title><script>1</script><p>two</p>",
        b"<!-- <script> --><p>two</p><script>1</script>",
        b"<script>document.write('<script>1<\\/script>')</script><p>two</p>",
        b"<script><!-- <script>1</script> --></script><p>two</p>",
        b"<svg><script href=a.js /></svg><p>two</p><script>1</script>",
        b"<scripted>text</scripted><styles>text</styles>",
    ],
)
def test_what_is_not_plainly_a_script_is_left_to_the_parser(page: bytes) -> None:
    assert _shown(without_scripts(page)) == _shown(page)


@given(
    st.lists(
        st.sampled_from(
            [
                b"<p>text</p>",
                b"<script>",
                b"</script>",
                b"<style>",
                b"</style>",
                b"<!--",
                b"-->",
                b"x",
                b"<b",
                b">",
                b'"',
            ]
        ),
        max_size=12,
    ).map(b"".join)
)
def test_any_page_keeps_its_bytes_in_order(page: bytes) -> None:
    rest = iter(page)
    assert all(byte in rest for byte in without_scripts(page))


def _shown(page: bytes) -> str:
    parser = LexborHTMLParser(page)
    parser.strip_tags(["script", "style"], recursive=True)
    return (parser.html or "").replace("<script>1</script>", "")
