"""Every article of the loopback network comes out field by field, in both layouts, at any host."""

from __future__ import annotations

import pytest

from newsreader.blocks import BlockKind, Image, block_kind, block_text
from newsreader.extract import extract_article
from newsreader.model import Article
from tests.site import STORIES, Story, all_pages, related_of

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
