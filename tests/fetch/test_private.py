"""Private addresses in every spelling, and what the person chose."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import pytest

from newsreader.address import host_and_port
from newsreader.errors import ForbiddenAddressError, UnreachableError
from newsreader.fetch.client import Fetcher
from newsreader.fetch.private import (
    AllowedHosts,
    is_loopback_host,
    is_private_host,
    is_public_address,
    literal_address,
)
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.misbehaviour import PAGE
from tests.server import TestServer

# Spellings of addresses on this machine that resolvers take.
SPELLINGS = [
    "127.0.0.1",
    "127.0.0.2",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "0.0.0.0",
    "0",
    "127.0.0.1.",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "localhost",
    "LOCALHOST",
    "anna@127.0.0.1",
    "public.example@127.0.0.1",
    "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①",
]


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
        "2002:808:808::1",
    ],
)  # fmt: skip
def test_public(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "192.88.99.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "100::1",
        "2001:db8::1", "3fff::1", "2001::1", "2001:0:7f00:1::", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1",
        "64:ff9b::10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b:1::8.8.8.8", "2002:7f00:1::1", "2002:a00:1::",
        "2002:c0a8:101::1", "4000::1", "", "localhost", "a.example", "127.1",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize(
    ("host", "literal"),
    [
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0300.0250.1", "192.168.0.1"),
        ("2130706433", "127.0.0.1"),
        ("10.0.0.1.", "10.0.0.1"),
        ("[::1]", "::1"),
        ("a.example", ""),
        ("1.2.3.4.example", ""),
        ("", ""),
    ],
)
def test_literal_address(host: str, literal: str) -> None:
    assert literal_address(host) == literal


def test_private_and_loopback_names() -> None:
    assert all(is_private_host(host) for host in ("printer.local", "Localhost.", "a.localhost", "db.internal", "127.1"))
    assert not any(is_private_host(host) for host in ("localhost.example", "notlocal", "a.example", "8.8.8.8"))
    assert all(is_loopback_host(host) for host in ("127.9.9.9", "::1", "localhost", "a.localhost."))
    assert not any(is_loopback_host(host) for host in ("10.0.0.1", "a.example"))


def test_exactly_the_chosen_host_and_port() -> None:
    allowed = AllowedHosts(
        ["127.0.0.1:8080", "[::1]:81", "::2:82", "NAS.local:80", "münchen.example:80", "rubbish:x", ""]
    )
    assert allowed.covers("127.0.0.1", 8080)
    assert allowed.covers("::1", 81)
    assert allowed.covers("0:0:0:0:0:0:0:1", 81)
    assert allowed.covers("::2", 82)
    assert allowed.covers("nas.local", 80)
    assert allowed.covers("xn--mnchen-3ya.example", 80)
    assert not allowed.covers("127.0.0.1", 8081)
    assert not allowed.covers("127.0.0.2", 8080)
    assert not allowed.covers("localhost", 8080)
    assert not allowed.covers("nas.local", 443)


@pytest.mark.parametrize("host", SPELLINGS)
async def test_a_redirect_to_this_machine_is_not_followed(
    fetcher: Fetcher, server: TestServer, other_server: TestServer, host: str
) -> None:
    other_server.put("/", PAGE)
    target = f"http://{host}:{other_server.port}/".encode().decode("latin-1")
    server.put("/moved", b"", status=302, headers={"Location": target})
    with pytest.raises((ForbiddenAddressError, UnreachableError)):
        await fetcher.fetch(server.url("/moved"))
    assert not other_server.received


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0"])
async def test_the_refusal_says_why(fetcher: Fetcher, other_server: TestServer, host: str) -> None:
    with pytest.raises(ForbiddenAddressError) as caught:
        await fetcher.fetch(f"http://{host}:{other_server.port}/")
    assert caught.value.detail == "this is a private address"
    assert "allow_private_hosts" in caught.value.user_text


async def test_what_the_person_typed_is_theirs_to_choose(fetcher: Fetcher, other_server: TestServer) -> None:
    url = other_server.put("/story", PAGE)
    with pytest.raises(ForbiddenAddressError):
        await fetcher.fetch(url)
    fetcher.allow(other_server.host_and_port)
    assert isinstance(await fetcher.fetch(url), Page)
    with pytest.raises(ForbiddenAddressError):
        await fetcher.fetch(url.replace("127.0.0.1", "127.0.0.2"))


class Names:
    """A resolver that knows some names, and counts."""

    def __init__(self, **names: Sequence[str]) -> None:
        self._names = {name.replace("_", "."): addresses for name, addresses in names.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host not in self._names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self._names[host]


async def test_a_name_that_leads_home_is_not_followed(make_fetcher: MakeFetcher, server: TestServer) -> None:
    fetcher = make_fetcher(resolver=Names(evil_example=["127.0.0.1", "::1", "10.0.0.1"]))
    with pytest.raises(ForbiddenAddressError, match=r"the name leads to 127\.0\.0\.1, a private address"):
        await fetcher.fetch(f"http://evil.example:{server.port}/")
    assert not server.received


async def test_of_mixed_addresses_only_the_public_ones_are_connected_to(
    make_fetcher: MakeFetcher, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[str] = []

    async def connect(_backend: object, host: str, *_args: object, **_options: object) -> None:
        connected.append(host)
        raise ConnectionRefusedError

    monkeypatch.setattr("newsreader.fetch.sockets.Sockets.connect_tcp", connect)
    fetcher = make_fetcher(resolver=Names(mixed_example=["10.0.0.1", "8.8.8.8", "127.0.0.1", "2606:4700::1111"]))
    with pytest.raises(UnreachableError, match="connection refused"):
        await fetcher.fetch(f"http://mixed.example:{server.port}/")
    assert connected == ["8.8.8.8", "2606:4700::1111"]


async def test_rebinding_gains_nothing(make_fetcher: MakeFetcher, server: TestServer) -> None:
    """The name is public when it is judged and leads home when asked again: it is asked once a connection."""
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    judged: list[Sequence[str]] = []

    async def rebinding(_host: str, _port: int) -> Sequence[str]:
        judged.append(next(answers))
        return judged[-1]

    fetcher = make_fetcher(resolver=rebinding)
    backend_connects: list[str] = []

    async def connect(_backend: object, host: str, *_args: object, **_options: object) -> None:
        backend_connects.append(host)
        raise ConnectionRefusedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsreader.fetch.sockets.Sockets.connect_tcp", connect)
        with pytest.raises(UnreachableError):
            await fetcher.fetch(f"http://rebind.example:{server.port}/")
    assert (backend_connects, len(judged)) == (["8.8.8.8"], 1)
    with pytest.raises(ForbiddenAddressError):
        await fetcher.fetch(f"http://rebind.example:{server.port}/")
    assert not server.received


async def test_a_chosen_name_keeps_its_host_header(make_fetcher: MakeFetcher, server: TestServer) -> None:
    server.put("/story", PAGE)
    names = Names(paper_example=["127.0.0.1"])
    fetcher = make_fetcher(resolver=names, allow_private_hosts=frozenset({f"paper.example:{server.port}"}))
    page = await fetcher.fetch(f"http://Paper.Example:{server.port}/story")
    assert isinstance(page, Page)
    assert server.received[0].headers["Host"] == f"paper.example:{server.port}"
    assert names.asked == ["paper.example"]


async def test_the_second_address_is_tried_when_the_first_fails(make_fetcher: MakeFetcher, server: TestServer) -> None:
    server.put("/story", PAGE)
    fetcher = make_fetcher(
        resolver=Names(paper_example=["127.9.9.9", "127.0.0.1"]),
        allow_private_hosts=frozenset({f"paper.example:{server.port}"}),
    )
    assert isinstance(await fetcher.fetch(f"http://paper.example:{server.port}/story"), Page)


async def test_a_slow_first_address_does_not_hold_up_the_second(
    make_fetcher: MakeFetcher, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A listener whose queue is full takes no connection and refuses none."""
    server.put("/story", PAGE)
    monkeypatch.setattr("newsreader.fetch.connect._STAGGER_S", 0.01)
    with socket.create_server(("127.0.0.2", server.port), backlog=0) as full:
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        fetcher = make_fetcher(
            resolver=Names(paper_example=["127.0.0.2", "127.0.0.1"]),
            allow_private_hosts=frozenset({f"paper.example:{server.port}"}),
        )
        assert isinstance(await fetcher.fetch(f"http://paper.example:{server.port}/story"), Page)
        for filler in fillers:
            filler.close()


@pytest.mark.parametrize(
    ("site", "is_own"),
    [
        ("127.0.0.1:8080", True),
        ("127.0.0.1:8081", False),  # nobody chose it
        ("localhost:80", True),
        ("nas.local:80", True),
        ("[::1]:80", True),
        ("paper.example:80", False),  # chosen, and somebody else's
        ("8.8.8.8:80", False),
    ],
)
def test_which_servers_are_the_persons_own(site: str, is_own: bool) -> None:
    chosen = ("127.0.0.1:8080", "localhost:80", "nas.local:80", "[::1]:80", "paper.example:80", "8.8.8.8:80")
    assert AllowedHosts(chosen).is_own(host_and_port(f"http://{site}/")) is is_own
