"""Well-known services whose pages are not for reading, and where each keeps its feeds.

Only addresses and the pages themselves are looked at: no key, and no service besides the one that was named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from newsreader.address import host_of, resolve_address
from newsreader.extract.wordlist import word_set


@dataclass(frozen=True, slots=True)
class ServiceFeed:
    """A feed that an address of a service stands for."""

    url: str
    label: str  # what it lists: "releases"


_YOUTUBE_FEED = "https://www.youtube.com/feeds/videos.xml?"
_CHANNEL = re.compile(r"UC[\w-]{22}", re.ASCII)
# Where YouTube's pages name their channel; a video's page names those of other videos as well, further down.
_CHANNEL_IN_PAGE = tuple(
    re.compile(pattern + rf"""["']({_CHANNEL.pattern})["']""", re.ASCII)
    for pattern in (
        r"""itemprop=["'](?:channelId|identifier)["'] content=""",
        r"""["']externalId["']\s*:\s*""",
        r"""["']externalChannelId["']\s*:\s*""",
        r"""["']channelId["']\s*:\s*""",
    )
)
_APPLE_FEED = re.compile(r'"feedUrl"\s*:\s*("https?:[^"\s]{1,2000}")')
_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
_REDDIT_LISTS = frozenset(("new", "top", "hot", "rising", "controversial"))
_FEDIVERSE_USER = re.compile(r"@([\w.-]{1,100})(?:@([\w.-]{1,200}\.[\w-]{2,}))?", re.ASCII)
_GITHUB_PAGES = word_set(
    """
    about apps collections contact customer-stories enterprise events explore features issues login marketplace
    new notifications orgs pricing pulls search security settings sponsors stars topics trending
    """
)


def service_feeds(url: str) -> tuple[ServiceFeed, ...]:
    """Give the feeds that an address stands for by its shape alone, the likeliest first; empty for most.

    Args:
        url: absolute.
    """
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    host = host_of(url).removeprefix("www.")
    find = next((find for hosts, find in _SERVICES if hosts.fullmatch(host)), _fediverse)
    return tuple(find(parts, segments))


def feeds_in_page(text: str, url: str) -> tuple[ServiceFeed, ...]:
    """Give the feeds that a page of a service names outside the tags that are made for it.

    Args:
        text: the page's HTML.
        url: its address after redirects.
    """
    host = host_of(url)
    if _YOUTUBE.fullmatch(host.removeprefix("www.")):
        found = (match for pattern in _CHANNEL_IN_PAGE if (match := pattern.search(text)))
        return tuple(ServiceFeed(f"{_YOUTUBE_FEED}channel_id={match[1]}", "videos") for match in found)[:1]
    if _APPLE.fullmatch(host) and (match := _APPLE_FEED.search(text)):
        try:
            named = json.loads(match[1])
        except ValueError:
            return ()
        return (ServiceFeed(address, "episodes"),) if (address := resolve_address(url, named)) else ()
    return ()


def _youtube(parts: SplitResult, segments: list[str]) -> list[ServiceFeed]:
    fields = parse_qs(parts.query)
    playlist = next((name for name in fields.get("list", []) if _NAME.fullmatch(name)), "")
    if playlist and segments[:1] == ["playlist"]:
        return [ServiceFeed(f"{_YOUTUBE_FEED}playlist_id={playlist}", "videos of the playlist")]
    match segments:
        case ["channel", channel, *_] if _CHANNEL.fullmatch(channel):
            return [ServiceFeed(f"{_YOUTUBE_FEED}channel_id={channel}", "videos")]
        case ["user", user, *_] if _NAME.fullmatch(user):
            return [ServiceFeed(f"{_YOUTUBE_FEED}user={user}", "videos")]
    return []  # handles and videos: only their page knows the channel


