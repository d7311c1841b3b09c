"""Packs: what is fetched, in which order, within which limits, and what the report says."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import (
    FetchError,
    HttpStatusError,
    RateLimitedError,
    StoreError,
    UnreachableError,
)
from newsreader.library import Library
from newsreader.library.packs import Packs
from newsreader.library.packs.order import MAX_PICTURE_BYTES, PackEnd, PackOrder, PackProgress, PackReport
from newsreader.model import SectionKey
from tests.library.paper import SENTENCE, SITE, SPORT, WORLD, Paper, dead, feed, paper_library, refreshed, rows_of
from tests.library.paper import story_url as url_of
from tests.pictures import gif, jpeg, png

PLENTY = 10**9


def order(*keys: SectionKey, **changes: Any) -> PackOrder:
    fields: dict[str, Any] = {"max_articles": 1000, "max_bytes": PLENTY}
    return PackOrder(keys=keys or (WORLD,), **fields | changes)


def page(number: int, related: tuple[int, ...] = (), images: tuple[str, ...] = (), words: str = SENTENCE) -> bytes:
    """Write the page of a story with a related panel and pictures between its paragraphs."""
    title = f"Story {number} of the bridge"
    shown = "".join(f'<figure><img src="{image}" width="640" height="427"></figure>' for image in images)
    paragraphs = f"<p>{words}Paragraph 0 says so too.</p>{shown}" + "".join(
        f"<p>{words}Paragraph {part} says so too.</p>" for part in range(1, 6)
    )
    panel = "".join(
        f'<li><a href="{url_of(each)}">Story {each} of the bridge and of the river under it</a></li>'
        for each in related
    )
    aside = f'<div class="related"><h3>Related stories</h3><ul>{panel}</ul></div>' if related else ""
    head = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article>{aside}"
    return head.encode()


@dataclass
class Made:
    """A library over a paper, and what its packs told."""

    library: Library
    paper: Paper
    told: list[PackProgress] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    after_pause: dict[str, bytes | FetchError] = field(default_factory=dict)  # pages as they are then

    @property
    def packs(self) -> Packs:
        """As the library makes them, but for the clock on the wall."""
        library = self.library

        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            self.paper.pages |= self.after_pause

        return Packs(
            library._store,
            library._web,
            library._clock,
            library._rules,
            library.window,
            lambda: library.settings,
            sleep,
        )

    async def pack(self, wanted: PackOrder | None = None, *, is_new: bool = False) -> PackReport:
        return await self.packs.begin(wanted or order(), is_new=is_new).make(self.told.append)

    def asked_stories(self) -> list[int]:
        """The stories asked for, in order."""
        prefix, suffix = f"{SITE}/story-", ".html"
        return [int(url.removeprefix(prefix).removesuffix(suffix)) for url in self.paper.asked if prefix in url]


@asynccontextmanager
async def packed(folder: Path, paper: Paper, *keys: SectionKey) -> AsyncIterator[Made]:
    async with paper_library(folder, paper) as library:
        made = Made(library, paper)
        await refreshed(library, *(keys or (WORLD,)))
        yield made


def paper_of(numbers: range | tuple[int, ...], **pages: Any) -> Paper:
    paper = Paper()
    paper.pages[f"{SITE}/a.xml"] = feed(*numbers)
    paper.pages |= {url_of(number): page(number) for number in numbers}
    return paper


async def test_the_articles_of_the_sections_newest_first(tmp_path: Path) -> None:
    paper = paper_of(range(1, 28))
    paper.pages[f"{SITE}/sport.xml"] = feed(1, 2)
    async with packed(tmp_path, paper, WORLD, SPORT) as made:
        report = await made.pack(order(WORLD, SPORT))
        assert (report.end, report.full, report.fetched, report.failures) == (PackEnd.COMPLETE, 27, 27, ())
        assert made.asked_stories() == list(range(1, 28))
        assert all(row.is_cached for row in await rows_of(made.library))
        dones = [progress.done for progress in made.told]
        assert (len(dones), dones[-1]) == (27, 27)
        assert dones == sorted(dones)
        assert {progress.total for progress in made.told} == {27}
        assert report.size_bytes == report.received_bytes == sum(len(paper.pages[url_of(n)]) for n in range(1, 28))


async def test_made_again_it_asks_for_nothing_and_reports_the_same(tmp_path: Path) -> None:
    paper = paper_of(range(1, 6))
    async with packed(tmp_path, paper) as made:
        first = await made.pack()
        asked = len(paper.asked)
        again = await made.pack()
        assert len(paper.asked) == asked
        assert (again.full, again.fetched, again.size_bytes, again.received_bytes) == (5, 0, first.size_bytes, 0)


async def test_a_saved_search_is_packed_like_a_section(tmp_path: Path) -> None:
    async with packed(tmp_path, paper_of(range(1, 14))) as made:
        key = await made.library.search.save("bridge", "bridge")
        report = await made.pack(order(key, max_articles=4))
        assert (report.end, report.full) == (PackEnd.ARTICLES, 4)
        assert made.asked_stories() == [1, 2, 3, 4]


async def test_related_pages_breadth_first_to_the_depth_and_no_circles(tmp_path: Path) -> None:
    paper = paper_of((1, 2))
    links = {1: (3, 2), 2: (4, 1), 3: (5, 1), 4: (3, 6), 5: (7,), 6: (1,), 7: ()}
    paper.pages |= {url_of(number): page(number, related) for number, related in links.items()}
    async with packed(tmp_path, paper) as made:
        assert (await made.pack()).full == 2
        assert made.asked_stories() == [1, 2]
        report = await made.pack(order(related_depth=1))
        assert made.asked_stories() == [1, 2, 3, 4]
        assert (report.full, report.fetched) == (4, 2)
        assert (await made.pack(order(related_depth=2))).full == 6
        assert made.asked_stories() == [1, 2, 3, 4, 5, 6]
        assert (await made.pack(order(related_depth=5))).full == 7
        assert Counter(made.asked_stories()) == Counter(range(1, 8))
        listed = await rows_of(made.library, WORLD)
        assert len(listed) == 2  # related pages join no section


async def test_index_pages_sections_and_front_pages_are_not_wanted(tmp_path: Path) -> None:
    paper = paper_of((1,))
    teasers = "".join(
        f'<article><h2><a href="{url_of(n)}">Story {n} of the long bridge</a></h2><p>{SENTENCE}</p></article>'
        for n in range(20, 40)
    )
    panel = "".join(
        f'<li><a href="{url}">A headline about the bridge {n}</a></li>'
        for n, url in enumerate((f"{SITE}/sport.xml", f"{SITE}/", f"{SITE}/news/", url_of(2)))
    )
    aside = f'<div class="related"><h3>Related stories</h3><ul>{panel}</ul></div>'
    paper.pages[url_of(1)] = page(1) + aside.encode()
    paper.pages[f"{SITE}/news/"] = f"<html><head><title>News</title></head><body><main>{teasers}".encode()
    paper.pages[url_of(2)] = page(2)
    async with packed(tmp_path, paper) as made:
        report = await made.pack(order(related_depth=1))
        assert (report.full, report.no_articles, report.failures) == (2, 1, ())
        assert set(paper.asked) == {f"{SITE}/a.xml", url_of(1), url_of(2), f"{SITE}/news/"}
        asked = len(paper.asked)
        assert (await made.pack(order(related_depth=1))).no_articles == 1
        assert len(paper.asked) == asked  # what is no article is not looked at again


@pytest.mark.parametrize("limit", [1, 5, 9, 13])
async def test_exactly_so_many_articles(tmp_path: Path, limit: int) -> None:
    paper = paper_of(range(1, 14))
    del paper.pages[url_of(2)], paper.pages[url_of(4)]
    async with packed(tmp_path, paper) as made:
        report = await made.pack(order(max_articles=limit))
        full = min(limit, 11)
        assert report.full == full
        assert report.end is (PackEnd.ARTICLES if limit < 11 else PackEnd.COMPLETE)
        assert sum(row.is_cached for row in await rows_of(made.library)) == full
        there = [number for number in range(1, 14) if number not in (2, 4)]
        assert set(made.asked_stories()) - {2, 4} == set(there[:full])
        assert (await made.pack(order(max_articles=limit))).fetched == 0


@pytest.mark.parametrize("short_by", [0, 1, 300, 2_000])
async def test_exactly_so_many_bytes(tmp_path: Path, short_by: int) -> None:
    paper = paper_of(range(1, 10))
    sizes = [len(paper.pages[url_of(number)]) for number in range(1, 10)]
    limit = sum(sizes[:6]) - short_by
    async with packed(tmp_path, paper) as made:
        report = await made.pack(order(max_bytes=limit))
        fitting = max(count for count in range(10) if sum(sizes[:count]) <= limit)
        assert (report.end, report.full, report.size_bytes) == (PackEnd.SIZE, fitting, sum(sizes[:fitting]))
        assert report.received_bytes <= limit
        again = await made.pack(order(max_bytes=limit))
        assert (again.full, again.fetched) == (fitting, 0)
        more = await made.pack(order(max_bytes=PLENTY))
        assert (more.end, more.full) == (PackEnd.COMPLETE, 9)


async def test_what_is_in_the_library_counts_for_the_limits(tmp_path: Path) -> None:
    paper = paper_of(range(1, 10))
    async with packed(tmp_path, paper) as made:
        for number in (2, 3, 7):
            await made.library.read_address(url_of(number))
        paper.asked.clear()
        report = await made.pack(order(max_articles=4))
        assert (report.full, report.fetched) == (4, 2)
        assert made.asked_stories() == [1, 4]


async def test_a_cancelled_pack_reports_what_it_has_and_goes_on(tmp_path: Path) -> None:
    paper = paper_of(range(1, 40))
    async with packed(tmp_path, paper) as made:
        packing = made.library.packs.begin(order())
        task: asyncio.Task[PackReport] | None = None

        def tell(progress: PackProgress) -> None:
            if progress.done >= 10 and task is not None:
                task.cancel()

        task = asyncio.create_task(packing.make(tell))
        with pytest.raises(asyncio.CancelledError):
            await task
        assert packing.report.end is PackEnd.STOPPED
        assert 10 <= packing.report.full < 39
        record = await made.library.packs.unfinished(order())
        assert record is not None
        assert abs(record.held - packing.report.full) <= 8  # what was under way
        assert record.waiting > 0
    async with packed(tmp_path, paper) as made:
        before = len(made.asked_stories())
        report = await made.pack()
        assert (report.end, report.full) == (PackEnd.COMPLETE, 39)
        assert len(made.asked_stories()) - before == report.fetched <= 39 - 10
        assert await made.library.packs.unfinished(order()) is None


async def test_temporary_failures_are_tried_again_and_final_ones_are_not(tmp_path: Path) -> None:
    paper = paper_of(range(1, 7))
    paper.pages[url_of(2)] = HttpStatusError(url_of(2), 404)
    paper.pages[url_of(3)] = HttpStatusError(url_of(3), 502, "HTTP 502: the site is broken at the moment")
    paper.pages[url_of(4)] = UnreachableError(url_of(4), "connection refused")
    paper.pages[url_of(5)] = b"<html><body><p>Nothing.</p>"
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        assert report.full == 2
        assert {lack.reason: lack.urls for lack in report.failures} == {
            "The site did not give the page (HTTP 404)": (url_of(2),),
            "The site did not give the page (HTTP 502: the site is broken at the moment)": (url_of(3),),
            "The site could not be reached (connection refused)": (url_of(4),),
            "No article was found on this page": (url_of(5),),
        }
        paper.pages |= {url_of(number): page(number) for number in range(2, 6)}
        paper.asked.clear()
        report = await made.pack()
        assert sorted(made.asked_stories()) == [3, 4]
        assert (report.full, len(report.failures)) == (4, 2)
        report = await made.pack(is_new=True)
        assert (report.full, report.fetched, report.failures) == (6, 2, ())


async def test_a_teaser_is_told_from_a_full_text(tmp_path: Path) -> None:
    paper = paper_of((1, 2))
    paper.pages[url_of(2)] = (
        b"<html><head><title>Ships</title></head><body><article><h1>Story 2 of the bridge</h1>"
        b"<p>The ships came.</p><h3>Subscribe to continue reading</h3></article>"
    )
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        assert (report.full, [lack.urls for lack in report.teasers]) == (1, [(url_of(2),)])
        assert report.failures == ()


async def test_a_host_that_is_silent_is_given_up_after_three_tries(tmp_path: Path) -> None:
    paper = paper_of(range(1, 30))
    paper.pages |= {url_of(n): UnreachableError(url_of(n), "no answer within 10 s") for n in range(1, 30)}
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        (lack,) = report.failures
        assert (lack.reason, len(lack.urls)) == ("The site could not be reached (no answer within 10 s)", 29)
        assert len(made.asked_stories()) <= 3 + 7  # three in a row, and those under way by then


async def test_a_site_that_asks_for_a_pause_gets_it(tmp_path: Path) -> None:
    paper = paper_of(range(1, 20))
    was = dict(paper.pages)
    paper.pages |= {url_of(n): RateLimitedError(url_of(n), 429, 30.0) for n in range(4, 20)}
    async with packed(tmp_path, paper) as made:
        made.after_pause = was
        report = await made.pack()
        assert made.slept == [30.0]
        assert (report.end, report.full, report.failures) == (PackEnd.COMPLETE, 19, ())


async def test_a_site_that_asks_for_a_long_pause_is_left_for_later(tmp_path: Path) -> None:
    paper = paper_of(range(1, 20))
    paper.pages |= {url_of(n): RateLimitedError(url_of(n), 503, 600.0) for n in range(4, 20)}
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        assert made.slept == []
        assert [(lack.reason, len(lack.urls)) for lack in report.failures] == [("The site asked us to slow down", 16)]
        assert len(made.asked_stories()) <= 3 + 8
        paper.pages |= {url_of(n): page(n) for n in range(4, 20)}
        assert (await made.pack()).full == 19


async def test_without_a_network_it_waits_for_one(tmp_path: Path) -> None:
    paper = paper_of(range(1, 20))
    paper.pages |= {url_of(n): dead(url_of(n)) for n in range(3, 20)}
    async with packed(tmp_path, paper) as made:
        report = await made.pack()
        assert (report.end, report.full, report.failures) == (PackEnd.NO_NETWORK, 2, ())
        assert await made.library.packs.unfinished(order()) is not None
        paper.pages |= {url_of(n): page(n) for n in range(3, 20)}
        report = await made.pack()
        assert (report.end, report.full, report.fetched) == (PackEnd.COMPLETE, 19, 17)


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


async def test_a_library_that_cannot_be_written_ends_the_pack_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise StoreError("library", "the disk is full")

    paper = paper_of(range(1, 20))
    async with packed(tmp_path, paper) as made:
        monkeypatch.setattr("newsreader.store.articles.save_article", full_disk)
        with pytest.raises(StoreError, match="the disk is full"):
            await made.pack()
        assert len(made.asked_stories()) <= 8
        monkeypatch.undo()
        assert (await made.pack()).full == 19


Graph = dict[int, tuple[int, ...]]
_numbers = st.integers(1, 9)
_graphs = st.dictionaries(_numbers, st.lists(_numbers, max_size=4, unique=True).map(tuple), min_size=1, max_size=9)
_failures = st.dictionaries(_numbers, st.sampled_from([404, 429, 502, 0]), max_size=3)


@settings(max_examples=25, deadline=None)
@given(_graphs, _failures, st.integers(0, 3), st.integers(1, 10), st.integers(1, 12_000))
def test_no_address_twice_and_no_limit_passed(
    tmp_path_factory: pytest.TempPathFactory,
    graph: Graph,
    failures: dict[int, int],
    depth: int,
    max_articles: int,
    max_bytes: int,
) -> None:
    async def check() -> None:
        paper = paper_of(tuple(sorted(graph))[:3])
        paper.pages |= {url_of(number): page(number, related) for number, related in graph.items()}
        for number, status in failures.items():
            paper.pages[url_of(number)] = _failure(number, status)
        async with packed(tmp_path_factory.mktemp("pack"), paper) as made:
            wanted = order(related_depth=depth, max_articles=max_articles, max_bytes=max_bytes)
            report = await made.pack(wanted)
            answered = [n for n in made.asked_stories() if failures.get(n) != 429]
            assert len(answered) == len(set(answered))
            assert report.full <= max_articles
            assert max(report.size_bytes, report.received_bytes) <= max_bytes
            held = {url_of(n) for n in answered if n in graph and n not in failures}
            assert report.full <= len(held)

    asyncio.run(check())


def _failure(number: int, status: int) -> FetchError:
    url = url_of(number)
    if status == 429:
        return RateLimitedError(url, status, 5.0)
    return HttpStatusError(url, status) if status else UnreachableError(url, "connection refused")


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
