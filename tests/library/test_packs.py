"""Packs: what is fetched, in which order, and within which limits."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import (
    FetchError,
    HttpStatusError,
    RateLimitedError,
    UnreachableError,
)
from newsreader.library.packs.order import PackEnd
from tests.library.packing import PLENTY, order, packed, page, paper_of
from tests.library.paper import SENTENCE, SITE, SPORT, WORLD, feed, rows_of
from tests.library.paper import story_url as url_of


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
