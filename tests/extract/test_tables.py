"""Tables of data and tables of layout."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsreader.blocks import Table
from newsreader.extract.tables import read_table
from newsreader.extract.tree import read_tree


def table_of(markup: str) -> Table | None:
    tree = read_tree(LexborHTMLParser(markup))
    return read_table(next(element for element in tree.elements if element.tag == "table"))


def test_header_rows_caption_and_spans_make_a_regular_grid() -> None:
    table = table_of(
        "<table><caption>Days</caption><tr><th>Year<th colspan=2>Ice</tr><tr><td>2023<td>31<td>a</tr>"
        "<tr><td>2024</tr></table>"
    )
    assert table == Table((("Year", "Ice", ""), ("2023", "31", "a"), ("2024", "", "")), header_rows=1, caption="Days")


@pytest.mark.parametrize(
    "markup",
    [
        "<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>",
        "<table><tr><td>one cell</table>",
        "<table><tr><td><table><tr><td>x</table><td>y<tr><td>1<td>2</table>",
        "<table><tr><td><p>a<p>b<p>c<p>d<td>side<tr><td>1<td>2</table>",
        "<table><tr><td><a href=/1>a link to it</a><td><a href=/2>another</a><tr><td><a href=/3>more</a><td></table>",
        f"<table><tr><td>{'long prose ' * 100}<td>side<tr><td>1<td>2</table>",
    ],
)
def test_tables_that_arrange_a_page_are_none(markup: str) -> None:
    assert table_of(markup) is None
