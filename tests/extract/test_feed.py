"""Feeds of every kind, and what real and hostile ones do wrong."""

import contextlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.address import is_web_address
from newsreader.blocks import Paragraph
from newsreader.errors import ExtractError, NoListingError, UnreadableError
from newsreader.extract.feed import extract_feed
from newsreader.extract.feedentry import extract_feed_text, read_feed_text
from newsreader.extract.feedtext import mended_feed
from newsreader.extract.rawfeed import MAX_FEED_ENTRIES
from newsreader.extract.teaser import MAX_SUMMARY_CHARS, MAX_TITLE_CHARS
from newsreader.model import Dateline, Enclosure, Entry, Listing, ListingKind
from newsreader.text import clean_line
from tests.site import SECTIONS, all_pages, stories_of

FEEDS = Path(__file__).parent.parent / "data" / "feeds"


def read(name: str, url: str) -> Listing:
    return extract_feed((FEEDS / name).read_bytes(), url)


def rss(items: str, title: str = "Feed") -> bytes:
    namespaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<rss version="2.0" {namespaces}><channel><title>{title}</title>{items}</channel></rss>'.encode()


def item(inner: str, path: str = "a") -> str:
    return f"<item><title>A title</title><link>https://a.example/{path}</link>{inner}</item>"


def test_the_networks_feed() -> None:
    listing = read("network.xml", "http://127.0.0.1:8080/reefs.xml")
    assert (listing.kind, listing.title) == (ListingKind.FEED, "Reef News From HarbourWire")
    assert listing.entries == (
        Entry(
            url="http://www.harbourwire.example/reports/Divers_count_every_crab_on_the_wall_999.html",
            headline="Divers count every crab on the wall",
            summary="It took nine days and two kinds of chalk to count the animals on the old sea wall, "
            "and the total surprised even those who had…",
            dateline=Dateline(place="Port Amber, Selonia", agency="HPA", date=date(2026, 2, 1)),
            published=datetime(2026, 2, 1, 12, 40, 13, tzinfo=UTC),
            image_url="http://www.harbourwire.example/images-bg/crab-wall-bg.jpg",
            lang="en-us",
        ),
        Entry(
            url="http://www.harbourwire.example/afp/260130101500.a1b2c3d4.html",
            headline="AT&T's old mast is now a lighthouse",
            summary="Guests will have to wind the clockwork themselves.",
            dateline=Dateline(place="Selonia", agency="SPX", date=date(2026, 1, 30)),
            published=datetime(2026, 1, 29, 22, 5, tzinfo=UTC),
            lang="en-us",
        ),
    )


def test_atom_with_bases_and_content_only() -> None:
    listing = read("atom.xml", "https://feeds.example/slow.atom")
    assert listing.title == "Slow & steady trains"
    timetable, signalman, untitled = listing.entries
    assert timetable == Entry(
        url="https://slowtrains.example/notes/last-paper-timetable",
        headline="The last paper timetable",
        guid="tag:slowtrains.example,2026:1",
        summary="It is printed on yellow stock and folded in eight. "
        "There is one page for a train that runs one Sunday a year.",
        byline=("Mina Castell",),
        published=datetime(2026, 2, 1, 8, 30, tzinfo=UTC),
        updated=datetime(2026, 2, 1, 10, tzinfo=UTC),
        image_url="https://slowtrains.example/notes/pics/timetable.jpg",
        content='<base href="https://slowtrains.example/notes/">'
        "<div><p>It is printed on <b>yellow</b> stock and folded in eight.</p>"
        "<p>There is one page for a train that runs one Sunday a year.</p></div>",
    )
    assert signalman.url == "https://slowtrains.example/notes/2025/one-two"
    assert (signalman.headline, signalman.summary) == ("1 < 2, said the signalman", "A short note.")
    assert signalman.published == datetime(2025, 12, 30, tzinfo=UTC)
    assert untitled.url == "https://slowtrains.example/notes/untitled"
    assert (untitled.headline, untitled.published) == ("No title was ever found for this one", None)


def test_rss_1_with_dublin_core_and_content() -> None:
    (entry,) = read("rdf.xml", "https://slowtrains.example/rdf").entries
    assert entry.byline == ("Mina Castell",)
    assert entry.published == datetime(2026, 1, 29, 23, 0, tzinfo=UTC)
    assert entry.summary == "The points freeze at minus eleven."
    assert entry.image_url == "https://slowtrains.example/pics/kettle.jpg"


