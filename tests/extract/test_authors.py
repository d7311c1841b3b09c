"""Who wrote it: names in bylines, in the page's head, and where the markup names an author."""

from __future__ import annotations

import json

import pytest

from newsreader.extract import extract_article
from newsreader.extract.byline import is_by, is_byline, read_names

URL = "https://paper.example/story/kiln"
LABEL = '<meta name="twitter:label1" content="{}"><meta name="twitter:data1" content="{}">'
PROSE = (
    "<p>" + "The kiln was opened on the third day, and the cups came out whiter than they had gone in. " * 6 + "</p>"
)


def byline(body: str, head: str = "") -> tuple[str, ...]:
    page = f"<html><head><title>The kiln was opened</title>{head}</head><body>{body}</body></html>"
    return extract_article(page, URL).byline


def under_headline(markup: str, head: str = "") -> tuple[str, ...]:
    return byline(f"<h1>The kiln was opened</h1>{markup}<article>{PROSE}</article>", head)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Brook", ("Ada Brook",)),
        ("Ada Brook and Ben Carr", ("Ada Brook", "Ben Carr")),
        ("Ada Brook, Senior Writer", ("Ada Brook",)),
        ("Ada Brook, Pottery Columnist", ("Ada Brook",)),
        ("Ada Brook, COO", ("Ada Brook",)),
        ("Ada Brook, Home and Garden Expert", ("Ada Brook",)),
        ("Ada Brook, Ben Carr, Kiln Engineer", ("Ada Brook", "Ben Carr")),
        ("Ada Brook in Clay and Glazes", ("Ada Brook",)),
        ("Ada Brook on Thu, Feb 5", ("Ada Brook",)),
        ("Ada Brook am Samstag", ("Ada Brook",)),
        ("Ada Brook. Reviewed by Ben Carr, DVM", ("Ada Brook",)),
        ("Ada Brook (AFP)", ("Ada Brook",)),
        ("Ada (Lovell) Brook", ("Ada (Lovell) Brook",)),
        ("AFP Staff Writers", ("AFP Staff Writers",)),
        ("Staff Writer", ("Staff Writer",)),
        ("hand, in the old manner, since nobody remembers when", ()),
    ],
)
def test_names_stand_alone(line: str, names: tuple[str, ...]) -> None:
    assert read_names(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Brook",
        "Authored by: Ada Brook",
        "Recipe by Ada Brook",
        "Words and photos by Ada Brook",
        "Story and pictures by Ada Brook",
        "Eingestellt von Ada Brook",
        "Ein Gastbeitrag von Ada Brook",
        "Publié par Ada Brook",
        "Escrito por Ada Brook",
        "Scritto da Ada Brook",
        "Interview: Ada Brook",
    ],
)
def test_every_way_to_say_by_is_gone(line: str) -> None:
    assert under_headline(f"<p>{line}</p>") == ("Ada Brook",)


@pytest.mark.parametrize("line", ["By", "Written by", "Article by", "Von", "Par", "Author:"])
def test_by_on_a_line_of_its_own_names_the_next(line: str) -> None:
    assert is_by(line)
    assert not is_byline(line)
    assert under_headline(f"<div><p>{line}</p><p>Ada Brook</p><p>Potter and writer</p></div>") == ("Ada Brook",)


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=story-byline>Posted by <a href=/u/ada>Ada Brook</a></div>",
        "<div class=author-wrap><div>By</div><div>Ada Brook</div><div>4 Feb</div></div>",
        "<div class=resource-author-details><p>Ada Brook</p><small>Potter</small></div>",
        "<p>02/04/2026 by Ada Brook, Delegate to the Guild of Potters of the Lower Valley</p>",
        "<div><a href=/author/ada>Ada Brook</a></div>",
    ],
)
def test_a_name_that_the_markup_calls_an_author(markup: str) -> None:
    assert under_headline(markup)[:1] == ("Ada Brook",)


@pytest.mark.parametrize(
    "page",
    [
        f"<p><a rel=author href=/ada>Ada Brook</a></p><h1>The kiln was opened</h1><article>{PROSE}</article>",
        f"<h1>The kiln was opened</h1><article>{PROSE}</article><h4 class=author-box__name>Ada Brook</h4>",
        f"<h1>The kiln was opened</h1><article>{PROSE}</article><div>Written by Ada Brook</div>",
        f"<h1>The kiln was opened</h1><article>{PROSE}</article><span>Posted by Ada Brook at 4 Feb 2026 11:15</span>",
    ],
)
def test_a_name_away_from_the_headline(page: str) -> None:
    assert byline(page) == ("Ada Brook",)


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='https://social.example/profile/ada.example'>Bluesky</a>",
        "<div class=author-title>Potter In Residence</div>",
        "<ol class=comments><li class=comment-author>Ben Carr</li></ol>",
        "<div class=author>Name</div>",
    ],
)
def test_what_is_no_author_is_not_taken(markup: str) -> None:
    assert under_headline(markup) == ()


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<meta name=author content="ada brook">', ("ada brook",)),
        ('<meta name=author content="admin">', ()),
        ('<meta name=author content="Webmaster">', ()),
        ('<meta name=author content="page.head.extra.author">', ()),
        ('<meta name=author content="social.example/ada">', ()),
        (LABEL.format("Written by", "Ada Brook"), ("Ada Brook",)),
        (LABEL.format("Est. reading time", "Four Minutes"), ()),
    ],
)
def test_the_head_names_people(head: str, names: tuple[str, ...]) -> None:
    assert under_headline("", head) == names


def test_a_person_named_by_reference_in_json_ld() -> None:
    graph = [
        {"@type": "Article", "headline": "The kiln was opened", "author": {"@id": "#ada"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Brook"},
    ]
    assert under_headline("", f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>") == (
        "Ada Brook",
    )


def test_a_person_on_the_page_comes_before_the_site_as_author() -> None:
    head = '<meta property="og:site_name" content="Clay Weekly"><meta name=author content="Clay Weekly">'
    assert under_headline("<div class=post-author-name>Ada Brook</div>", head) == ("Ada Brook",)
    assert under_headline("", head) == ("Clay Weekly",)
