"""Resolving what pages link to: the short way must agree with the long one."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.address import (
    canonical_address,
    host_of,
    resolve_address,
    spellings,
    untracked_address,
    without_password,
)

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


@given(st.lists(st.sampled_from((*PIECES, "\t", "\n")), max_size=8).map(lambda pieces: f"https://{''.join(pieces)}"))
def test_a_host_is_what_the_standard_library_takes_for_it(address: str) -> None:
    if host := host_of(address):
        assert host == urlsplit(address).hostname


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


@pytest.mark.parametrize("reference", ["/app#!/story/7", "https://news.example/app#!/story/7", "../../app#!/story/7"])
def test_a_route_is_kept_for_a_feed_and_no_other_fragment_is(reference: str) -> None:
    assert resolve_address(BASES[0], reference, keeps_route=True) == "https://news.example/app#!/story/7"
    assert resolve_address(BASES[0], reference) == "https://news.example/app"
    assert resolve_address(BASES[0], "/app#story", keeps_route=True) == "https://news.example/app"


ONE_ADDRESS = (
    "https://news.example/a-story?id=7",
    "HTTPS://News.Example:443/a-story?id=7#comments",
    "https://user:secret@news.example./a-story?id=7",
    "https://news.example/%61-story?id=%37&utm_source=feed&UTM_Medium=rss",
    "https://news.example/desk/../a-story?fbclid=abc&id=7&&mc_cid=9",
    "https://news.example/./a-story?source=rss&id=7&at_custom1=x&ref=twitter",
    "https://news.example/a-story?id=7#:~:text=the%20words",
)


@pytest.mark.parametrize("address", ONE_ADDRESS)
def test_every_spelling_of_an_address_is_one(address: str) -> None:
    assert canonical_address(address) == ONE_ADDRESS[0]


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/a-story?id=8",
        "https://news.example/A-story?id=7",
        "https://news.example/a-story?id=7&page=2",
        "https://news.example/a-story?id=7&ref=main",
        "https://news.example/a-story?id=7&source=",
        "https://news.example/a-story?id=7#!/part/2",
        "https://news.example/a%2Fstory?id=7",
        "https://news.example:8443/a-story?id=7",
        "https://news.example/a-story?id=7%26utm_source=x",
    ],
)
def test_what_is_different_stays_different(address: str) -> None:
    assert canonical_address(address) != ONE_ADDRESS[0]
    assert canonical_address(address).lower() == address.lower()


def test_one_address_in_two_alphabets() -> None:
    written, sent = "http://bücher.example/größe?q=ä", "http://xn--bcher-kva.example/gr%c3%b6%c3%9fe?q=%c3%a4"
    assert canonical_address(written) == canonical_address(sent)


@given(st.lists(st.sampled_from((*PIECES, "utm_x=1", "%7e", "#!/", "ü")), max_size=10).map("".join))
def test_a_canonical_address_is_its_own(rest: str) -> None:
    once = canonical_address(f"https://news.example/{rest}")
    assert canonical_address(once) == once


@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("paper.example", ("https://paper.example", "https://www.paper.example", "http://paper.example")),
        ("www.paper.example/x", ("https://www.paper.example/x", "http://www.paper.example/x")),
        (" https://paper.example/ ", ("https://paper.example/",)),
        ("127.0.0.1:8080/feed", ("https://127.0.0.1:8080/feed", "http://127.0.0.1:8080/feed")),
        ("feed:https://paper.example/x", ("https://paper.example/x",)),
        ("feed://paper.example:81/x", ("https://paper.example:81/x", "http://paper.example:81/x")),
        ("@ann@social.example", ("https://social.example/@ann",)),
        ("nonsense", ()),
        ("", ()),
        ("a b", ()),
        ("javascript:alert(1)", ()),
        ("ftp://paper.example/", ()),
        ("http://", ()),
    ],
)
def test_what_a_person_may_mean_by_what_was_typed(typed: str, addresses: tuple[str, ...]) -> None:
    assert spellings(typed) == addresses


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://anna:pw@paper.example/a@b", "https://paper.example/a@b"),
        ("https://anna@paper.example", "https://paper.example"),
        ("https://a:p@w@paper.example/", "https://paper.example/"),
        ("https://paper.example/@anna?to=a@b", "https://paper.example/@anna?to=a@b"),
        ("http://anna:pw@[::1", "http://[::1"),
        ("two: http://a:b@c.example/ and ftp://d:e@f.example", "two: http://c.example/ and ftp://f.example"),
        ("anna@paper.example", "anna@paper.example"),
    ],
)
def test_addresses_without_their_passwords(text: str, shown: str) -> None:
    assert without_password(text) == shown


@pytest.mark.parametrize("address", ["http://news.example//[http://..", "http://news.example//other.example/./story"])
def test_a_path_that_looks_like_a_host_stays(address: str) -> None:
    assert canonical_address(address) == address


@pytest.mark.parametrize(
    ("address", "untracked"),
    [
        ("https://a.example/x?utm_source=rss", "https://a.example/x"),
        ("https://a.example/x?b=2&utm_source=rss&a=1#part", "https://a.example/x?b=2&a=1#part"),
        ("https://a.example/x?id=%C3%A9&fbclid=1", "https://a.example/x?id=%C3%A9"),
        ("https://a.example/x#a?utm_source=rss", "https://a.example/x#a?utm_source=rss"),
        ("https://a.example/X", "https://a.example/X"),
    ],
)
def test_untracked_addresses_are_as_written_but_for_trackers(address: str, untracked: str) -> None:
    assert untracked_address(address) == untracked
