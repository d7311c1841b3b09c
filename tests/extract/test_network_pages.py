"""Every article of the loopback network comes out field by field, in both layouts, at any host."""

from __future__ import annotations

import re

import pytest

from newsreader.blocks import BlockKind, Image, block_kind, block_text
from newsreader.errors import IndexPageError, NoListingError
from newsreader.extract import extract_article
from newsreader.extract.listing import extract_listing
from newsreader.model import Article
from tests.site import SECTIONS, SITES, STORIES, Story, all_pages, related_of

BASE = "http://127.0.0.1:8080"
PAGES = all_pages(BASE)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {story.path: extract_article(PAGES[story.path].body, BASE + story.path) for story in STORIES}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
def test_fields(story: Story, articles: dict[str, Article]) -> None:
    article = articles[story.path]
    assert article.headline == story.headline
    assert article.byline == story.byline
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency, article.dateline.date) == (
        story.place,
        story.agency,
        story.date,
    )
    assert article.section.casefold() == story.section.label.casefold()
    assert article.site == story.site.name


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
def test_body(story: Story, articles: dict[str, Article]) -> None:
    blocks = [block for block in articles[story.path].blocks if not isinstance(block, Image)]
    assert [block_text(block) for block in blocks] == [block.text for block in story.blocks]
    headings = [block_text(block) for block in blocks if block_kind(block) is BlockKind.HEADING]
    assert tuple(headings) == story.subheads


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
def test_related(story: Story, articles: dict[str, Article]) -> None:
    related = articles[story.path].related
    panel = [link for link in related if link.title != story.section.related]
    expected = related_of(story)
    assert [(link.group, link.title) for link in panel] == [(link.group, link.title) for link in expected]
    assert len({link.url for link in related}) == len(related)
    first = panel[0]
    assert first.dateline is not None
    assert first.teaser
    assert "read more" not in first.teaser
    section_link = next(link for link in related if link.title == story.section.related)
    assert section_link.url == BASE + story.section.page


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
def test_pictures(story: Story, articles: dict[str, Article]) -> None:
    article = articles[story.path]
    expected = [(BASE + story.photo_path, story.photo_caption)] if story.photo else []
    assert [(image.url, image.caption) for image in article.images] == expected
    assert (article.lead_image is not None) == bool(story.photo)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
def test_a_photograph_is_found_where_the_head_does_not_name_it(story: Story) -> None:
    html = _without(story, r'<meta property="og:image"[^>]*>')
    lead = extract_article(html, BASE + story.path).lead_image
    found = (lead.url, lead.caption) if lead else None
    assert found == ((BASE + story.photo_path, story.photo_caption) if story.photo else None)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
def test_a_day_without_an_hour_is_no_moment(story: Story, articles: dict[str, Article]) -> None:
    article = articles[story.path]
    assert article.published is None
    assert article.dateline is not None
    assert article.dateline.date == story.date


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
@pytest.mark.parametrize(
    ("missing", "instead"),
    [
        (r"<h1>.*?</h1>", ""),
        (r"<title>.*?</title>|<meta property=.og:title.*?>|<FONT SIZE=2><B>.*?</B></FONT>", ""),
        (r"<meta property=.og:.*?>|<FONT SIZE=2><B>.*?</B></FONT>", ""),
        (r"<h1>(.*?)<br></h1>|<FONT SIZE=2><B>.*?</B></FONT>", r"<b>\1</b>"),
    ],
    ids=["no h1", "no title", "no OpenGraph", "a bold headline with the byline behind it"],
)
def test_a_page_with_less_of_a_head(story: Story, missing: str, instead: str) -> None:
    article = extract_article(_without(story, missing, instead), BASE + story.path)
    assert (article.headline, article.byline) == (story.headline, story.byline)
    assert article.dateline is not None
    assert article.dateline.place == story.place
    blocks = [block_text(block) for block in article.blocks if not isinstance(block, Image)]
    assert blocks == [block.text for block in story.blocks]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
def test_an_article_is_no_section(story: Story) -> None:
    with pytest.raises(NoListingError):
        extract_listing(PAGES[story.path].body, BASE + story.path)


LISTS = [section.page for section in SECTIONS.values()] + [site.home for site in SITES.values()]


@pytest.mark.parametrize("path", LISTS)
def test_a_page_that_lists_articles_is_none(path: str) -> None:
    with pytest.raises(IndexPageError):
        extract_article(PAGES[path].body, BASE + path)
    assert extract_listing(PAGES[path].body, BASE + path).entries


def _without(story: Story, pattern: str, instead: str = "") -> str:
    html = PAGES[story.path].body.decode("utf-8" if story.charset == "utf-8" else "windows-1252")
    return re.sub(pattern, instead, html, flags=re.IGNORECASE | re.DOTALL)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
@pytest.mark.parametrize("length", [2, 3])
def test_the_panels_teaser_never_stands_for_a_brief(story: Story, length: int) -> None:
    brief = "<p>".join(block.text for block in story.blocks[:length])
    html = _without(story, r"<!--body-2-incontainer.php-->.*?(?=<!--RELATED LINKS-->)", f"<p>{brief}")
    blocks = extract_article(html, BASE + story.path).blocks
    texts = [block_text(block) for block in blocks if not isinstance(block, Image)]
    assert texts == [block.text for block in story.blocks[:length]]
    with pytest.raises(NoListingError):
        extract_listing(html.encode(), BASE + story.path)
