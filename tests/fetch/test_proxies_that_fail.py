"""What is said when a proxy does not do what it is asked for."""

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

from newsreader.errors import ProxyFailedError
from newsreader.fetch.client import FetchLimits
from newsreader.fetch.socks import SocksBackend
from newsreader.fetch.viaproxy import ProxyBackend
from tests.fetch.conftest import MakeFetcher
from tests.fetch.proxied import nothing_is_resolved_here, proxy_of, through
from tests.fetch.proxy_server import proxy_server
from tests.server import TestServer


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
