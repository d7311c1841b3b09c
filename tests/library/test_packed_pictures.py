"""Packs with pictures."""

from __future__ import annotations

from pathlib import Path

from newsreader.library.packs.order import MAX_PICTURE_BYTES, PackEnd
from tests.library.packing import order, packed, page, paper_of
from tests.library.paper import SENTENCE, SITE, Paper
from tests.library.paper import story_url as url_of
from tests.pictures import gif, jpeg, png


async def test_pictures_once_each_told_by_their_bytes_and_never_trackers(tmp_path: Path) -> None:
    paper = paper_of((1, 2, 3))
    quay, crane, liar, gone = (f"{SITE}/photos/{name}" for name in ("quay.jpg", "crane.png", "liar.jpg", "gone.jpg"))
    pixel, tiny = f"{SITE}/pixel.gif?u=7", f"{SITE}/photos/small"
    paper.pages[url_of(1)] = page(1, images=(quay, pixel, liar))
    paper.pages[url_of(2)] = page(2, images=(crane, quay + "?utm_source=story", gone))
    paper.pages[url_of(3)] = page(3, images=(tiny,))
    paper.pages |= {quay: jpeg(640, 427), crane: png(800, 600), liar: b"<html>An advertisement", tiny: gif(1, 1)}
    paper.content_types |= {crane: "text/plain", liar: "image/jpeg"}
    async with packed(tmp_path, paper) as made:
        report = await made.pack(order(has_pictures=True))
        assert (report.full, report.pictures, report.no_pictures) == (3, 2, 1)
        assert {lack.reason.split(" (")[0]: lack.urls for lack in report.picture_failures} == {
            "The site gave something else than a picture that can be kept": (liar,),
            "The site did not give the page": (gone,),
        }
        assert pixel not in paper.asked
        assert paper.asked.count(quay) == 1
        kept = await made.library.picture(crane)
        assert kept is not None
        assert (kept.content_type, kept.width, kept.height, kept.body) == ("image/png", 800, 600, png(800, 600))
        assert await made.library.picture(liar) is None
        assert await made.library.picture(tiny) is None
        asked = len(paper.asked)
        again = await made.pack(order(has_pictures=True))
        assert (again.pictures, again.size_bytes) == (2, report.size_bytes)
        assert len(paper.asked) == asked


async def test_a_huge_picture_is_refused_and_the_pack_goes_on(tmp_path: Path) -> None:
    paper = paper_of((1,))
    huge, quay = f"{SITE}/photos/huge.jpg", f"{SITE}/photos/quay.jpg"
    paper.pages[url_of(1)] = page(1, images=(huge, quay))
    paper.pages |= {huge: jpeg(9, 9, b"x" * MAX_PICTURE_BYTES), quay: jpeg(9, 9)}
    async with packed(tmp_path, paper) as made:
        report = await made.pack(order(has_pictures=True))
        assert (report.end, report.pictures) == (PackEnd.COMPLETE, 1)
        assert [lack.urls for lack in report.picture_failures] == [(huge,)]


async def test_pictures_count_for_the_size_after_all_texts(tmp_path: Path) -> None:
    paper = paper_of(range(1, 6))
    photos = {f"{SITE}/photos/quay-{n}.jpg": jpeg(640, 427, b"x" * 5000) for n in range(1, 6)}
    paper.pages |= photos
    paper.pages |= {url_of(n): page(n, images=(f"{SITE}/photos/quay-{n}.jpg",)) for n in range(1, 6)}
    texts = sum(len(paper.pages[url_of(n)]) for n in range(1, 6))
    each = len(next(iter(photos.values())))
    async with packed(tmp_path, paper) as made:
        report = await made.pack(order(has_pictures=True, max_bytes=texts + 3 * each - 1))
        assert (report.end, report.full, report.pictures) == (PackEnd.SIZE, 5, 2)
        assert report.size_bytes == texts + 2 * each
        report = await made.pack(order(has_pictures=True, max_articles=3))
        assert (report.end, report.full, report.pictures) == (PackEnd.ARTICLES, 3, 3)


async def test_the_pictures_of_a_text_that_a_feed_carries(tmp_path: Path) -> None:
    """Which nobody has opened, so that only its plain words have been read."""
    quay = f"{SITE}/photos/quay.jpg"
    text = (
        f'<p>{SENTENCE * 14}</p><figure><img src="/photos/quay.jpg" width="640" height="427"></figure><p>{SENTENCE}</p>'
    )
    item = (
        f"<item><title>One</title><link>{url_of(1)}</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )
    modules = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": f"<rss {modules}><channel>{item}</channel></rss>".encode(), quay: jpeg(640, 427)}
    async with packed(tmp_path, paper) as made:
        report = await made.pack(order(has_pictures=True))
        assert (report.full, report.pictures) == (1, 1)
        assert paper.asked == [f"{SITE}/a.xml", quay]
