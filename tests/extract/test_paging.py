"""Which other pages belong to an article, by what a page says of them, and how its parts become one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsreader.blocks import Image, Paragraph, Rule, Span
from newsreader.extract.joining import is_part_of, join_parts
from newsreader.extract.paging import find_other_pages
from newsreader.model import Article, RelatedLink

SITE = "https://post.example"
STORY = f"{SITE}/harbour/the-long-strike.html"


def page(links: str, head: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><article><h1>The long strike</h1><p>Text.</p>{links}</article></body></html>"
    )


NEXT_PAGES = {
    "rel": (STORY, '<a rel="next" href="/harbour/the-long-strike.html?page=2">More</a>', "?page=2"),
    "en": (STORY, "<a href='/harbour/the-long-strike-2.html'>Next page »</a>", "-2.html"),
    "en, titled": (STORY, "<a href='?page=2'>Next: The second week</a>", "?page=2"),
    "de": (STORY, "<a href='/harbour/the-long-strike.html/seite-2'>nächste Seite</a>", "/seite-2"),
    "fr": (STORY, "<a href='/harbour/the-long-strike,2.html'>Page suivante</a>", ",2.html"),
    "es": (STORY, "<a href='/harbour/the-long-strike/2/'>Siguiente</a>", "/2/"),
    "it": (STORY, "<a href='/harbour/the-long-strike/pagina/2'>pagina successiva</a>", "/pagina/2"),
    "pt": (STORY, "<a href='?pagina=2'>Próxima</a>", "?pagina=2"),
    "nl": (STORY, "<a href='?p=2'>Volgende pagina</a>", "?p=2"),
    "ja": (STORY, "<a href='?page=2'>次へ</a>", "?page=2"),
    "numbers": (STORY, "<b>1</b> <a href='?page=2'>2</a> <a href='?page=3'>3</a>", "?page=2"),
    "numbers from nought": (
        STORY,
        "<a href='?page=0'>1</a> <a href='?page=1'>2</a> <a href='?page=2'>3</a>",
        "?page=1",
    ),
    "a list of contents": (STORY, "<a href='?page=3'>Page 3</a> <a href='?page=2'>Page 2</a>", "?page=2"),
    "an arrow": (STORY, "<a href='/harbour/the-long-strike/page/2'>›</a>", "/page/2"),
    "from the second": (f"{STORY}?page=2", "<a href='?page=1'>1</a><a href='?page=3'>3</a>", "?page=3"),
    "from one by number": (f"{SITE}/strike/1", "<a href='/strike/2'>2</a>", "/strike/2"),
}


@pytest.mark.parametrize(("url", "links", "end"), NEXT_PAGES.values(), ids=NEXT_PAGES)
def test_the_next_part_is_found(url: str, links: str, end: str) -> None:
    assert find_other_pages(page(links), url).next_page.endswith(end)


def test_the_next_part_is_found_in_the_head() -> None:
    assert find_other_pages(page("", '<link rel="next" href="?page=2">'), STORY).next_page == f"{STORY}?page=2"


NO_NEXT_PAGES = {
    "the next article": (STORY, '<a rel="next" href="/harbour/the-quay-opens.html">Next</a>'),
    "the next number": (f"{SITE}/news/12", '<a rel="next" href="/news/13">Next</a>'),
    "the next day": (f"{SITE}/2026/01/30/strike", '<a rel="next" href="/2026/01/31/strike">Next</a>'),
    "a later part": (STORY, "<a href='?page=3'>3</a>"),
    "itself": (STORY, "<a href='?page=1'>1</a> <a href='#2'>2</a>"),
    "pages of comments": (STORY, "<div id=comments><p><a href='?page=2'>2</a></p></div>"),
    "pages of comments by name": (STORY, "<a href='/harbour/the-long-strike.html/comment-page-2'>2</a>"),
    "another site": (STORY, "<a href='https://else.example/harbour/the-long-strike.html?page=2'>2</a>"),
    "a script": (STORY, "<a href='javascript:next(2)'>2</a>"),
    "a picture of many": (STORY, "<a href='?image=2'>2</a>"),
    "words in a text": (STORY, "<a href='?page=2'>the second week of the strike</a>"),
}


@pytest.mark.parametrize(("url", "links"), NO_NEXT_PAGES.values(), ids=NO_NEXT_PAGES)
def test_what_is_no_next_part(url: str, links: str) -> None:
    assert find_other_pages(page(links), url).next_page == ""


def test_parts_follow_each_other_to_the_last() -> None:
    first, third = f"{SITE}/strike", f"{SITE}/strike/3"
    pager = "<a href='/strike'>1</a> <a href='/strike/2'>2</a> <b>3</b> <a href='/strike/4'>4</a>"
    assert find_other_pages(page(pager), third, first=first).next_page == f"{SITE}/strike/4"
    assert find_other_pages(page("<a href='/strike/2'>2</a> <b>3</b>"), third, first=first).next_page == ""


@pytest.mark.parametrize(
    "links",
    [
        "<a href='/harbour/the-long-strike.html'>1</a>",
        "<a href='?page=1'>First page</a>",
        "<a rel=prev href='/harbour/the-long-strike'>‹</a>",
    ],
)
def test_a_later_part_leads_to_the_first(links: str) -> None:
    url = f"{STORY}?page=2"
    first = find_other_pages(page(links), url).first_page
    assert first in (STORY, f"{STORY}?page=1", STORY.removesuffix(".html"))
    assert find_other_pages(page("", f'<link rel=canonical href="{STORY}">'), url).first_page == STORY
    assert find_other_pages(page(links), STORY).first_page == ""


@pytest.mark.parametrize(
    ("label", "href"),
    [
        ("View as a single page", "?page=all"),
        ("Single page", "?singlepage=true"),
        ("Auf einer Seite lesen", "/harbour/the-long-strike/komplettansicht"),
        ("Lire sur une seule page", "?tout=1"),
        ("Ver todo en una página", "?todo=1"),
    ],
)
def test_the_whole_on_one_page_is_found(label: str, href: str) -> None:
    assert find_other_pages(page(f"<a href='{href}'>{label}</a>"), STORY).whole.endswith(href)
    assert find_other_pages(page(f"<a href='/all-stories'>{label}</a>"), STORY).whole == ""


@pytest.mark.parametrize("label", ["Print this page", "Drucken", "Version imprimable", "Imprimir"])
def test_amp_and_print_versions_are_found_amp_first(label: str) -> None:
    amp = '<link rel="amphtml" href="https://amp.post.example/harbour/the-long-strike">'
    links = (
        f"<a href='/print/17'>{label}</a> <a href='https://else.example/print'>{label}</a><a href='#print'>{label}</a>"
    )
    assert find_other_pages(page(links, amp), STORY).alternates == (
        "https://amp.post.example/harbour/the-long-strike",
        f"{SITE}/print/17",
    )


LONG = "The dockers came to the gate at six and stood there in the rain until the ferry had left, number "


def part(number: int, *texts: str, headline: str = "The long strike", image: str = "", canonical: str = "") -> Article:
    lead = Image(f"{SITE}/pictures/{image}.jpg") if image else None
    return Article(
        url=f"{STORY}?page={number}",
        headline=headline,
        canonical_url=canonical,
        byline=("Ann Ray",),
        summary="What the dockers wanted, and what they got for it in the end.",
        updated=datetime(2026, 2, number, tzinfo=UTC),
        lead_image=lead,
        blocks=tuple(Paragraph((Span(text),)) for text in texts),
        related=(
            RelatedLink(url=f"{STORY}?page={number + 1}", title="Next"),
            RelatedLink(url=f"{SITE}/quay", title="The quay"),
        ),
    )


def test_parts_are_joined_without_what_they_repeat() -> None:
    first = part(1, f"{LONG}1.", "They sang.", "Page 1 of 3", image="gate")
    second = part(
        2, "The long strike", first.summary, f"{LONG}1.", f"{LONG}2.", "They sang.", "Seite 2 von 3", image="gate"
    )
    third = part(3, f"{LONG}3.", "« 1 2 3 »", image="ferry")
    joined = join_parts(first, (second, third))
    assert joined.text.split("\n") == [f"{LONG}1.", "They sang.", f"{LONG}2.", "They sang.", f"{LONG}3."]
    assert [block.url for block in joined.blocks if isinstance(block, Image)] == [f"{SITE}/pictures/ferry.jpg"]
    assert (joined.url, joined.byline, joined.lead_image) == (first.url, first.byline, first.lead_image)
    assert joined.updated == datetime(2026, 2, 3, tzinfo=UTC)
    assert [link.title for link in joined.related] == ["The quay", "Next"]  # each once, none of the parts


@pytest.mark.parametrize("text", ["10 of them came.", "2:1", "Part of it burned.", "Page after page was read."])
def test_lines_that_number_no_page_stay(text: str) -> None:
    assert text in join_parts(part(1, f"{LONG}1."), (part(2, text, f"{LONG}2."),)).text


def test_nothing_to_join_leaves_an_article_as_it_is() -> None:
    first = part(1, f"{LONG}1.")
    assert join_parts(first, ()).blocks == first.blocks
    assert join_parts(first, (Article(url=STORY, headline="", blocks=(Rule(),)),)).blocks == first.blocks


@pytest.mark.parametrize(
    "headline",
    ["The long strike", "The Long Strike - Page 2", "The long strike (2/3)", "The long strike | Seite 2 von 3"],
)
def test_a_part_has_the_headline_of_the_first(headline: str) -> None:
    assert is_part_of(part(2, f"{LONG}2.", headline=headline), part(1, f"{LONG}1."))


def test_another_article_is_no_part() -> None:
    first = part(1, f"{LONG}1.")
    assert not is_part_of(part(2, f"{LONG}2.", headline="The quay opens again"), first)
    assert is_part_of(part(2, f"{LONG}2.", headline="The second week", canonical=first.url), first)
    assert not is_part_of(part(2, f"{LONG}1."), first)  # the same page again
