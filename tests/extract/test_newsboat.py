"""newsboat's `urls` file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.extract.newsboat import extract_urls, translated_query
from newsreader.query import parse
from newsreader.subscription import SavedQuery, Subscription

URLS = """# my feeds
https://a.example/feed "~Ports & \\"ships\\"" sea "world, news"
https://b.example/rss ! quiet

feed:https://c.example/rss
"query:Unread war:unread = \\"yes\\" and title =~ \\"war\\""
query:Odd:age<3
exec:/usr/bin/rm\x1b -rf
"filter:/bin/sh -c x:https://a.example/"
ftp://d.example/feed
"""


def test_a_file() -> None:
    found = extract_urls(URLS.encode())
    assert found.subscriptions == (
        Subscription(addresses=("https://a.example/feed",), name='Ports & "ships"', folder="sea", tags=("world news",)),
        Subscription(addresses=("https://b.example/rss",), folder="quiet", tags=("!",)),
        Subscription(addresses=("https://c.example/rss",)),
    )
    assert found.queries == (SavedQuery(name="Unread war", query='is:unread title:"war"'),)
    assert [each.why for each in found.left_out] == [
        "its filter cannot be said as a search",
        "programs are never run",
        "programs are never run",
        "it is no http or https address",
    ]
    assert "\x1b" not in found.left_out[1].what


@pytest.mark.parametrize(
    ("expression", "query"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread="no"', "is:read"),
        ('title =~ "air defence"', 'title:"air defence"'),
        ('tags # "sea" and unread = "yes"', 'section:"sea" is:unread'),
        ('content =~ "ships"', '"ships"'),
        ('title =~ "a.*b"', ""),
        ('title = "ships"', ""),
        ('unread = "yes" or title =~ "x"', ""),
        ("age < 3", ""),
        ("", ""),
    ],
)
def test_filters(expression: str, query: str) -> None:
    assert translated_query(expression) == query
    if query:
        parse(query)


@given(st.one_of(st.binary(max_size=100), st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_a_list(body: bytes) -> None:
    found = extract_urls(body)
    assert all(each.addresses[0].startswith(("http://", "https://")) for each in found.subscriptions)
