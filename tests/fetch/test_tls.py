"""TLS is always verified, and HTTP/2 is spoken where it is offered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from newsreader.errors import FetchError, UnreachableError
from newsreader.fetch.client import Fetcher
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.fetch.secure_server import CERTIFICATES, secure_server
from tests.misbehaviour import PAGE
from tests.server import TestServer


async def at_home(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def trusting(make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch, certificate: str, *hosts: str) -> Fetcher:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / certificate))
    return make_fetcher(resolver=at_home, allow_private_hosts=frozenset(hosts))


async def test_http2_with_the_name_kept(make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    async with secure_server("good.pem") as secure:
        fetcher = trusting(make_fetcher, monkeypatch, "good.pem", f"paper.example:{secure.port}")
        page = await fetcher.fetch(secure.url("paper.example"))
        assert isinstance(page, Page)
        assert page.body == PAGE
        assert secure.server_names == ["paper.example"]
        assert secure.requests[0][":authority"] == f"paper.example:{secure.port}"
        assert secure.requests[0]["user-agent"].startswith("newsreader/")
        await fetcher.aclose()


async def test_damaged_http2(make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    async with secure_server("good.pem") as secure:
        fetcher = trusting(make_fetcher, monkeypatch, "good.pem", f"paper.example:{secure.port}")
        with pytest.raises(FetchError, match="does not keep to HTTP"):
            await fetcher.fetch(secure.url("paper.example").replace("/story", "/garbage"))
        assert isinstance(await fetcher.fetch(secure.url("paper.example")), Page)
        await fetcher.aclose()


@pytest.mark.parametrize(
    ("certificate", "trusted", "host", "words"),
    [
        ("expired.pem", "expired.pem", "paper.example", "TLS certificate expired on 2002-01-01"),
        ("good.pem", "expired.pem", "paper.example", "TLS certificate signed by itself"),
        ("good.pem", "good.pem", "other.example", "TLS certificate for another name"),
    ],
)
async def test_certificates_that_are_not_right(
    make_fetcher: MakeFetcher,
    monkeypatch: pytest.MonkeyPatch,
    certificate: str,
    trusted: str,
    host: str,
    words: str,
) -> None:
    async with secure_server(certificate) as secure:
        fetcher = trusting(make_fetcher, monkeypatch, trusted, f"{host}:{secure.port}")
        with pytest.raises(UnreachableError) as caught:
            await fetcher.fetch(secure.url(host))
        assert caught.value.detail == words
        assert not secure.requests
        await fetcher.aclose()


@pytest.mark.parametrize("path", ["/story", "/reset"])
async def test_a_server_without_tls(fetcher: Fetcher, server: TestServer, path: str) -> None:
    with pytest.raises(UnreachableError, match="TLS"):
        await fetcher.fetch(server.url(path).replace("http:", "https:"))


async def test_a_server_that_hangs_up_before_tls(make_fetcher: MakeFetcher) -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    running = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with running:
        port = running.sockets[0].getsockname()[1]
        fetcher = make_fetcher(allow_private_hosts=frozenset({f"127.0.0.1:{port}"}))
        with pytest.raises(UnreachableError) as caught:
            await fetcher.fetch(f"https://127.0.0.1:{port}/")
    # Which of them depends on how far the handshake came.
    told = ("it hung up before TLS was agreed on", "connection reset", "it does not speak TLS that is safe to use")
    assert caught.value.detail in told
