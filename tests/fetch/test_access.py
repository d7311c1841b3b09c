"""Who we are to which site: what is sent to it, and to no other."""

from __future__ import annotations

import copy
import pickle
import shutil
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from newsreader.access import Access, NetworkSettings, Secret
from newsreader.errors import AccessError, ConfigError, HttpStatusError, LoginError, UnreachableError
from newsreader.fetch.client import Fetcher
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.fetch.secure_server import CERTIFICATES, SecureServer, secure_server
from tests.misbehaviour import PAGE
from tests.server import TestServer

ANNA = "Basic YW5uYTpzM2NyZXQ="


def secret(text: str) -> Secret:
    return Secret("the test", lambda: text)


async def at_home(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def member(**changes: object) -> Access:
    """Everything that one site may know."""
    named: dict[str, object] = {
        "where": 'site."paper.example"',
        "user": "anna",
        "password": secret("s3cret"),
        "headers": {"X-Key": secret("k3y")},
        "cookies": {"session": secret("b1scuit")},
        "user_agent": "Anna/1.0",
    }
    return Access(**{**named, **changes})  # type: ignore[arg-type]


def fetcher_for(make_fetcher: MakeFetcher, port: int, *hosts: str, **sites: Access) -> Fetcher:
    """A fetcher whose names all lead to this machine; `sites` are by host, without its ".example"."""
    return make_fetcher(
        resolver=at_home,
        allow_private_hosts=frozenset(f"{host}:{port}" for host in ("paper.example", *hosts)),
        access={f"{name}.example:{port}": access for name, access in sites.items()},
    )


async def test_what_the_site_is_sent(make_fetcher: MakeFetcher) -> None:
    async with secure_server("good.pem") as secure:
        fetcher = fetcher_for(make_fetcher, secure.port, paper=member())
        assert isinstance(await fetcher.fetch(secure.url("paper.example")), Page)
        await fetcher.aclose()
    headers = secure.requests[0]
    assert headers["authorization"] == ANNA
    assert headers["x-key"] == "k3y"
    assert headers["cookie"] == "session=b1scuit"
    assert headers["user-agent"] == "Anna/1.0"


async def test_a_bearer_token(make_fetcher: MakeFetcher) -> None:
    async with secure_server("good.pem") as secure:
        fetcher = fetcher_for(make_fetcher, secure.port, paper=member(user="", password=None, token=secret("t0ken=")))
        assert isinstance(await fetcher.fetch(secure.url("paper.example")), Page)
        await fetcher.aclose()
    assert secure.requests[0]["authorization"] == "Bearer t0ken="


async def test_a_name_in_the_address_wins_and_cookies_of_the_site_do(make_fetcher: MakeFetcher) -> None:
    async with secure_server("good.pem") as secure:
        secure.answers["/story"] = [(":status", "302"), ("location", "/page"), ("set-cookie", "session=newer; Path=/")]
        both = member(cookies={"session": secret("older"), "lang": secret("de")})
        fetcher = fetcher_for(make_fetcher, secure.port, paper=both)
        await fetcher.fetch(secure.url("berta:pw@paper.example"))
        await fetcher.aclose()
    first, second = secure.requests
    assert first["authorization"] == "Basic YmVydGE6cHc="
    assert first["cookie"] == "session=older; lang=de"
    assert second["cookie"] == "session=newer; lang=de"


def nothing_given_away(headers: dict[str, str]) -> bool:
    return not {"authorization", "x-key", "cookie"} & {name.lower() for name in headers}


@pytest.mark.parametrize(
    ("table", "url"),
    [
        ("paper.example", "https://www.paper.example:{port}/story"),
        ("paper.example", "https://paper.example:{port}/story"),  # without a port in the table, it is 443
        ("paper.example:1{port}", "https://paper.example:{port}/story"),
        ("www.paper.example:{port}", "https://paper.example:{port}/story"),
    ],
)
async def test_another_host_or_port_is_another_site(make_fetcher: MakeFetcher, table: str, url: str) -> None:
    async with secure_server("good.pem") as secure:
        fetcher = make_fetcher(
            resolver=at_home,
            allow_private_hosts=frozenset({f"paper.example:{secure.port}", f"www.paper.example:{secure.port}"}),
            access={table.format(port=secure.port): member()},
            network=NetworkSettings(),
        )
        if "www" in url:
            with pytest.raises(UnreachableError, match="another name"):
                await fetcher.fetch(url.format(port=secure.port))
        else:
            await fetcher.fetch(url.format(port=secure.port))
        await fetcher.aclose()
    assert all(nothing_given_away(headers) for headers in secure.requests)


async def test_nothing_follows_a_redirect_to_another_site(
    make_fetcher: MakeFetcher, server: TestServer, other_server: TestServer
) -> None:
    other_server.put("/story", PAGE)
    async with secure_server("good.pem") as secure:
        secure.answers["/story"] = [(":status", "302"), ("location", f"http://evil.example:{other_server.port}/story")]
        fetcher = make_fetcher(
            resolver=at_home,
            allow_private_hosts=frozenset({f"paper.example:{secure.port}", f"evil.example:{other_server.port}"}),
            access={f"paper.example:{secure.port}": member(allow_http=True)},
        )
        assert isinstance(await fetcher.fetch(secure.url("paper.example")), Page)
        await fetcher.aclose()
    assert secure.requests[0]["authorization"] == ANNA
    (request,) = other_server.received
    assert nothing_given_away(dict(request.headers))
    assert request.headers["User-Agent"].startswith("newsreader/")


async def test_plain_http_only_where_it_was_allowed(make_fetcher: MakeFetcher, server: TestServer) -> None:
    server.put("/story", PAGE)
    for is_allowed in (False, True):
        fetcher = fetcher_for(make_fetcher, server.port, paper=member(allow_http=is_allowed))
        await fetcher.fetch(f"http://paper.example:{server.port}/story")
    first, second = server.received
    assert nothing_given_away(dict(first.headers))
    assert second.headers["Authorization"] == ANNA


@pytest.mark.parametrize(
    ("access", "words"),
    [
        (None, 'config.toml can hold them under [site."paper.example:{port}"]'),
        (member(), 'what site."paper.example" says is sent over https only; use https, or set allow_http = true'),
        (member(allow_http=True), 'it does not take what site."paper.example" in config.toml says'),
        (Access(where="agent", user_agent="Anna/1.0"), "it wants a user name and password"),
    ],
)
async def test_a_login_that_fails(
    make_fetcher: MakeFetcher, server: TestServer, access: Access | None, words: str
) -> None:
    fetcher = fetcher_for(make_fetcher, server.port, **({"paper": access} if access else {}))
    with pytest.raises(LoginError) as caught:
        await fetcher.fetch(f"http://paper.example:{server.port}/status?code=401")
    assert words.format(port=server.port) in caught.value.user_text
    assert "s3cret" not in caught.value.user_text
    with pytest.raises(HttpStatusError, match="no such page"):
        await fetcher.fetch(f"http://paper.example:{server.port}/status?code=404")


def missing() -> str:
    raise ConfigError("config.toml", 'site."paper.example".password: the environment variable PAPER is not set')


@pytest.mark.parametrize(
    ("access", "words"),
    [
        (member(password=Secret("nowhere", missing)), "the environment variable PAPER is not set"),
        (member(headers={"X-Key": secret("a\r\nX-Evil: b")}), r"headers\.X-Key: the test holds characters"),
        (member(cookies={"id": secret("a; b=c")}), r"cookies\.id: the test holds characters"),
        (member(user="", password=None, token=secret("t0 ken")), r"token: the test holds characters"),
    ],
)
async def test_what_cannot_be_sent(make_fetcher: MakeFetcher, server: TestServer, access: Access, words: str) -> None:
    server.put("/story", PAGE)
    everywhere = Access(**{name: getattr(access, name) for name in Access.__slots__} | {"allow_http": True})
    fetcher = fetcher_for(make_fetcher, server.port, paper=everywhere)
    url = f"http://paper.example:{server.port}/story"
    with pytest.raises(AccessError, match=words) as caught:
        await fetcher.fetch(url)
    assert caught.value.subject == url
    assert not {"s3cret", "X-Evil", "t0 ken"} & set(caught.value.user_text.split())
    assert not server.received


# ---- certificates


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """The certificates, readable by their owner alone."""
    for name in ("client.pem", "client-locked.key", "good.pem"):
        shutil.copy(CERTIFICATES / name, tmp_path / name).chmod(0o600)
    return tmp_path


async def fetched(make_fetcher: MakeFetcher, secure: SecureServer, access: Access) -> object:
    fetcher = fetcher_for(make_fetcher, secure.port, paper=access)
    try:
        return await fetcher.fetch(secure.url("paper.example"))
    finally:
        await fetcher.aclose()


@pytest.mark.parametrize("key", ["", "client.pem", "client-locked.key"])
async def test_a_client_certificate(make_fetcher: MakeFetcher, keys: Path, key: str) -> None:
    access = Access(
        where="access",
        client_certificate=str(keys / "client.pem"),
        client_key=str(keys / key) if key else "",
        client_key_password=secret("open sesame") if "locked" in key else None,
    )
    async with secure_server("good.pem", "client.pem") as secure:
        assert isinstance(await fetched(make_fetcher, secure, access), Page)


@contextmanager
def picky_server() -> Iterator[int]:
    """A server that turns everybody away in the TLS handshake, and says why; asyncio's does not get round to that."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=CERTIFICATES / "client.pem")
    context.load_cert_chain(CERTIFICATES / "good.pem")
    context.verify_mode = ssl.CERT_REQUIRED

    def serve() -> None:
        connection, _ = listener.accept()
        with context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False) as secure:
            with suppress(ssl.SSLError):
                secure.do_handshake()
            while socket.socket.recv(secure, 4096):  # else the system resets the connection, and the alert is lost
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = threading.Thread(target=serve)
        serving.start()
        yield listener.getsockname()[1]
        serving.join(timeout=10)


@pytest.mark.parametrize(
    ("host", "certificate", "words"),
    [
        ("paper.example", "good.pem", "it does not know the authority of the client_certificate"),
        ("127.0.0.1", "client.pem", "it wants a client_certificate, and the settings name none"),  # it is another site
    ],
)
async def test_a_certificate_that_is_not_enough(
    make_fetcher: MakeFetcher, keys: Path, host: str, certificate: str, words: str
) -> None:
    access = Access(where="access", client_certificate=str(keys / certificate))
    with picky_server() as port:
        fetcher = fetcher_for(make_fetcher, port, "127.0.0.1", paper=access)
        with pytest.raises(AccessError, match=words):
            await fetcher.fetch(f"https://{host}:{port}/")


@pytest.mark.parametrize(
    ("files", "passphrase", "words"),
    [
        ({"client_certificate": "none.pem"}, "", "client_certificate: .*none.pem cannot be read: No such file"),
        (
            {"client_certificate": "client.pem", "client_key": "no.key"},
            "",
            "client_key: .*no.key cannot be read: No such",
        ),
        ({"client_certificate": "client.pem", "client_key": "good.pem"}, "", "client_key: it does not belong to"),
        ({"client_certificate": "empty.pem"}, "", "no certificate with its key in PEM"),
        ({"client_certificate": "client.pem", "client_key": "client-locked.key"}, "", "needs a client_key_password"),
        ({"client_certificate": "client.pem", "client_key": "client-locked.key"}, "w0rd", "wrong passphrase"),
        ({"client_certificate": "open.pem"}, "", "others can read .*open.pem: chmod 600"),
        ({"ca_bundle": "none.pem"}, "", "ca_bundle: .*none.pem cannot be read: No such file"),
        ({"ca_bundle": "empty.pem"}, "", "ca_bundle: .*empty.pem holds no certificates"),
        ({"ca_bundle": "folder"}, "", "ca_bundle: no certificates .* in .*folder"),
    ],
)
async def test_files_that_cannot_be_used(
    make_fetcher: MakeFetcher, keys: Path, files: dict[str, str], passphrase: str, words: str
) -> None:
    (keys / "empty.pem").write_text("nothing")
    (keys / "empty.pem").chmod(0o600)
    shutil.copy(keys / "client.pem", keys / "open.pem")
    (keys / "open.pem").chmod(0o644)
    (keys / "folder").mkdir()
    access = Access(
        where='site."paper.example"',
        client_key_password=secret(passphrase) if passphrase else None,
        **{name: str(keys / file) for name, file in files.items()},
    )
    async with secure_server("good.pem") as secure:
        with pytest.raises(AccessError, match=words) as caught:
            await fetched(make_fetcher, secure, access)
        assert 'site."paper.example".' in caught.value.detail
        assert "w0rd" not in caught.value.user_text
        assert not secure.requests


@pytest.mark.parametrize("bundle", ["good.pem", "folder"])
@pytest.mark.parametrize("is_for_all", [True, False])
async def test_an_authority_of_ones_own(
    make_fetcher: MakeFetcher, keys: Path, monkeypatch: pytest.MonkeyPatch, bundle: str, is_for_all: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "expired.pem"))
    (keys / "folder").mkdir()
    shutil.copy(keys / "good.pem", keys / "folder")
    async with secure_server("good.pem") as secure:
        site = f"paper.example:{secure.port}"
        path = str(keys / bundle)
        fetcher = make_fetcher(
            resolver=at_home,
            allow_private_hosts=frozenset({site, f"127.0.0.1:{secure.port}"}),
            network=NetworkSettings(ca_bundle=path if is_for_all else ""),
            access={} if is_for_all else {site: Access(where="access", ca_bundle=path)},
        )
        assert isinstance(await fetcher.fetch(secure.url("paper.example")), Page)
        if not is_for_all:
            with pytest.raises(UnreachableError, match="signed by itself"):
                await fetcher.fetch(secure.url())
        await fetcher.aclose()


async def test_an_authority_for_all_that_cannot_be_read(make_fetcher: MakeFetcher, server: TestServer) -> None:
    fetcher = make_fetcher(network=NetworkSettings(ca_bundle="/none/at/all.pem"))
    with pytest.raises(AccessError, match=r"network\.ca_bundle: .* cannot be read") as caught:
        await fetcher.fetch(server.url("/story"))
    assert caught.value.subject == server.url("/story")


# ---- secrets


def test_a_secret_is_read_once_and_shown_nowhere() -> None:
    reads: list[int] = []
    hidden = Secret("the test", lambda: reads.append(1) or "s3cret")  # type: ignore[func-returns-value]
    access = member(password=hidden)
    assert not reads
    assert hidden.reveal() == hidden.reveal() == "s3cret"
    assert reads == [1]
    for shown in (repr(hidden), str(hidden), f"{hidden!s}{hidden!r}{hidden}", repr(access), str([access])):
        assert "s3cret" not in shown


@pytest.mark.parametrize("write", [pickle.dumps, copy.deepcopy])
def test_a_secret_is_not_written_down(write: object) -> None:
    with pytest.raises(TypeError, match="not written down"):
        write(secret("s3cret"))  # type: ignore[operator]
