"""Each field of an article says where on its page it was read."""

from __future__ import annotations

import json

import pytest

from newsreader.extract import Reason, extract_article
from newsreader.model import Article, Origin

URL = "https://paper.example/story/tide"
PROSE = (
    "<p>" + "The tide turned before noon, and the boats that had waited in the roads came in together. " * 5 + "</p>"
)
LD = json.dumps(
    {
        "@type": "NewsArticle",
        "headline": "The tide turns",
        "author": {"name": "Ida Moor"},
        "datePublished": "2026-02-01T09:00:00+01:00",
        "dateModified": "2026-02-02T09:00:00+01:00",
        "publisher": {"name": "The Harbour Paper"},
        "keywords": "tides, boats",
        "articleSection": "Coast",
        "description": "How the boats came in.",
        "image": "https://paper.example/boats.jpg",
    }
)


def read(head: str, body: str = "", reasons: list[Reason] | None = None, url: str = URL) -> Article:
    page = f"<html><head><title>The tide turns</title>{head}</head><body><h1>The tide turns</h1>{body}{PROSE}</body>"
    return extract_article(page, url, explain=reasons)


def test_what_only_json_ld_states_says_so() -> None:
    origins = dict(read(f"<script type='application/ld+json'>{LD}</script>").origins)
    assert origins.pop("headline") is Origin.PAGE
    assert origins == dict.fromkeys(
        ("site", "section", "byline", "published", "updated", "summary", "tags", "lead_image"), Origin.JSON_LD
    )


@pytest.mark.parametrize(
    ("head", "field", "origin"),
    [
        ('<meta property="article:published_time" content="2026-02-01">', "published", Origin.OPEN_GRAPH),
        ('<meta itemprop="datePublished" content="2026-02-01">', "published", Origin.MICRODATA),
        ('<meta name="dc.date" content="2026-02-01">', "published", Origin.META),
        ('<meta itemprop="author" content="Ida Moor">', "byline", Origin.MICRODATA),
        ('<meta name="author" content="Ida Moor">', "byline", Origin.META),
        ('<meta property="og:site_name" content="The Harbour Paper">', "site", Origin.OPEN_GRAPH),
        ('<meta property="og:url" content="/story/tide-turns">', "canonical_url", Origin.OPEN_GRAPH),
        ('<link rel=canonical href="/story/tide-turns">', "canonical_url", Origin.HEAD),
        ('<meta name="keywords" content="tides">', "tags", Origin.META),
        ('<meta name="description" content="How the boats came in.">', "summary", Origin.META),
        ('<meta property="og:locale" content="en_GB">', "lang", Origin.OPEN_GRAPH),
    ],
)
def test_a_meta_element_is_known_by_its_name(head: str, field: str, origin: Origin) -> None:
    assert (field, origin) in read(head).origins


@pytest.mark.parametrize(
    ("body", "field", "origin"),
    [
        ("<p>By Ida Moor</p>", "byline", Origin.PAGE),
        ("<div><span itemprop=author>Ida Moor</span></div>", "byline", Origin.MICRODATA),
        ("<p><time datetime=2026-02-01T10:00Z>Sunday</time></p>", "published", Origin.PAGE),
        ("<p><time itemprop=datePublished datetime=2026-02-01T10:00Z>Sunday</time></p>", "published", Origin.MICRODATA),
        ("<p>OSLO (AFP) Feb 1, 2026</p>", "dateline", Origin.PAGE),
    ],
)
def test_what_the_page_shows_says_so(body: str, field: str, origin: Origin) -> None:
    assert (field, origin) in read("", body).origins


def test_a_day_in_the_address_says_so() -> None:
    article = read("", url="https://paper.example/2026/02/01/tide")
    assert ("published", Origin.ADDRESS) in article.origins


def test_nothing_is_said_of_an_empty_field() -> None:
    assert read("").origins == (("headline", Origin.PAGE),)


def test_explain_tells_each_field_and_what_it_says() -> None:
    reasons: list[Reason] = []
    article = read(f"<script type='application/ld+json'>{LD}</script>", "<p>OSLO (AFP) Feb 1, 2026</p>", reasons)
    told = {reason.rule: reason.excerpt for reason in reasons if reason.step == "field"}
    assert list(told) == [f"{name}: {origin}" for name, origin in article.origins]
    assert told["byline: json-ld"] == "Ida Moor"
    assert told["tags: json-ld"] == "tides, boats"
    assert told["dateline: page"] == "OSLO AFP 2026-02-01"
    assert told["lead_image: json-ld"] == "https://paper.example/boats.jpg"
    assert told["published: json-ld"].startswith("2026-02-01 08:00")
