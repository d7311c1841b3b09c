"""Articles on several pages, and pages whose text stands elsewhere: fetched politely, kept, and said when cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import FetchError, HttpStatusError, NoArticleError, PaywallError
from newsreader.library.whole import MAX_PARTS, WholeReader
from newsreader.model import Article, ArticleNote, NotModified, Page
from newsreader.store.connection import open_library
from newsreader.store.pages import load_page
from tests.fakes import offline, paths_in
from tests.library.paper import SITE, Paper, paper_library

STORY = f"{SITE}/strike.html"


def sentence(number: int) -> str:
    return (
        f"In week {number} the dockers came to the gate at six and stood there in the rain until the ferry had left. "
    )


def text(number: int) -> str:
    return "".join(f"<p>{sentence(number)}Morning {day} was as wet as the others had been.</p>" for day in range(5))


def page(number: int, last: int, *, headline: str = "The long strike", more: str = "", head: str = "") -> bytes:
    numbers = "".join(
        f"<b>{each}</b> " if each == number else f"<a href='{address(each)}'>{each}</a> " for each in range(1, last + 1)
    )
    return (
        f"<html><head><title>{headline}</title>{head}</head><body><article><h1>{headline}</h1>{text(number)}{more}"
        f"</article><div class=pager>{numbers}</div></body></html>"
    ).encode()


def address(number: int) -> str:
    return STORY if number == 1 else f"{STORY}?page={number}"


def paper_of(last: int) -> Paper:
    paper = Paper()
    paper.pages = {address(number): page(number, last) for number in range(1, last + 1)}
    return paper


async def test_the_parts_of_an_article_are_one_and_read_offline(tmp_path: Path) -> None:
    paper = paper_of(3)
    async with paper_library(tmp_path, paper) as library:
        reading = await library.read_address(STORY)
        assert [reading.article.text.count(sentence(number).strip()) for number in (1, 2, 3)] == [5, 5, 5]
        assert "1 2 3" not in reading.article.text
        assert reading.article.notes == ()
        assert reading.article.url == STORY
    assert paper.asked == [address(1), address(2), address(3)]
    async with paper_library(tmp_path, paper, settings=offline()) as library:
        assert (await library.read_address(STORY)).article == reading.article


async def test_the_kept_pages_make_the_same_article_again(tmp_path: Path) -> None:
    paper = paper_of(3)
    async with paper_library(tmp_path, paper) as library:
        article = (await library.read_address(STORY)).article
    db = open_library(paths_in(tmp_path).library_file)

    async def kept(url: str) -> Page | NotModified:
        found = load_page(db, url)
        assert found is not None
        assert found.url == url
        return found

    try:
        first = load_page(db, STORY)
        assert first is not None
        again = await WholeReader(kept, extract).read(first)
        assert again.article.blocks == article.blocks
        assert len(again.pages) == db.execute("SELECT count(*) FROM page").fetchone()[0] == 3
    finally:
        db.close()


def extract(page: Page) -> Article:
    from newsreader.extract import extract_article

    return extract_article(page.body, page.url, charset=page.charset)


async def test_a_later_part_opens_the_article_from_its_beginning(tmp_path: Path) -> None:
    async with paper_library(tmp_path, paper_of(3)) as library:
        reading = await library.read_address(address(2))
        assert reading.article.url == STORY
        assert [reading.article.text.count(sentence(number).strip()) for number in (1, 2, 3)] == [5, 5, 5]
        assert (await library.read_address(STORY)).id == reading.id


@pytest.mark.parametrize(
    "trouble", [HttpStatusError(address(3), 500), b"<html><body><p>Gone.</p>"], ids=["500", "stub"]
)
async def test_a_part_that_cannot_be_had_is_said_and_the_rest_kept(tmp_path: Path, trouble: bytes | FetchError) -> None:
    paper = paper_of(3)
    whole = paper.pages[address(3)]
    paper.pages[address(3)] = trouble
    paper.speaks_304 = False
    async with paper_library(tmp_path, paper) as library:
        reading = await library.read_address(STORY)
        assert [reading.article.text.count(sentence(number).strip()) for number in (1, 2, 3)] == [5, 5, 0]
        assert reading.article.notes == (ArticleNote.PAGES_MISSING,)
        paper.pages[address(3)] = whole
        mended = await library.read(reading.id, refresh=True)
        assert mended.article.text.count(sentence(3).strip()) == 5
        assert mended.article.notes == ()


async def test_missing_parts_are_asked_for_when_the_first_has_not_changed(tmp_path: Path) -> None:
    paper = paper_of(2)
    second = paper.pages.pop(address(2))
    async with paper_library(tmp_path, paper) as library:
        reading = await library.read_address(STORY)
        paper.pages[address(2)] = second
        mended = await library.read(reading.id, refresh=True)
        assert (mended.article.notes, sentence(2).strip() in mended.article.text) == ((), True)


async def test_a_refresh_that_loses_a_part_keeps_it_as_it_was(tmp_path: Path) -> None:
    paper = paper_of(2)
    async with paper_library(tmp_path, paper) as library:
        reading = await library.read_address(STORY)
        paper.pages[STORY] = page(1, 2, more="<p>The ministry has asked both sides to come to the table again.</p>")
        paper.pages[address(2)] = HttpStatusError(address(2), 503)
        again = await library.read(reading.id, refresh=True)
        assert "to the table again" in again.article.text
        assert again.article.text.count(sentence(2).strip()) == 5
        assert again.article.notes == ()


async def test_the_next_article_is_not_joined(tmp_path: Path) -> None:
    paper = paper_of(1)
    more = '<a rel="next" href="/strike.html?page=2">Next</a>'
    paper.pages[STORY] = page(1, 1, more=more)
    paper.pages[address(2)] = page(2, 1, headline="The quay opens again")
    async with paper_library(tmp_path, paper) as library:
        article = (await library.read_address(STORY)).article
        assert (sentence(2) in article.text, article.notes) == (False, ())


@pytest.mark.parametrize("last", [MAX_PARTS + 10, 3])
async def test_a_pager_without_end_ends(tmp_path: Path, last: int) -> None:
    paper = paper_of(last)
    if last == 3:  # its third part leads back to the second and its last page is the first again
        paper.pages[address(3)] = page(3, 4)
        paper.pages[address(4)] = page(1, 5)
    async with paper_library(tmp_path, paper) as library:
        await library.read_address(STORY)
    assert len(paper.asked) == len(set(paper.asked)) <= MAX_PARTS


async def test_one_page_with_everything_is_taken_instead(tmp_path: Path) -> None:
    paper = paper_of(4)
    paper.pages[STORY] = page(1, 4, more="<a href='?page=all'>View as a single page</a>")
    body = "".join(text(number) for number in range(1, 5))
    paper.pages[f"{STORY}?page=all"] = f"<article><h1>The long strike</h1>{body}</article>".encode()
    async with paper_library(tmp_path, paper) as library:
        article = (await library.read_address(STORY)).article
        assert [article.text.count(sentence(number).strip()) for number in range(1, 5)] == [5, 5, 5, 5]
    assert paper.asked == [STORY, f"{STORY}?page=all"]


AMP = f"{SITE}/amp/strike"
NO_TEXT = (
    b'<html><head><link rel="amphtml" href="/amp/strike"></head><body><div id="root"></div><script src=a.js></script>'
)
WALLED = (
    b'<html><head><link rel="amphtml" href="/amp/strike"></head><body><article><h1>The long strike</h1>'
    b"<p>The dockers came to the gate.</p><h3>Subscribe to continue reading</h3></article>"
)


@pytest.mark.parametrize("bare", [NO_TEXT, WALLED], ids=["shell", "teaser"])
async def test_another_version_is_read_where_the_page_has_no_text(tmp_path: Path, bare: bytes) -> None:
    paper = Paper()
    paper.pages = {STORY: bare, AMP: page(1, 1)}
    async with paper_library(tmp_path, paper) as library:
        reading = await library.read_address(STORY)
        assert reading.article.text.count(sentence(1).strip()) == 5
        assert reading.article.url == STORY
        assert await library.article_at(STORY) == reading.id
        assert (await library.read(reading.id, refresh=True)).is_from_cache  # its own page has not changed
    assert paper.asked == [STORY, AMP, STORY]


@pytest.mark.parametrize("other", [HttpStatusError(AMP, 404), WALLED], ids=["gone", "walled too"])
async def test_without_any_text_the_first_page_says_why(tmp_path: Path, other: bytes | FetchError) -> None:
    paper = Paper()
    paper.pages = {STORY: WALLED, AMP: other}
    async with paper_library(tmp_path, paper) as library:
        with pytest.raises(PaywallError, match="strike"):
            await library.read_address(STORY)
        paper.pages[STORY] = NO_TEXT
        with pytest.raises(NoArticleError, match="scripts"):
            await library.read_address(STORY)
