"""What the characters and addresses of a document may be."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

# What XML 1.0 (section 2.2) forbids even as a reference, the C1 controls it discourages, and noncharacters.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LAST_TWO = re.compile(
    "[" + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17)) + "]"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_RESERVED = "!#$%&'()*+,/:;=?@~"  # of RFC 3986, without the square brackets
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "pnb", "ps", "sd", "ug", "ur", "yi"}


def legal(text: str) -> str:
    """Leave out the characters that no XML document may hold."""
    return _LAST_TWO.sub("", _FORBIDDEN.sub("", text))


def language_tag(lang: str) -> str:
    """Give a language as a page declares it where it is shaped as BCP 47 asks, else ""."""
    tag = lang.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def is_right_to_left(lang: str) -> bool:
    """Say whether a language is written from right to left."""
    return lang.partition("-")[0].casefold() in _RIGHT_TO_LEFT or "-arab" in lang.casefold()


def uri(address: str) -> str:
    """Write an address so that it is a URI by the letter of RFC 3986, leading to the same place."""
    parts = urlsplit(legal(address))
    rest = [_STRAY_PERCENT.sub("%25", quote(part, safe=_RESERVED)) for part in parts[2:]]
    path, query, fragment = rest[0], rest[1], rest[2].replace("#", "%23")
    return urlunsplit((parts.scheme, quote(_ascii_host(parts.netloc), safe=_RESERVED + "[]"), path, query, fragment))


def _ascii_host(netloc: str) -> str:
    """Write a host as the name service knows it (RFC 3490), where it can be."""
    try:
        return netloc if netloc.isascii() else netloc.encode("idna").decode()
    except UnicodeError:
        return netloc