def test_a_podcast_with_and_without_pages() -> None:
    sluice, weir = read("podcast.xml", "https://lockweir.example/feed").entries
    assert (sluice.url, sluice.guid) == ("https://cdn.lockweir.example/12.mp3", "lw-12")
    assert (sluice.image_url, sluice.byline) == ("https://cdn.lockweir.example/12.jpg", ("Orla Finn",))
    assert sluice.published == datetime(2026, 2, 3, 11, 0, tzinfo=UTC)
    assert (weir.url, weir.headline) == ("https://lockweir.example/11", "Episode 11: the weir")
    assert weir.image_url == "https://cdn.lockweir.example/11.jpg"


def test_a_broken_feed_is_mended() -> None:
    listing = read("broken.xml", "https://pier.example/feed")
    assert listing.title == "Fish & chips ét &boats;"
    first = listing.entries[0]
    assert first.headline == "Cod ’n' chips again &unknown; AT&T"
    assert first.url == "https://pier.example/news?id=7&page=1"
    assert first.summary == "Price of cod & haddock … up"


def test_json_feed() -> None:
    listing = read("feed.json", "https://lockweir.example/feed.json")
    assert listing.title == "Notes from the lock"
    gate, untitled, elsewhere = listing.entries
    assert gate == Entry(
        url="https://lockweir.example/a",
        headline="A gate that sings",
        guid="https://lockweir.example/a",
        summary="It hums in G when the wind is right.",
        byline=("Orla Finn", "Per Lund"),
        dateline=Dateline(place="WASHINGTON", agency="Reuters", date=date(2026, 1, 3)),
        published=datetime(2026, 1, 3, 15, 0, tzinfo=UTC),
        image_url="https://lockweir.example/gate.png",
        content='<p>WASHINGTON, Jan 3 (Reuters) - It hums in <i>G</i> when the wind is right.</p><img src="/gate.png">',
    )
    assert untitled.headline.startswith("No title here, only a text")
    assert (untitled.guid, untitled.url) == ("7", "https://lockweir.example/b")
    assert (untitled.image_url, untitled.byline) == ("https://lockweir.example/b.jpg", ("Orla Finn",))
    assert elsewhere.url == "https://other.example/c"


def test_the_feeds_of_the_network_come_out_complete() -> None:
    base = "http://127.0.0.1:8080"
    pages = all_pages(base)
    for section in SECTIONS.values():
        if section.feed:
            stories = stories_of(section.key)
            listing = extract_feed(pages[section.feed].body, base + section.feed)
            assert [entry.url for entry in listing.entries] == [base + story.path for story in stories]
            assert [entry.headline for entry in listing.entries] == [story.headline for story in stories]
            assert [entry.published for entry in listing.entries] == [story.published for story in stories]
            assert all(e.summary.startswith(s.teaser) for e, s in zip(listing.entries, stories, strict=True))


def test_a_declared_charset_is_read() -> None:
    text = (
        '<?xml version="1.0" encoding="windows-1251"?>' + rss(item("<description>Мост открыт</description>")).decode()
    )
    assert extract_feed(text.encode("cp1251"), "https://a.example/").entries[0].summary == "Мост открыт"
    assert extract_feed(text.encode("utf-16"), "https://a.example/").entries[0].summary == "Мост открыт"


def test_one_address_is_one_entry_and_order_is_kept() -> None:
    feed = rss(item("", "b") + item("", "a") + item("", "b"))
    assert [entry.url for entry in extract_feed(feed, "https://a.example/").entries] == [
        "https://a.example/b",
        "https://a.example/a",
    ]


def test_long_texts_are_cut_at_a_word() -> None:
    feed = rss(item(f"<description>{'word ' * 5000}</description>").replace("A title", "title " * 200_000))
    (entry,) = extract_feed(feed, "https://a.example/").entries
    assert entry.summary.endswith("word…")
    assert len(entry.summary) <= MAX_SUMMARY_CHARS
    assert entry.headline.endswith("title…")
    assert len(entry.headline) <= MAX_TITLE_CHARS


def test_more_entries_than_anybody_reads_are_left_out() -> None:
    items = "".join(item("", str(number)) for number in range(MAX_FEED_ENTRIES + 50))
    assert len(extract_feed(rss(items), "https://a.example/").entries) == MAX_FEED_ENTRIES


