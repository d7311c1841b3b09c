"""Which proxy of the environment and of the settings is taken, and how its address is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.access import DIRECT, NetworkSettings, read_proxy
from newsreader.fetch.proxies import Exceptions, Proxies
from tests.fetch.proxied import proxy_of


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
