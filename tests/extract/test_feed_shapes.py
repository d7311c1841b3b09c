"""The many ways to write the same feed: namespaces, bases, kinds of text, forgotten ends, files and pace."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.extract.feed import duration_s, extract_feed
from newsreader.extract.feedpace import MAX_TTL_MINUTES
from newsreader.extract.rawfeed import MAX_CONTENT_CHARS
from newsreader.model import Enclosure, Entry, Listing

HOME = "https://a.example/feed"
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml">'
ATOM = "http://www.w3.org/2005/Atom"


def read(text: str, url: str = HOME) -> Listing:
    return extract_feed(text.encode(), url)


def rss(inner: str, *, root: str = 'rss version="2.0"') -> Listing:
    return read(f"<{root}><channel>{inner}</channel></{root.split()[0]}>")


def item(inner: str, *, root: str = 'rss version="2.0"') -> Entry:
    (entry,) = rss(f"<item><link>/a</link>{inner}</item>", root=root).entries
    return entry


def atom(inner: str) -> Entry:
    (entry,) = read(f"<feed xmlns='{ATOM}'><entry><link href='/a'/>{inner}</entry></feed>").entries
    return entry


@pytest.mark.parametrize(
    "root",
    [
        'rss xmlns:x="http://purl.org/dc/elements/1.1/"',
        'rss xmlns:x="HTTP://purl.org/DC/elements/1.1"',
        'rss xmlns:x="http://purl.org/dc/elements/1.0/"',
    ],
)
def test_a_namespace_is_known_by_its_address(root: str) -> None:
    assert item("<x:creator>Ada Moor</x:creator>", root=root).byline == ("Ada Moor",)


def test_a_prefix_is_taken_at_its_word_where_nothing_declares_it() -> None:
    entry = item("<dc:creator>Ada Moor</dc:creator><content:encoded>&lt;p>All of it.&lt;/p></content:encoded>")
    assert (entry.byline, entry.content) == (("Ada Moor",), "<p>All of it.</p>")


def test_a_namespace_declared_on_an_element_ends_with_it() -> None:
    entry = item(
        '<d:creator xmlns:d="http://purl.org/dc/elements/1.1/">Ada Moor</d:creator><d:creator>Nobody Known</d:creator>'
    )
    assert entry.byline == ("Ada Moor",)


def test_atom_inside_rss_and_rss_inside_rdf() -> None:
    inner = f'<atom:link xmlns:atom="{ATOM}" rel="alternate" href="/b"/>'
    (entry,) = rss(f"<item><title>T</title>{inner}</item>").entries
    assert entry.url == "https://a.example/b"
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="/"><title>Channel</title></channel><image><title>Logo</title><url>/l.png</url></image>'
        '<item rdf:about="https://a.example/c"><title>One</title></item></rdf:RDF>'
    )
    listing = read(rdf)
    assert (listing.title, listing.entries[0].url, listing.entries[0].headline) == (
        "Channel",
        "https://a.example/c",
        "One",
    )


def test_bases_add_up() -> None:
    text = (
        f"<feed xmlns='{ATOM}' xml:base='/one/'><entry xml:base='two/'><link href='three'/></entry>"
        "<entry><link href='four' xml:base='https://b.example/x/'/></entry><entry><link href='five'/></entry></feed>"
    )
    assert [entry.url for entry in read(text).entries] == [
        "https://a.example/one/two/three",
        "https://b.example/x/four",
        "https://a.example/one/five",
    ]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<title>5 &lt; 6 &amp; 7</title>", "5 < 6 & 7"),
        ('<title type="text">the &lt;blink&gt; tag</title>', "the <blink> tag"),
        ("<title>Bread &amp;amp; butter</title>", "Bread & butter"),
        ("<title>A &lt;b&gt;bold&lt;/b&gt; claim</title>", "A bold claim"),
        ('<title type="html">A &lt;b>bold&lt;/b> claim</title>', "A bold claim"),
        (f"<title type='xhtml'>{XHTML}A <b>bold</b> &lt;claim&gt;</div></title>", "A bold <claim>"),
        ('<title type="application/octet-stream">QSB0aXRsZQ==</title>', "A title"),
        ('<title mode="base64" type="text/html">QSA8Yj50aXRsZTwvYj4=</title>', "A title"),
        ("<title><![CDATA[Fish & <i>chips</i>]]></title>", "Fish & chips"),
    ],
)  # fmt: skip
def test_the_kinds_of_text_in_atom(title: str, headline: str) -> None:
    assert atom(title).headline == headline


def test_text_that_is_no_text_is_left_out() -> None:
    entry = atom("<title>T</title><content type='image/png'>iVBORw0KGgo=</content><summary>Words.</summary>")
    assert (entry.content, entry.summary) == ("", "Words.")
    assert atom("<title mode='base64'>not base64!</title><summary>Words.</summary>").headline == "Words."


def test_markup_within_a_description_is_html() -> None:
    entry = item('<description><p class="x">One &amp; <a href="/y?a=1&amp;b=2">two</a><br/>3 &lt; 4</p></description>')
    assert entry.summary == "One & two 3 < 4"
    assert item("<content:encoded><p>A<img src='/p.png' alt='&quot;'/></p></content:encoded>").content == (
        '<p>A<img src="/p.png" alt="&quot;"></p>'
    )


def test_what_a_source_an_image_and_an_owner_say_is_not_the_entrys() -> None:
    entry = atom(
        "<source><title>Elsewhere</title><link href='/wrong'/><author><name>Wrong Man</name></author></source>"
        "<title>Here</title><contributor><name>Also Wrong</name></contributor>"
    )
    assert (entry.headline, entry.url, entry.byline) == ("Here", "https://a.example/a", ())
    listing = rss("<image><title>Logo</title><link>/l</link></image><title>Feed</title><item><link>/a</link></item>")
    assert listing.title == "Feed"


@pytest.mark.parametrize(
    ("person", "names"),
    [
        ("ann@a.example (Ann Ray)", ("Ann Ray",)),
        ("Ann Ray &lt;ann@a.example&gt;", ("Ann Ray",)),
        ("ann@a.example", ()),
        ("By Ann Ray and Bo Lind", ("Ann Ray", "Bo Lind")),
        ("<name>Ann Ray</name><email>ann@a.example</email><uri>http://a.example/</uri>", ("Ann Ray",)),
        ("<email>ann@a.example</email><name>Ann Ray</name>", ("Ann Ray",)),
    ],
)
def test_who_wrote_it(person: str, names: tuple[str, ...]) -> None:
    assert item(f"<author>{person}</author>").byline == names
    assert atom(f"<author>{person}</author>").byline == names


def test_the_author_of_an_atom_feed_wrote_its_entries() -> None:
    listing = read(
        f"<feed xmlns='{ATOM}'><author><name>Ann Ray</name></author><entry><link href='/a'/></entry>"
        "<entry><link href='/b'/><author><name>Bo Lind</name></author></entry></feed>"
    )
    assert [entry.byline for entry in listing.entries] == [("Ann Ray",), ("Bo Lind",)]


def test_no_entry_is_lost_for_want_of_a_link() -> None:
    listing = rss(
        '<item><guid isPermaLink="false">https://a.example/1</guid></item><item><guid>/2</guid></item>'
        '<item><guid isPermaLink="false">7</guid><enclosure url="/3.mp3" type="audio/mpeg" length="12"/></item>'
        '<item><link/><link rel="related" href="/4"/></item><item><media:content url="/5.mp4"/></item>'
        '<item><guid>no address</guid></item><item><link>javascript:alert(1)</link></item>'
    )  # fmt: skip
    assert [entry.url for entry in listing.entries] == [
        "https://a.example/1",
        "https://a.example/2",
        "https://a.example/3.mp3",
        "https://a.example/4",
        "https://a.example/5.mp4",
    ]


def test_the_page_comes_before_what_else_is_linked() -> None:
    entry = atom(
        "<link rel='alternate' type='application/json' href='/j'/><link rel='self' href='/s'/>"
        "<link rel='alternate' type='text/html' href='/h'/><link rel='enclosure' href='/e'/>"
    )
    assert entry.url == "https://a.example/a"  # the first, which states nothing, is a page as well
    assert item("<feedburner:origLink>https://b.example/o</feedburner:origLink>").url == "https://b.example/o"


def test_the_files_of_an_episode() -> None:
    entry = item(
        '<enclosure url="/12.mp3" type="audio/mpeg" length="1234"/><enclosure url="/12.mp3" type="audio/mpeg"/>'
        '<enclosure url="/cover.png" type="image/png"/><media:content url="/12.mp4" type="video/mp4" fileSize="x"/>'
        '<itunes:duration>1:02:03</itunes:duration><itunes:image href="/i.jpg"/>'
    )  # fmt: skip
    assert entry.enclosures == (
        Enclosure(url="https://a.example/12.mp3", media_type="audio/mpeg", size_bytes=1234, duration_s=3723),
        Enclosure(url="https://a.example/12.mp4", media_type="video/mp4", duration_s=3723),
    )
    assert entry.image_url == "https://a.example/cover.png"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("12:30", 750), ("1:00:00", 3600), ("", 0), ("1:2:3:4", 0), ("an hour", 0), ("1:-2", 0), ("٣", 0)],
)
def test_how_long_an_episode_lasts(text: str, seconds: int) -> None:
    assert duration_s(text) == seconds


def test_the_files_and_the_text_of_a_json_feed() -> None:
    attachments = [
        {"url": "/e.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9, "duration_in_seconds": 61.5},
        {"url": "/e.mp3"}, {"url": "/p.png", "mime_type": "image/png"}, {"url": 7}, "x",
    ]  # fmt: skip
    items = [
        {"url": "/a", "content_html": "<p>All</p>", "attachments": attachments},
        {"url": "/b", "content_text": "One <\n\ntwo", "attachments": {"url": "/x"}},
        {"url": "/c", "content_text": "x" * (MAX_CONTENT_CHARS + 1)},
    ]
    first, second, third = extract_feed(json.dumps({"items": items}).encode(), HOME).entries
    assert (first.content, second.content, third.content) == ("<p>All</p>", "<p>One &lt;</p><p>two</p>", "")
    assert first.enclosures == (
        Enclosure(url="https://a.example/e.mp3", media_type="audio/mpeg", size_bytes=9, duration_s=61),
    )
    assert second.enclosures == ()


@pytest.mark.parametrize(
    ("inner", "pace"),
    [
        ("<ttl>60</ttl>", (60, (), ())),
        ("<ttl>-5</ttl>", (0, (), ())),
        ("<ttl>999999999</ttl>", (MAX_TTL_MINUTES, (), ())),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", (360, (), ())),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", (1440, (), ())),
        ("<skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>x</hour></skipHours>", (0, (0, 7), ())),
        ("<skipDays><day>Sunday</day><day>SATURDAY</day><day>Someday</day></skipDays>", (0, (), (5, 6))),
        ("<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(24)) + "</skipHours>", (0, (), ())),
    ],
)
def test_how_often_a_feed_wants_to_be_asked(inner: str, pace: tuple[int, tuple[int, ...], tuple[int, ...]]) -> None:
    listing = rss(f"{inner}<item><link>/a</link></item>")
    assert (listing.ttl_minutes, listing.skip_hours, listing.skip_days) == pace


def test_forgotten_ends() -> None:
    listing = read(
        "<rss><channel><title>Feed<link>/</link><item><title>One<link>/1<description>First<p>line<br>next"
        "<pubDate>Sun, 01 Feb 2026 10:00:00 GMT<item><title>Two</title><link>/2</link><author>Ann Ray</b></author>"
        "</item></channel>"
    )
    assert listing.title == "Feed"
    assert [(entry.url, entry.headline) for entry in listing.entries] == [
        ("https://a.example/1", "One"),
        ("https://a.example/2", "Two"),
    ]
    assert listing.entries[0].summary == "First line next"
    assert listing.entries[1].byline == ("Ann Ray",)


def test_a_feed_cut_off_in_a_tag() -> None:
    entry = read("<rss><channel><item><link>/1</link><title>One</title><description>Begun and <![CD").entries[0]
    assert (entry.headline, entry.summary) == ("One", "Begun and")


def test_quotation_marks_that_were_never_converted() -> None:
    assert item("<title>don\x92t \x93look\x94</title>").headline == "don’t “look”"


def test_dates_in_the_order_of_what_they_say() -> None:
    entry = item("<dc:date>2026-02-03T00:00:00Z</dc:date><pubDate>Sun, 01 Feb 2026 22:40:13 AEST</pubDate>")
    assert entry.published == datetime(2026, 2, 1, 12, 40, 13, tzinfo=UTC)
    assert item("<pubDate>soon</pubDate><updated>2026-02-03T00:00:00Z</updated>").published == datetime(
        2026, 2, 3, tzinfo=UTC
    )


NAMES = ["rss", "channel", "item", "title", "link", "description", "author", "name", "content", "entry", "feed", "b"]
TREES = st.recursive(
    st.text(st.characters(exclude_characters="<>&", exclude_categories=("Cs", "Cc")), max_size=8),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", st.sampled_from(NAMES), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


@given(TREES)
def test_both_ways_of_reading_agree_on_what_is_well_formed(tree: str) -> None:
    from newsreader.extract import rawfeed
    from newsreader.extract.feedmarkup import parse_strictly, parse_tolerantly

    class Log:
        def __init__(self) -> None:
            self.pieces: list[str] = []

        def start(self, name: str, attributes: dict[str, str]) -> None:
            self.pieces.append(f"<{name}>")

        def end(self) -> None:
            self.pieces.append("</>")

        def text(self, data: str) -> None:
            self.pieces.append(data)

    document = f"<rss><channel><item><description><b>{tree}</b></description></item></channel></rss>"
    strict, tolerant = Log(), Log()
    parse_strictly(document, strict)
    parse_tolerantly(document, tolerant)
    if not any(f"<{name}>" in tree for name in NAMES if name != "b"):  # an unclosed field is what it looks for
        assert "".join(strict.pieces) == "".join(tolerant.pieces)
    assert tolerant.pieces.count("</>") == sum(piece.startswith("<") and piece != "</>" for piece in tolerant.pieces)
    assert rawfeed.read_raw_feed(document, HOME, lambda _entries: False).is_feed
