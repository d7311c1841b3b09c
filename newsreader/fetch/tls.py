"""Whom to trust, and who we are, in TLS. Certificates are always checked: there is no way to turn that off."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

from newsreader.access import Access, is_open_to_others
from newsreader.errors import AccessError, ConfigError

_CERTIFICATE_SUFFIXES = (".pem", ".crt", ".cer")
_MAX_FILES = 1000  # in a folder of authorities; systems have 150


def trusting(ca_bundle: str, named: str) -> ssl.SSLContext:
    """Make a context that trusts some authorities.

    Args:
        ca_bundle: a PEM file, or a folder of them; "" for those that SSL_CERT_FILE or SSL_CERT_DIR name, or the usual.
        named: the setting it stands in.

    Raises:
        AccessError: it cannot be read, or holds no certificate.
        OSError: SSL_CERT_FILE names a file that is none.
    """
    if not ca_bundle:
        return _usual()
    path = Path(ca_bundle)
    try:
        if not path.is_dir():
            return ssl.create_default_context(cafile=path)
        context = ssl.create_default_context(capath=path)
        files = sorted(each for each in path.iterdir() if each.suffix in _CERTIFICATE_SUFFIXES)
        for file in files[:_MAX_FILES]:
            context.load_verify_locations(file)
    except ssl.SSLError as error:
        raise AccessError("", f"{named}: {ca_bundle} holds no certificates in PEM") from error
    except OSError as error:
        raise AccessError("", f"{named}: {ca_bundle} cannot be read: {error.strerror}") from error
    if not files and not any(path.glob("*.[0-9]")):  # names by hash, as OpenSSL looks for them
        raise AccessError("", f"{named}: no certificates ({', '.join(_CERTIFICATE_SUFFIXES)}) in {ca_bundle}")
    return context


def _usual() -> ssl.SSLContext:
    if file := os.environ.get("SSL_CERT_FILE"):
        return ssl.create_default_context(cafile=file)
    if folder := os.environ.get("SSL_CERT_DIR"):
        return ssl.create_default_context(capath=folder)
    import certifi  # here, because `newsreader doctor` looks at certificates too

    return ssl.create_default_context(cafile=certifi.where())


def has_own_tls(access: Access) -> bool:
    """Say whether a site needs a context of its own."""
    return bool(access.ca_bundle or access.client_certificate)


def own_tls(access: Access, ca_bundle: str) -> ssl.SSLContext:
    """Make the context for one site.

    Args:
        access: of that site.
        ca_bundle: what is trusted where the site names nothing else.

    Raises:
        AccessError: a file cannot be used; names the setting.
        OSError: as `trusting`.
    """
    if access.ca_bundle:
        context = trusting(access.ca_bundle, f"{access.where}.ca_bundle")
    else:
        context = trusting(ca_bundle, "network.ca_bundle")
    if access.client_certificate:
        _add_certificate(context, access)
    return context


def _add_certificate(context: ssl.SSLContext, access: Access) -> None:
    setting = "client_key" if access.client_key else "client_certificate"
    key = access.client_key or access.client_certificate
    try:
        if is_open_to_others(Path(key).stat()):
            raise AccessError("", f"{access.where}.{setting}: others can read {key}: chmod 600 {key}")
        # An empty passphrase, because without one OpenSSL asks for it on the terminal.
        passphrase = access.client_key_password.reveal() if access.client_key_password else ""
        context.load_cert_chain(access.client_certificate, access.client_key or None, passphrase)
    except ConfigError as error:
        raise AccessError("", error.detail) from error
    except ssl.SSLError as error:
        raise AccessError("", f"{access.where}.{_mistake(error, access)}") from error
    except OSError as error:
        raise AccessError("", f"{access.where}.{_unreadable(access)} cannot be read: {error.strerror}") from error


def _mistake(error: ssl.SSLError, access: Access) -> str:
    if getattr(error, "reason", None) == "KEY_VALUES_MISMATCH":
        return f"client_key: it does not belong to the certificate in {access.client_certificate}"
    if access.client_key_password:
        return "client_key_password: wrong passphrase, or no certificate with its key in PEM"
    return "client_certificate: no certificate with its key in PEM, or the key needs a client_key_password"


def _unreadable(access: Access) -> str:
    """Name the file that was not found, the certificate if both were not."""
    try:
        Path(access.client_certificate).open("rb").close()
    except OSError:
        return f"client_certificate: {access.client_certificate}"
    return f"client_key: {access.client_key}"
