"""The tables `[network]` and `[site]`, and where the secrets they name come from."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.access import DIRECT, Access, NetworkSettings, Proxy, Secret
from newsreader.config.access import read_network, read_sites
from newsreader.config.paths import Paths
from newsreader.config.secrets import SecretPlaces
from newsreader.config.settings import Settings, load_settings
from newsreader.errors import ConfigError

ENVIRON = {"PAPER": "s3cret", "EMPTY": ""}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(config_dir=tmp_path, data_dir=tmp_path, log_dir=tmp_path)


def loaded(paths: Paths, text: str, mode: int = 0o600) -> Settings:
    paths.config_file.write_text(text, encoding="utf-8")
    paths.config_file.chmod(mode)
    return load_settings(paths, ENVIRON)


def access_of(paths: Paths, lines: str, mode: int = 0o600) -> Access:
    return loaded(paths, f'[site."paper.example"]\n{lines}', mode).access["paper.example"]


def revealed(secret: Secret | None) -> str:
    assert secret is not None
    return secret.reveal()


def test_everything_that_may_be_set(paths: Paths, tmp_path: Path) -> None:
    settings = loaded(
        paths,
        """
        [network]
        proxy = { url = "http://proxy.example:3128", user = "anna", password = { env = "PAPER" } }
        no_proxy = ["near.example", "10.0.0.0/8"]
        ca_bundle = "authorities"
        [site."Bücher.example"]
        user = "anna"
        password = { env = "PAPER" }
        headers = { x-key = { env = "PAPER" } }
        cookies = { session = { env = "PAPER" } }
        user_agent = "Mozilla/5.0"
        client_certificate = "anna.pem"
        client_key = "/keys/anna.key"
        client_key_password = { env = "PAPER" }
        ca_bundle = "~/paper.pem"
        proxy = "direct"
        allow_http = true
        [site."paper.example:8443"]
        token = { env = "PAPER" }
        proxy = "socks5h://127.0.0.1:9050"
        """,
    )
    network = settings.network
    assert isinstance(network.proxy, Proxy)
    assert (network.proxy.address, network.proxy.named) == ("http://proxy.example:3128", "network.proxy")
    assert (revealed(network.proxy.user), revealed(network.proxy.password)) == ("anna", "s3cret")
    assert network.no_proxy == ("near.example", "10.0.0.0/8")
    assert network.ca_bundle == str(tmp_path / "authorities")
    access = settings.access["xn--bcher-kva.example"]
    assert (access.user, revealed(access.password), access.user_agent) == ("anna", "s3cret", "Mozilla/5.0")
    assert {name: secret.reveal() for name, secret in access.headers.items()} == {"X-Key": "s3cret"}
    assert {name: secret.reveal() for name, secret in access.cookies.items()} == {"session": "s3cret"}
    assert (access.client_certificate, access.client_key) == (str(tmp_path / "anna.pem"), "/keys/anna.key")
    assert revealed(access.client_key_password) == "s3cret"
    assert access.ca_bundle == str(Path.home() / "paper.pem")
    assert (access.proxy, access.allow_http) == (DIRECT, True)
    other = settings.access["paper.example:8443"]
    assert revealed(other.token) == "s3cret"
    assert isinstance(other.proxy, Proxy)
    assert "s3cret" not in repr(settings)


def test_the_defaults(paths: Paths) -> None:
    settings = loaded(paths, "[network]\n[site]\n")
    assert (settings.network, settings.access) == (NetworkSettings(), {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('network = "s3cret"', "network: allowed: a table"),
        ("[network]\nprox = 1", "unknown key 'prox', did you mean 'proxy'?"),
        ('[network]\nproxy = "carrier-pigeon://anna:s3cret@loft"', 'network.proxy: allowed: "direct", "http://'),
        ("[network]\nproxy = 3", "network.proxy: allowed:"),
        ('[network]\nproxy = { user = "anna" }', "network.proxy: allowed:"),
        ('[network]\nproxy = { url = "http://p", user = 3 }', "network.proxy.user: allowed: a line of text"),
        ('[network]\nno_proxy = "paper.example"', "network.no_proxy: allowed: hosts"),
        ("[network]\nca_bundle = 1", "network.ca_bundle: allowed: a path"),
        ("[network]\nverify = false", "unknown key 'verify'"),
        ('site = "s3cret"', "site: allowed: a table"),
        ('[site]\n"paper.example" = "s3cret"', 'site."paper.example": allowed: a table'),
        ('[site."https://paper.example/"]', 'allowed: a host, "example.com"'),
        ('[site."*.example"]', 'allowed: a host, "example.com"'),
        ('[site."anna@paper.example"]', 'allowed: a host, "example.com"'),
        ('[site.""]', 'allowed: a host, "example.com"'),
        ('[site."a.example"]\n[site."A.example."]', 'the same site as site."a.example"'),
        ('[site."a.example"]\npasword = "s3cret"', "did you mean 'password'?"),
        ('[site."a.example"]\npassword = 3', "password: no secret is named"),
        ('[site."a.example"]\npassword = ""', "password: no secret is named"),
        ('[site."a.example"]\npassword = { command = "pass" }', "unknown key 'command'"),
        ('[site."a.example"]\npassword = { env = "A", file = "b" }', "no one place is named"),
        ('[site."a.example"]\npassword = { env = 1 }', "no one place is named"),
        ('[site."a.example"]\npassword = { keyring = "paper" }', 'whose is it? allowed: { keyring = "paper", user'),
        ('[site."a.example"]\ntoken = { env = "A" }\nuser = "anna"', "one way to log in"),
        ('[site."a.example"]\nuser = "a:b"', "a colon ends the name"),
        ('[site."a.example"]\nuser_agent = "a\\nb"', "user_agent: allowed: a line of text"),
        ('[site."a.example"]\nheaders = { Host = "s3cret" }', "Host cannot be set: it is sent anyway"),
        ('[site."a.example"]\nheaders = { Accept-Encoding = "s3cret" }', "Accept-Encoding cannot be set"),
        ('[site."a.example"]\nheaders = { Cookie = "s3cret" }', "Cookie cannot be set: write cookies instead"),
        ('[site."a.example"]\nheaders = { "a b" = "s3cret" }', "is no name; allowed: letters"),
        ('[site."a.example"]\nheaders = { X-a = "s3cret", x-A = "s3cret" }', "X-A stands there twice"),
        ('[site."a.example"]\nheaders = "s3cret"', "headers: allowed: a table"),
        ('[site."a.example"]\nheaders = { authorization = "s3cret" }\nuser = "a"', "one way to log in"),
        ('[site."a.example"]\nclient_key = "a.key"', "client_certificate is missing"),
        ('[site."a.example"]\nallow_http = "yes"', "allow_http: allowed: true or false"),
    ],
)
def test_mistakes_name_the_place_and_never_the_value(paths: Paths, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(paths, text)
    assert words in caught.value.user_text
    assert str(paths.config_file) in caught.value.user_text
    assert "s3cret" not in caught.value.user_text


VALUES = st.recursive(
    st.text(max_size=12) | st.integers() | st.booleans() | st.just({"env": "PAPER"}),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["proxy", "no_proxy", "ca_bundle", *Access.__slots__]) | st.text(max_size=8)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.text(max_size=20))
def test_any_table_is_read_or_refused_in_words(table: dict[str, object], host: str) -> None:
    places = SecretPlaces(Path("/none/config.toml"), ENVIRON)
    for read in (lambda: read_network(table, places), lambda: read_sites({host: table}, places)):
        try:
            read()
        except ConfigError as error:
            text = error.user_text
            assert text.startswith("The configuration is not right: /none/config.toml")


# ---- where secrets come from


def test_a_secret_of_a_file(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("s3cret\n")
    (tmp_path / "pw").chmod(0o600)
    access = access_of(paths, 'password = { file = "pw" }', mode=0o644)
    assert revealed(access.password) == "s3cret"


def test_a_secret_written_in_the_settings(paths: Paths) -> None:
    assert revealed(access_of(paths, 'password = "s3cret"').password) == "s3cret"


@pytest.mark.parametrize("where", ['password = "s3cret"', 'proxy = "http://anna:s3cret@proxy.example"'])
@pytest.mark.skipif(os.name != "posix", reason="files have no such modes")
def test_settings_that_others_can_read_hold_no_secret(paths: Paths, where: str) -> None:
    access = access_of(paths, where, mode=0o644)
    secret = access.proxy.password if isinstance(access.proxy, Proxy) else access.password
    with pytest.raises(ConfigError, match="others can read that file: chmod 600") as caught:
        revealed(secret)
    assert "s3cret" not in caught.value.user_text


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('password = { env = "NOWHERE" }', "the environment variable NOWHERE is not set"),
        ('password = { env = "EMPTY" }', "the environment variable EMPTY is not set"),
        ('password = { file = "nowhere" }', "nowhere cannot be read: No such file"),
        ('password = { file = "~nobody-of-that-name/pw" }', "cannot be read: No such file"),
        ('password = { file = "." }', "cannot be read: Is a directory"),
        ('password = { file = "empty" }', "empty is empty or larger than 64 KB"),
        ('password = { file = "huge" }', "huge is empty or larger than 64 KB"),
        ('password = { file = "latin" }', "latin is not UTF-8"),
    ],
)
def test_a_secret_that_cannot_be_had(paths: Paths, tmp_path: Path, lines: str, words: str) -> None:
    for name, raw in {"empty": b"\n", "huge": b"x" * 70_000, "latin": b"s3cret\xe9"}.items():
        (tmp_path / name).write_bytes(raw)
        (tmp_path / name).chmod(0o600)
    with pytest.raises(ConfigError) as caught:
        revealed(access_of(paths, lines).password)
    assert 'site."paper.example".password: ' in caught.value.detail
    assert words in caught.value.detail
    assert "s3cret" not in f"{caught.value.user_text}{caught.value.__cause__!r}"


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602])
def test_a_file_that_others_can_read_holds_no_secret(paths: Paths, tmp_path: Path, mode: int) -> None:
    (tmp_path / "pw").write_text("s3cret")
    (tmp_path / "pw").chmod(mode)
    with pytest.raises(ConfigError, match=r"others can read .*pw: chmod 600"):
        revealed(access_of(paths, 'password = { file = "pw" }').password)


@pytest.mark.skipif(os.name != "posix", reason="no named pipes")
def test_a_pipe_that_nobody_writes_into_holds_nothing_up(paths: Paths, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    with pytest.raises(ConfigError, match="is no file"):
        revealed(access_of(paths, 'password = { file = "pipe" }').password)


class KeyringError(Exception):
    """As that of the package."""


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """The package keyring, as far as we use it, with what it holds."""
    held: dict[tuple[str, str], str] = {("paper", "anna"): "s3cret"}

    def get_password(service: str, user: str) -> str | None:
        if service == "locked":
            raise KeyringError("s3cret")
        return held.get((service, user))

    package, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    vars(package)["get_password"], vars(errors)["KeyringError"] = get_password, KeyringError
    monkeypatch.setitem(sys.modules, "keyring", package)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return held


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize(
    "lines",
    [
        'user = "anna"\npassword = { keyring = "paper" }',
        'user = "berta"\npassword = { keyring = "paper", user = "anna" }',
    ],
)
def test_a_secret_of_the_keyring(paths: Paths, lines: str) -> None:
    assert revealed(access_of(paths, lines).password) == "s3cret"


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize(
    ("service", "words"),
    [
        ("other", "the keyring has nothing for anna: keyring set other anna"),
        ("locked", "the keyring cannot be used: KeyringError"),
    ],
)
def test_a_keyring_that_does_not_help(paths: Paths, service: str, words: str) -> None:
    access = access_of(paths, f'user = "anna"\npassword = {{ keyring = "{service}" }}')
    with pytest.raises(ConfigError) as caught:
        revealed(access.password)
    assert words in caught.value.detail
    assert "s3cret" not in caught.value.user_text


def test_without_the_package_keyring(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    access = access_of(paths, 'user = "anna"\npassword = { keyring = "paper" }')
    with pytest.raises(ConfigError, match=r"keyrings need the package keyring: python3 -m pip install keyring"):
        revealed(access.password)
