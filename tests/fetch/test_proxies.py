"""Proxies from the environment."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newsreader.errors import FetchError, ForbiddenAddressError, UnreachableError
from newsreader.fetch.client import Fetcher
from newsreader.fetch.proxies import EnvironmentProxies
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.misbehaviour import PAGE
from tests.server import TestServer


async def nothing_is_resolved_here(host: str, _port: int) -> Sequence[str]:
    raise AssertionError(host)


@pytest.fixture
def through_proxy(make_fetcher: MakeFetcher, server: TestServer, monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    """A fetcher whose environment names the test server as the proxy."""
    monkeypatch.setenv("HTTP_PROXY", f"http://anna:s3cret@{server.host_and_port}")
    return make_fetcher(resolver=nothing_is_resolved_here)


async def test_a_page_through_the_proxy(through_proxy: Fetcher, server: TestServer) -> None:
    server.put("http://paper.example/story", PAGE)
    page = await through_proxy.fetch("http://paper.example/story")
    assert isinstance(page, Page)
    (request,) = server.received
    assert request.path == "http://paper.example/story"
    assert request.headers["Host"] == "paper.example"
    assert request.headers["Proxy-Authorization"] == "Basic YW5uYTpzM2NyZXQ="


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "169.254.169.254", "0300.0250.1", "[fd00::1]", "nas.local", "db.internal"]
)
async def test_the_proxy_is_not_asked_for_private_addresses(
    through_proxy: Fetcher, server: TestServer, host: str
) -> None:
    with pytest.raises(ForbiddenAddressError, match="private"):
        await through_proxy.fetch(f"http://{host}/")
    assert not server.received


async def test_the_proxy_is_asked_for_the_private_host_that_was_chosen(
    through_proxy: Fetcher, server: TestServer
) -> None:
    server.put("http://nas.local:5000/story", PAGE)
    through_proxy.allow("nas.local:5000")
    assert isinstance(await through_proxy.fetch("http://nas.local:5000/story"), Page)


async def test_a_tunnel_that_is_refused(
    make_fetcher: MakeFetcher, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://anna:s3cret@{server.host_and_port}")
    fetcher = make_fetcher(resolver=nothing_is_resolved_here)
    with pytest.raises(UnreachableError, match="the proxy refused: 501") as caught:  # the server knows no CONNECT
        await fetcher.fetch("https://paper.example/")
    assert "s3cret" not in caught.value.user_text


@pytest.mark.parametrize(
    ("proxy", "words"),
    [
        ("socks5://anna:s3cret@127.0.0.1:1", "needs the package socksio"),
        ("carrier-pigeon://anna:s3cret@loft/", "is not one"),
        ("http://anna:s3cret@[::1:99999/", "is not one"),
    ],
)
async def test_proxies_that_cannot_be_used(
    make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch, proxy: str, words: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    monkeypatch.setattr("newsreader.fetch.transport.find_spec", lambda _name: None)
    with pytest.raises(FetchError, match=words) as caught:
        await make_fetcher().fetch("http://paper.example/")
    assert caught.value.subject == "http://paper.example/"
    assert "s3cret" not in caught.value.user_text


@pytest.mark.parametrize(
    ("address", "proxy"),
    [
        (("http", "paper.example", 80), "http://proxy.example:3128"),
        (("https", "paper.example", 443), "http://secure.example"),
        (("https", "direct.example", 443), ""),
        (("https", "www.direct.example", 443), ""),
        (("http", "odd.example", 8080), ""),
        (("http", "odd.example", 80), "http://proxy.example:3128"),
        (("http", "127.0.0.1", 80), ""),
        (("http", "localhost", 80), ""),
    ],
)
def test_which_proxy(monkeypatch: pytest.MonkeyPatch, address: tuple[str, str, int], proxy: str) -> None:
    monkeypatch.setenv("http_proxy", "proxy.example:3128")
    monkeypatch.setenv("HTTPS_PROXY", "http://secure.example")
    monkeypatch.setenv("NO_PROXY", "direct.example, odd.example:8080")
    assert EnvironmentProxies().proxy_for(*address) == proxy
