"""OPML as it is written."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from newsreader.formats.opml import NAMESPACE, looks_like_feed, subscriptions_opml
from newsreader.model import FRONT_PAGE, Section, SectionKey
from tests.formats.made import NOON

ALL = f"{{{NAMESPACE}}}addresses"


def section(source: str, name: str, *addresses: str, home: str = "", tags: tuple[str, ...] = ()) -> Section:
    return Section(key=SectionKey("a/b"), source=source, name=name, addresses=addresses, home=home, tags=tags)


def outlines(*sections: Section) -> list[Element]:
    return list(fromstring(subscriptions_opml(sections, NOON)).iter("outline"))


def test_a_publication_is_a_folder_of_its_sections() -> None:
    folder, ports, ships = outlines(
        section("Harbour", "Ports", "https://h.example/ports.xml"),
        section("Harbour", "Ships", "https://h.example/ships.html"),
    )
    assert folder.attrib == {"text": "Harbour", "title": "Harbour"}
    assert list(folder) == [ports, ships]
    assert ports.attrib == {
        "type": "rss",
        "text": "Ports",
        "title": "Ports",
        "xmlUrl": "https://h.example/ports.xml",
    }
    assert (ships.get("type"), ships.get("url")) == ("link", "https://h.example/ships.html")


def test_several_addresses_keep_their_order() -> None:
    page, feed = "https://h.example/ports/", "https://h.example/feed"
    _, ports = outlines(section("Harbour", "Ports", page, feed))
    assert (ports.get("xmlUrl"), ports.get("htmlUrl"), ports.get(ALL)) == (feed, page, f"{page} {feed}")


def test_a_front_page_alone_is_called_as_its_publication() -> None:
    (only,) = outlines(section("Harbour", FRONT_PAGE, "https://h.example/rss", home="https://h.example/", tags=("a",)))
    assert (only.get("text"), only.get("htmlUrl"), only.get("category")) == ("Harbour", "https://h.example/", "a")


def test_folders_within_folders() -> None:
    outer, inner, leaf = outlines(section("News / Europe", "Ports", "https://h.example/rss"))
    assert (outer.get("text"), inner.get("text"), leaf.get("text")) == ("News", "Europe", "Ports")


def test_a_password_stays_here() -> None:
    text = subscriptions_opml([section("H", "P", "https://me:secret@h.example/rss", "https://h.example/")], NOON)
    assert "secret" not in text
    assert "https://h.example/rss" in text


@pytest.mark.parametrize(
    ("address", "is_feed"),
    [
        ("https://a.example/news.xml", True),
        ("https://a.example/feed/", True),
        ("https://a.example/index.php?format=rss", True),
        ("https://a.example/atom.xml?x", True),
        ("https://feeds.example/world", False),
        ("https://a.example/feedback.html", False),
        ("https://a.example/", False),
    ],
)
def test_feeds_by_their_address(address: str, is_feed: bool) -> None:
    assert looks_like_feed(address) is is_feed
