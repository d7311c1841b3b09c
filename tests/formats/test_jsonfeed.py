"""JSON Feed: a reader of JSON finds all of it again."""

from __future__ import annotations

import json
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from newsreader.blocks import block_from_json, blocks_text
from newsreader.formats.jsonfeed import SIGNATURE, feed_parts
from newsreader.formats.story import Story
from tests.formats.made import ANY_STORY, STORY, make_story


def written(*batches: list[Story]) -> str:
    pieces = [
        "".join(feed_parts("News", batch, is_first=number == 0, is_last=False)) for number, batch in enumerate(batches)
    ]
    return "".join(pieces) + "".join(feed_parts("News", (), is_first=not batches, is_last=True))


@ANY_STORY
@given(st.lists(STORY, max_size=3), st.lists(STORY, min_size=1, max_size=2))
def test_any_stories_are_there_again(first: list[Story], second: list[Story]) -> None:
    batches = [batch for batch in (first, second) if batch]
    feed = json.loads(written(*batches))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    stories = first + second
    assert [item["url"] for item in feed["items"]] == [story.article.url for story in stories]
    for item, story in zip(feed["items"], stories, strict=True):
        ours = item["_newsreader"]
        blocks = tuple(block_from_json(block) for block in ours["blocks"])
        if story.has_text:
            assert item["content_text"] == blocks_text(blocks)
            assert blocks_text(blocks) == story.article.text
        assert item.get("title", "") == story.article.headline
        assert [each["title"] for each in ours["related"]] == [link.title for link in story.article.related]
        assert (ours["id"], ours["starred"], ours["unread"]) == (
            story.id,
            story.state.is_starred,
            not story.state.is_read,
        )
        if story.article.published:
            assert datetime.fromisoformat(item["date_published"]) == story.article.published


def test_an_empty_feed() -> None:
    feed = json.loads(written())
    assert feed["items"] == []
    assert feed["_newsreader"] == {"format": 1, "generator": "newsreader"}


def test_it_begins_with_its_signature() -> None:
    assert SIGNATURE in written([make_story()])[:200]


def test_an_item() -> None:
    (item,) = json.loads(written([make_story(3)]))["items"]
    assert item["content_html"] == "<p>Ships came in.</p>"
    assert item["authors"] == [{"name": "Kari Nes"}]
    assert item["language"] == "en"
    assert item["_newsreader"]["dateline"] == {"place": "Oslo, Norway", "agency": "NTB", "date": "2026-02-01"}
