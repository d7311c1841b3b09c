"""Proxies of the environment and of the settings, HTTP and SOCKS."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.access import DIRECT, Access, NetworkSettings, Proxy, read_proxy
from newsreader.errors import ForbiddenAddressError, ProxyFailedError
from newsreader.fetch.client import Fetcher, FetchLimits
from newsreader.fetch.proxies import Exceptions, Proxies
from newsreader.fetch.socks import SocksBackend
from newsreader.fetch.viaproxy import ProxyBackend
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.fetch.proxy_server import proxy_server
from tests.fetch.secure_server import secure_server
from tests.misbehaviour import PAGE
from tests.server import TestServer

PUBLIC = "93.184.215.14"


async def nothing_is_resolved_here(host: str, _port: int) -> Sequence[str]:
    raise AssertionError(host)


async def a_public_address(_host: str, _port: int) -> Sequence[str]:
    return ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", PUBLIC]


def proxy_of(address: str) -> Proxy:
    proxy = read_proxy(address, "network.proxy")
    assert proxy is not None
    return proxy


def through(make_fetcher: MakeFetcher, address: str, **options: object) -> Fetcher:
    return make_fetcher(network=NetworkSettings(proxy=proxy_of(address)), **options)


# ---- what passes through them


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


# ---- private addresses


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


# ---- what goes wrong


@pytest.mark.parametrize(
    ("login", "address", "url", "words"),
    [
        ("anna:s3cret", "http://anna:wr0ng@", "http://paper.example/", "wrong user name or password"),
        ("anna:s3cret", "http://", "http://paper.example/", "wrong user name or password, or none"),
        ("anna:s3cret", "http://anna:wr0ng@", "https://paper.example/", "HTTP 407: wrong user name or password"),
        ("anna:s3cret", "socks5h://anna:wr0ng@", "http://paper.example/", "wrong user name or password"),
        ("anna:s3cret", "socks5h://", "http://paper.example/", "it wants a user name and password"),
        ("anna", "socks4a://berta@", "http://paper.example/", "it wants another user"),
        ("", f"socks5h://anna:{'wr0ng' * 60}@", "http://paper.example/", "255 bytes at most"),
        ("", "socks4a://an%00na@", "http://paper.example/", "user name cannot be sent"),
    ],
)
async def test_a_login_that_the_proxy_does_not_take(
    make_fetcher: MakeFetcher, server: TestServer, login: str, address: str, url: str, words: str
) -> None:
    async with proxy_server(server.port, login) as proxy:
        fetcher = through(make_fetcher, f"{address}127.0.0.1:{proxy.port}")
        with pytest.raises(ProxyFailedError, match=words) as caught:
            await fetcher.fetch(url)
    assert caught.value.subject == url
    assert f"127.0.0.1:{proxy.port}, named by network.proxy" in caught.value.detail
    assert "wr0ng" not in str(caught.value)
    assert not server.received


@asynccontextmanager
async def answering(answers: Sequence[bytes]) -> AsyncIterator[int]:
    """A server that says one thing after each piece it receives, whatever it is; then it hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            await reader.read(4096)
            writer.write(answer)
        writer.close()

    running = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with running:
        yield running.sockets[0].getsockname()[1]
        running.close()


@pytest.mark.parametrize(
    ("scheme", "answers", "words"),
    [
        ("socks5h", [b"\x05\x00", b"\x05\x02\x00\x01\0\0\0\0\0\0"], "its rules forbid"),
        ("socks5h", [b"\x05\x00", b"\x05\x04\x00\x01\0\0\0\0\0\0"], "it cannot reach the site"),
        ("socks5h", [b"\x05\x00", b"\x05\x99\x00\x01\0\0\0\0\0\0"], "does not speak SOCKS"),
        ("socks5h", [b"\x05\x00", b"\x05\x00\x00\x07\0\0\0\0\0\0"], "does not speak SOCKS"),
        ("socks5h", [b"\x05\x00", b"\x05\x00\x00\x03\x02\xff\xff\0\0"], "does not speak SOCKS"),
        ("socks5h", [b"\x05\x00", b"\x05"], "it hung up"),
        ("socks5h", [b"\x05\x01"], "it wants a user name"),
        ("socks5h", [b"HTTP/1.1 400 Bad Request\r\n\r\n"], "does not speak SOCKS"),
        ("socks5h", [b""], "it hung up"),
        ("socks4a", [b"\0\x5b" + bytes(6)], "it refused or could not reach the site"),
        ("socks4a", [b"\0\x5c" + bytes(6)], "identd"),
        ("socks4a", [b"HTTP/1.1 400 Bad Request\r\n\r\n"], "does not speak SOCKS"),
    ],
)
async def test_what_socks_proxies_say(make_fetcher: MakeFetcher, scheme: str, answers: list[bytes], words: str) -> None:
    async with answering(answers) as port:
        with pytest.raises(ProxyFailedError, match=words):
            await through(make_fetcher, f"{scheme}://127.0.0.1:{port}").fetch("http://paper.example/")


