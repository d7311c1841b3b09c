"""OPML: lists as they are out there, and everything of our own exports again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import ImportingError, NewsError
from newsreader.extract.opml import MAX_NAME_CHARS, extract_opml, tags_of, web_feed_address
from newsreader.formats.legal import legal
from newsreader.formats.opml import subscriptions_opml
from newsreader.model import FRONT_PAGE, Section, SectionKey
from newsreader.subscription import LeftOut, Subscription
from newsreader.text import clean_line

HEAD = '<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head/><body>'
TAIL = "</body></opml>"
FEED = "https://a.example/feed.xml"


def read(outlines: str) -> list[Subscription]:
    return list(extract_opml(f"{HEAD}{outlines}{TAIL}".encode()).subscriptions)


def left_out(outlines: str) -> list[LeftOut]:
    return list(extract_opml(f"{HEAD}{outlines}{TAIL}".encode()).left_out)


def test_a_feed_with_all_that_a_list_says() -> None:
    (found,) = read(
        f'<outline type="rss" text="Ports &amp; ships" title="Other" xmlUrl="{FEED}" htmlUrl="https://a.example/"'
        ' category="sea, /Trade/Ships,,sea"/>'
    )
    assert found == Subscription(
        addresses=(FEED,),
        name="Ports & ships",
        home="https://a.example/",
        tags=("sea", "/Trade/Ships"),
    )


def test_folders_within_folders() -> None:
    found = read(
        f'<outline text="News"><outline text="AC / DC"><outline text="A" xmlUrl="{FEED}"/></outline>'
        f'<outline title="B" xmlUrl="{FEED}?b"/></outline><outline text="C" xmlURL="{FEED}?c"/>'
    )
    assert [(each.folder, each.name) for each in found] == [("News / AC/DC", "A"), ("News", "B"), ("", "C")]


def test_a_feed_that_is_a_folder_too() -> None:
    found = read(f'<outline text="News" xmlUrl="{FEED}"><outline text="A" xmlUrl="{FEED}?a"/></outline>')
    assert [(each.folder, each.name) for each in found] == [("", "News"), ("News", "A")]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (" https://a.example/feed ", "https://a.example/feed"),
        ("feed://a.example/feed", "http://a.example/feed"),
        ("feed:https://a.example/feed", "https://a.example/feed"),
        ("HTTP://a.example/feed#top", "http://a.example/feed"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("/feed.xml", ""),
        ("a.example/feed", ""),
        ("", ""),
    ],
)
def test_addresses(written: str, read_as: str) -> None:
    assert web_feed_address(written) == read_as


def test_what_is_left_out_and_why() -> None:
    reasons = {
        each.what: each.why
        for each in left_out(
            '<outline text="A note"/><outline text="Bad" xmlUrl="javascript:alert(1)"/>'
            f'<outline text="Off" isComment="true" xmlUrl="{FEED}"/>'
            '<outline text="More" type="include" url="https://a.example/more.opml"/><outline/>'
        )
    }
    assert reasons == {
        "A note": "it has no address",
        "javascript:alert(1)": "it is no http or https address",
        "Off": "it is commented out",
        "https://a.example/more.opml": "a list within the list; import it by itself",
    }


def test_broken_in_the_common_ways() -> None:
    outline = f'<outline text="R&D &nbsp; caf&eacute; \x01" xmlUrl="{FEED}?a=1&b=2"/>'
    broken = f'\n <opml version="1.0"><body>{outline}</body></opml>'
    (found,) = extract_opml(broken.encode()).subscriptions
    assert (found.name, found.addresses) == ("R&D café", (f"{FEED}?a=1&b=2",))


def test_an_older_encoding() -> None:
    document = (
        f'<?xml version="1.0" encoding="ISO-8859-1"?><opml><body><outline text="Café" xmlUrl="{FEED}"/></body></opml>'
    )
    assert extract_opml(document.encode("latin-1")).subscriptions[0].name == "Café"
    assert extract_opml(document.replace("ISO-8859-1", "UTF-16").encode("utf-16")).subscriptions[0].name == "Café"


BOMB = (
    '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    f'<opml><body><outline text="x&b;" xmlUrl="{FEED}"/></body></opml>'
)


def test_no_entity_is_expanded() -> None:
    try:
        names = [each.name for each in extract_opml(BOMB.encode()).subscriptions]
    except NewsError:
        names = []
    assert "haha" not in "".join(names)


@pytest.mark.parametrize("document", ["<html><body>x</body></html>", "<opml><body>", "<opml", "<rss/>"])
def test_what_is_no_opml(document: str) -> None:
    with pytest.raises(ImportingError):
        extract_opml(document.encode())


def test_nesting_without_end() -> None:
    deep = '<outline text="f">' * 20_000 + f'<outline text="A" xmlUrl="{FEED}"/>' + "</outline>" * 20_000
    (found,) = read(deep)
    assert found.folder == " / ".join(["f"] * 10)


NAME = st.text(max_size=40).map(lambda text: legal(clean_line(text))[:MAX_NAME_CHARS].strip()).filter(bool)
ADDRESS = st.builds(
    "https://{}.example/{}".format,
    st.sampled_from(("a", "b")),
    st.sampled_from(("feed.xml", "world/", "rss?x=1&y=2", "%22%3C.html", "a,b;c'd")),
)
SECTION = st.builds(
    Section,
    key=st.just(SectionKey("a/b")),
    source=st.one_of(NAME, st.lists(NAME, min_size=2, max_size=3).map(" / ".join).map(clean_line)),
    name=st.one_of(NAME, st.just(FRONT_PAGE)),
    addresses=st.lists(ADDRESS, min_size=1, max_size=3, unique=True).map(tuple),
    home=st.sampled_from(("", "https://home.example/")),
    tags=st.lists(NAME, max_size=3).map(tags_of),
)


@settings(deadline=None)
@given(st.lists(SECTION, max_size=4))
def test_what_we_export_comes_back_whole(sections: list[Section]) -> None:
    sources = list(dict.fromkeys(section.source for section in sections))
    together = sorted(sections, key=lambda section: sources.index(section.source))
    found = extract_opml(subscriptions_opml(together, datetime(2026, 2, 1, tzinfo=UTC)).encode())
    assert found.left_out == ()

    def told(source: str, name: str, rest: Subscription | Section) -> tuple[object, ...]:
        return (source, name, rest.addresses, rest.home, rest.tags)

    expected = [told(each.source, each.name, each) for each in together]
    came = [
        told(each.folder or each.name, each.name if each.folder else FRONT_PAGE, each) for each in found.subscriptions
    ]
    assert sorted(came, key=repr) == sorted(expected, key=repr)


@settings(deadline=None)
@given(
    st.one_of(
        st.binary(max_size=80), st.text(max_size=80).map(lambda text: f"{HEAD}{text}{TAIL}".encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_a_list_or_a_typed_error(body: bytes) -> None:
    try:
        extract_opml(body)
    except NewsError:
        return
