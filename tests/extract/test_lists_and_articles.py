"""Section fronts, home pages, archives and search results are lists; tickers, "ten best" and round-ups are not."""

from __future__ import annotations

import pytest

from newsreader.errors import IndexPageError
from newsreader.extract import extract_article

THINGS = (
    "ferry",
    "bridge",
    "harbour",
    "lamp",
    "quay",
    "school",
    "market",
    "tower",
    "salt pan",
    "orchard",
    "train",
    "museum",
)
ARTICLE = '<meta property="og:type" content="article">'
WEBSITE = (
    '<meta property="og:type" content="website"><meta name="description" content="All about the town, every day.">'
)
PUBLISHED = '<meta property="article:published_time" content="2026-02-03T08:00:00Z">'


def text(number: int, sentences: int = 2) -> str:
    thing = THINGS[number % 12]
    return " ".join(
        (
            f"The {thing} was talked about in the council, and nobody knew what it would cost in year {number}.",
            f"The people who live beside the {thing} ask for a vote, and the mayor says that she will listen to them.",
            f"A decision about the {thing} falls before the summer, when the money of the district has been counted.",
        )[:sentences]
    )


def headline(number: int) -> str:
    return f"Council fights over the old {THINGS[number % 12]} and its {number + 2} keepers"


def href(number: int) -> str:
    return "/2026/02/" + headline(number).lower().replace(" ", "-")


def card(number: int, sentences: int = 2, signed: str = "", more: str = "", tag: str = "h2") -> str:
    return (
        f'<article class="card"><a href="{href(number)}"><img src="/p/{number}.jpg" alt=""></a>'
        f'<{tag}><a href="{href(number)}">{headline(number)}</a></{tag}>{signed}'
        f"<p>{text(number, sentences)}{more.format(href(number))}</p></article>"
    )


def cards(sentences: int = 2, signed: str = "", more: str = "") -> str:
    return "".join(card(number, sentences, signed, more) for number in range(8))


def page(body: str, title: str, head: str = "") -> str:
    menu = "".join(f"<li><a href='/{thing}'>{thing}</a></li>" for thing in THINGS)
    return (
        f"<html><head><title>{title} | The Post</title>{head}</head><body><nav><ul>{menu}</ul></nav>"
        f"<main><h1>{title}</h1>{body}</main><footer>The Post, Quay Street 4</footer></body></html>"
    )


SIGNED = '<p class="byline">By Ann Ray | <time datetime="2026-02-03T08:00:00Z">Feb 3, 2026</time></p>'
DESKS = "".join(
    f"<section><h2>{thing}</h2>" + "".join(card(5 * place + n, 1 + (n == 0), tag="h3") for n in range(5)) + "</section>"
    for place, thing in enumerate(THINGS[:6])
)
FOUND = "".join(f'<li><h3><a href="{href(n)}">{headline(n)}</a></h3><p>... {text(n, 1)} ...</p></li>' for n in range(9))
LISTS = {
    "long teasers": page(cards(3), "Politics", WEBSITE),
    "signed and dated": page(cards(3, SIGNED), "Politics", WEBSITE),
    "a day in German": page(cards(2, "<span>5. Februar 2026</span>"), "Politik"),
    "called an article": page(cards(), "Politics", ARTICLE),
    "with a date of its own": page(cards(2, SIGNED), "Politics", WEBSITE + PUBLISHED),
    "with an author": page(cards(), "Politics", WEBSITE + '<meta name="author" content="The Post">'),
    "a home page": page(DESKS, "The Post", WEBSITE),
    "a tag": page(cards(2, SIGNED, ' […] <a href="{0}">Continue reading</a>'), "Tag: ferry"),
    "search results": page(f"<form><input name=q></form><p>9 results for ferry</p><ol>{FOUND}</ol>", "Search results"),
    "an author's": page("<p>Ann Ray writes about the harbour since 2004.</p>" + cards(2, SIGNED), "Ann Ray"),
    "linked as a whole": page(
        "".join(f'<div><a href="{href(n)}"><h3>{headline(n)}</h3><p>{text(n)}</p></a></div>' for n in range(8)),
        "Politics",
    ),
    "in a table": page(
        "<table>" + "".join(f'<tr><td><a href="{href(n)}"><b>{headline(n)}</b></a><br>{text(n)}' for n in range(8)),
        "News",
    ),
}


@pytest.mark.parametrize("html", LISTS.values(), ids=LISTS)
def test_a_list_is_no_article(html: str) -> None:
    with pytest.raises(IndexPageError):
        extract_article(html, "https://post.example/politics")


def ticker(title: str) -> str:
    entries = (f"<div><b>{8 + n}:00</b><h3>{title.format(headline(n), n)}</h3><p>{text(n)}</p></div>" for n in range(9))
    return "".join(entries)


def best(link: str) -> str:
    return f"<p>{text(3)}</p>" + "".join(
        f'<h2>{n + 1}. <a href="{link}{n}">{headline(n)}</a></h2><p>{text(n, 3)}</p>' for n in range(9)
    )


ARTICLES = {
    "a ticker": page(ticker("{0}"), "Storm over the harbour: the ticker"),
    "a ticker with anchors": page(ticker('<a href="#entry-{1}">{0}</a>'), "Storm over the harbour: the ticker"),
    "a dated ticker": page(ticker("{0}"), "Storm over the harbour: the ticker", ARTICLE + PUBLISHED),
    "the ten best, linked to shops": page(
        best("https://shop.example/keeper-of-the-year-"), "The best keepers of the town"
    ),
    "the ten best, linked to reviews": page(best("/reviews/keeper-of-the-year-"), "The best keepers of the town"),
    "the ten best, signed": page(
        SIGNED + best("/reviews/keeper-of-the-year-"), "The best keepers of the town", ARTICLE
    ),
    "a round-up": page(
        f"<p>{text(3, 3)}</p><ul>"
        + "".join(f'<li><a href="https://else{n}.example/news">{headline(n)}</a>: {text(n)}</li>' for n in range(9))
        + "</ul>",
        "Links of the week",
        ARTICLE,
    ),
    "a morning letter": page(
        f"<p>{text(3, 3)}</p>"
        + "".join(f'<p><b>{headline(n)}</b> {text(n)} <a href="{href(n)}">Read the story</a></p>' for n in range(9)),
        "The morning letter",
    ),
    "a brief above others' teasers": page(
        f"<p>{text(9, 3)}</p>" + "".join(card(n, 3) for n in range(6)), headline(9), ARTICLE + PUBLISHED
    ),
}


@pytest.mark.parametrize("html", ARTICLES.values(), ids=ARTICLES)
def test_an_article_that_looks_like_a_list_is_one(html: str) -> None:
    found = extract_article(html, "https://post.example/2026/02/the-story-of-the-day").text
    assert text(9, 3) in found or all(text(number) in found for number in range(9))
