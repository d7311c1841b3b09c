"""What names of classes say."""

from __future__ import annotations

import pytest

from newsreader.extract.classwords import is_content_name, is_pull_quote, junk_word


@pytest.mark.parametrize(
    ("names", "word"),
    [
        ("related-posts", "related"),
        ("relatedPosts grid", "related"),
        ("jp-relatedposts", "relatedposts"),
        ("site__footer", "footer"),
        ("newsletterSignup", "newsletter"),
        ("post_meta", "post-meta"),
        ("entry-content", ""),
        ("theme-wide article", ""),
        ("", ""),
    ],
)
def test_boilerplate_words(names: str, word: str) -> None:
    assert junk_word(names) == word


def test_names_of_bodies_and_pull_quotes() -> None:
    assert is_content_name("ArticlePage-articleBody")
    assert is_content_name("td-post-content tagdiv-type")
    assert not is_content_name("content")
    assert is_pull_quote("c-pullQuote left")
    assert not is_pull_quote("quote")
