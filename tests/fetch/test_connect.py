"""Which of several addresses is kept."""

from __future__ import annotations

import asyncio
import select
import socket
from collections.abc import Callable, Sequence

import httpcore
import pytest

from newsreader.fetch.connect import CheckedBackend


class Stream(httpcore.AsyncNetworkStream):
    """A connection that only notes when it is closed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.is_closed = False

    async def aclose(self) -> None:
        self.is_closed = True


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> dict[str, Stream]:
    """All connections made; they are all made in the same moment, when the last has been asked for."""
    made: dict[str, Stream] = {}
    are_all_asked_for = asyncio.Event()

    async def connect(_sockets: object, host: str, *_args: object, **_options: object) -> Stream:
        made[host] = Stream(host)
        if len(made) == 3:
            are_all_asked_for.set()
        await are_all_asked_for.wait()
        return made[host]

    monkeypatch.setattr("newsreader.fetch.sockets.Sockets.connect_tcp", connect)
    monkeypatch.setattr("newsreader.fetch.connect._STAGGER_S", 0)
    return made


def backend(*addresses: str, is_allowed: Callable[[str, int], bool] = lambda _host, _port: False) -> CheckedBackend:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return addresses

    return CheckedBackend(resolve, is_allowed)


async def test_of_connections_made_at_once_one_is_kept(streams: dict[str, Stream]) -> None:
    kept = await backend("8.8.8.1", "8.8.8.2", "8.8.8.3").connect_tcp("a.example", 80)
    assert sorted(stream.is_closed for stream in streams.values()) == [False, True, True]
    await kept.aclose()
    assert all(stream.is_closed for stream in streams.values())


async def test_a_kept_connection_is_watched_without_poll_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has only `select.select`."""
    there = socket.create_server(("127.0.0.1", 0))
    kept = await backend("127.0.0.1", is_allowed=lambda _host, _port: True).connect_tcp(*there.getsockname())
    here, _ = there.accept()
    for _ in range(2):
        assert not kept.get_extra_info("is_readable")
        monkeypatch.delattr(select, "poll", raising=False)
    here.close()
    monkeypatch.undo()
    for _ in range(2):
        assert kept.get_extra_info("is_readable")
        monkeypatch.delattr(select, "poll", raising=False)
    await kept.aclose()
    there.close()


async def test_families_take_turns(streams: dict[str, Stream]) -> None:
    await backend("2606:4700::1", "2606:4700::2", "8.8.8.1").connect_tcp("a.example", 80)
    assert list(streams) == ["2606:4700::1", "8.8.8.1", "2606:4700::2"]


async def test_a_hundred_addresses_are_not_all_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    async def connect(_sockets: object, host: str, *_args: object, **_options: object) -> None:
        tried.append(host)
        raise ConnectionRefusedError

    monkeypatch.setattr("newsreader.fetch.sockets.Sockets.connect_tcp", connect)
    with pytest.raises(ConnectionRefusedError):
        await backend(*(f"8.8.8.{number}" for number in range(100))).connect_tcp("a.example", 80)
    assert len(tried) == 6
