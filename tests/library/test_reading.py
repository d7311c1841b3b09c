"""Opening articles: from the library where they are, else from their page, which is then kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.config.retention import Retention
from newsreader.config.settings import Settings
from newsreader.errors import (
    HttpStatusError,
    IndexPageError,
    InternalError,
    NoArticleError,
    NotFoundError,
    OfflineError,
    UnreadableError,
)
from newsreader.library.limits import Bounds
from newsreader.model import ArticleId, NotModified, Page, Validators
from tests.fakes import offline
from tests.library.paper import SENTENCE, SITE, WORLD, Paper, Poison, feed, paper_library, refreshed, rows_of
from tests.library.paper import story_page as page
from tests.library.paper import story_url as url_of

URL = url_of(1)


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(1, 2), URL: page(1), url_of(2): page(2)}
    return paper


async def test_an_article_is_fetched_once_and_then_read_offline(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
        row = (await rows_of(library))[0]
        assert await library.cached(row.id) is None
        first = await library.read(row.id)
        assert not first.is_from_cache
        assert first.article.text.count(SENTENCE.strip()) == 6
        assert first.article.site == "The Paper"  # the page does not say; the section does
        assert first.article.section == "World"
    async with paper_library(tmp_path, paper, settings=offline()) as library:
        again = await library.read(row.id)
        assert again.is_from_cache
        assert again.article == first.article
        assert (await library.read_address(URL)).id == row.id
        assert await library.article_at(f"{URL}?utm_source=mail#top") == row.id
    assert paper.asked.count(URL) == 1


async def test_any_address_can_be_read_and_is_kept(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        reading = await library.read_address(URL)
        assert (await rows_of(library))[0].is_cached
        assert (await library.cached(reading.id)) is not None
        assert await library.article_at(url_of(2)) is None


async def test_a_typed_address_may_be_private_and_is_remembered(tmp_path: Path, paper: Paper) -> None:
    url = "http://192.168.0.7:8080/story.html"
    paper.pages[url] = page(1)
    async with paper_library(tmp_path, paper) as library:
        await library.read_address(url)
        assert paper.allowed == set()
        await library.read_address(url, is_typed=True)
        assert paper.allowed == {"192.168.0.7:8080"}
    paper.allowed.clear()
    async with paper_library(tmp_path, paper) as library:
        await library.read_address(url, refresh=True)
        assert paper.allowed == {"192.168.0.7:8080"}


async def test_a_refresh_takes_the_new_text_and_a_304_keeps_the_old(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        first = await library.read_address(URL)
        unchanged = await library.read(first.id, refresh=True)
        assert unchanged.is_from_cache
        assert unchanged.article == first.article
        paper.pages[URL] = page(1, "All of it was rewritten in the night by another hand entirely. ")
        changed = await library.read(first.id, refresh=True)
        assert not changed.is_from_cache
        assert (changed.id, "rewritten" in changed.article.text) == (first.id, True)
        assert SENTENCE not in changed.article.text


@pytest.mark.parametrize(
    "trouble",
    [
        HttpStatusError(URL, 410),
        b"",
        b"<html><body><p>Gone fishing.</p>",
        b"<html><body>" + b"<a href=/x>Link</a>" * 500,
    ],
    ids=["gone", "empty", "stub", "links"],
)
async def test_a_failed_refresh_loses_nothing(tmp_path: Path, paper: Paper, trouble: bytes | HttpStatusError) -> None:
    async with paper_library(tmp_path, paper) as library:
        first = await library.read_address(URL)
        paper.pages[URL] = trouble
        with pytest.raises((HttpStatusError, NoArticleError, UnreadableError)):
            await library.read(first.id, refresh=True)
        kept = await library.cached(first.id)
        assert kept is not None
        assert kept.article == first.article


async def test_what_is_neither_here_nor_to_be_had_says_why(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        with pytest.raises(NotFoundError):
            await library.read(ArticleId(4711))
        with pytest.raises(HttpStatusError):
            await library.read_address(f"{SITE}/nowhere.html")
    async with paper_library(tmp_path, paper, settings=offline()) as library:
        with pytest.raises(OfflineError):
            await library.read_address(URL)


async def test_a_pdf_and_an_index_are_no_articles(tmp_path: Path, paper: Paper) -> None:
    pdf, index = f"{SITE}/report.pdf", f"{SITE}/index.html"
    links = "".join(f"<li><a href=/s{n}.html>A headline about bridge {n} and its lamps</a></li>" for n in range(60))
    paper.pages |= {pdf: b"%PDF-1.7 \x00\x01", index: f"<html><body><ul>{links}</ul>".encode()}
    paper.content_types[pdf] = "application/pdf"
    async with paper_library(tmp_path, paper) as library:
        with pytest.raises(UnreadableError, match="application/pdf"):
            await library.read_address(pdf)
        with pytest.raises(IndexPageError):
            await library.read_address(index)
        assert await rows_of(library) == ()


async def test_a_page_that_crashes_our_reader_costs_that_article_only(
    tmp_path: Path, paper: Paper, logged_errors: list[str]
) -> None:
    paper.pages[URL] = Poison(page(1))
    async with paper_library(tmp_path, paper) as library:
        with pytest.raises(InternalError):
            await library.read_address(URL)
        assert (await library.read_address(url_of(2))).article.headline == "Story 2 of the bridge"
    assert logged_errors == [f"extraction failed: {URL}"]
    logged_errors.clear()


async def test_links_say_whether_they_open_offline(tmp_path: Path, paper: Paper) -> None:
    body = f'<p>{SENTENCE}<a href="{url_of(2)}">The second story</a> and <a href="/story-9.html">another</a>.</p>' * 3
    paper.pages[URL] = f"<html><body><article><h1>Story 1 of the bridge</h1>{body}".encode()
    async with paper_library(tmp_path, paper) as library:
        assert (await library.read_address(URL)).cached_urls == frozenset()
        await library.read_address(url_of(2))
        assert (await library.read_address(URL)).cached_urls == {url_of(2)}


async def test_a_feed_is_no_article(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        with pytest.raises(IndexPageError, match="a feed"):
            await library.read_address(f"{SITE}/a.xml")


async def test_an_article_that_is_pruned_while_its_page_is_fetched_comes_back_in_its_place(
    tmp_path: Path, paper: Paper
) -> None:
    class Slow(Paper):
        async def fetch(
            self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
        ) -> Page | NotModified:
            if url == url_of(2):
                await library.upkeep.prune(bounds=Bounds(articles=1), is_final=True)
            return await super().fetch(url, validators=validators, max_bytes=max_bytes)

    slow = Slow()
    slow.pages = paper.pages
    settings = Settings(retention=Retention(unread_days=0))
    async with paper_library(tmp_path, slow, settings=settings) as library:
        await refreshed(library, WORLD)
        before = await rows_of(library)
        assert len(before) == 2
        reading = await library.read(before[1].id)
        assert reading.id == before[1].id
        after = await rows_of(library)
        assert [(row.id, row.sort_at, row.published) for row in after] == [
            (row.id, row.sort_at, row.published) for row in before
        ]
        assert after[1].summary == before[1].summary