def test_an_endless_author_is_left_out() -> None:
    feed = rss(item(f"<author>{'a.b' * 7000}</author><dc:creator>Jane Roe</dc:creator>"))
    assert extract_feed(feed, "https://a.example/").entries[0].byline == ("Jane Roe",)


def test_entities_are_not_expanded_and_files_not_read() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = bomb.encode() + rss(item("<description>&b; and &f;</description>"))
    assert extract_feed(feed, "https://a.example/").entries[0].summary == "&b; and &f;"


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        (rss("<x>" * 5000), "nested too deeply"),
        (rss(item("<x " + " ".join(f"a{n}='1'" for n in range(10_000)) + "/>")), "attributes on one tag"),
        (b"<rss>" + b" " * 20_000_001, "larger than 20 MB"),
        (rss("<x/>" * 300_001), "tags"),
        (rss("&" * 300_001), "references"),
        (b'{"items": ' + b"[" * 100_000, "broken JSON"),
        (b'{"items": [}', "broken JSON"),
    ],
)
def test_what_is_built_to_break_readers_is_refused(feed: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        extract_feed(feed, "https://a.example/")


@pytest.mark.parametrize(
    "body",
    [b"", b"text", b"<html><p>page</p></html>", rss(""), b'{"items": []}', b'{"data": 1}', b'{"items": {"a": 1}}'],
)
def test_what_lists_nothing(body: bytes) -> None:
    with pytest.raises(NoListingError):
        extract_feed(body, "https://a.example/")


def test_an_ampersand_in_cdata_stays_as_it_is() -> None:
    assert "a=1&b=2" in mended_feed("<rss><link><![CDATA[http://a.example/?a=1&b=2]]></link></rss>")


def check(listing: Listing) -> None:
    assert len({entry.url for entry in listing.entries}) == len(listing.entries)
    for entry in listing.entries:
        assert is_web_address(entry.url)
        assert entry.headline
        assert not entry.image_url or is_web_address(entry.image_url)
        for text in (entry.headline, entry.summary, entry.guid, *entry.byline):
            assert text == clean_line(text)


PIECES = [
    "<rss version='2.0'>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<", "\x00",
    "https://a.example/x", "<description>", "</description>", "<![CDATA[", "]]>", "<pubDate>", "9999-12-31T23:59:59Z",
    "<guid>", "<author>", "</author>", "&", "&lt;b&gt;", "&#xD800;", "&#27;", "\x1b[31m", "\u202e", "<entry>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>", "</entry>", "<content type='xhtml'>", "<link href='/y'/>",
    "xml:base='::'", "<!DOCTYPE x [", "]>", "<?xml version='1.0'?>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map("".join))
def test_any_scraps_are_a_listing_or_a_typed_error(text: str) -> None:
    with contextlib.suppress(ExtractError):
        check(extract_feed(text.encode("utf-8", "replace"), "https://a.example/feed"))


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30))
def test_any_texts_in_a_sound_feed_come_out_clean(title: str, description: str, link: str) -> None:
    def cdata(text: str) -> str:
        return f"<![CDATA[{text.replace(']]>', '')}]]>"

    feed = rss(
        f"<item><title>{cdata(title)}</title><link>{cdata(link)}</link><description>{cdata(description)}</description>"
        "</item>" + item("")
    )
    check(extract_feed(feed, "https://a.example/feed"))


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["/a", "https://b.example/c"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "url", "title", "authors", "image", "summary", "date_published"]), inner
        )
    ),
    max_leaves=20,
)


@given(st.lists(JSON_VALUES, max_size=5), JSON_VALUES)
def test_any_json_is_a_listing_or_a_typed_error(items: list[object], title: object) -> None:
    with contextlib.suppress(ExtractError):
        check(extract_feed(json.dumps({"items": items, "title": title}).encode(), "https://a.example/feed.json"))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_listing_or_a_typed_error(body: bytes) -> None:
    with contextlib.suppress(ExtractError):
        check(extract_feed(body, "https://a.example/feed"))


def test_of_a_feed_that_lists_too_much_the_newest_are_read() -> None:
    def dated(number: int) -> str:
        day = datetime(2010, 1, 1, tzinfo=UTC) + timedelta(hours=number)
        return item(f"<pubDate>{day:%a, %d %b %Y %H:%M:%S} GMT</pubDate>", str(number))

    count = 2 * MAX_FEED_ENTRIES + 700
    for numbers in (range(count), range(count)[::-1]):
        listing = extract_feed(rss("".join(map(dated, numbers))), "https://a.example/")
        found = {int(entry.url.rpartition("/")[2]) for entry in listing.entries}
        assert found == set(range(count - MAX_FEED_ENTRIES, count))
        assert listing.is_cut


