"""Feeds read as a tree: what is read so, and that both ways of reading say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.extract.feedtext import mended_feed
from newsreader.extract.plainfeed import read_plain_feed
from newsreader.extract.rawfeed import MAX_FEED_ENTRIES, RawFeed, read_raw_feed
from tests.extract.test_feed import FEEDS

HOME = "https://a.example/feed"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "a": "http://www.w3.org/2005/Atom",
}
NAMES = st.sampled_from(
    [
        *(
            "title",
            "link",
            "guid",
            "description",
            "pubDate",
            "author",
            "source",
            "image",
            "enclosure",
            "content",
            "name",
        ),
        *(
            "dc:creator",
            "media:content",
            "media:group",
            "media:title",
            "content:encoded",
            "slash:comments",
            "a:updated",
        ),
        *("itunes:author", "itunes:image", "hour", "ttl", "entry", "item", "TITLE", "x"),
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' type="html"',
        ' type="xhtml"',
        ' type="image/png" url="/p.png"',
        ' href="/a"',
        ' isPermaLink="False"',
        ' mode="base64"',
        ' rel="alternate"',
        ' xml:lang="de"',
        ' rdf:about="https://a.example/about"',
    ]
)
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "Words",
        "https://a.example/1",
        "/2",
        "&lt;p&gt;a &amp;amp; b",
        "<![CDATA[<p>Words</p>]]>",
        "a<!-- c -->b",
        "<?pi x?>",
        "V29yZHM=",
        "Sat, 07 Feb 2026 10:00:00 GMT",
    ]
)


def _element(name: str, attributes: str, parts: list[str]) -> str:
    return f"<{name}{attributes}>{''.join(parts)}</{name}>"


TREES = st.recursive(
    TEXTS, lambda inner: st.builds(_element, NAMES, ATTRIBUTES, st.lists(inner, max_size=4)), max_leaves=20
)


def _both(text: str) -> tuple[RawFeed | None, RawFeed]:
    return read_plain_feed(text, HOME), read_raw_feed(text, HOME, lambda _entries: False)


def _document(inside: str, root: str = "rss") -> str:
    declared = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    return f'<{root} xml:lang="en"{declared}><channel><title>Feed</title>{inside}</channel></{root}>'


@given(st.lists(TREES, max_size=4), st.lists(TREES, max_size=6), st.sampled_from(["rss", "feed", "rdf:RDF"]))
def test_both_ways_of_reading_say_the_same(before: list[str], parts: list[str], root: str) -> None:
    plain, whole = _both(_document(f"{''.join(before)}<item>{''.join(parts)}</item><entry/>", root))
    assert plain is None or plain == whole


@pytest.mark.parametrize("name", ["atom.xml", "network.xml", "podcast.xml", "rdf.xml"])
def test_files_are_read_alike(name: str) -> None:
    plain, whole = _both(mended_feed((FEEDS / name).read_text(encoding="utf-8")))
    assert plain is None or plain == whole


@pytest.mark.parametrize(
    "parts",
    [
        "<title>A &amp;amp; B</title><link>/a</link><guid isPermaLink='false'>1</guid><dc:creator>Ann</dc:creator>",
        "<description><![CDATA[<p>Words</p>]]></description><slash:comments>3</slash:comments>",
        "<media:group><media:title>T</media:title><media:content url='/p.jpg' medium='image'/></media:group>",
        "<author><name>Ann</name><email>a@a.example</email></author><title type='html'>&lt;b&gt;A&lt;/b&gt;</title>",
        "<enclosure url='/a.mp3' type='audio/mpeg' length='5'/><source url='/other'>Other</source>",
    ],
)
def test_the_usual_is_read_as_a_tree(parts: str) -> None:
    plain, whole = _both(_document(f"<item>{parts}</item>"))
    assert plain == whole
    assert plain is not None
    assert len(plain.entries) == 1


@pytest.mark.parametrize(
    "text",
    [
        _document("<item><description>Words in <b>bold</b></description></item>"),
        _document("<item xml:base='/there/'><link>a</link></item>"),
        _document("<item><item/></item>"),
        _document("<item><author>Ann <b>Ray</b></author></item>"),
        _document("<item><c>" + "<c>" * 9 + "</c>" * 9 + "</c></item>"),
        _document("<item/>" * (MAX_FEED_ENTRIES + 1)),
        _document("<x " + " ".join(f"a{number}='1'" for number in range(1000)) + "/>"),
        "<rss><item><dc:title>no such prefix</dc:title></item></rss>",
        "<rss xmlns:q='urn:1' xmlns:r='urn:1'><q:title/></rss>",
        "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><item><title>&a;</title></item></rss>",
        "<rss><item><title>never closed</item></rss>",
        "<html><item/></html>",
        "",
    ],
)
def test_the_unusual_is_left_to_the_other(text: str) -> None:
    assert read_plain_feed(text, HOME) is None
