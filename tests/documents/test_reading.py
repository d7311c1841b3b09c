"""From Markdown to blocks."""

from __future__ import annotations

from newsreader.blocks import Code, Heading, List, ListItem, Paragraph, Quote, Rule, Span, Table
from newsreader.documents import TOPICS
from newsreader.documents.reading import read, read_markdown
from newsreader.typeset.manual import set_manual


def test_a_title_and_blocks() -> None:
    text = read_markdown(
        "# The harbour\n\nSee *the* **old** `quay`,\nand [search](search.md).\n\n> It is cold.\n\n## Tides\n\n---\n"
    )
    assert text.title == "The harbour"
    paragraph, quote, heading, rule = text.blocks
    assert paragraph == Paragraph(
        (
            Span("See "),
            Span("the", is_emphasis=True),
            Span(" "),
            Span("old", is_strong=True),
            Span(" "),
            Span("quay", is_code=True),
            Span(","),
            Span(" "),
            Span("and "),
            Span("search", href="search.md"),
            Span("."),
        )
    )
    assert quote == Quote((Span("It is cold."),))
    assert heading == Heading((Span("Tides"),), level=2)
    assert rule == Rule()


def test_lists_within_lists_with_numbers_and_further_paragraphs() -> None:
    (block,) = read_markdown("3. one\n\n   more\n   - deep\n4. two\n").blocks
    assert block == List(
        (
            ListItem((Span("one"),), 0, 3),
            ListItem((Span("more"),), 0, None, is_continued=True),
            ListItem((Span("deep"),), 1, None),
            ListItem((Span("two"),), 0, 4),
        )
    )


def test_tables_and_code_and_marks_that_say_nothing() -> None:
    table, code = read_markdown(
        "<!-- made: keys -->\n| a | b |\n| --- | ---: |\n| `x\\|y` | 2 |\n<!-- /made -->\n\n"
        "```toml config.toml\na = 1\n```\n"
    ).blocks
    assert table == Table((("a", "b"), ("x|y", "2")), header_rows=1)
    assert code == Code("a = 1", language="toml")


def test_an_address_elsewhere_is_said_where_the_words_are_others() -> None:
    (block,) = read_markdown("[theirs](https://paper.example/) and [paper.example](https://paper.example)").blocks
    assert isinstance(block, Paragraph)
    assert "".join(span.text for span in block.spans) == "theirs (https://paper.example/) and paper.example"


def test_no_document_is_wider_than_it_is_set() -> None:
    for topic in TOPICS:
        for width in (24, 50, 100):
            for line in set_manual(*read(topic), width).lines:
                assert line.width_cells <= width, (topic, width, line.text)
