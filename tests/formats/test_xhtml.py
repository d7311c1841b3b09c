"""Blocks as XHTML: an XML parser finds the same text in it, and nothing that is not text has become markup."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, tostring

from hypothesis import given

from newsreader.blocks import Block, Image, List, ListItem, Paragraph, Quote, Span, Table, block_text
from newsreader.formats.legal import legal
from newsreader.formats.xhtml import block_elements, element, html_text
from tests.formats.made import ANY_STORY, BLOCK, BLOCKS, squeezed

KNOWN_TAGS = {"div", "p", "aside", "blockquote", "ul", "ol", "li", "strong", "em", "code", "a", "br", "pre", "hr"}
KNOWN_TAGS |= {"h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody", "tr", "th", "td"}
KNOWN_TAGS |= {"figure", "figcaption", "img"}


def parsed(blocks: tuple[Block, ...]) -> Element:
    return fromstring(tostring(element("div", *block_elements(blocks)), encoding="unicode"))


def items(*rows: tuple[str, int, int | None]) -> List:
    return List(tuple(ListItem((Span(text),), depth=depth, number=number) for text, depth, number in rows))


@ANY_STORY
@given(BLOCKS)
def test_any_blocks_are_well_formed_and_of_known_elements(blocks: tuple[Block, ...]) -> None:
    assert {each.tag for each in parsed(blocks).iter()} <= KNOWN_TAGS


@ANY_STORY
@given(BLOCK)
def test_the_text_is_the_same(block: Block) -> None:
    found = squeezed("".join(parsed((block,)).itertext()))
    told = squeezed(legal(block_text(block)))
    if isinstance(block, Table):
        told = squeezed(legal(block.caption)) + told
    if isinstance(block, Image):
        assert parsed((block,)).find(".//img").get("alt") is not None
    if told:
        assert found == told


def test_quotes_in_a_row_are_one_and_a_pull_quote_stands_alone() -> None:
    html = html_text(
        block_elements((Quote((Span("One"),)), Quote((Span("two"),)), Quote((Span("Pulled"),), is_pull=True)))
    )
    assert html == ('<blockquote><p>One</p><p>two</p></blockquote><aside class="pull"><p>Pulled</p></aside>')


def test_lists_nest_again() -> None:
    html = html_text(block_elements((items(("a", 0, 3), ("b", 1, None), ("c", 4, None), ("d", 0, 4)),)))
    assert html == (
        '<div class="list"><ol><li value="3">a<ul><li>b<ul><li>c</li></ul></li></ul></li>'
        '<li value="4">d</li></ol></div>'
    )


def test_a_term_its_text_and_a_further_paragraph() -> None:
    block = List(
        (
            ListItem((Span("Knot"),), is_term=True),
            ListItem((Span("A tie."),), is_continued=True),
            ListItem((Span("Bend"),)),
        )
    )
    assert html_text(block_elements((block,))) == (
        '<div class="list"><ul><li><strong>Knot</strong><p>A tie.</p></li><li>Bend</li></ul></div>'
    )


def test_styles_links_and_breaks() -> None:
    spans = (Span("See ", is_emphasis=True), Span("here\nnow", href="https://a.example/ä?b=1&c=2", is_strong=True))
    assert html_text(block_elements((Paragraph(spans),))) == (
        '<p><em>See </em><a href="https://a.example/%C3%A4?b=1&amp;c=2"><strong>here<br>now</strong></a></p>'
    )


def test_a_table_has_its_heads() -> None:
    html = html_text(block_elements((Table((("", "2025"), ("Ships", "4")), 1, "Arrivals", 1),)))
    assert html == (
        "<table><caption>Arrivals</caption><thead><tr><th></th><th>2025</th></tr></thead>"
        "<tbody><tr><th>Ships</th><td>4</td></tr></tbody></table>"
    )
