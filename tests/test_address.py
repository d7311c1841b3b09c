"""Resolving what pages link to: the short way must agree with the long one."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.address import resolve_address

BASES = ("https://news.example/desk/story.html?page=1", "http://news.example:8080/", "http://user@news.example/a/b/")
PIECES = ("http://", "https://", "HTTP://", "//", "host.example", ":80", "%20", *"/.:?#&=;aB9[]@\\'\"é-~_^|", "..")


def joined(base: str, reference: str) -> str:
    parts = urlsplit(urljoin(base, reference))
    return urlunsplit(parts._replace(fragment=""))


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_an_address_resolves_as_the_standard_library_joins_it(base: str, reference: str) -> None:
    resolved = resolve_address(base, reference)
    if resolved and reference.isascii() and not reference.lower().startswith(("http://", "https://")):
        assert resolved == joined(base, reference)


@pytest.mark.parametrize(
    ("reference", "resolved"),
    [
        ("/a/b.html?x=1#part", "https://news.example/a/b.html?x=1"),
        ("../c", "https://news.example/c"),
        ("/a/../c", "https://news.example/c"),
        ("//other.example/x", "https://other.example/x"),
        ("?page=2", "https://news.example/desk/story.html?page=2"),
        ("https://other.example/x?#top", "https://other.example/x"),
        ("https://other.example:99999/", ""),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("/with space", "https://news.example/with%20space"),
    ],
)
def test_references_of_every_form(reference: str, resolved: str) -> None:
    assert resolve_address(BASES[0], reference) == resolved
