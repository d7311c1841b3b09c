"""Feeds and sections that a page leads to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import ExtractError, UnreadableError
from newsreader.extract.signposts import common_places, read_signposts

URL = "https://paper.example/"


def linked(html: str) -> tuple[str, ...]:
    return read_signposts(f"<body>{html}</body>", URL).linked


def menu(html: str, url: str = URL) -> list[tuple[str, str]]:
    return [(link.url, link.name) for link in read_signposts(f"<body>{html}</body>", url).menu]


def test_feeds_are_announced_even_where_nothing_is_listed() -> None:
    page = (
        '<head><base href="/x/"><link rel="Alternate" type="application/RSS+xml; charset=utf-8" href="feed.xml">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel=alternate type=application/atom+xml href="javascript:x">'
        '<link rel=alternate type=application/json href="/wp-json/wp/v2/posts/1">'
        '<link rel=alternate type=text/html hreflang=de href="/de/"></head>'
    )
    assert read_signposts(page, URL).announced == ("https://paper.example/x/feed.xml",)


def test_links_that_say_they_are_feeds_the_surest_first() -> None:
    assert linked(
        '<a href="/services/syndication">Services</a>'
        '<a href="/follow">Our RSS feeds</a>'
        '<a href="/world.rss" title="RSS"><img src=x></a>'
        '<a href="https://feeds.example/world?format=xml" class="icon-rss"></a>'
    ) == (
        "https://paper.example/world.rss",
        "https://paper.example/services/syndication",
        "https://paper.example/follow",
        "https://feeds.example/world?format=xml",
    )


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/feedback">Feedback</a>',
        '<a href="/2026/atomic-plant">The atomic plant</a>',
        '<a href="https://feedly.com/i/subscription/feed%2Fhttps%3A%2F%2Fpaper.example%2Frss">Add to a reader</a>',
        '<a href="/post/1/comments/feed">Comments RSS</a>',
        '<a href="javascript:rss()">RSS</a>',
        '<a href="/press">Press</a>',
        '<a class="feed-item" href="/2026/bridge">A story</a>',
    ],
)
def test_links_that_are_no_feeds(link: str) -> None:
    assert linked(link) == ()


def test_common_places_of_a_home_page_and_of_a_section() -> None:
    assert common_places("https://a.example/")[0] == ()
    own, of_site = common_places("https://a.example:81/world?x=1")
    assert own[0] == "https://a.example:81/world/feed/"
    assert of_site[0] == "https://a.example:81/feed/"
    assert common_places("https://a.example/world/index.html")[0] == ()


NAV = """<nav><ul>
<li><a href="/">Home</a></li>
<li><a href="/world/">World</a></li>
<li><a href="/science">Science &amp;\x1b[2J Nature</a></li>
<li><a href="https://sport.paper.example/">Sport</a></li>
<li><a href="/world">World again</a></li>
<li><a href="/login">Log in</a></li>
<li><a href="/about-us">About us</a></li>
<li><a href="/2026/02/bridge">The bridge</a></li>
<li><a href="/opinion">What everybody ought to know of bridges</a></li>
<li><a href="https://elsewhere.example/world/">Elsewhere</a></li>
<li><a href="/paper.pdf">Paper</a></li>
<li><a href="javascript:x">Script</a></li>
</ul></nav>"""


def test_sections_are_named_by_the_menu() -> None:
    assert menu(f"{NAV}<p>{'Some words of a text that is longer than the menu. ' * 20}</p>") == [
        ("https://paper.example/world/", "World"),
        ("https://paper.example/science", "Science & Nature"),
        ("https://sport.paper.example/", "Sport"),
    ]


def test_old_pages_have_their_menu_in_a_row_of_a_table() -> None:
    row = " | ".join(f'<a href="/{name}.html">{name}</a>' for name in ("Drones", "Ships", "Ports"))
    assert menu(f"<table><tr><td>{row}</td></tr></table>") == [
        (f"https://paper.example/{name}.html", name) for name in ("Drones", "Ships", "Ports")
    ]


def test_rows_of_links_count_only_where_there_is_no_menu() -> None:
    names = ("One", "Two", "Three")
    row = f"<p>{' '.join(f'<a href=/topics-{name}>{name}</a>' for name in names)}</p>"
    text = "<p>A text of words.</p>" * 30
    assert len(menu(f"{NAV}{row}{text}")) == 3
    assert [name for _, name in menu(f'<nav><a href="/world/">World</a></nav>{row}{text}')] == ["World", *names]


def test_the_foot_of_a_page_is_no_menu() -> None:
    assert menu('<footer><nav><a href="/world/">World</a></nav></footer>' + f"<p>{'A text of words. ' * 30}</p>") == []


def test_the_page_itself_is_no_section_of_it() -> None:
    assert menu('<nav><a href="/world/?">World</a></nav>', "https://www.paper.example/world") == []


def test_a_page_built_to_hold_the_parser_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read_signposts("<div>" * 50_000, URL)


@given(st.text())
def test_any_text_leads_somewhere_or_nowhere(html: str) -> None:
    try:
        posts = read_signposts(html, URL)
    except ExtractError:
        return
    assert all(url.startswith(("http://", "https://")) for url in (*posts.announced, *posts.linked))
