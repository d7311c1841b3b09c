"""Who we are to which site: headers, cookies and passwords, added to a request as it leaves for exactly that site."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsreader.access import Access, Secret
from newsreader.address import DEFAULT_PORTS
from newsreader.errors import AccessError, ConfigError, HttpStatusError, LoginError
from newsreader.fetch.answer import status_error

if TYPE_CHECKING:
    from newsreader.fetch.asking import Request

# Visible characters, blanks and tabs between them (RFC 9110, 5.5); h11 and h2 quote what else they are given.
_HEADER_VALUE = re.compile(r"[!-~](?:[\t -~]*[!-~])?")
_COOKIE_VALUE = re.compile(r"[!#-+\--:<-\[\]-~]*|\"[!#-+\--:<-\[\]-~]*\"")  # RFC 6265, 4.1.1
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")  # RFC 6750, 2.1


class Credentials:
    """What the settings say of single sites.

    Because a redirect is a request of its own, what is for one site never reaches another.

    Args:
        sites: by `host`, which is that host at its scheme's own port, and by `host:port`.
    """

    def __init__(self, sites: Mapping[str, Access]) -> None:
        self._sites = sites
        self._ready: dict[str, Mapping[str, str]] = {}  # headers, by table

    def access_for(self, scheme: str, host: str, port: int) -> Access | None:
        """Give what the settings say of exactly this site, None for nothing.

        Args:
            scheme: http or https.
            host: in ASCII.
            port: as connected to.
        """
        if not self._sites:
            return None
        host = host.lower().rstrip(".")
        exact = self._sites.get(f"{host}:{port}")
        return exact or (self._sites.get(host) if port == DEFAULT_PORTS.get(scheme) else None)

    async def dress(self, request: Request, access: Access) -> None:
        """Add to a request what the site is to know of us.

        What an address itself says wins: a user name and password in it, a cookie that the site has set since.

        Raises:
            AccessError: something cannot be had, or cannot be sent.
        """
        if access.user_agent:
            request.set_header("User-Agent", access.user_agent)
        if not access.has_secrets or not (request.scheme == "https" or access.allow_http):
            return
        if access.where not in self._ready:
            self._ready[access.where] = await asyncio.to_thread(_revealed, access)  # may ask the person
        for name, value in self._ready[access.where].items():
            if name == "Cookie":
                value = _merged(request.header("Cookie"), value)
            elif name == "Authorization" and request.header(name):
                continue
            request.set_header(name, value)

    def status_error(self, url: str, status: int) -> HttpStatusError:
        """Say in words why there is no page; for a login that failed, which settings to look at."""
        if status != HTTPStatus.UNAUTHORIZED:
            return status_error(url, status)
        parts = urlsplit(url)
        host, scheme = parts.hostname or "", parts.scheme.lower()
        access = self.access_for(scheme, host, parts.port or DEFAULT_PORTS.get(scheme, 0))
        if access is None or not access.has_secrets:
            site = host if parts.port is None else f"{host}:{parts.port}"
            words = f'it wants a user name and password; config.toml can hold them under [site."{site}"]'
        elif scheme != "https" and not access.allow_http:
            words = f"what {access.where} says is sent over https only; use https, or set allow_http = true there"
        else:
            words = f"it does not take what {access.where} in config.toml says"
        return LoginError(url, status, f"HTTP {status}: {words}")


def _revealed(access: Access) -> dict[str, str]:
    headers = {
        name: _read(secret, _HEADER_VALUE, f"{access.where}.headers.{name}") for name, secret in access.headers.items()
    }
    if access.token:
        headers["Authorization"] = f"Bearer {_read(access.token, _TOKEN, f'{access.where}.token')}"
    elif access.user or access.password:
        password = _read(access.password, None, f"{access.where}.password") if access.password else ""
        pair = base64.b64encode(f"{access.user}:{password}".encode()).decode("ascii")
        headers["Authorization"] = f"Basic {pair}"  # in UTF-8, as RFC 7617, 2.1 prefers
    if access.cookies:
        headers["Cookie"] = "; ".join(
            f"{name}={_read(secret, _COOKIE_VALUE, f'{access.where}.cookies.{name}')}"
            for name, secret in access.cookies.items()
        )
    return headers


def _read(secret: Secret, allowed: re.Pattern[str] | None, where: str) -> str:
    try:
        value = secret.reveal()
    except ConfigError as error:
        raise AccessError("", error.detail) from error
    if allowed is not None and not allowed.fullmatch(value):
        raise AccessError("", f"{where}: {secret.named} holds characters that cannot be sent so")
    return value


def _merged(ours: str, configured: str) -> str:
    """Join the cookies that the site has set in this fetch with those of the settings; its own win."""
    names = {cookie.partition("=")[0] for cookie in ours.split("; ")}
    kept = [cookie for cookie in configured.split("; ") if cookie.partition("=")[0] not in names]
    return "; ".join((*([ours] if ours else []), *kept))
