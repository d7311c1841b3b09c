"""The day on which a refused certificate ended is told."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.errors import CertificateError
from newsreader.fetch.certificate import expired_error, valid_until
from tests.fetch.secure_server import CERTIFICATES, secure_server

UTC_TIMES = b"\x30\x1e\x17\x0d250101000000Z\x17\x0d490203040506Z"


def der(name: str) -> bytes:
    text = (CERTIFICATES / name).read_text(encoding="ascii")
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    return ssl.PEM_cert_to_DER_cert(text[text.index(begin) : text.index(end) + len(end)])


def refusal(code: int) -> OSError:
    cause = ssl.SSLCertVerificationError(1, "refused")
    cause.verify_code = code
    return OSError(cause)


@pytest.mark.parametrize(
    ("certificate", "until"),
    [
        (UTC_TIMES, datetime(2049, 2, 3, 4, 5, 6, tzinfo=UTC)),
        (UTC_TIMES.replace(b"4902", b"5002"), datetime(1950, 2, 3, 4, 5, 6, tzinfo=UTC)),
        (b"\x30\x20\x17\x0d250101000000Z\x18\x0f21200101000000Z", datetime(2120, 1, 1, tzinfo=UTC)),
        (UTC_TIMES.replace(b"4902", b"4913"), None),
        (UTC_TIMES[:-1], None),
        (b"", None),
        (b"\x30" * 100_000, None),
    ],
)
def test_the_end_of_validity(certificate: bytes, until: datetime | None) -> None:
    assert valid_until(certificate) == until


def test_real_certificates() -> None:
    assert valid_until(der("expired.pem")) == datetime(2002, 1, 1, tzinfo=UTC)
    assert valid_until(der("good.pem")) == datetime(2120, 1, 1, tzinfo=UTC)


async def test_the_server_is_asked_only_about_an_expired_certificate() -> None:
    async with secure_server("expired.pem") as secure:
        here = ("127.0.0.1", secure.port)
        told = await expired_error(refusal(10), here, "paper.example")
        assert isinstance(told, CertificateError)
        assert told.detail == "TLS certificate expired on 2002-01-01"
        assert secure.server_names == ["paper.example"]
        assert await expired_error(refusal(18), here, "paper.example") is None
        assert await expired_error(OSError("reset"), here, "paper.example") is None
        assert await expired_error(refusal(10), None, "paper.example") is None
        assert secure.server_names == ["paper.example"]


async def test_another_certificate_of_the_chain_has_expired() -> None:
    async with secure_server("good.pem") as secure:
        assert await expired_error(refusal(10), ("127.0.0.1", secure.port), "paper.example") is None


async def test_a_server_that_is_gone_by_then(tmp_path: Path) -> None:
    async with secure_server("expired.pem") as secure:
        port = secure.port
    assert await expired_error(refusal(10), ("127.0.0.1", port), "paper.example") is None
