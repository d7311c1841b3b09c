"""Short lines in several languages: which are the article's and which are not."""

from __future__ import annotations

import pytest

from newsreader.extract.phrases import is_junk_heading, is_read_more, is_related_label, is_related_line, junk_line


@pytest.mark.parametrize(
    "text",
    ["Related Links", "RELATED CONTENT", "More on this story", "You may also like", "Mehr zum Thema", "Lire aussi :",
     "Te puede interesar", "Leia também", "Leggi anche", "Lees ook", "Czytaj też", "Läs också", "相关新闻",
     "What to read next", "You may also be interested in", "Latest posts by Ann Ray (see all)",
     "関連記事", "Read next"],
)  # fmt: skip
def test_labels_of_related_panels(text: str) -> None:
    assert is_related_label(text)


@pytest.mark.parametrize(
    "text", ["Related parties met in Geneva", "More than forty people came", "The relatives", "Read the letter aloud"]
)
def test_lines_that_only_begin_like_a_label(text: str) -> None:
    assert not is_related_label(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Subscribe Free To Our Daily Newsletters", "newsletter or share line"),
        ("Sign up for our weekly newsletter", "newsletter or share line"),
        ("Tweet", "page furniture"),
        ("- Advertisement -", "page furniture"),
        ("Anzeige", "page furniture"),
        ("© 2026 Harbour Post. All rights reserved.", "legal notice"),
        ("The content herein, unless otherwise known to be public domain, are Copyright 1995-2026", "legal notice"),
        ("Additional reporting by Ann Ray", "credits"),
        ("This story is exclusive to our members", "newsletter or share line"),
        ("Pour lire la suite, créez un compte", "newsletter or share line"),
        ("How useful was this page?", "newsletter or share line"),
        ("The post Boats for rent appeared first on Harbour Post.", "credits"),
        ("Contact staff writer Ann Ray at the usual number", "credits"),
        ("Jon Weir/Getty Images", "page furniture"),
        ("Photo credit: Jon Weir", "page furniture"),
        ("This post contains affiliate links.", "disclosure"),
        ("When you buy something through our links, we may earn a commission.", "disclosure"),
        ("Dieser Text enthält Affiliate-Links.", "disclosure"),
        ("The commission heard that the boats earn less than they cost.", ""),
        ("The post office on the quay appeared to be shut.", ""),
        ("This story was told to me by a ferryman.", ""),
        ("The harbour master subscribed to the view that it would rain", ""),
        ("He said: share the bread.", ""),
    ],
)
def test_lines_that_are_not_the_articles(text: str, kind: str) -> None:
    assert junk_line(text) == kind


def test_a_long_line_is_prose_whatever_it_begins_with() -> None:
    assert junk_line("Sign up for the newsletter, said the sign, " + "and nobody did, " * 20) == ""


def test_pointers_to_other_articles() -> None:
    assert is_related_line("Read more: The weir that sang")
    assert is_related_line("Lesen Sie auch: Das Wehr")
    assert is_related_line("[Read more: The weir that sang]")
    assert is_related_line("Related stories: The weir that sang")
    assert is_related_line("👉 See how the weir was built")
    assert not is_related_line("Watch out for: loose planks on the pier")
    assert not is_related_line("Related to the above: the pier is shut")
    assert not is_related_line("See how the weir was built")
    assert not is_related_line("More: a word that the council used often in its report, and never explained" * 4)


def test_headings_and_read_more() -> None:
    assert is_junk_heading("2 comments")
    assert is_junk_heading("Most read")
    assert not is_junk_heading("Comments from the harbour master were short")
    assert is_read_more("... read more")
    assert is_read_more("Weiterlesen »")
    assert not is_read_more("Read more books, he said")
