"""How sites are reached: the `[network]` and `[site]` tables of the settings.

Errors name the place and never the value: what stands here may be a secret, also where it stands by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from newsreader.access import DIRECT, PROXY_PORTS, Access, NetworkSettings, Proxy, Secret, read_proxy
from newsreader.config.lines import key_within
from newsreader.config.secrets import SecretPlaces, read_secret
from newsreader.config.strict_toml import Table, at, check_keys, shown
from newsreader.config.wishes import Wishes, read_wishes

__all__ = ["SecretPlaces", "read_network", "read_sites"]

_NETWORK = tuple(each.name for each in fields(NetworkSettings))
_SITE = tuple(each.name for each in fields(Access) if each.name != "where")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # of a header or cookie (RFC 9110, 5.6.2)
_TEXT = re.compile(r"[!-~](?:[ -~]*[!-~])?")
# They belong to the exchange itself, or have settings of their own.
_OURS = {
    **dict.fromkeys(
        ("host", "connection", "content-length", "transfer-encoding", "te", "upgrade"), "it is sent anyway"
    ),
    **dict.fromkeys(("accept-encoding", "if-none-match", "if-modified-since", "range"), "it is sent as needed"),
    **dict.fromkeys(("keep-alive", "trailer", "expect", "proxy-connection"), "it means nothing here"),
    "cookie": "write cookies instead",
    "user-agent": "write user_agent instead",
    "proxy-authorization": "write it into proxy instead",
}


def read_network(value: object, places: SecretPlaces) -> NetworkSettings:
    """Read the table `[network]`.

    Args:
        value: as TOML gives it.
        places: of the settings file.

    Raises:
        ConfigError: an unknown key, or a value that is not allowed.
    """
    where = "network"
    table = _table(value, places, where)
    check_keys(table, _NETWORK, places.file, where)
    hosts = table.get("no_proxy", [])
    if not isinstance(hosts, list) or not all(isinstance(host, str) and host.strip() for host in hosts):
        raise at(places.file, f"{where}.no_proxy", 'allowed: hosts, [".example.com", "10.0.0.0/8"]')
    return NetworkSettings(
        proxy=_proxy(table.get("proxy", ""), places, f"{where}.proxy"),
        no_proxy=tuple(hosts),
        ca_bundle=_path(table, "ca_bundle", places, where),
    )


def read_sites(value: object, places: SecretPlaces) -> tuple[dict[str, Access], dict[str, Wishes]]:
    """Read the tables `[site."example.com"]`.

    Returns:
        Who the person is to them, by `host` or `host:port`, and what they want otherwise for what is read from
        them; both in ASCII and lower case. A site is in each only where the file says something of it.

    Raises:
        ConfigError: an unknown key, a value that is not allowed, a host that is none or stands there twice.
    """
    accesses: dict[str, Access] = {}
    wishes: dict[str, Wishes] = {}
    read: dict[str, str] = {}
    for name, each in _table(value, places, "site").items():
        where = key_within("site", name)
        site = _site(name)
        if not site:
            raise at(places.file, where, 'allowed: a host, "example.com", or a host with its port, "example.com:8443"')
        if site in read:
            raise at(places.file, where, f"it is the same site as {read[site]}")
        read[site] = where
        table = _table(each, places, where)
        check_keys(table, (*_SITE, *Wishes._fields), places.file, where)
        if table.keys() & Wishes._fields:
            wishes[site] = read_wishes(table, places.file, where)
        if table.keys() - Wishes._fields:
            accesses[site] = _access(table, places, where)
    return accesses, wishes


def _access(table: Table, places: SecretPlaces, where: str) -> Access:
    user = _text(table, "user", places, where)
    if "token" in table and (user or "password" in table):
        raise at(places.file, where, "there is a token and a user or password; allowed: one way to log in")
    if not isinstance(table.get("allow_http", False), bool):
        raise at(places.file, f"{where}.allow_http", "allowed: true or false")
    access = Access(
        where=where,
        user=user,
        user_agent=_text(table, "user_agent", places, where),
        headers=_secrets(table, "headers", places, where, user),
        cookies=_secrets(table, "cookies", places, where, user),
        proxy=_proxy(table.get("proxy", ""), places, f"{where}.proxy"),
        allow_http=table.get("allow_http", False),
        password=_secret(table, "password", places, where, user),
        token=_secret(table, "token", places, where, user),
        client_key_password=_secret(table, "client_key_password", places, where, user),
        client_certificate=_path(table, "client_certificate", places, where),
        client_key=_path(table, "client_key", places, where),
        ca_bundle=_path(table, "ca_bundle", places, where),
    )
    if (access.client_key or access.client_key_password) and not access.client_certificate:
        raise at(places.file, where, "client_certificate is missing; its key alone proves nothing")
    if "Authorization" in access.headers and (access.user or access.password or access.token):
        raise at(places.file, where, "there is a header Authorization besides; allowed: one way to log in")
    if ":" in access.user:
        raise at(places.file, f"{where}.user", "a colon ends the name (RFC 7617, 2); allowed: a name without one")
    return access


def _secrets(table: Table, key: str, places: SecretPlaces, where: str, user: str) -> Mapping[str, Secret]:
    where = f"{where}.{key}"
    read: dict[str, Secret] = {}
    for written, value in _table(table.get(key, {}), places, where).items():
        if not _NAME.fullmatch(written):
            raise at(places.file, where, f"{shown(written)} is no name; allowed: letters, digits and -")
        if key == "headers" and (why := _OURS.get(written.lower())):
            raise at(places.file, where, f"{written} cannot be set: {why}")
        name = written.title() if key == "headers" else written
        if name in read:
            raise at(places.file, where, f"{name} stands there twice")
        read[name] = read_secret(value, places, f"{where}.{written}", user)
    return read


def _proxy(value: object, places: SecretPlaces, where: str) -> Proxy | str:
    """Read a proxy: an address, or a table of one with user and password."""
    table = value if isinstance(value, dict) else {"url": value}
    check_keys(table, ("url", "user", "password"), places.file, where)
    written = table.get("url")
    if written in ("", DIRECT) and len(table) == 1:
        return str(written)
    proxy = read_proxy(written, where) if isinstance(written, str) else None
    if proxy is None:
        ways = '"http://host:port" or { url = "http://host:port", user = "anna", password = { env = "NAME" } }'
        raise at(places.file, where, f'allowed: "{DIRECT}", {ways}; also {", ".join(PROXY_PORTS)}')
    owner = _text(table, "user", places, where)
    return replace(
        proxy,
        user=Secret(where, lambda: owner) if owner else proxy.user,
        password=_secret(table, "password", places, where, owner) or _inside(proxy.password, places, where),
    )


def _inside(part: Secret | None, places: SecretPlaces, where: str) -> Secret | None:
    """Take what stands in the address itself as any secret that the settings hold."""
    return read_secret(part.reveal(), places, where) if part and part.reveal() else None


def _secret(table: Table, key: str, places: SecretPlaces, where: str, user: str = "") -> Secret | None:
    return read_secret(table[key], places, f"{where}.{key}", user) if key in table else None


def _text(table: Table, key: str, places: SecretPlaces, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or (value and not value.isprintable()) or len(value) > 1000:
        raise at(places.file, f"{where}.{key}", "allowed: a line of text")
    if key == "user_agent" and value and not _TEXT.fullmatch(value):
        raise at(places.file, f"{where}.{key}", "allowed: a line of text in ASCII")
    return value


def _path(table: Table, key: str, places: SecretPlaces, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or "\0" in value:
        raise at(places.file, f"{where}.{key}", "allowed: a path")
    return str(places.path(value)) if value else ""


def _site(name: str) -> str:
    """Write a host, with its port where it has one, as it is asked for; "" when it is none."""
    from newsreader.address import canonical_address, host_and_port, host_of

    address = f"https://{name.strip()}/"
    has_port = bool(re.search(r":[0-9]+$", name.strip()))
    if set(name.strip()) & set("/?#@*%\\ ") or not host_of(address):
        return ""
    return host_and_port(canonical_address(address)) if has_port else host_of(canonical_address(address))


def _table(value: object, places: SecretPlaces, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise at(places.file, where, f"allowed: a table, begun by [{where}]")
    return value
