"""What is no text at all, whatever its server calls it."""

from __future__ import annotations

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "an archive"),
    (b"\x1f\x8b", "compressed data"),
    (b"\x28\xb5\x2f\xfd", "compressed data"),
)
_LOOKED_AT_BYTES = 2_000
# Controls that stand in no text: all but those of lines and pages and those that switch alphabets (ISO 2022).
_CONTROLS = bytes((*range(1, 9), 11, *range(16, 27), *range(28, 32), 127))
_MAX_CONTROLS = 0.05  # random bytes have twice as many, text has none
_UTF16_NULS = 0.02  # with so many it is UTF-16, whose halves may be anything


def kind_of_binary(body: bytes) -> str:
    """Say what a document is that cannot be text: "a PDF", "a picture", "binary data"; "" for what may be text.

    Args:
        body: as it came, inflated.
    """
    start = body[:_LOOKED_AT_BYTES].lstrip()
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return kind
    controls = len(start) - len(start.translate(None, _CONTROLS))
    is_binary = controls > _MAX_CONTROLS * len(start) and start.count(0) < _UTF16_NULS * len(start)
    return "binary data" if is_binary else ""
