"""When a certificate that was refused had ended: the one thing about it that a person can act on."""

from __future__ import annotations

import asyncio
import re
import ssl
from contextlib import suppress
from datetime import UTC, datetime

from newsreader.errors import CertificateError
from newsreader.fetch.failures import os_error_behind

_EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED (openssl-verification-options(1))
_MOST_S = 5.0  # for one more handshake with a server that has just answered one
# Validity is a SEQUENCE of two moments, each UTCTime or GeneralizedTime (RFC 5280, 4.1.2.5).
_VALIDITY = re.compile(rb"\x30[\x1e\x20\x22](?:\x17\x0d\d{12}Z|\x18\x0f\d{14}Z)(?:\x17\x0d(\d{12})Z|\x18\x0f(\d{14})Z)")


async def expired_error(error: BaseException, server: object, name: str | None) -> CertificateError | None:
    """Give the error for a handshake that failed over an expired certificate, with the day it ended on.

    The system refuses such a certificate without showing it, so the server is asked for it once more. That
    connection trusts nobody and carries nothing.

    Args:
        error: what the handshake raised.
        server: the address and port that were connected to.
        name: of the server, as it was asked for.

    Returns:
        None where it failed over something else, or the day is not to be had.
    """
    cause = os_error_behind(error)
    if not isinstance(cause, ssl.SSLCertVerificationError) or cause.verify_code != _EXPIRED:
        return None
    if not isinstance(server, tuple) or len(server) < 2:
        return None
    ended_at = None
    with suppress(OSError, TimeoutError, ssl.SSLError, ValueError):
        async with asyncio.timeout(_MOST_S):
            ended_at = valid_until(await _shown_certificate(str(server[0]), int(server[1]), name))
    if ended_at is None or ended_at > datetime.now(UTC):  # then it is another one of the chain that has expired
        return None
    return CertificateError("", f"TLS certificate expired on {ended_at:%Y-%m-%d}")


def valid_until(certificate: bytes) -> datetime | None:
    """Read until when a certificate is valid.

    Args:
        certificate: in DER.

    Returns:
        None where that cannot be read.
    """
    match = _VALIDITY.search(certificate)
    if match is None:
        return None
    short, whole = (part.decode("ascii") if part else "" for part in match.groups())
    if short:  # two digits stand for the years 1950 to 2049
        whole = ("19" if short >= "50" else "20") + short
    try:
        return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


async def _shown_certificate(host: str, port: int, name: str | None) -> bytes:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    _, writer = await asyncio.open_connection(host, port, ssl=context, server_hostname=name or host)
    try:
        return writer.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""
    finally:
        writer.transport.abort()