def test_of_a_json_feed_that_lists_too_much_the_newest_are_read() -> None:
    day = datetime(2010, 1, 1, tzinfo=UTC)
    items = [
        {"id": f"https://a.example/{number}", "date_published": (day + timedelta(hours=number)).isoformat()}
        for number in range(MAX_FEED_ENTRIES + 5)
    ]
    for listed in (items, items[::-1]):
        listing = extract_feed(json.dumps({"items": listed}).encode(), "https://a.example/")
        assert {entry.url for entry in listing.entries} == {each["id"] for each in items[5:]}
        assert listing.is_cut


def test_languages_and_changes() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb_NO"><entry xml:lang="sv"><id>https://a.example/1</id>
        <published>2026-01-01T10:00:00Z</published><updated>2026-01-01T10:00:09Z</updated></entry>
        <entry><id>https://a.example/2</id><published>2026-01-01T10:00:00Z</published>
        <updated>2026-01-03T10:00:00Z</updated></entry></feed>"""
    first, second = extract_feed(atom.encode(), "https://a.example/").entries
    assert (first.lang, first.updated) == ("sv", None)
    assert (second.lang, second.updated) == ("nb-NO", datetime(2026, 1, 3, 10, tzinfo=UTC))


def test_an_episode_without_a_page_has_its_notes() -> None:
    file = '<enclosure url="https://a.example/7.mp3" type="audio/mpeg" length="38000000"/>'
    listing = extract_feed(rss(f"<item><title>Seven</title>{file}<description>Short notes.</description></item>"), "")
    (entry,) = listing.entries
    assert entry.url == "https://a.example/7.mp3"
    assert entry.content == "Short notes."
    assert entry.enclosures[0].label == "Audio, 38 MB"
    (bare,) = extract_feed(rss(f"<item><title>Seven &amp; eight</title>{file}</item>"), "").entries
    assert "Seven" in bare.content


def test_a_film_stands_for_the_page_that_plays_it_with_its_description_and_picture() -> None:
    """As YouTube's feeds have it, in a group of Media RSS."""
    watch = "https://films.example/watch?v=abc"
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry>
        <id>film:abc</id><title>The bell</title><link rel="alternate" href="{watch}"/>
        <published>2026-01-01T10:00:00Z</published>
        <media:group><media:title>The bell</media:title>
        <media:content url="https://films.example/v/abc" type="application/x-shockwave-flash" width="640" height="390"/>
        <media:thumbnail url="https://films.example/abc/hq.jpg" width="480" height="360"/>
        <media:description>How a bell is cast.

        Told by Ann &amp; Bo.</media:description></media:group></entry></feed>"""
    (entry,) = extract_feed(atom.encode(), "https://films.example/feed").entries
    assert (entry.url, entry.image_url) == (watch, "https://films.example/abc/hq.jpg")
    assert entry.summary == "How a bell is cast. Told by Ann & Bo."
    assert entry.enclosures == (Enclosure(url=watch, media_type="video"),)
    text = read_feed_text(entry)
    assert text is not None
    assert text.is_whole
    assert text.article.text == "How a bell is cast.\nTold by Ann & Bo."


@pytest.mark.parametrize("place", ["feed", "entry", "content"])
def test_addresses_in_a_text_are_resolved_as_the_document_says(place: str) -> None:
    said = {
        name: ' xml:base="https://b.example/notes/"' if name == place else "" for name in ("feed", "entry", "content")
    }
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"{said["feed"]}><entry{said["entry"]}>
        <id>a</id><link href="https://a.example/1"/><content type="html"{said["content"]}>
        &lt;p&gt;A &lt;a href="../second?a=1&amp;amp;b=2"&gt;link&lt;/a&gt;.&lt;/p&gt;</content></entry></feed>"""
    (entry,) = extract_feed(atom.encode(), "https://a.example/feed").entries
    (paragraph,) = extract_feed_text(entry.content, entry.url).blocks
    assert isinstance(paragraph, Paragraph)
    assert [span.href for span in paragraph.spans if span.href] == ["https://b.example/second?a=1&b=2"]
    assert entry.summary == "A link."