class Scripted(httpcore.AsyncNetworkStream):
    """Gives what it was given, in pieces of any size, and then the end."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._coming = b"".join(pieces)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        piece, self._coming = self._coming[:max_bytes], self._coming[max_bytes:]
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        pass

    async def aclose(self) -> None:
        pass


class ScriptedBackend(httpcore.AsyncNetworkBackend):
    def __init__(self, stream: Scripted) -> None:
        self._stream = stream

    async def connect_tcp(self, *_args: Any, **_options: Any) -> Scripted:
        return self._stream


@given(
    answers=st.lists(st.binary(max_size=30) | st.sampled_from([b"\x05\x00", b"\x05\x02", b"\x01\x00", b"\0\x5a"])),
    scheme=st.sampled_from(["socks4a", "socks5h"]),
)
def test_whatever_a_socks_proxy_says_ends_in_words_or_a_connection(answers: list[bytes], scheme: str) -> None:
    proxy = proxy_of(f"{scheme}://anna:s3cret@127.0.0.1:1080")
    to_proxy = ProxyBackend(ScriptedBackend(Scripted(answers)), proxy, FetchLimits())
    socks = SocksBackend(to_proxy, proxy, nothing_is_resolved_here)
    with contextlib.suppress(ProxyFailedError):
        asyncio.run(socks.connect_tcp("paper.example", 80))


@pytest.mark.parametrize("scheme", ["http", "https", "socks4a", "socks5h"])
async def test_a_proxy_that_is_not_there(make_fetcher: MakeFetcher, scheme: str) -> None:
    fetcher = through(make_fetcher, f"{scheme}://anna:s3cret@127.0.0.1:1")
    with pytest.raises(ProxyFailedError) as caught:
        await fetcher.fetch("http://paper.example/story")
    assert caught.value.user_text == (
        f"The proxy could not be used: http://paper.example/story ({scheme}://127.0.0.1:1, named by network.proxy:"
        ' connection refused). Correct it where it is named, or go without: proxy = "direct" under [network] in'
        " config.toml."
    )


async def test_a_tunnel_that_is_refused(make_fetcher: MakeFetcher, server: TestServer) -> None:
    fetcher = through(make_fetcher, f"http://anna:s3cret@{server.host_and_port}")
    with pytest.raises(ProxyFailedError, match="HTTP 501: it refused") as caught:  # the server knows no CONNECT
        await fetcher.fetch("https://paper.example/")
    assert "s3cret" not in caught.value.user_text


@pytest.mark.parametrize("proxy", ["carrier-pigeon://anna:s3cret@loft/", "http://anna:s3cret@[::1:99999/", "http://"])
async def test_proxies_that_are_none(make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(ProxyFailedError, match=r"ALL_PROXY names none that can be used; .*socks4a") as caught:
        await make_fetcher().fetch("http://paper.example/")
    assert caught.value.subject == "http://paper.example/"
    assert "s3cret" not in caught.value.user_text


# ---- which one


@pytest.mark.parametrize(
    ("address", "proxy"),
    [
        (("http", "paper.example", 80), "http://proxy.example:3128"),
        (("https", "paper.example", 443), "http://secure.example:80"),
        (("https", "direct.example", 443), ""),
        (("https", "www.direct.example", 443), ""),
        (("https", "indirect.example", 443), "http://secure.example:80"),
        (("http", "odd.example", 8080), ""),
        (("http", "odd.example", 80), "http://proxy.example:3128"),
        (("http", "set.example", 80), ""),
        (("http", "127.0.0.1", 80), ""),
        (("http", "localhost", 80), ""),
    ],
)
def test_which_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, address: tuple[str, str, int], proxy: str
) -> None:
    monkeypatch.setenv("http_proxy", "proxy.example:3128")
    monkeypatch.setenv("HTTPS_PROXY", "http://secure.example")
    monkeypatch.setenv("NO_PROXY", "direct.example, odd.example:8080")
    found = Proxies(NetworkSettings(no_proxy=("set.example",))).proxy_for(*address)
    assert (found.address if found else "") == proxy


def test_all_proxy_is_for_what_has_none_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5h://tor.example")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    proxies = Proxies(NetworkSettings())
    secure = proxies.proxy_for("https", "paper.example", 443)
    assert secure is not None
    assert (secure.address, secure.named) == ("socks5h://tor.example:1080", "ALL_PROXY")
    assert proxies.proxy_for("https", "other.example", 443) is secure  # one pool of connections for both


@pytest.mark.parametrize(("setting", "found"), [(DIRECT, ""), ("mine.example:1", "http://mine.example:1")])
def test_the_settings_win_over_the_environment(monkeypatch: pytest.MonkeyPatch, setting: str, found: str) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    proxies = Proxies(NetworkSettings(proxy=setting if setting == DIRECT else proxy_of(setting)))
    proxy = proxies.proxy_for("https", "paper.example", 443)
    assert (proxy.address if proxy else "") == found


@pytest.mark.parametrize(
    ("pattern", "host", "port", "is_covered"),
    [
        ("*", "paper.example", 80, True),
        ("paper.example", "PAPER.example.", 443, True),
        ("paper.example", "www.paper.example", 443, True),
        ("paper.example", "newspaper.example", 443, False),
        (".paper.example", "www.paper.example", 443, True),
        ("*.paper.example", "www.paper.example", 443, True),
        ("paper.example:8080", "www.paper.example", 8080, True),
        ("paper.example:8080", "paper.example", 443, False),
        ("bücher.example", "xn--bcher-kva.example", 443, True),
        ("10.1.2.3", "10.1.2.3", 80, True),
        ("10.1.2.3", "0x0a010203", 80, True),
        ("10.0.0.0/8", "10.1.2.3", 80, True),
        ("10.0.0.0/8", "11.1.2.3", 80, False),
        ("10.0.0.0/8", "10.example", 80, False),
        ("10.1.2.3:80", "10.1.2.3", 80, True),
        ("10.1.2.3:80", "10.1.2.3", 81, False),
        ("fd00::/8", "[fd12::1]", 80, True),
        ("[fd12::1]", "[fd12:0::1]", 80, True),
        ("[fd12::1]:80", "[fd12::1]", 80, True),
        ("[fd12::1]:80", "[fd12::1]", 81, False),
        ("10.0.0.0/8", "[::ffff:10.1.2.3]", 80, True),
        ("", "paper.example", 80, False),
        (":80", "paper.example", 80, False),
        (".", "paper.example", 80, False),
    ],
)
def test_what_no_proxy_covers(pattern: str, host: str, port: int, is_covered: bool) -> None:
    assert Exceptions(["other.example", pattern]).cover(host, port) == is_covered


@given(st.lists(st.text()), st.text(), st.integers(0, 65535))
def test_any_exceptions_can_be_read(patterns: list[str], host: str, port: int) -> None:
    Exceptions(patterns).cover(host, port)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("proxy.example", "http://proxy.example:80"),
        ("https://proxy.example", "https://proxy.example:443"),
        ("socks://proxy.example", "socks5://proxy.example:1080"),
        ("SOCKS5H://proxy.example:9050/", "socks5h://proxy.example:9050"),
        ("http://[fd12::1]:3128", "http://[fd12::1]:3128"),
        ("http://an%40na:s3%3Acret@proxy.example:3128", "http://proxy.example:3128"),
    ],
)
def test_addresses_of_proxies(written: str, address: str) -> None:
    proxy = proxy_of(written)
    assert proxy.address == address
    assert "s3" not in repr(proxy)
    if proxy.user and proxy.password:
        assert (proxy.user.reveal(), proxy.password.reveal()) == ("an@na", "s3:cret")


@given(st.text() | st.from_regex(r"(http|socks5)://[^/]{0,20}:[0-9]{0,7}/?", fullmatch=True))
def test_any_text_is_a_proxy_or_none(written: str) -> None:
    proxy = read_proxy(written, "here")
    assert proxy is None or 0 < proxy.port < 65536
