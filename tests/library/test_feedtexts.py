"""What feeds carry stands in for pages that cannot be had or show less."""

import json
import zipfile
from pathlib import Path

import pytest

from newsreader.config.settings import Settings
from newsreader.errors import FetchError, HttpStatusError, NoArticleError, OfflineError, ShorterPageError
from newsreader.extract.rawfeed import MAX_FEED_ENTRIES
from newsreader.library import Library
from newsreader.library.stories import Selection
from newsreader.model import ArticleNote, ArticleSummary
from tests.library.paper import (
    SENTENCE,
    SITE,
    SPORT,
    WORLD,
    Paper,
    dead,
    paper_library,
    refreshed,
    rows_of,
    story_page,
    story_url,
)

FEED = f"{SITE}/a.xml"
WHOLE = "".join(f"<p>{SENTENCE * 2}Item {number} of the <i>minutes</i>.</p>" for number in range(6))
PART = f"<p>{SENTENCE * 4}</p>"
MENU = b"<html><body><nav>" + b"<a href='/x'>Something else to read today</a>" * 20 + b"</nav></body></html>"


def feed(content: str, more: str = "", link: str = story_url(1)) -> bytes:
    """Write a feed of one story."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>World</title><language>en-gb</language><item><title>The bridge</title><link>{link}</link>"
        f"<author>ann@paper.example (Ann Ray)</author><content:encoded><![CDATA[{content}]]></content:encoded>{more}"
        "</item></channel></rss>"
    ).encode()


async def first_row(library: Library) -> ArticleSummary:
    await refreshed(library, WORLD)
    (row,) = await rows_of(library, WORLD)
    return row


async def test_a_whole_text_opens_without_asking_for_the_page(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {FEED: feed(WHOLE), story_url(1): story_page(1, SENTENCE * 2)}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
        assert row.is_cached
        reading = await library.read(row.id)
        assert paper.asked == [FEED]
        article = reading.article
        assert (article.headline, article.byline, article.lang) == ("The bridge", ("Ann Ray",), "en-gb")
        assert article.notes == (ArticleNote.FEED_TEXT,)
        assert article.text.count("minutes") == 6
        assert any(span.is_emphasis for block in article.blocks for span in getattr(block, "spans", ()))
        fetched = await library.read(row.id, refresh=True)
        assert (fetched.article.notes, fetched.page_error) == ((), None)
        assert "Paragraph 5" in fetched.article.text
        assert fetched.article.lang == "en-gb"
        assert not fetched.revised_at


async def test_a_part_gives_way_to_the_page(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {FEED: feed(PART), story_url(1): story_page(1)}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
        assert not row.is_cached
        reading = await library.read(row.id)
        assert "Paragraph 5" in reading.article.text
        assert reading.article.notes == ()


@pytest.mark.parametrize("page", [HttpStatusError(story_url(1), 403), dead(story_url(1)), MENU])
async def test_a_part_stands_in_for_a_page_that_cannot_be_had(tmp_path: Path, page: bytes | FetchError) -> None:
    paper = Paper()
    paper.pages = {FEED: feed(PART), story_url(1): page}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
        for reading in (await library.read(row.id), await library.read_address(story_url(1))):
            assert reading.page_error is not None
            assert reading.why_not_here is reading.page_error
            assert reading.article.notes == (ArticleNote.FEED_TEXT,)
            assert reading.article.headline == "The bridge"
            assert reading.article.text == (SENTENCE * 4).strip()
        (result,) = await library.fetch_full_texts([WORLD], lambda _: None)
        assert result.error is not None
        paper.pages[story_url(1)] = story_page(1)
        assert (await library.read(row.id)).page_error is None


async def test_a_part_is_read_offline(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {FEED: feed(PART)}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
    async with paper_library(tmp_path, paper, settings=Settings(offline=True)) as library:
        reading = await library.read(row.id)
        assert isinstance(reading.page_error, OfflineError)
        assert reading.article.text


async def test_without_a_text_in_the_feed_the_failure_is_told_as_ever(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {FEED: feed("<p>Short.</p>"), story_url(1): MENU}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
        with pytest.raises(NoArticleError):
            await library.read(row.id)


async def test_a_page_that_shows_less_than_the_feed_is_not_preferred(tmp_path: Path) -> None:
    """As where a wall for readers who do not pay stands after the first paragraph."""
    paper = Paper()
    less = f"<html><body><article><h1>The bridge</h1><p>{SENTENCE * 2}</p></article></body></html>"
    paper.pages = {FEED: feed(WHOLE), story_url(1): less.encode()}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
        reading = await library.read(row.id, refresh=True)
        assert isinstance(reading.page_error, ShorterPageError)
        assert reading.why_not_here is None
        assert reading.article.text.count("minutes") == 6
        assert (await library.cached(row.id)) is not None


async def test_an_episode_without_a_page_opens_as_its_notes(tmp_path: Path) -> None:
    file = f"{SITE}/1.mp3"
    more = f'<enclosure url="{file}" type="audio/mpeg" length="38000000"/>'
    paper = Paper()
    paper.pages = {FEED: feed("<p>Ann tells of the bridge.</p>", more, link=file)}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
        reading = await library.read(row.id)
        assert paper.asked == [FEED]
        assert reading.article.text == "Ann tells of the bridge."
        assert [each.label for each in reading.article.enclosures] == ["Audio, 38 MB"]


async def test_a_changed_text_is_seen_as_changed_once_it_was_read(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {FEED: feed(WHOLE)}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
        await library.read(row.id)
        await library.set_read([row.id], is_read=True)
        paper.pages[FEED] = feed(WHOLE.replace("bridge", "tunnel"))
        await refreshed(library, WORLD)
        reading = await library.read(row.id)
        assert "tunnel" in reading.article.text


async def test_a_feed_that_lists_too_much_is_told(tmp_path: Path) -> None:
    items = "".join(f"<item><title>A</title><link>{SITE}/{n}</link></item>" for n in range(MAX_FEED_ENTRIES + 1))
    paper = Paper()
    paper.pages = {FEED: f"<rss><channel>{items}</channel></rss>".encode(), f"{SITE}/sport.xml": feed(PART)}
    async with paper_library(tmp_path, paper) as library:
        long, short = await refreshed(library, WORLD, SPORT)
        assert (long.read_up_to, short.read_up_to) == (MAX_FEED_ENTRIES, 0)
        assert long.new_articles == MAX_FEED_ENTRIES


async def test_an_export_has_the_article_and_the_file_also_where_nobody_opened_it(tmp_path: Path) -> None:
    more = (
        f'<enclosure url="{SITE}/1.mp3" type="audio/mpeg" length="38000000"/>'
        '<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">42:00</itunes:duration>'
    )
    paper = Paper()
    paper.pages = {FEED: feed(WHOLE, more)}
    async with paper_library(tmp_path, paper) as library:
        await first_row(library)
        pieces = [piece async for piece in library.exports.json_feed(Selection(), "All", lambda _: None)]
        (story,) = json.loads("".join(pieces))["items"]
        assert "<em>minutes</em>" in story["content_html"]
        assert story["attachments"] == [
            {
                "url": f"{SITE}/1.mp3",
                "mime_type": "audio/mpeg",
                "size_in_bytes": 38_000_000,
                "duration_in_seconds": 2520,
            }
        ]
        await library.exports.markdown(Selection(), tmp_path / "notes", lambda _: None)
        await library.exports.epub(Selection(), tmp_path / "book.epub", "All", "Today", lambda _: None)
    (note,) = (tmp_path / "notes").glob("**/*.md")
    text = note.read_text(encoding="utf-8")
    assert f"[Audio, 42 min, 38 MB]({SITE}/1.mp3)" in text
    assert "*minutes*" in text
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        chapters = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    assert any(f'<a href="{SITE}/1.mp3">Audio, 42 min, 38 MB</a>' in chapter for chapter in chapters)


async def test_sizes_checks_and_rebuilding_know_of_it(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {FEED: feed(WHOLE)}
    async with paper_library(tmp_path, paper) as library:
        row = await first_row(library)
        assert await library.upkeep.verify(lambda _: None) == ()
        whole = (await library.upkeep.sizes()).whole
        assert whole.texts == 1
        assert whole.page_bytes > 0
        rebuilt = await library.upkeep.rebuild((), lambda _: None)
        assert (rebuilt.total, rebuilt.better) == (1, 1)
        reading = await library.cached(row.id)
        assert reading is not None
        assert any(span.is_emphasis for block in reading.article.blocks for span in getattr(block, "spans", ()))
        assert paper.asked == [FEED]
