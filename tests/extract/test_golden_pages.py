"""Pages of our own writing in the shape of real layouts, each with the article that must come out of it."""

from __future__ import annotations

import pytest

from tests.extract.golden import expected, extracted, page_names


@pytest.mark.parametrize("name", page_names())
def test_a_page_gives_its_article(name: str) -> None:
    assert extracted(name) == expected(name)


@pytest.mark.parametrize("name", page_names())
def test_a_page_as_text_gives_the_same(name: str) -> None:
    from newsreader.extract import extract_article
    from newsreader.extract.decode import decode_html
    from tests.extract.golden import ADDRESS, PAGES, shape_of

    text = decode_html((PAGES / f"{name}.html").read_bytes())
    assert shape_of(extract_article(text, ADDRESS)) == expected(name)
