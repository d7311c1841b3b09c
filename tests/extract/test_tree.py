"""The page as a tree: the white space that is text, sizes, and what is nested too deeply."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsreader.extract import extract_article
from newsreader.extract.tree import MAX_DEPTH, Element, read_tree

PROSE = "The harbour council met on Monday to discuss the new lights along the pier, and put them off again."


def _text(element: Element) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in element.children)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><b>one</b> <i>two</i></p>", "one two"),
        ("<p><b>one</b><!-- note -->\n<i>two</i></p>", "one two"),
        ("<p><b>one</b><!-- note --><i>two</i></p>", "onetwo"),
        ("<p><b>one</b> <!-- note -->two</p>", "one two"),
        ("<p>one<span> <b>two</b></span></p>", "one two"),
        ("<p><a><b>one</b> </a>two</p>", "one two"),
        ("<p>one<span> </span>two</p>", "one two"),
        ("<p>one<span></span>two</p>", "onetwo"),
        ("<p> <b>one</b> </p>\n<p>two</p>", "onetwo"),
        ("<pre>\n  <b>one</b>\n  <b>two</b></pre>", "  one\n  two"),
        ("<table><tr><td class='blob-code'>  <b>one</b></table>", "  one"),
    ],
)
def test_white_space_is_kept_where_it_is_text(markup: str, text: str) -> None:
    assert _text(read_tree(LexborHTMLParser(markup)).body) == text


def test_sizes_are_summed_up() -> None:
    tree = read_tree(LexborHTMLParser("<p>Brücke <a href=x>zwei<br>drei</a> <b>vier</b></p><div>fünf</div>"))
    paragraph = tree.elements[1]
    assert (paragraph.text, paragraph.links, paragraph.flow, paragraph.flow_links) == (19, 8, 19, 8)
    assert (tree.body.text, tree.body.links, tree.body.flow) == (24, 8, 0)


def test_text_that_is_nested_too_deeply_is_kept() -> None:
    page = f"<title>Lights</title>{'<div>' * (2 * MAX_DEPTH)}{f'<p>{PROSE}</p>' * 3}<script>var text</script>"
    tree = read_tree(LexborHTMLParser(page))
    assert max(element.depth for element in tree.elements) == MAX_DEPTH
    assert tree.body.text == 3 * len(PROSE)
    assert PROSE in extract_article(page, "https://harbour.example/lights").text
