"""Where known services keep their feeds."""

from __future__ import annotations

import pytest

from newsreader.extract.services import feeds_in_page, service_feeds

CHANNEL = "UCabcdefghijklmnopqrstu1"
VIDEOS = "https://www.youtube.com/feeds/videos.xml?"


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"{VIDEOS}channel_id={CHANNEL}"),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos?view=0", f"{VIDEOS}channel_id={CHANNEL}"),
        ("https://www.youtube.com/playlist?list=PLx_1-9", f"{VIDEOS}playlist_id=PLx_1-9"),
        ("https://youtube.com/user/harbourfilm", f"{VIDEOS}user=harbourfilm"),
        ("https://www.reddit.com/r/ships/", "https://www.reddit.com/r/ships/.rss"),
        ("https://old.reddit.com/r/ships+ports", "https://www.reddit.com/r/ships+ports/.rss"),
        ("https://reddit.com/r/ships/top/?t=week", "https://www.reddit.com/r/ships/top/.rss"),
        ("https://www.reddit.com/r/ships/comments/1abc/a_long_title/", "https://www.reddit.com/r/ships/.rss"),
        ("https://www.reddit.com/u/pilot-9", "https://www.reddit.com/user/pilot-9/.rss"),
        ("https://www.reddit.com/user/pilot/submitted/", "https://www.reddit.com/user/pilot/submitted/.rss"),
        ("https://social.example/@ann", "https://social.example/@ann.rss"),
        ("https://social.example:8443/@ann/110123456", "https://social.example:8443/@ann.rss"),
        ("https://social.example/@ann@other.example", "https://other.example/@ann.rss"),
        ("https://github.com/harbour/crane", "https://github.com/harbour/crane/releases.atom"),
        ("https://github.com/harbour/crane.git", "https://github.com/harbour/crane/releases.atom"),
        ("https://github.com/harbour/crane/commits", "https://github.com/harbour/crane/commits.atom"),
        ("https://github.com/harbour/crane/commits/fix/rope", "https://github.com/harbour/crane/commits/fix/rope.atom"),
        ("https://github.com/harbour/crane/tree/main", "https://github.com/harbour/crane/commits/main.atom"),
        ("https://github.com/harbour/crane/tags", "https://github.com/harbour/crane/tags.atom"),
        ("https://github.com/harbour", "https://github.com/harbour.atom"),
        ("https://medium.com/@ann/a-story-1f2e", "https://medium.com/feed/@ann"),
        ("https://bsky.app/profile/ann.example", "https://bsky.app/profile/ann.example/rss"),
    ],
)
def test_the_feed_of_an_address(address: str, feed: str) -> None:
    assert service_feeds(address)[0].url == feed


def test_a_repository_offers_releases_commits_and_tags() -> None:
    labels = [feed.label for feed in service_feeds("https://github.com/harbour/crane")]
    assert labels == ["releases", "commits", "tags"]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@harbour",
        "https://www.youtube.com/watch?v=abc&list=PL1",
        "https://youtu.be/abc",
        "https://www.youtube.com/channel/short",
        "https://www.youtube.com/",
        "https://github.com/",
        "https://github.com/features/actions",
        "https://github.com/harbour/crane/releases.atom",
        "https://www.reddit.com/",
        "https://podcasts.apple.com/us/podcast/tides/id1",
        "https://www.tiktok.com/@ann",
        "https://social.example/@ann.rss",
        "https://social.example/about",
        "https://notgithub.com/harbour/crane",
        "https://paper.example/r/ships",
        "https://paper.example/",
        "https://paper.example/@a/b/c",
        "https://www.youtube.com/user/%2e%2e%2fx",
    ],
)
def test_no_feed_is_known_for_other_addresses(address: str) -> None:
    assert service_feeds(address) == ()


@pytest.mark.parametrize(
    "page",
    [
        f'<meta itemprop="identifier" content="{CHANNEL}"><script>{{"channelId":"UC{"z" * 22}"}}</script>',
        f'<script>x={{"recommended":{{"channelId":"UC{"z" * 22}"}},"externalId": "{CHANNEL}"}}</script>',
        f'<script>x={{"externalChannelId":"{CHANNEL}","other":{{"channelId":"UC{"z" * 22}"}}}}</script>',
        f'<script>x={{"videoDetails":{{"channelId":"{CHANNEL}"}},"next":{{"channelId":"UC{"z" * 22}"}}}}</script>',
    ],
)
def test_a_video_page_names_its_channel(page: str) -> None:
    (feed,) = feeds_in_page(page, "https://www.youtube.com/watch?v=abc")
    assert feed.url == f"{VIDEOS}channel_id={CHANNEL}"
    assert feeds_in_page(page, "https://paper.example/watch?v=abc") == ()


def test_a_podcast_page_names_its_feed() -> None:
    url = "https://podcasts.apple.com/us/podcast/tides/id1"
    page = r'<script>{"feedUrl":"https:\/\/audio.example\/tides.rss?a=1\u0026b=2"}</script>'
    (feed,) = feeds_in_page(page, url)
    assert feed.url == "https://audio.example/tides.rss?a=1&b=2"
    (feed,) = feeds_in_page(r'{"feedUrl":"https://audio.example/a\u001b]0;x\u0007"}', url)
    assert feed.url == "https://audio.example/a%1B]0;x%07"
    for hostile in (r'{"feedUrl":"https:\x"}', '{"feedUrl":"javascript:alert(1)"}', '{"feedUrl":"https:"}', "{}"):
        assert feeds_in_page(hostile, url) == ()
