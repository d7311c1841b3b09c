"""The site itself: that it holds what the tests of the program rely on."""

from __future__ import annotations

import http.client
import re
from html import unescape

import pytest

from . import (
    MISSING_PATH,
    SECTIONS,
    SITES,
    STORIES,
    NewsSite,
    Story,
    all_pages,
    front_page_stories,
    panel_of,
    related_of,
    stories_of,
)

BASE = "http://127.0.0.1:8080"
PAGES = all_pages(BASE)
TAG = re.compile(r"<[^<>]*>")
PAGE_ADDRESS = re.compile(r"""href=["']?(?:http://127\.0\.0\.1:8080)?(/[^"' >]*)""")
SERVED_ELSEWHERE = ("/newsletter/", "/sponsors/", "/css/", "/privacy", "/about")


def get(site: NewsSite, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(site.host, timeout=5)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def words_of(story: Story) -> str:
    body = PAGES[story.path].body.decode("utf-8" if story.charset == "utf-8" else "windows-1252")
    return unescape(" ".join(TAG.sub("", body).split()))


def test_the_site_is_as_large_as_promised() -> None:
    layouts = [story.layout for story in STORIES]
    assert layouts.count("tables") >= 10
    assert layouts.count("divs") >= 3
    assert {story.charset for story in STORIES} == {"iso-8859-1", "windows-1252", "utf-8"}
    assert {story.separator for story in STORIES} == {"open", "closed", "br"}
    assert {section.feed_kind for section in SECTIONS.values()} == {"rss", "atom", ""}
    assert any(len(story.is_in) > 1 for story in STORIES)
    assert any(len(story.paragraphs) >= 29 for story in STORIES)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.headline)
def test_a_page_shows_what_is_expected_of_it(story: Story) -> None:
    words = words_of(story)
    assert words.count(story.headline) >= 2
    assert f"by {story.printed_byline}" in words
    assert story.dateline in words
    place = 0
    for block in story.blocks:
        place = words.index(block.text, place) + len(block.text)
    assert len(story.subheads) == 2
    assert words.index("Related Links", place) < words.index("RELATED CONTENT") < words.index("Copyright")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.headline)
def test_the_panel_repeats_itself_and_the_expectation_does_not(story: Story) -> None:
    paths = [each.path for each in related_of(story)]
    assert len(set(paths)) == len(paths)
    assert len(paths) < len(panel_of(story))
    assert paths == list(dict.fromkeys(each.path for each in panel_of(story)))
    assert MISSING_PATH in paths
    assert story.path not in paths


def test_every_link_of_the_site_leads_to_a_page_or_to_the_known_gap() -> None:
    dead = {MISSING_PATH, *(section.dead_feed for section in SECTIONS.values())}
    for path, page in PAGES.items():
        for address in PAGE_ADDRESS.findall(page.body.decode("windows-1252")):
            assert address in PAGES or address in dead or address.startswith(SERVED_ELSEWHERE), (path, address)


def test_sections_and_front_pages_list_each_article_once() -> None:
    for section in SECTIONS.values():
        assert stories_of(section.key)
    for site in SITES.values():
        listed = front_page_stories(site)
        assert sorted(story.path for story in listed) == sorted(s.path for s in STORIES if s.site == site)


def test_feed_dates_are_the_networks_own() -> None:
    feed = PAGES["/straits.xml"].body.decode("iso-8859-1")
    assert "<pubDate>Sun, 01 FEB 2026 22:40:13 AEST</pubDate>" in feed
    assert "<guid" not in feed


def test_it_serves_and_remembers_what_was_asked(news_site: NewsSite) -> None:
    status, headers, body = get(news_site, "/The_Straits.html?x=1")
    assert (status, headers["content-type"]) == (200, "text/html")
    assert news_site.url(STORIES[0].path).encode() in body or STORIES[0].path.encode() in body
    assert get(news_site, "/harbourdefence.xml")[0] == 404
    assert [(request.path, request.status) for request in news_site.requests] == [
        ("/The_Straits.html", 200),
        ("/harbourdefence.xml", 404),
    ]


def test_it_answers_304_until_a_page_changes(news_site: NewsSite) -> None:
    etag = get(news_site, "/straits.xml")[1]["etag"]
    assert get(news_site, "/straits.xml", {"If-None-Match": etag})[0::2] == (304, b"")
    news_site.pages["/straits.xml"] = news_site.pages["/Drone_News.html"]
    assert get(news_site, "/straits.xml", {"If-None-Match": etag})[0] == 200


def test_it_goes_dark_and_comes_back_at_the_same_address(news_site: NewsSite) -> None:
    address = news_site.url("/")
    news_site.stop()
    with pytest.raises(ConnectionRefusedError):
        get(news_site, "/")
    news_site.start()
    assert news_site.url("/") == address
    assert get(news_site, "/")[0] == 200
