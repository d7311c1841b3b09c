"""What passes through HTTP and SOCKS proxies, and what they are never asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newsreader.access import DIRECT, Access, NetworkSettings
from newsreader.errors import ForbiddenAddressError, ProxyFailedError
from newsreader.fetch.client import Fetcher
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.fetch.proxied import nothing_is_resolved_here, proxy_of, through
from tests.fetch.proxy_server import proxy_server
from tests.fetch.secure_server import secure_server
from tests.misbehaviour import PAGE
from tests.server import TestServer

PUBLIC = "93.184.215.14"


async def a_public_address(_host: str, _port: int) -> Sequence[str]:
    return ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", PUBLIC]


@pytest.mark.parametrize(
    ("scheme", "asked"),
    [
        ("http", "http://paper.example/story"),
        ("socks4a", "paper.example:80"),
        ("socks5h", "paper.example:80"),
    ],
)
@pytest.mark.parametrize("is_dripping", [False, True])
async def test_a_page_whose_name_the_proxy_looks_up(
    make_fetcher: MakeFetcher, server: TestServer, scheme: str, asked: str, is_dripping: bool
) -> None:
    server.put("/story", PAGE)
    server.put("http://paper.example/story", PAGE)
    async with proxy_server(server.port, is_dripping=is_dripping) as proxy:
        fetcher = through(make_fetcher, f"{scheme}://127.0.0.1:{proxy.port}", resolver=nothing_is_resolved_here)
        page = await fetcher.fetch("http://paper.example/story")
        await fetcher.aclose()
    assert isinstance(page, Page)
    assert page.body == PAGE
    assert proxy.asked == [asked]
    assert server.received[0].headers["Host"] == "paper.example"


@pytest.mark.parametrize(
    ("scheme", "asked"),
    [("socks4", f"{PUBLIC}:80"), ("socks5", "2606:2800:21f:cb07:6820:80da:af6b:8b2c:80")],
)
async def test_a_page_whose_name_is_looked_up_here(
    make_fetcher: MakeFetcher, server: TestServer, scheme: str, asked: str
) -> None:
    server.put("/story", PAGE)
    async with proxy_server(server.port) as proxy:
        fetcher = through(make_fetcher, f"{scheme}://127.0.0.1:{proxy.port}", resolver=a_public_address)
        assert isinstance(await fetcher.fetch("http://paper.example/story"), Page)
        await fetcher.aclose()
    assert proxy.asked == [asked]


@pytest.mark.parametrize("scheme", ["http", "socks5h"])
async def test_tls_through_a_proxy_ends_at_the_site(make_fetcher: MakeFetcher, scheme: str) -> None:
    async with secure_server("good.pem") as secure, proxy_server(secure.port, "anna:s3cret") as proxy:
        fetcher = through(make_fetcher, f"{scheme}://anna:s3cret@127.0.0.1:{proxy.port}")
        page = await fetcher.fetch("https://paper.example/story")
        await fetcher.aclose()
    assert isinstance(page, Page)
    assert page.body == PAGE
    assert proxy.asked == ["paper.example:443"]
    assert secure.server_names == ["paper.example"]
    assert "proxy-authorization" not in secure.requests[0]


async def test_tls_to_the_proxy_and_through_it(make_fetcher: MakeFetcher, server: TestServer) -> None:
    server.put("http://paper.example/story", PAGE)
    async with secure_server("good.pem") as secure:
        for port, url in ((server.port, "http://paper.example/story"), (secure.port, "https://paper.example/story")):
            async with proxy_server(port, "anna:s3cret", certificate="good.pem") as proxy:
                fetcher = through(make_fetcher, f"https://anna:s3cret@127.0.0.1:{proxy.port}")
                page = await fetcher.fetch(url)
                await fetcher.aclose()
            assert isinstance(page, Page)
            assert page.body == PAGE


async def test_a_proxy_whose_certificate_is_not_right(make_fetcher: MakeFetcher, server: TestServer) -> None:
    async with proxy_server(server.port, certificate="expired.pem") as proxy:
        for url in ("http://paper.example/story", "https://paper.example/story"):
            fetcher = through(make_fetcher, f"https://127.0.0.1:{proxy.port}")
            with pytest.raises(ProxyFailedError, match="TLS certificate"):
                await fetcher.fetch(url)
            await fetcher.aclose()


async def test_the_user_name_of_socks4(make_fetcher: MakeFetcher, server: TestServer) -> None:
    server.put("/story", PAGE)
    async with proxy_server(server.port, "anna") as proxy:
        fetcher = through(make_fetcher, f"socks4a://anna@127.0.0.1:{proxy.port}")
        assert isinstance(await fetcher.fetch("http://paper.example/story"), Page)
        await fetcher.aclose()


async def test_one_site_may_have_another_proxy_or_none(make_fetcher: MakeFetcher, server: TestServer) -> None:
    server.put("/story", PAGE)
    async with proxy_server(server.port) as common, proxy_server(server.port) as own:
        fetcher = make_fetcher(
            network=NetworkSettings(proxy=proxy_of(f"socks5h://127.0.0.1:{common.port}")),
            access={
                "onion.example": Access(where="own", proxy=proxy_of(f"socks5h://127.0.0.1:{own.port}")),
                f"near.example:{server.port}": Access(where="direct", proxy=DIRECT),
            },
            resolver=at_home,
            allow_private_hosts=frozenset({f"near.example:{server.port}"}),
        )
        for site in ("paper.example", "onion.example", f"near.example:{server.port}"):
            assert isinstance(await fetcher.fetch(f"http://{site}/story"), Page)
        await fetcher.aclose()
    assert (common.asked, own.asked) == (["paper.example:80"], ["onion.example:80"])


async def at_home(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


async def test_the_password_of_an_http_proxy(
    make_fetcher: MakeFetcher, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://anna:s3cret@{server.host_and_port}")
    server.put("http://paper.example/story", PAGE)
    page = await make_fetcher(resolver=nothing_is_resolved_here).fetch("http://paper.example/story")
    assert isinstance(page, Page)
    (request,) = server.received
    assert request.headers["Proxy-Authorization"] == "Basic YW5uYTpzM2NyZXQ="


@pytest.fixture
def through_server(make_fetcher: MakeFetcher, server: TestServer) -> Fetcher:
    """A fetcher whose proxy is the test server."""
    return through(make_fetcher, f"http://{server.host_and_port}", resolver=nothing_is_resolved_here)


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "169.254.169.254", "0300.0250.1", "[fd00::1]", "nas.local", "db.internal"]
)
async def test_the_proxy_is_not_asked_for_private_addresses(
    through_server: Fetcher, server: TestServer, host: str
) -> None:
    with pytest.raises(ForbiddenAddressError, match="private"):
        await through_server.fetch(f"http://{host}/")
    assert not server.received


async def test_the_proxy_is_asked_for_the_private_host_that_was_chosen(
    through_server: Fetcher, server: TestServer
) -> None:
    server.put("http://nas.local:5000/story", PAGE)
    through_server.allow("nas.local:5000")
    assert isinstance(await through_server.fetch("http://nas.local:5000/story"), Page)


@pytest.mark.parametrize("scheme", ["socks4", "socks5"])
async def test_a_name_that_leads_to_a_private_address_is_not_handed_to_socks(
    make_fetcher: MakeFetcher, server: TestServer, scheme: str
) -> None:
    async with proxy_server(server.port) as proxy:
        fetcher = through(make_fetcher, f"{scheme}://127.0.0.1:{proxy.port}", resolver=at_home)
        with pytest.raises(ForbiddenAddressError, match="private"):
            await fetcher.fetch("http://rebound.example/")
    assert not proxy.asked
