"""What went wrong below HTTP, in words a person understands. The network library's exceptions stop here."""

from __future__ import annotations

import errno
import socket
import ssl

import h2.exceptions
import httpcore

from newsreader.errors import (
    AccessError,
    CertificateError,
    FetchError,
    ForbiddenAddressError,
    UnreachableError,
)
from newsreader.fetch.inflate import InflateError
from newsreader.fetch.limits import FetchLimits
from newsreader.fetch.resolve import has_route

EXCHANGE_ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    h2.exceptions.H2Error,
    UnicodeError,  # a host that IDNA does not know
    InflateError,
    FetchError,
    OSError,
)
"""Everything that an exchange with a server can raise."""

_NETWORK_IS_DOWN = (errno.ENETUNREACH, errno.ENETDOWN)
# OpenSSL's X509_V_ERR_* numbers (openssl-verification-options(1)), in words.
_CERTIFICATE_WORDS = {
    9: "TLS certificate not valid yet: is the clock right?",
    10: "TLS certificate expired",
    18: "TLS certificate signed by itself",
    19: "TLS certificate of an unknown authority",
    20: "TLS certificate of an unknown authority",
    21: "TLS certificate of an unknown authority",
    23: "TLS certificate revoked",
    62: "TLS certificate for another name",
    64: "TLS certificate for another address",
}
# The alerts by which a server says that it does not take a client's certificate (RFC 8446, 6.2), as OpenSSL names them.
_CLIENT_CERTIFICATE_WORDS = {
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "it wants a client_certificate, and the settings name none",
    "TLSV1_ALERT_UNKNOWN_CA": "it does not know the authority of the client_certificate",
    "SSLV3_ALERT_BAD_CERTIFICATE": "it does not take the client_certificate",
    "SSLV3_ALERT_CERTIFICATE_EXPIRED": "the client_certificate has expired",
    "SSLV3_ALERT_CERTIFICATE_REVOKED": "the client_certificate has been revoked",
    "SSLV3_ALERT_CERTIFICATE_UNKNOWN": "it does not take the client_certificate",
    "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE": "it does not take this kind of client_certificate",
}


def fetch_error(url: str, error: BaseException, limits: FetchLimits, *, has_answered: bool) -> FetchError:
    """Translate one of `EXCHANGE_ERRORS`.

    Args:
        url: the address asked for, without user name and password.
        error: what was raised.
        limits: the limits of the fetch, to name the time that ran out.
        has_answered: the status line had come, so the failure is in the body.
    """
    cause = os_error_behind(error)
    match error:
        case FetchError():
            return _about(url, error)
        case httpcore.UnsupportedProtocol() | UnicodeError():
            return ForbiddenAddressError(url, "not a valid address")
        case InflateError():
            return FetchError(url, str(error))
        case httpcore.ConnectTimeout():
            wait = f"no connection within {limits.connect_timeout_s:g} s"
            return UnreachableError(url, wait, is_network_down=not has_route())
        case httpcore.TimeoutException():
            return _broken_off(url, f"no answer within {limits.read_timeout_s:g} s", has_answered)
        case _ if cause is not None:
            return _from_system(url, cause, has_answered=has_answered)
        case httpcore.ConnectError():
            return UnreachableError(url, "it hung up before TLS was agreed on")
        case httpcore.NetworkError():
            return _broken_off(url, "the connection failed", has_answered)
        case _:
            return _broken_off(url, _protocol_words(str(error)), has_answered)


def _about(url: str, error: FetchError) -> FetchError:
    """Put the address to an error of ours that arose where only a host is known."""
    match error:
        case ForbiddenAddressError() | AccessError():
            return type(error)(url, error.detail)
        case UnreachableError():
            return type(error)(url, error.detail, is_network_down=error.is_network_down)
        case _:
            return error


def os_error_behind(error: BaseException) -> OSError | None:
    """Find the system's own error under the layers that wrapped it."""
    found: OSError | None = None
    layer: object = error
    for _ in range(10):  # layers are three or four deep
        if isinstance(layer, OSError):
            found = layer
        if not isinstance(layer, BaseException):
            break
        # httpcore keeps what it wrapped as its argument and clears the cause.
        layer = layer.__cause__ or (layer.args[0] if layer.args else None)
    return found


def is_network_unreachable(error: BaseException) -> bool:
    """Say whether the system had no way at all to send the connection on."""
    cause = os_error_behind(error)
    return cause is not None and cause.errno in _NETWORK_IS_DOWN


def _from_system(url: str, cause: OSError, *, has_answered: bool) -> FetchError:
    match cause:
        case ssl.SSLCertVerificationError():
            words = _CERTIFICATE_WORDS.get(cause.verify_code, f"TLS certificate: {cause.verify_message}")
            return CertificateError(url, words)
        case ssl.SSLError():
            return _tls_failure(url, cause, has_answered=has_answered)
        case socket.gaierror():
            return _name_failure(url, cause)
        case ConnectionRefusedError():
            return UnreachableError(url, "connection refused")
        case ConnectionError():
            return _broken_off(url, "connection reset", has_answered)
        case _ if cause.errno in (*_NETWORK_IS_DOWN, errno.EHOSTUNREACH):
            is_down = cause.errno in _NETWORK_IS_DOWN or not has_route()
            return UnreachableError(url, "no way to it on this network", is_network_down=is_down)
        case _:
            return _broken_off(url, cause.strerror or "the connection failed", has_answered)


def _tls_failure(url: str, cause: ssl.SSLError, *, has_answered: bool) -> FetchError:
    alert = getattr(cause, "reason", None)  # only those that OpenSSL raised have one
    if alert in _CLIENT_CERTIFICATE_WORDS:
        return AccessError(url, _CLIENT_CERTIFICATE_WORDS[alert])
    words = "TLS failed" if has_answered else "it does not speak TLS that is safe to use"
    return _broken_off(url, words, has_answered)


def _name_failure(url: str, cause: socket.gaierror) -> UnreachableError:
    if cause.errno == socket.EAI_AGAIN:  # no name server answered; one site's broken servers look the same
        return UnreachableError(url, "no name server answers", is_network_down=True)
    return UnreachableError(url, "the name is not known", is_network_down=not has_route(), is_name_unknown=True)


def _broken_off(url: str, words: str, has_answered: bool) -> UnreachableError:
    return UnreachableError(url, f"the answer broke off: {words}" if has_answered else words)


def _protocol_words(message: str) -> str:
    if "erver disconnected" in message:  # "Server disconnected without sending a response."
        return "it hung up without an answer"
    if "without sending complete message body" in message or "incomplete chunked read" in message:
        return "the end is missing"
    return "it does not keep to HTTP"
