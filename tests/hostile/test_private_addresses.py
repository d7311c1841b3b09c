"""No spelling of a private address that a server or a feed names is connected to; one that a person typed is."""

from __future__ import annotations

import pytest

from newsreader.errors import FetchError, NewsError
from newsreader.library import Library
from newsreader.library.shelves import Shelf
from tests.hostile.documents import item, page, rss
from tests.hostile.test_documents import assert_well_said
from tests.server import TestServer

SPELLINGS = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0X7F.1",
    "0",
    "0.0.0.0",
    "0x0",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "\uff11\uff12\uff17.0.0.1",
    "\u2460\u2461\u2466.0.0.1",
    "127\u30020\u30020\u30021",
    "%31%32%37.0.0.1",
    "loc\u00adalhost",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fc00::1]",
    "[ff02::1]",
    "[100::1]",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "[::ffff:169.254.169.254]",
    "[fd00:ec2::254]",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "user:password@127.0.0.1",
    "a.example\\@127.0.0.1",
]


@pytest.mark.parametrize("host", SPELLINGS)
async def test_by_redirect(library: Library, server: TestServer, forbidden_server: TestServer, host: str) -> None:
    """Another port of the host that is allowed, among others."""
    target = f"http://{host}:{forbidden_server.port}/secret"
    server.acts["/away"] = lambda handler: handler.send_raw(
        b"HTTP/1.1 302 Found\r\nLocation: %b\r\nContent-Length: 0\r\n\r\n" % target.encode()
    )
    with pytest.raises(FetchError) as caught:
        await library.read_address(server.url("/away"))
    assert_well_said(caught.value)
    assert forbidden_server.connections == 0


@pytest.mark.parametrize("host", SPELLINGS[:-1])
async def test_by_a_feed_and_its_articles(
    library: Library, server: TestServer, forbidden_server: TestServer, host: str
) -> None:
    target = f"http://{host}:{forbidden_server.port}/secret"
    head = (
        f'<link rel="canonical" href="{target}"><link rel="next" href="{target}"><link rel="amphtml" href="{target}">'
    )
    story = server.put("/story", page(f'<img src="{target}"><a rel="next" href="{target}">Next page</a>', head=head))
    url = server.put("/feed.xml", rss(item(1, link=target) + item(2, link=story)), "application/xml")
    added = await library.sources.add((await library.sources.look(url)).best)
    failed = [each.error for each in await library.fetch_full_texts([added.section.key], lambda _: None) if each.error]
    for error in failed:
        assert_well_said(error)
    assert (await library.window(Shelf.ALL, limit=9)).rows
    assert forbidden_server.connections == 0


async def test_what_a_person_typed_and_what_it_links_to_on_the_same_port(library: Library, server: TestServer) -> None:
    other = TestServer()
    try:
        url = other.put("/typed", page('<a href="/linked">there</a>'))
        linked = other.put("/linked", page())
        with pytest.raises(NewsError):
            await library.read_address(url)
        assert other.connections == 0
        assert (await library.read_address(url, is_typed=True)).article.headline
        assert (await library.read_address(linked)).article.headline
        with pytest.raises(NewsError):
            await library.read_address(linked.replace("127.0.0.1", "127.0.0.2"))
        for request in other.received:
            assert request.path in ("/typed", "/linked")
    finally:
        other.close()
    assert not server.received
