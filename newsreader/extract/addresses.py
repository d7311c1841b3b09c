"""What an address tells of what it leads to: an article, or a desk, a tag, a form."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from newsreader.address import host_of
from newsreader.extract.wordlist import word_set

# Parts of paths under which there are no articles.
_NO_ARTICLE = word_set(
    """
    tag tags tagged topic topics category categories cat author authors autor autoren auteur auteurs autore staff
    contributor contributors profile profiles user users member members people login log-in signin sign-in signup
    sign-up register registration join logout account my-account konto subscribe subscription subscriptions abo
    newsletter newsletters privacy privacy-policy datenschutz terms terms-of-service terms-of-use agb tos legal
    imprint impressum cookies cookie-policy about about-us aboutus contact contact-us contacts kontakt search suche
    recherche buscar busca rss rss.xml feed feeds atom atom.xml xmlrpc.php sitemap sitemap.xml help faq support
    advertise advertising mediadata sponsors sponsor donate donation cart checkout share sharer sharer.php intent
    comment comments wp-login.php wp-admin wp-json cdn-cgi page pages seite email-friend epaper e-paper apps
    """
)
# The same, unless a headline's slug or a date shows that the desk of that name reports: "/weather/storm-closes-port".
_SERVICES = word_set(
    """
    legal shop store jobs careers archive archives archiv print events calendar weather wetter horoscope horoscopes
    games puzzles tv-guide
    """
)
MIN_SLUG_WORDS = 4  # of a headline; "about-the-weather" is a page of a service
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif|ico|pdf|zip|gz|mp3|m4a|mp4|webm|mov|avi|css|js|json|xml|rss|atom|docx?|xlsx?)$",
    re.IGNORECASE,
)
_SHARERS = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|telegram|t|tumblr|instagram|threads|bsky|tiktok|"
    r"youtube|flipboard|addtoany|addthis|doubleclick|googlesyndication|googleadservices|taboola|outbrain|feedburner|"
    r"apple|play\.google|patreon|paypal|mailchi)\.(?:com|net|me|org|app|mp)$"
)
_PAGE_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp|ece|cms|story|article)$", re.IGNORECASE)
_DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|\d\d)")
_LONG_NUMBER = re.compile(r"\d{4,}")
_WORD_PARTS = re.compile(r"[-_+ .,]+")
_NUMBER_IN_QUERY = re.compile(r"(?:^|[&?])[\w-]{1,20}=\d{1,12}(?:&|$)")
_PAGE_IN_QUERY = re.compile(r"(?:^|&)(?:page|paged|p|start|offset|sort|q|s|search|replytocom)=", re.IGNORECASE)
_HOME_NAMES = word_set("index.html index.htm index.php default.aspx default.asp home.html home")


@lru_cache(maxsize=4096)
def article_likeness(address: str) -> float | None:
    """Judge whether an absolute address is an article's, by its shape alone.

    Returns:
        -1.5 (a word, as desks have) to 2 (a long slug, a date, a number); None when it cannot be one.
    """
    parts = urlsplit(address)
    path = unquote(parts.path)
    segments = [segment for segment in path.split("/") if segment]
    if _SHARERS.search(host_of(address)) or _FILES.search(path):
        return None
    if not segments or (len(segments) == 1 and segments[0].lower() in _HOME_NAMES):
        return 0.5 if _NUMBER_IN_QUERY.search(parts.query) else None
    names = {segment.lower() for segment in segments}
    if not _NO_ARTICLE.isdisjoint(names) or _PAGE_IN_QUERY.search(parts.query):
        return None
    if not _SERVICES.isdisjoint(names) and not _is_headline_path(path, segments[-1]):
        return None
    slug, number = _slug_points(segments[-1]), _number_points(path, parts.query)
    return min(2.0, number + (max(slug, 0.0) if number else slug))  # a desk's address has no number


def is_page_elsewhere(address: str) -> bool:
    """Say whether an address leads to a page, be it a desk's, and not to a front page, a file or a sharing service."""
    parts = urlsplit(address)
    return parts.path.strip("/") != "" and not _SHARERS.search(host_of(address)) and not _FILES.search(parts.path)


def _is_headline_path(path: str, last: str) -> bool:
    words = [word for word in _WORD_PARTS.split(_PAGE_EXTENSION.sub("", last)) if any(char.isalpha() for char in word)]
    return len(words) >= MIN_SLUG_WORDS or _DATE_IN_PATH.search(path) is not None


def _slug_points(last: str) -> float:
    slug = _PAGE_EXTENSION.sub("", last)
    points = 0.5 if slug != last else 0.0
    words = [word for word in _WORD_PARTS.split(slug) if any(char.isalpha() for char in word)]
    if len(words) >= 3:
        return points + 2.0
    if not slug.isascii() and len(slug) >= 8:
        return points + 1.5
    if len(words) == 2:
        return points + 0.5
    return points - 1.5 if slug.isalpha() and len(slug) <= 20 else points


def _number_points(path: str, query: str) -> float:
    if _DATE_IN_PATH.search(path):
        return 2.0
    if _LONG_NUMBER.search(path):
        return 1.5
    return 1.0 if _NUMBER_IN_QUERY.search(query) else 0.0
