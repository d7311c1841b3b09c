"""What other sites show inside an article: players and posts, each as the address of its own page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from newsreader.address import resolve_address
from newsreader.blocks import Embed
from newsreader.extract.tree import Element
from newsreader.text import clean_line

MAX_TITLE_CHARS = 300
# Players and posts; what is framed otherwise is advertising, forms and charts.
_PLAYERS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitter\.com|x\.com|tiktok\.com|"
    r"instagram\.com|facebook\.com|soundcloud\.com|spotify\.com|brightcove\.net|twitch\.tv|bsky\.app|jwplayer\.com|"
    r"jwplatform\.com|podcasts\.apple\.com|bandcamp\.com|simplecast\.com|libsyn\.com|buzzsprout\.com|megaphone\.fm|"
    r"rumble\.com|ted\.com|streamable\.com|reddit\.com|threads\.net|threads\.com|omny\.fm|acast\.com|audioboom\.com)$"
)
_POSTS = re.compile(r"(?:^|\.)(?:twitter|x|tiktok|instagram|facebook|bsky|reddit|threads)\.(?:com|app|net)$")
_SOUNDS = re.compile(r"soundcloud|spotify|podcast|bandcamp|simplecast|libsyn|buzzsprout|megaphone|omny|acast|audioboom")
_NAMES = re.compile(
    r"(?:^|\s)(?:instagram-media|tiktok-embed|fb-(?:post|video)|(?:rll-)?youtube-player|lite-?youtube|lyte-wrapper|"
    r"youtube-(?:embed|lazy|container|video)|video-embed|embed-(?:youtube|video)|bluesky-embed|reddit-embed-bq|"
    r"reddit-card|text-post-media)(?:\s|$)",
    re.IGNORECASE,
)
# Where pages keep the address of what they load late, most telling first.
_ADDRESSES = (
    "src",
    "data-src",
    "data-lazy-src",
    "data-url",
    "data-href",
    "data-instgrm-permalink",
    "data-text-post-permalink",
    "data-bluesky-uri",
    "data-oembed-url",
    "cite",
)
_SITE_OF_TAG = {
    "lite-youtube": ("https://www.youtube.com/watch?v=", ("videoid",)),
    "amp-youtube": ("https://www.youtube.com/watch?v=", ("data-videoid",)),
    "youtube-video": ("https://www.youtube.com/watch?v=", ("video-id", "videoid")),
    "lite-vimeo": ("https://vimeo.com/", ("videoid",)),
    "amp-vimeo": ("https://vimeo.com/", ("data-videoid",)),
    "amp-dailymotion": ("https://www.dailymotion.com/video/", ("data-videoid",)),
    "amp-twitter": ("https://twitter.com/i/status/", ("data-tweetid",)),
    "amp-instagram": ("https://www.instagram.com/p/", ("data-shortcode",)),
    "amp-soundcloud": ("https://api.soundcloud.com/tracks/", ("data-trackid",)),
}
_ADDRESSED_TAGS = frozenset(("amp-video", "amp-audio", "amp-iframe", "amp-facebook", "amp-tiktok", "amp-video-iframe"))
_VIDEO_IDS = ("data-id", "data-youtube-id", "data-videoid", "data-video-id", "data-ytid", "data-youtube", "data-embed")
_ID = re.compile(r"[\w-]{1,64}")
_BLUESKY_POST = re.compile(r"at://(did:[\w:.%-]{1,100})/app\.bsky\.feed\.post/(\w{1,64})")
_MEDIA_TAGS = frozenset(("video", "audio", "amp-video", "amp-audio"))
_PAGES = (
    (re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/([\w-]{6,20})(?:$|[?&/])"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"https?://player\.vimeo\.com/video/(\d{1,15})"), "https://vimeo.com/{}"),
    (re.compile(r"https?://platform\.twitter\.com/embed/.{0,500}?[?&]id=(\d{1,25})"), "https://twitter.com/i/status/{}"),
    (re.compile(r"https?://(?:www\.)?instagram\.com/((?:p|reel|tv)/[\w-]{1,40})"), "https://www.instagram.com/{}/"),
    (re.compile(r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w{1,20})"), "https://www.dailymotion.com/video/{}"),
)  # fmt: skip


def is_embed(element: Element) -> bool:
    """Say whether a custom element or a box is a player or a post by its tag or class."""
    return element.tag in _SITE_OF_TAG or element.tag in _ADDRESSED_TAGS or is_embed_name(element.get("class"))


@lru_cache(maxsize=4096)
def is_embed_name(names: str) -> bool:
    """Say whether a class attribute is one that players and posts are loaded by."""
    return bool(names) and _NAMES.search(names[:400]) is not None


def read_embed(element: Element, base_url: str) -> Embed | None:
    """Read a frame, a player or a post; None when it is none, or has no address."""
    address = _page_of(_stated_address(element, base_url))
    host = urlsplit(address).hostname or ""
    if not host or not (element.tag in _MEDIA_TAGS or _PLAYERS.search(host)):
        return None
    title = element.get("title") or element.get("data-title") or element.get("playlabel") or element.get("aria-label")
    return Embed(address, clean_line(title[:MAX_TITLE_CHARS]) or _label(element.tag, host))


def player_link(text: str, base_url: str) -> Embed | None:
    """Read a line that is nothing but the address of a player or post, as a blocked embed leaves it."""
    if not text.startswith(("http://", "https://")) or " " in text:
        return None
    address = _page_of(resolve_address(base_url, text))
    host = urlsplit(address).hostname or ""
    return Embed(address, _label("", host)) if _PLAYERS.search(host) and len(urlsplit(address).path) > 1 else None


def _stated_address(element: Element, base_url: str) -> str:
    tag = element.tag
    prefix, names = _SITE_OF_TAG.get(tag, ("", ()))
    if not prefix and "youtube" in element.get("class").lower():
        prefix, names = "https://www.youtube.com/watch?v=", _VIDEO_IDS
    for name in names:
        if _ID.fullmatch(value := element.get(name)):
            return prefix + value
    for name in _ADDRESSES:
        value = element.get(name).strip()
        if match := _BLUESKY_POST.fullmatch(value):
            return f"https://bsky.app/profile/{match[1]}/post/{match[2]}"
        if value and not value.startswith(("about:", "data:", "javascript:")):
            return resolve_address(base_url, value)
    return _inner_address(element, base_url)


def _inner_address(element: Element, base_url: str) -> str:
    """Look for the address in the sources of a video, or in the first link of a post."""
    wanted = ("source", "src") if element.tag in _MEDIA_TAGS else ("a", "href")
    stack = [element]
    for _ in range(100):
        if not stack:
            break
        found = stack.pop()
        if found.tag == wanted[0] and (value := found.get(wanted[1])):
            return resolve_address(base_url, value)
        stack.extend(child for child in reversed(found.children) if isinstance(child, Element))
    return ""


def _page_of(address: str) -> str:
    for pattern, page in _PAGES:
        if match := pattern.match(address):
            return page.format(match[1])
    return address


def _label(tag: str, host: str) -> str:
    host = host.removeprefix("www.")
    if tag in ("audio", "amp-audio") or _SOUNDS.search(host):
        return f"Audio: {host}"
    return f"Post: {host}" if _POSTS.search(host) else f"Video: {host}"
