"""Markdown: a CommonMark reader finds the same text, a YAML reader the same front matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsreader.blocks import Block, Code, Embed, Image, List, ListItem, Paragraph, Quote, Span, Table, block_text
from newsreader.formats.legal import legal
from newsreader.formats.markdown import SIGNATURE, front_matter, story_markdown
from newsreader.formats.story import Story
from tests.formats.made import ANY_STORY, BLOCK, STORY, TEXT, make_story, squeezed

READER = MarkdownIt("commonmark").enable("table")


def body_of(story: Story) -> str:
    """Give what stands below the front matter, the headline and the signature."""
    text = story_markdown(story)
    front = front_matter(story)
    assert text.startswith(front)
    return text.removeprefix(front)


def tokens_of(markdown: str) -> Iterator[Token]:
    for token in READER.parse(markdown):
        yield from token.children or (token,)


def text_of(markdown: str) -> str:
    """Give the text that a reader shows; pictures by their alternative text."""
    parts = []
    for token in tokens_of(markdown):
        if token.type in ("text", "code_inline", "fence", "image"):
            parts.append(token.content if token.type != "image" else "".join(c.content for c in token.children or ()))
        assert token.type != "html_block" or token.content.strip() == "<!-- -->"
        assert token.type != "html_inline" or token.content in ("<em>", "</em>", "<strong>", "</strong>", "<!-- -->")
    return "".join(parts)


def only(block: Block, **changes: Any) -> str:
    """Write an article of one block; gives its body without headline and signature."""
    story = make_story(blocks=(block,), **changes)
    return body_of(story).split("\n\n", 2)[2].removesuffix("\n") if "\n\n" in body_of(story) else ""


@ANY_STORY
@given(BLOCK)
def test_any_block_is_the_same_text_again(block: Block) -> None:
    story = make_story(blocks=(block,))
    head = text_of(body_of(make_story(blocks=())))
    found = squeezed(text_of(body_of(story))).removeprefix(squeezed(head))
    assert found == squeezed(legal(_told(block)))


def _told(block: Block) -> str:
    match block:
        case Image(alt=alt, caption=caption):
            return alt + caption
        case Table(caption=caption):
            return caption + block_text(block)
        case Embed(url=url, title=title):
            return title if squeezed(legal(title)) else url
        case List(items=items):
            return "".join(_told_item(item) for item in items)
        case _:
            return block_text(block)


def _told_item(item: ListItem) -> str:
    is_odd = item.number is not None and not 0 <= item.number <= 999_999_999 and not item.is_continued
    return (f"{item.number}." if is_odd else "") + "".join(span.text for span in item.spans)


@ANY_STORY
@given(STORY)
def test_any_front_matter_is_the_same_again(story: Story) -> None:
    _, written, _ = story_markdown(story).split("---\n", 2)
    fields = yaml.safe_load(written)
    assert fields["generator"] == "newsreader"
    assert fields.get("title", "") == legal(story.article.headline)
    assert fields.get("authors", []) == [legal(name) for name in story.article.byline]
    assert fields.get("tags", []) == [legal(name) for name in story.article.tags]
    assert fields.get("summary", "") == legal(story.article.summary)
    assert (fields["id"], fields["starred"], fields["read"]) == (
        story.id,
        story.state.is_starred,
        story.state.is_read,
    )


@ANY_STORY
@given(STORY)
def test_any_story_has_its_headline_and_related_titles(story: Story) -> None:
    text = squeezed(text_of(body_of(story)))
    assert text.startswith(squeezed(legal(story.article.headline)))
    for link in story.article.related:
        assert squeezed(legal(link.title)) in text


@ANY_STORY
@given(TEXT)
def test_code_is_kept_to_the_letter(code: str) -> None:
    (fence,) = (token for token in READER.parse(only(Code(code))) if token.type == "fence")
    as_read = legal(code).replace("\r\n", "\n").replace("\r", "\n")
    assert fence.content.removesuffix("\n") == as_read


def test_front_matter_is_signed() -> None:
    assert front_matter(make_story()).startswith(f"---\n{SIGNATURE}\n")


def test_styles() -> None:
    spans = (Span("See "), Span(" the bold ", is_strong=True), Span("and "), Span("here", href="https://a.example/(1)"))
    assert only(Paragraph(spans)) == "See  **the bold** and [here](https://a.example/%281%29)"


def test_stars_where_they_would_be_none() -> None:
    spans = (Span("un"), Span("(do)", is_emphasis=True), Span("able"))
    assert only(Paragraph(spans)) == "un<em>(do)</em>able"


def test_quotes_in_a_row_are_one() -> None:
    blocks = (Quote((Span("One"),)), Quote((Span("two"),)), Quote((Span("Pulled"),), is_pull=True))
    assert body_of(make_story(blocks=blocks)).endswith("> One\n>\n> two\n\n> Pulled\n")


def test_numbers_that_do_not_follow_are_kept() -> None:
    block = List(tuple(ListItem((Span(str(number)),), number=number) for number in (3, 4, 9)))
    starts = [token.attrs.get("start", 1) for token in READER.parse(only(block)) if token.type == "ordered_list_open"]
    assert starts == [3, 9]


def test_nested_lists_nest() -> None:
    block = List((ListItem((Span("a"),), number=10), ListItem((Span("b"),), depth=1), ListItem((Span("c"),), depth=2)))
    assert only(block) == "10. a\n    - b\n      - c"


def test_a_table() -> None:
    assert only(Table((("", "2025"), ("Ships | boats", "4")), 1, "Arrivals", 1)) == (
        "*Arrivals*\n\n|  | 2025 |\n| --- | --- |\n| **Ships \\| boats** | 4 |"
    )


def test_a_teaser_stands_for_a_text_that_is_not_here() -> None:
    from dataclasses import replace

    story = replace(make_story(blocks=(), summary="A teaser, cut in"), has_text=False)
    assert story_markdown(story).endswith("\n\nA teaser, cut in\n")
