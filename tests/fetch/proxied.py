"""Fetchers that go through a proxy."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.access import NetworkSettings, Proxy, read_proxy
from newsreader.fetch.client import Fetcher
from tests.fetch.conftest import MakeFetcher


async def nothing_is_resolved_here(host: str, _port: int) -> Sequence[str]:
    raise AssertionError(host)


def proxy_of(address: str) -> Proxy:
    proxy = read_proxy(address, "network.proxy")
    assert proxy is not None
    return proxy


def through(make_fetcher: MakeFetcher, address: str, **options: object) -> Fetcher:
    return make_fetcher(network=NetworkSettings(proxy=proxy_of(address)), **options)
