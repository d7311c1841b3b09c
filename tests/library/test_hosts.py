"""Nothing but the sites that are needed is ever contacted, and they are not told how we came to a page."""

from __future__ import annotations

from pathlib import Path

from newsreader.address import host_of
from tests.library.paper import SENTENCE, SITE, SPORT, Paper, feed, paper_library, refreshed, rows_of, story_url

TRACKED = f"{story_url(1)}?utm_source=rss&page=2&fbclid=x"
FETCHED = f"{story_url(1)}?page=2"
ELSEWHERE = (
    '<link rel="stylesheet" href="https://styles.example/a.css"><script src="https://count.example/a.js"></script>'
    '<link rel="preconnect" href="https://ads.example"><img src="https://pixel.example/1.gif" width="1" height="1">'
    '<iframe src="https://video.example/embed/1"></iframe><img src="https://pictures.example/harbour.jpg">'
)


def article() -> bytes:
    prose = "".join(f"<p>{SENTENCE}Paragraph {number} says so too.</p>" for number in range(6))
    link = f'<p>{SENTENCE} <a href="{story_url(2)}?utm_medium=web">More</a></p>'
    body = f"<article><h1>Story 1 of the bridge</h1>{ELSEWHERE}{prose}{link}</article>"
    return f"<html><head>{ELSEWHERE}<title>Story 1</title></head><body>{body}</body></html>".encode()


async def test_a_session_asks_only_the_sites_whose_pages_are_read(tmp_path: Path) -> None:
    paper = Paper()
    listing = feed(1).replace(story_url(1).encode(), TRACKED.replace("&", "&amp;").encode())
    pixel = b'<description>&lt;img src="https://pixel.example/2.gif"&gt;A teaser.</description>'
    media = b'<enclosure url="https://media.example/1.mp3" type="audio/mpeg" length="1"/></item>'
    paper.pages = {
        f"{SITE}/sport.xml": listing.replace(b"</item>", pixel + media),
        FETCHED: article(),
        story_url(2): article(),
    }
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, SPORT)
        await library.packs.keep_up([SPORT], lambda _: None)
        (row,) = await rows_of(library)
        reading = await library.read(row.id, refresh=True)
        assert reading.article.text
        await library.read_address(f"{story_url(2)}?utm_medium=web")
    assert {host_of(url) for url in (*paper.asked, *paper.asked_for_rules)} == {host_of(SITE)}
    assert paper.asked == [f"{SITE}/sport.xml", FETCHED, FETCHED, story_url(2)]
