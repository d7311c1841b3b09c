"""ETag and Last-Modified: what a server said, kept so that it can be sent back as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsreader.model import Validators

_MAX_CHARS = 1024  # real ones have under 100; longer ones only fill the library
# What a header value may hold (RFC 9110, 5.5): visible ASCII, obs-text, and spaces inside. The C1 controls
# among obs-text are left out: a terminal would act on them.
_SENDABLE = re.compile(r"[!-~\xa0-\xff](?:[ -~\xa0-\xff]*[!-~\xa0-\xff])?")


def validators_from(headers: Mapping[str, str]) -> Validators:
    """Take the validators out of an answer's headers, which have lower-case names and Latin-1 values."""
    return Validators(
        etag=_sendable(headers.get("etag", "")), last_modified=_sendable(headers.get("last-modified", ""))
    )


def conditional_headers(validators: Validators) -> dict[bytes, bytes]:
    """Write validators as request headers; those that cannot be sent are left out (RFC 9110, 13.1)."""
    values = {
        b"If-None-Match": _sendable(validators.etag),
        b"If-Modified-Since": _sendable(validators.last_modified),
    }
    return {name: value.encode("latin-1") for name, value in values.items() if value}


def _sendable(value: str) -> str:
    return value if len(value) <= _MAX_CHARS and _SENDABLE.fullmatch(value) else ""
