"""What a server answered, and what that means: a page, nothing new, or a failure in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from newsreader.errors import HttpStatusError, MissingPageError
from newsreader.fetch.freshness import fresh_s
from newsreader.fetch.validators import validators_from
from newsreader.model import Page
from newsreader.text import clean_line

_MAX_MEDIA_TYPE_CHARS = 100  # the longest registered has 84
_MAX_CHARSET_CHARS = 40  # the longest registered has 45 with its year; those in use have 20
# What a person makes more of than of the number.
_STATUS_WORDS = {
    204: "it gave an empty page",
    304: "it says nothing has changed, but nothing was asked before",
    400: "it did not understand the request",
    402: "it wants to be paid",
    403: "it refuses automated readers",
    404: "no such page",
    406: "it refuses automated readers",
    408: "it gave up waiting",
    410: "gone for good",
    421: "this server does not speak for that name",
    451: "withheld for legal reasons",
    500: "the site is broken at the moment",
    502: "the site is broken at the moment",
    504: "the site is too slow at the moment",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer.

    Args:
        status: three digits.
        headers: those we use, names in lower case, values as Latin-1 and not yet cleaned.
        body: inflated; empty unless the status is 200 or its kin.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def has_page(self) -> bool:
        """Whether the body is a whole page."""
        return self.status in (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)


def status_error(url: str, status: int) -> HttpStatusError:
    """Say in words why there is no page."""
    words = _STATUS_WORDS.get(status) or (_STATUS_WORDS[500] if 500 <= status < 600 else "")
    kind = MissingPageError if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE) else HttpStatusError
    return kind(url, status, f"HTTP {status}: {words}" if words else f"HTTP {status}")


def page_from(answer: Answer, *, url: str, permanent_url: str, fetched_at: datetime) -> Page:
    """Make the page of an answer that has one."""
    media_type, charset = content_type(answer.headers.get("content-type", ""))
    return Page(
        url=url,
        permanent_url=permanent_url,
        body=answer.body,
        content_type=media_type,
        charset=charset,
        validators=validators_from(answer.headers),
        fresh_s=fresh_s(answer.headers, fetched_at),
        fetched_at=fetched_at,
    )


def content_type(header: str) -> tuple[str, str]:
    """Split a Content-Type header into media type and charset, both in lower case, "" where it names none."""
    media_type, *parameters = header.split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and not charset:
            charset = value.strip().strip("\"'").lower()
    return clean_line(media_type).lower()[:_MAX_MEDIA_TYPE_CHARS], clean_line(charset)[:_MAX_CHARSET_CHARS]
