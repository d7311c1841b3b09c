"""Whatever comes in, an article or a typed error comes out: no control character, no other exception."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.address import is_web_address
from newsreader.blocks import Embed, List
from newsreader.errors import ExtractError
from newsreader.extract import extract_article
from newsreader.extract.wordlist import word_set
from newsreader.model import Article
from tests.extract.golden import ADDRESS, PAGES, page_names

UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PROSE = "Some words of a paragraph that is long enough to be taken for one by anybody who reads it, twice over. "
TAGS = [
    *sorted(
        word_set(
            "p div b table tr td ul li h1 h2 br script style form blockquote pre figure title noscript template svg "
            "select font center nav header body html"
        )
    ),
    "a href=/x",
    "a href='http://[bad'",
    "img src=/p.jpg",
    "iframe src=https://youtu.be/x",
    "span class=author",
    "time datetime=2026-13-45",
    "ol start=99999999",
    "td colspan=999",
    "p hidden",
    "meta name=author content='By \x1b[31m'",
    "base href='javascript:1'",
    *sorted(word_set("sup sub dl dt dd q li ol details summary audio video source ruby rt code hr aside")),
    "td rowspan=99999 colspan=70",
    "ol reversed start=3",
    "li value=9",
    "a href=#fn1",
    "a href='javascript:alert(1)//#fn1'",
    "p id=fn1",
    "div class=footnotes",
    "aside class=pullquote",
    "span class=dropcap",
    "div class=youtube-player data-id='x\x1b'",
    "lite-youtube videoid='a b' playlabel='\x1b[31m'",
    "amp-twitter data-tweetid=1",
    "blockquote class=instagram-media data-instgrm-permalink='data:x'",
    "blockquote class=bluesky-embed data-bluesky-uri=at://did:plc:x/app.bsky.feed.post/y",
    "td class=gutter",
    "td class=code",
    "pre data-lang='\x9b31m'",
    "div class='code-toolbar highlight-\u202epython'",
]
TEXTS = (PROSE, "Related content", "By Ann Ray", "Feb 1, 2026", "&#27;[2J", "&#x202e;x", " ", "1", "* * *")


@st.composite
def tag_soup(draw: st.DrawFn) -> str:
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 40))):
        name = draw(st.sampled_from(TAGS))
        closing = draw(st.booleans())
        parts.append(f"</{name.split()[0]}>" if closing else f"<{name}>")
        if draw(st.booleans()):
            parts.append(draw(st.sampled_from(TEXTS)))
    return "".join(parts)


@given(st.binary(max_size=2000))
def test_any_bytes_give_an_article_or_a_typed_error(body: bytes) -> None:
    _check(body)


@given(st.text(max_size=1000))
def test_any_text_gives_an_article_or_a_typed_error(text: str) -> None:
    _check(text)


@settings(max_examples=200, deadline=None)
@given(tag_soup())
def test_any_order_of_tags_gives_an_article_or_a_typed_error(soup: str) -> None:
    _check(soup)


@settings(deadline=None)
@given(st.sampled_from(page_names()), st.data())
def test_a_page_cut_or_broken_anywhere_is_still_read(name: str, data: st.DataObject) -> None:
    body = bytearray((PAGES / f"{name}.html").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    _check(bytes(body[: data.draw(st.integers(0, len(body)))]))


@settings(deadline=None)
@given(st.sampled_from(page_names()))
def test_reading_twice_gives_the_same(name: str) -> None:
    body = (PAGES / f"{name}.html").read_bytes()
    assert extract_article(body, ADDRESS) == extract_article(body, ADDRESS)


HOSTILE = {
    "nested": "<div>" * 100_000,
    "unclosed inline": "<b>" * 100_000 + PROSE,
    "unclosed links": "<a href=x>text " * 50_000,
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">" + PROSE,
    "breaks": "<br>".join(["word"] * 50_000),
    "list": "<ul>" + "<li>an item of text" * 50_000,
    "headlines": "<h1>Some headline here</h1>" * 50_000 + PROSE,
    "long text": "<p>" + "word " * 1_000_000,
    "labels": "<div>Related content<br>" * 500 + "<a href=/y>A headline of a story</a>" * 20_000,
    "tables": "<table><tr><td>" * 900 + PROSE * 5,
    "cells": "<table>" + ("<tr>" + "<td>y</td>" * 200 + "</tr>") * 300,
    "terms": "<dl>" + "<dt>a term<dd>what it means" * 30_000,
    "spanned cells": "<table>" + ("<tr>" + "<td rowspan=9999 colspan=60>y</td>" * 60 + "</tr>") * 300 + PROSE * 5,
    "lists in lists": "<ul><li>an item" * 140 + PROSE * 5,
    "notes": f"<p>{PROSE * 3}[1]</p>" + "<div class=footnotes id=fn1>" * 140 + "<ol>" + "<li id=fn2>a note" * 20_000,
    "raised": f"<p>{PROSE * 3}" + "<sup>1" * 140 + "<sub>2</sub>" * 30_000,
    "players": f"<p>{PROSE * 3}" + "<lite-youtube videoid=abcdefgh></lite-youtube>" * 20_000,
    "code": f"<p>{PROSE * 3}<pre>" + "<code>x</code>\n" * 30_000,
    "json": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + PROSE * 5,
    "marks": "<p>a" + "\u0301" * 300_000 + PROSE * 5,
    "bars": "<title>" + "a | " * 100_000 + "</title>" + PROSE * 5,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_built_to_break_readers_are_read_or_refused(name: str) -> None:
    _check(HOSTILE[name])


def test_what_terminals_act_on_is_gone_from_every_field() -> None:
    evil = "\x1b[31mred\u202e&#27;]0;x&#7;&#x9b;2J"
    page = (
        f"<title>{evil} title</title><meta name=author content='By Ann{evil}'>"
        f"<meta property=og:site_name content='{evil}'><h1>{evil} title</h1><p>By Ann {evil}</p>"
        f"<figure><img src=/a.jpg alt='{evil}'><figcaption>{evil}</figcaption></figure>"
        f"<p>{PROSE}{evil}</p><pre>{evil}</pre><table><tr><th>{evil}<th>b<tr><td>c<td>{evil}</table><p>{PROSE * 3}</p>"
        f"<h3>Related content</h3><p><a href=/z>{evil} a headline of another story</a></p>"
    )
    article = extract_article(page, ADDRESS)
    assert article.related
    assert not [text for text in _texts(dataclasses.asdict(article)) if UNSAFE.search(text)]


def _check(page: bytes | str) -> None:
    try:
        article = extract_article(page, ADDRESS)
    except ExtractError:
        return
    assert isinstance(article, Article)
    assert not [address for address in _addresses(article) if address and not is_web_address(address)]
    for text in _texts(dataclasses.asdict(article)):
        assert not UNSAFE.search(text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("\n", "").replace("\t", "")
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def _addresses(article: Article) -> Iterator[str]:
    """Give every address that a reader can open from an article."""
    yield from (link.url for link in article.related)
    yield from (image.url for image in article.images)
    for block in article.blocks:
        if isinstance(block, Embed):
            yield block.url
        parts = block.items if isinstance(block, List) else (block,)
        yield from (span.href for part in parts for span in getattr(part, "spans", ()))
