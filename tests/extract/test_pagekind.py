"""An article that links to others is no section, and a section that has teasers is no article."""

from __future__ import annotations

import pytest

from newsreader.errors import IndexPageError, NoListingError
from newsreader.extract import extract_article
from newsreader.extract.section import extract_section

ADDRESS = "https://post.example/reports/Ferry_comes_in_with_its_lamps_lit_999.html"
PARAGRAPHS = [
    f"The ferry came in at {hour} with its lamps lit, and nobody on the quay said a word about the storm of the night."
    for hour in ("five", "six", "seven", "eight", "nine", "ten")
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
STORIES = [
    (
        "Harbour master counts forty lost buoys",
        "The buoys went in one night, and the harbour master asks where",
    ),
    (
        "School ship learns to sail backwards",
        "It was a mistake at first, said the captain, and then they liked it",
    ),
    (
        "Lighthouse to be let to one quiet tenant",
        "Whoever takes it must climb two hundred steps and like",
    ),
    (
        "Salt prices fall for the third summer",
        "Too much sun has filled the pans of the coast, and the makers",
    ),
    (
        "Old breakwater is older than the town",
        "Divers have found marks of tools on its lowest stones that are",
    ),
]


def _href(headline: str) -> str:
    return f"/reports/{headline.replace(' ', '_')}_999.html"


def _links() -> str:
    return "".join(f'<li><a href="{_href(headline)}">{headline}</a></li>' for headline, _ in STORIES)


def _teasers(end: str) -> str:
    return "".join(
        f'<div class="item"><h2><a href="{_href(headline)}">{headline}</a></h2><p>{teaser}{end}</p></div>'
        for headline, teaser in STORIES
    )


def _page(body: str, head: str = "") -> str:
    return f"<html><head><title>Ferry comes in with its lamps lit</title>{head}</head><body>{body}</body></html>"


OG_ARTICLE = '<meta property="og:type" content="article">'
HEADLINE = "<h1>Ferry comes in with its lamps lit</h1>"
SIGNED = "<p>by Ann Ray</p><p>Tern Islands (HPA) Feb 3, 2026</p>"


@pytest.mark.parametrize(
    "page",
    [
        _page(f"{HEADLINE}{SIGNED}{TEXT}<h3>Related content</h3><ul>{_links()}</ul>"),
        _page(f"{HEADLINE}{TEXT}<ul>{_links()}</ul>", OG_ARTICLE),
        _page(f"<ul>{_links()}</ul>{HEADLINE}{SIGNED}{TEXT}"),
        _page(f"<h2>Ferry comes in with its lamps lit</h2>{SIGNED}{TEXT}<div>{_teasers(' ... more')}</div>"),
        _page(f"{HEADLINE}{SIGNED}<p>{PARAGRAPHS[0]}</p><ul>{_links()}</ul>{TEXT}"),
        _page(f"{HEADLINE}{SIGNED}<p>{PARAGRAPHS[-1]}</p><ul>{_links()}</ul>", OG_ARTICLE),
        _page(f"{HEADLINE}{TEXT}{TEXT.replace('lamps', 'flags')}<ul>{_links()}</ul>"),
    ],
    ids=[
        "related panel",
        "stated",
        "list above",
        "teasers below",
        "list within",
        "a flash",
        "neither stated nor signed",
    ],
)
def test_an_article_is_no_section(page: str) -> None:
    with pytest.raises(NoListingError):
        extract_section(page, ADDRESS)
    assert PARAGRAPHS[-1] in extract_article(page, ADDRESS).text


@pytest.mark.parametrize("end", [" ... more", ".", " [...]"])
@pytest.mark.parametrize("title", ["<h1>Harbour news</h1>", "<h1>Harbour news</h1><p>by Ann Ray</p>", ""])
def test_a_list_of_teasers_is_a_section_whatever_it_says_it_is(title: str, end: str) -> None:
    page = _page(f"{title}<div>{_teasers(end)}</div>", OG_ARTICLE)
    entries = extract_section(page, "https://post.example/harbour").entries
    assert [entry.headline for entry in entries] == [headline for headline, _ in STORIES]


def test_a_list_whose_entries_are_signed_is_no_article() -> None:
    page = _page(f"<div>{_teasers(' ... more').replace('</h2>', '</h2><p>by Ann Ray</p>')}</div>")
    with pytest.raises(IndexPageError):
        extract_article(page, "https://post.example/harbour")


@pytest.mark.parametrize("end", [" ... more", ".", " [...]"])
@pytest.mark.parametrize("title", ["<h1>Harbour news</h1>", "<b>HARBOUR NEWS</b>", ""])
def test_a_list_of_teasers_is_no_article(title: str, end: str) -> None:
    with pytest.raises(IndexPageError):
        extract_article(_page(f"{title}<div>{_teasers(end)}</div>"), "https://post.example/harbour")


def test_an_article_about_articles_is_one() -> None:
    texts = "".join(
        f'<h2><a href="{_href(headline)}">{headline}</a></h2><p>{teaser} the sea.</p><p>{PARAGRAPHS[place]}</p>'
        for place, (headline, teaser) in enumerate(STORIES)
    )
    article = extract_article(_page(f"{HEADLINE}<p>{PARAGRAPHS[5]}</p>{texts}"), ADDRESS)
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
