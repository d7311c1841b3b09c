"""Names that are not known, networks that are not there."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import threading
from collections.abc import Sequence

import h2.exceptions
import httpcore
import pytest

from newsreader.errors import UnreachableError
from newsreader.fetch import resolve
from newsreader.fetch.client import FetchLimits
from newsreader.fetch.failures import fetch_error
from newsreader.fetch.resolve import resolve_name
from tests.fetch.conftest import MakeFetcher


@pytest.mark.parametrize(
    ("code", "has_route", "words", "is_down"),
    [
        (socket.EAI_NONAME, True, "the name is not known", False),
        (socket.EAI_NONAME, False, "the name is not known", True),
        (socket.EAI_AGAIN, True, "no name server answers", True),
    ],
)
async def test_names(
    make_fetcher: MakeFetcher,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    has_route: bool,
    words: str,
    is_down: bool,
) -> None:
    async def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(code, "as the system says it")

    monkeypatch.setattr("newsreader.fetch.resolve.has_route", lambda: has_route)
    monkeypatch.setattr("newsreader.fetch.failures.has_route", lambda: has_route)
    with pytest.raises(UnreachableError) as caught:
        await make_fetcher(resolver=unknown).fetch("http://nowhere.example/")
    assert (caught.value.detail, caught.value.is_network_down) == (words, is_down)


@pytest.mark.parametrize(
    ("failures", "words", "is_down"),
    [
        ([errno.ENETUNREACH], "no way to it on this network", True),
        ([errno.ENETDOWN, errno.ENETUNREACH], "no way to it on this network", True),
        ([errno.EHOSTUNREACH], "no way to it on this network", False),
        ([errno.ENETUNREACH, errno.ECONNREFUSED], "connection refused", False),
        ([errno.ECONNREFUSED, errno.ENETUNREACH], "connection refused", False),
        ([errno.EACCES], "Permission denied", False),
    ],
)
async def test_connections(
    make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch, failures: list[int], words: str, is_down: bool
) -> None:
    addresses = [f"8.8.8.{number}" for number in range(len(failures))]

    async def connect(_backend: object, host: str, *_args: object, **_options: object) -> None:
        code = failures[addresses.index(host)]
        raise OSError(code, "Permission denied" if code == errno.EACCES else "as the system says it")

    async def names(_host: str, _port: int) -> Sequence[str]:
        return addresses

    monkeypatch.setattr("newsreader.fetch.sockets.Sockets.connect_tcp", connect)
    monkeypatch.setattr("newsreader.fetch.failures.has_route", lambda: True)
    with pytest.raises(UnreachableError) as caught:
        await make_fetcher(resolver=names).fetch("http://far.example/")
    assert (caught.value.detail, caught.value.is_network_down) == (words, is_down)


async def test_a_name_server_that_never_answers(make_fetcher: MakeFetcher) -> None:
    async def silent(_host: str, _port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return ()

    fetcher = make_fetcher(resolver=silent, limits=FetchLimits(connect_timeout_s=0.05))
    with pytest.raises(UnreachableError, match="no connection within"):
        await fetcher.fetch("http://slow.example/")


async def test_a_name_without_addresses(make_fetcher: MakeFetcher) -> None:
    async def empty(_host: str, _port: int) -> Sequence[str]:
        return ()

    with pytest.raises(UnreachableError, match="the name is not known"):
        await make_fetcher(resolver=empty).fetch("http://empty.example/")


async def test_the_systems_resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    def known(host: bytes, port: int, **_options: object) -> list[tuple[object, ...]]:
        assert (host, port) == (b"paper.example", 80)
        return [
            (0, 0, 0, "", ("2606:4700::1", 80, 0, 0)),
            (0, 0, 0, "", ("8.8.8.8", 80)),
            (0, 0, 0, "", ("8.8.8.8", 80)),
        ]

    monkeypatch.setattr(resolve.socket, "getaddrinfo", known)
    assert await resolve_name("paper.example", 80) == ("2606:4700::1", "8.8.8.8")


async def test_the_systems_resolver_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(resolve.socket, "getaddrinfo", unknown)
    with pytest.raises(socket.gaierror, match="Temporary failure"):
        await resolve_name("paper.example", 80)
    with pytest.raises(socket.gaierror, match="not a name"):
        await resolve_name("päper.example", 80)


async def test_an_answer_that_nobody_waits_for_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, may_answer = threading.Event(), threading.Event()
    asking_threads: list[threading.Thread] = []

    def slow(*_args: object, **_options: object) -> list[tuple[object, ...]]:
        asking_threads.append(threading.current_thread())
        asked.set()
        may_answer.wait(10)
        return []

    monkeypatch.setattr(resolve.socket, "getaddrinfo", slow)
    asking = asyncio.create_task(resolve_name("paper.example", 80))
    await asyncio.to_thread(asked.wait, 10)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    may_answer.set()
    await asyncio.to_thread(asking_threads[0].join)
    await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("error", "has_answered", "words"),
    [
        (httpcore.ReadError(), False, "the connection failed"),
        (httpcore.ReadError(), True, "the answer broke off: the connection failed"),
        (httpcore.ReadError(ssl.SSLError(1, "bad record")), True, "the answer broke off: TLS failed"),
        (httpcore.ReadError(ConnectionResetError(104, "reset")), False, "connection reset"),
        (h2.exceptions.ProtocolError("x"), False, "it does not keep to HTTP"),
    ],
)
def test_rare_failures(error: Exception, has_answered: bool, words: str) -> None:
    failure = fetch_error("http://a.example/", error, FetchLimits(), has_answered=has_answered)
    assert failure.detail == words


def test_looking_for_a_route_fails_only_with_an_answer() -> None:
    assert resolve.has_route() in (True, False)
