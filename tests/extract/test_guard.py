"""Pages built to hold the parser are refused before it sees them, and careless pages are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import UnreadableError
from newsreader.extract.guard import MAX_ATTRIBUTES, MAX_MARKUP_BYTES, MAX_NESTING, MAX_TAGS, refuse_pathological

MANY = 6_000


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * MANY,
        "<div></x>" * MANY,  # end tags that close nothing
        "<div/>" * MANY,  # a slash that closes nothing
        "<svg><div/>" + "<path/>" * MANY,  # the div has led out of the picture
        "<svg><script>" + "<div>" * MANY,  # a script that hides nothing
        "<select><style></select>" + "<div>" * MANY,
        "<!-->" + "<div>" * MANY,  # a comment that is over at once
        '<a =">' + "<div>" * MANY + '">',  # a quote that quotes nothing
        "<dd><li>" * MANY,
        "<p><button>" * MANY,
        "<table><tr><td>" * MANY,
        "<font><a href=x>x<div>" * MANY,
        "<DIV CLASS='a>b'>" * MANY,
        "<svg>" * MANY,
    ],
)
def test_deep_nesting_is_refused(page: str) -> None:
    with pytest.raises(UnreadableError, match="nested too deeply"):
        refuse_pathological(page.encode())


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{number}" for number in range(MANY)),
        "/".join(f"a{number}" for number in range(MANY)),
        " ".join(f'a{number}=">"' for number in range(MANY)),
        " ".join(f"a{number} = '<div>'" for number in range(MANY)),
        '"x ' * MANY,
        "= " * MANY,
    ],
)
def test_a_tag_with_too_many_attributes_is_refused(attributes: str) -> None:
    with pytest.raises(UnreadableError, match=f"more than {MAX_ATTRIBUTES} attributes"):
        refuse_pathological(f"<p>text</p><div {attributes}>".encode())


def test_too_many_tags_and_too_many_bytes_are_refused() -> None:
    with pytest.raises(UnreadableError, match="tags"):
        refuse_pathological(b"<" * (MAX_TAGS + 1))
    with pytest.raises(UnreadableError, match="6 MB"):
        refuse_pathological(b" " * (MAX_MARKUP_BYTES + 1))


@pytest.mark.parametrize(
    "page",
    [
        b"",
        "<p>A paragraph that nobody closes, Brücke.".encode() * MANY,
        b"<ul>" + b"<li>item" * MANY,
        b"<div><br><img src=x><hr></div>" * MANY,
        b"<table>" + b"<tr><td>cell" * MANY,
        b"<script>" + b"document.write('<div>');" * MANY + b"</script><p>text",
        b"<!--" + b"<div>" * MANY + b"--><p>text",
        b"<svg>" + b"<path d='M0 0'/>" * MANY + b"</svg>",
        b"<p title='" + b"word " * MANY + b"'>text",
        b"<script>for (i = 0; i <n; i++) {" + b"1 2 3 4 5 6 7 8 9 " * MANY + b"}</script>",
        b"<div>" * (MAX_NESTING - 1),
        b"1 <2 < 3 <! ? <",
    ],
)
def test_a_careless_page_is_let_through(page: bytes) -> None:
    refuse_pathological(page)


@given(st.binary(max_size=500))
def test_any_small_page_is_let_through(page: bytes) -> None:
    refuse_pathological(page)