def _reddit(_parts: SplitResult, segments: list[str]) -> list[ServiceFeed]:
    match segments:
        case ["r", name, order, *_] if _NAME.fullmatch(name) and order in _REDDIT_LISTS:
            return [ServiceFeed(f"https://www.reddit.com/r/{name}/{order}/.rss", order)]
        case ["r", name, *_] if re.fullmatch(r"[\w+.-]{1,300}", name):
            return [ServiceFeed(f"https://www.reddit.com/r/{name}/.rss", "posts")]
        case ["user" | "u", name, "submitted", *_] if _NAME.fullmatch(name):
            return [ServiceFeed(f"https://www.reddit.com/user/{name}/submitted/.rss", "posts")]
        case ["user" | "u", name, *_] if _NAME.fullmatch(name):
            return [ServiceFeed(f"https://www.reddit.com/user/{name}/.rss", "posts and comments")]
    return []


def _github(_parts: SplitResult, segments: list[str]) -> list[ServiceFeed]:
    if not segments or segments[0].lower() in _GITHUB_PAGES or not _NAME.fullmatch(segments[0]):
        return []
    if segments[-1].endswith(".atom"):
        return []
    owner = f"https://github.com/{segments[0]}"
    if len(segments) == 1:
        return [ServiceFeed(f"{owner}.atom", "public activity")]
    if not _NAME.fullmatch(segments[1]):
        return []
    repository = f"{owner}/{segments[1].removesuffix('.git')}"
    branch = "/".join(segments[3:]) if segments[2:3] in (["commits"], ["tree"]) else ""
    commits = f"{repository}/commits/{quote(branch)}.atom" if branch else f"{repository}/commits.atom"
    feeds = {
        "releases": ServiceFeed(f"{repository}/releases.atom", "releases"),
        "commits": ServiceFeed(commits, f"commits to {branch}" if branch else "commits"),
        "tags": ServiceFeed(f"{repository}/tags.atom", "tags"),
    }
    wanted = "commits" if segments[2:3] == ["tree"] else "".join(segments[2:3])
    return sorted(feeds.values(), key=lambda feed: feed is not feeds.get(wanted))


def _medium(_parts: SplitResult, segments: list[str]) -> list[ServiceFeed]:
    if segments and segments[0] != "feed" and re.fullmatch(r"@?[\w.-]{1,100}", segments[0]):
        return [ServiceFeed(f"https://medium.com/feed/{segments[0]}", "stories")]
    return []


def _bluesky(_parts: SplitResult, segments: list[str]) -> list[ServiceFeed]:
    match segments:
        case ["profile", name] if re.fullmatch(r"[\w.:-]{1,300}", name):
            return [ServiceFeed(f"https://bsky.app/profile/{name}/rss", "posts")]
    return []


def _fediverse(parts: SplitResult, segments: list[str]) -> list[ServiceFeed]:
    """Read `/@name` on any host as Mastodon and what behaves like it have it; elsewhere there is nothing there."""
    user = _FEDIVERSE_USER.fullmatch(segments[0]) if len(segments) in (1, 2) else None
    if user is None or user[1].endswith((".rss", ".atom")):
        return []
    origin = f"https://{user[2]}" if user[2] else f"{parts.scheme}://{parts.netloc}"
    return [ServiceFeed(f"{origin}/@{user[1]}.rss", "posts")]


def _nothing(_parts: SplitResult, _segments: list[str]) -> list[ServiceFeed]:
    return []


_YOUTUBE = re.compile(r"(?:m\.|music\.)?youtube(?:-nocookie)?\.com|youtu\.be")
_APPLE = re.compile(r"(?:podcasts|itunes)\.apple\.com")
_Find = Callable[[SplitResult, list[str]], list[ServiceFeed]]
_SERVICES: tuple[tuple[re.Pattern[str], _Find], ...] = (
    (_YOUTUBE, _youtube),
    (_APPLE, _nothing),
    (re.compile(r"(?:[a-z]{1,3}\.)?reddit\.com"), _reddit),
    (re.compile(r"github\.com"), _github),
    (re.compile(r"medium\.com"), _medium),
    (re.compile(r"bsky\.app"), _bluesky),
    (re.compile(r"(?:tiktok|threads|flipboard|substack|instagram|x|twitter)\.(?:com|net)"), _nothing),
)
