"""The addresses of one page are one, and those of two are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.twins import story_address

STORY = "https://news.example/2026/bridge-opens?id=7"
TWINS = (
    STORY,
    "http://www.news.example/2026/bridge-opens/?id=7",
    "http://www.news.example:80/2026/bridge-opens/index.html?id=7&utm_campaign=x",
    "https://m.news.example/2026/bridge-opens?id=7",
    "https://mobile.news.example/2026/bridge-opens?id=7",
    "https://amp.news.example/2026/bridge-opens?id=7",
    "https://www.news.example/2026/bridge-opens/amp/?id=7",
    "https://news.example/amp/2026/bridge-opens?id=7",
    "https://news.example/2026/bridge-opens.amp?id=7",
    "https://news.example/2026/bridge-opens?amp=1&id=7",
    "https://news.example/2026/bridge-opens?id=7&outputType=amp",
    "https://www.google.com/amp/s/www.news.example/2026/bridge-opens/amp?id=7",
    "https://news-example.cdn.ampproject.org/c/s/www.news.example/2026/bridge-opens?id=7&amp_js_v=0.1",
    "https://news.example/2026/bridge-opens;jsessionid=0A1B?id=7",
)


@pytest.mark.parametrize("address", TWINS)
def test_twins_are_one_story(address: str) -> None:
    assert story_address(address) == STORY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/story?id=1", "https://news.example/story?id=2"),
        ("https://news.example/desk#!/1", "https://news.example/desk#!/2"),
        ("https://news.example/guitars/amp", "https://news.example/guitars"),
        ("https://news.example/", "https://m.news.example/"),
        ("https://m.co.uk/story-1", "https://co.uk/story-1"),
        ("https://m.example/story-1", "https://example/story-1"),
        ("http://news.example:8080/a-1", "https://news.example:8080/a-1"),
        ("https://world.news.example/a-1", "https://news.example/a-1"),
        ("https://news.example/story-1", "https://news.example/Story-1"),
        ("https://www.google.com/amp/", "https://www.google.com/"),
        ("https://news.example/a-1/index", "https://news.example/a-1"),
        ("https://news.example/a?type=1&amp=0", "https://news.example/a?type=1"),
    ],
)
def test_what_only_looks_alike_stays_apart(one: str, other: str) -> None:
    assert story_address(one) != story_address(other)


def test_fields_in_another_order_are_one() -> None:
    assert story_address("https://a.example/x?b=2&a=1") == story_address("https://a.example/x?a=1&b=2")


@pytest.mark.parametrize("text", ["", "mailto:a@b.example", "https://", "news.example/a", "https://[::1/a"])
def test_what_is_no_address_stays_what_it_is(text: str) -> None:
    assert story_address(text) == text


PIECES = ("www.", "m.", "amp.", "google.com", "cdn.ampproject.org", "/amp", ".amp", "/s/", "/c/", "/", ".html", "a-1")


@given(
    st.lists(st.sampled_from((*PIECES, "?amp=1", "&", "=", "index.php", "%2f", ".", ":80")), max_size=9).map("".join)
)
def test_a_story_address_is_an_address_or_the_text_itself(rest: str) -> None:
    written = story_address(f"http://{rest}")
    assert written == f"http://{rest}" or written.startswith(("http://", "https://"))


@given(
    st.sampled_from(("http://", "https://", "https://www.", "https://m.", "https://amp.")),
    st.sampled_from(("news.example", "a.co.uk", "m.news.example", "news.info", "www.google.com", "ampere.example")),
    st.lists(
        st.sampled_from(
            ("/", "amp", "/ampere", "-1", "a", ".html", ".amp", "index.", "/index.htm", ".", ";jsessionid=1")
        )
    ),
)
def test_the_short_way_agrees_with_the_long_one(scheme: str, host: str, path: list[str]) -> None:
    address = f"{scheme}{host}/{''.join(path)}"
    assert story_address(address) == story_address(address + "#long")
