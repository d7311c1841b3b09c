"""Redirects are followed by hand, and said in words where they are not."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from newsreader.errors import FetchError, ForbiddenAddressError, HttpStatusError, TooLargeError
from newsreader.fetch.client import Fetcher
from newsreader.model import NotModified, Page
from tests.misbehaviour import PAGE
from tests.server import TestServer


def redirect(server: TestServer, to: str, code: int = 302) -> str:
    return server.url(f"/redirect?code={code}&to={quote(to, safe='')}")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
async def test_followed(fetcher: Fetcher, server: TestServer, code: int) -> None:
    story = server.put("/story", PAGE)
    page = await fetcher.fetch(redirect(server, "/story#part", code))
    assert isinstance(page, Page)
    assert (page.url, page.body) == (story, PAGE)
    assert page.permanent_url == (story if code in (301, 308) else "")


@pytest.mark.parametrize(
    ("codes", "moved_hops"),
    [((301, 308), 2), ((308, 302), 1), ((302, 301), 0), ((301, 302, 301), 1)],
)
async def test_only_the_first_permanent_hops_count(
    fetcher: Fetcher, server: TestServer, codes: tuple[int, ...], moved_hops: int
) -> None:
    """What comes after a temporary hop may differ tomorrow."""
    addresses = [server.put("/story", PAGE)]
    for code in reversed(codes):
        addresses.insert(0, redirect(server, addresses[0], code))
    page = await fetcher.fetch(addresses[0])
    assert isinstance(page, Page)
    assert page.permanent_url == (addresses[moved_hops] if moved_hops else "")


async def test_an_unchanged_page_behind_a_redirect(fetcher: Fetcher, server: TestServer) -> None:
    server.put("/story", PAGE)
    page = await fetcher.fetch(redirect(server, "/story"))
    assert isinstance(page, Page)
    assert await fetcher.fetch(redirect(server, "/story"), validators=page.validators) == NotModified()


@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
async def test_an_address_in_bare_bytes(fetcher: Fetcher, server: TestServer, charset: str) -> None:
    server.put("/caf%C3%A9", PAGE)
    target = "/café".encode(charset).decode("latin-1")  # as the server writes it, byte for byte
    server.put("/moved", b"", status=302, headers={"Location": target})
    page = await fetcher.fetch(server.url("/moved"))
    assert isinstance(page, Page)
    assert page.body == PAGE


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("file:///etc/passwd", "it redirects to a file: address"),
        ("javascript:alert(1)", "it redirects to a javascript: address"),
        ("gopher://a.example/", "it redirects to a gopher: address"),
        ("http://[::1", "it redirects to a malformed address"),
        ("https://", "it redirects to a malformed address"),
        ("http://a.example:port/", "it redirects to a malformed address"),
        ("/" + "x" * 5000, "it redirects to a malformed address"),
    ],
)
async def test_not_followed(fetcher: Fetcher, server: TestServer, to: str, words: str) -> None:
    server.put("/moved", b"", status=302, headers={"Location": to})
    with pytest.raises(ForbiddenAddressError) as caught:
        await fetcher.fetch(server.url("/moved"))
    assert caught.value.detail == words


async def test_hosts_that_cannot_be(fetcher: Fetcher, server: TestServer) -> None:
    with pytest.raises(FetchError):
        await fetcher.fetch(redirect(server, "http://xn--a/"))


async def test_to_nowhere(fetcher: Fetcher, server: TestServer) -> None:
    with pytest.raises(HttpStatusError, match="HTTP 302: it redirects to nowhere"):
        await fetcher.fetch(server.url("/redirect-to-nowhere"))


async def test_in_a_circle(fetcher: Fetcher, server: TestServer) -> None:
    server.put("/a", b"", status=302, headers={"Location": "/b"})
    server.put("/b", b"", status=301, headers={"Location": "/a"})
    with pytest.raises(TooLargeError, match="in a circle"):
        await fetcher.fetch(server.url("/a"))
    assert len(server.received) == 2


@pytest.mark.parametrize("path", ["/redirect-onward", "/redirect-for-ever-new-cookies"])
async def test_without_end(fetcher: Fetcher, server: TestServer, path: str) -> None:
    with pytest.raises(TooLargeError, match="more than 5 redirects"):
        await fetcher.fetch(server.url(path))
    assert len(server.received) == 6


async def test_for_a_cookie_that_is_then_forgotten(fetcher: Fetcher, server: TestServer) -> None:
    page = await fetcher.fetch(server.url("/redirect-for-a-cookie"))
    assert isinstance(page, Page)
    server.received.clear()
    await fetcher.fetch(server.put("/story", PAGE))
    assert "Cookie" not in server.received[0].headers


@pytest.mark.parametrize(
    "cookie", ["a=caf\xe9", "a=\x80\x1b[31m", "=", "a=" + "x" * 20_000, "a=b; expires=" + "9" * 5000]
)
async def test_cookies_that_cannot_be_sent_back(fetcher: Fetcher, server: TestServer, cookie: str) -> None:
    server.put("/story", PAGE)
    server.put("/moved", b"", status=302, headers={"Location": "/story", "Set-Cookie": cookie})
    page = await fetcher.fetch(server.url("/moved"))
    assert isinstance(page, Page)
    assert page.body == PAGE
