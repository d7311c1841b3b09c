"""How sites are reached, as the person set it: proxies, trusted certificates, and who they are to which site."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import NoReturn
from urllib.parse import unquote, urlsplit

PROXY_PORTS = {"http": 80, "https": 443, "socks4": 1080, "socks4a": 1080, "socks5": 1080, "socks5h": 1080}
DIRECT = "direct"  # written where a proxy is named, it means none
MAX_PROXY_CHARS = 1000


class Secret:
    """A password or its like: read when it is first needed, and shown nowhere.

    Args:
        named: where it comes from, in words that give nothing away: "the environment variable PAPER".
        read: gives it; raises ConfigError when it cannot be had.
        may_ask: reading it may ask the person something, such as to unlock a keyring.
    """

    __slots__ = ("_lock", "_read", "_value", "may_ask", "named")

    def __init__(self, named: str, read: Callable[[], str], *, may_ask: bool = False) -> None:
        self.named = named
        self.may_ask = may_ask
        self._read = read
        self._value: str | None = None
        self._lock = Lock()  # two fetches at once open a locked keyring once

    def reveal(self) -> str:
        """Give the secret itself. This may ask the person to unlock a keyring, so not on the event loop.

        Raises:
            ConfigError: it cannot be had; names the setting and what to do.
        """
        with self._lock:
            if self._value is None:
                self._value = self._read()
            return self._value

    def __repr__(self) -> str:
        return f"<secret of {self.named}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written down")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy, without what may not be shown."""

    scheme: str  # one of `PROXY_PORTS`
    host: str
    port: int
    named: str  # the setting or variable that names it
    user: Secret | None = None
    password: Secret | None = None

    @property
    def address(self) -> str:
        """Its address, without user name and password."""
        return f"{self.scheme}://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """What holds for all sites."""

    proxy: Proxy | str = ""  # "" for that of the environment, `DIRECT` for none
    no_proxy: tuple[str, ...] = ()  # what is reached without it, besides what the environment names
    ca_bundle: str = ""  # a file or folder of the authorities to trust instead of the usual ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who the person is to one site, and how it is reached."""

    where: str  # the table, for errors: 'site."paper.example"'
    user: str = ""
    password: Secret | None = None
    token: Secret | None = None  # sent as a bearer token (RFC 6750, 2.1)
    user_agent: str = ""
    headers: Mapping[str, Secret] = field(default_factory=dict)
    cookies: Mapping[str, Secret] = field(default_factory=dict)
    client_certificate: str = ""  # a PEM file, with the chain
    client_key: str = ""  # likewise; "" when it stands in the certificate's file
    client_key_password: Secret | None = None
    ca_bundle: str = ""  # as that of `NetworkSettings`, for this site alone
    proxy: Proxy | str = ""  # likewise; "" as for all sites
    allow_http: bool = False  # whether what is secret may go over plain http

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """All its secrets."""
        single = (self.password, self.token, self.client_key_password)
        proxy = (self.proxy.user, self.proxy.password) if isinstance(self.proxy, Proxy) else ()
        named = (*self.headers.values(), *self.cookies.values())
        return tuple(secret for secret in (*single, *proxy, *named) if secret is not None)

    @property
    def has_secrets(self) -> bool:
        """Whether there is anything that only this site may learn."""
        return bool(self.user or self.password or self.token or self.headers or self.cookies)


def is_open_to_others(status: os.stat_result) -> bool:
    """Say whether others than its owner may read or change a file; always False where files have no such modes."""
    return os.name == "posix" and bool(status.st_mode & 0o077)


def read_proxy(text: str, named: str) -> Proxy | None:
    """Read the address of a proxy, `http://` where it names no scheme.

    Args:
        text: with or without user name and password; these go into secrets.
        named: the setting or variable it stands in.

    Returns:
        None when it is not one that can be used.
    """
    text = text.strip()
    text = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return None
    scheme = {"socks": "socks5"}.get(parts.scheme, parts.scheme)  # desktops write it so
    is_proxy = scheme in PROXY_PORTS and bool(host) and parts.path in ("", "/") and not parts.query
    if not is_proxy or len(text) > MAX_PROXY_CHARS or not host.isascii() or not host.isprintable() or " " in host:
        return None
    return Proxy(
        scheme=scheme,
        host=host,
        port=port or PROXY_PORTS[scheme],
        named=named,
        user=_written(parts.username, named),
        password=_written(parts.password, named),
    )


def _written(part: str | None, named: str) -> Secret | None:
    return None if part is None else Secret(named, lambda: unquote(part))
