"""The test server's bad manners: each path does one thing that servers in the wild do."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import brotli
import zstandard

if TYPE_CHECKING:
    from tests.server import Handler

PAGE = b"<!doctype html><title>A page</title><p>Words that arrive unharmed, caf\xc3\xa9 and all."
BOMB_BYTES = 100_000_000
_COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": partial(brotli.compress, quality=4),  # its best is slow on bombs
    "zstd": zstandard.compress,
}
HTML = {"Content-Type": "text/html"}
CHUNKED_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


def field(handler: Handler, name: str, default: str = "") -> str:
    """A field of the query."""
    return dict(parse_qsl(urlsplit(handler.path).query)).get(name, default)


def status(handler: Handler) -> None:
    """`?code=…` with any further fields as headers."""
    headers = dict(parse_qsl(urlsplit(handler.path).query))
    handler.answer(b"a failure", status=int(headers.pop("code")), headers=headers)


def hang(handler: Handler) -> None:
    handler.hang()


def hang_in_body(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")
    handler.hang()


def hang_in_error(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 1000\r\n\r\nsome")
    handler.hang()


def drip(handler: Handler) -> None:
    """A byte now and then, for ever."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while handler.is_wanted(0.02):
        handler.wfile.write(b"x")


def drip_headers(handler: Handler) -> None:
    """A header now and then, for ever."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while handler.is_wanted(0.02):
        handler.wfile.write(b"X-More: y\r\n")


def early_hints_for_ever(handler: Handler) -> None:
    handler.close_connection = True
    while handler.is_wanted(0):
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100)


def endless(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while handler.is_wanted(0):
        handler.wfile.write(b"x" * 65536)


def endless_chunks(handler: Handler) -> None:
    """Chunks of one byte, as many as are taken."""
    handler.close_connection = True
    handler.wfile.write(CHUNKED_HEAD)
    while handler.is_wanted(0):
        handler.wfile.write(b"1\r\nx\r\n" * 10_000)


def endless_header(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while handler.is_wanted(0):
        handler.wfile.write(b"x" * 65536)


def encoded(handler: Handler) -> None:
    """The page in the encoding `?as=…`."""
    name = field(handler, "as")
    handler.answer(_COMPRESSORS[name](PAGE), headers={**HTML, "Content-Encoding": name})


@cache
def bomb_of(encoding: str) -> bytes:
    return _COMPRESSORS[encoding](b"\0" * BOMB_BYTES)


def bomb(handler: Handler) -> None:
    """`BOMB_BYTES` of nothing, compressed with `?as=…`."""
    name = field(handler, "as")
    handler.answer(bomb_of(name), headers={**HTML, "Content-Encoding": name})


def twice(handler: Handler) -> None:
    body = gzip.compress(gzip.compress(PAGE))
    handler.answer(body, headers={**HTML, "Content-Encoding": "gzip, gzip"})


def twice_in_two_lines(handler: Handler) -> None:
    body = gzip.compress(gzip.compress(PAGE))
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    handler.send_raw(head % len(body) + body)


def unasked(handler: Handler) -> None:
    handler.answer(PAGE, headers={**HTML, "Content-Encoding": "compress"})


def false_gzip(handler: Handler) -> None:
    handler.answer(PAGE, headers={**HTML, "Content-Encoding": "gzip"})


def short_gzip(handler: Handler) -> None:
    handler.answer(gzip.compress(PAGE)[:-12], headers={**HTML, "Content-Encoding": "gzip"})


def too_long_a_length(handler: Handler) -> None:
    """Promises more than comes."""
    handler.send_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + PAGE)


def too_short_a_length(handler: Handler) -> None:
    """Sends more than it promised, on a connection it keeps."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n" + PAGE)


def huge_length(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n")
    handler.hang()


def two_lengths(handler: Handler) -> None:
    handler.send_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")


def odd_length(handler: Handler) -> None:
    handler.send_raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + PAGE)


def no_length(handler: Handler) -> None:
    """The page ends with the connection, as in HTTP/1.0."""
    handler.send_raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)


def chunked(handler: Handler) -> None:
    handler.send_raw(CHUNKED_HEAD + b"".join(b"1\r\n%c\r\n" % byte for byte in PAGE) + b"0\r\n\r\n")


def chunked_garbage(handler: Handler) -> None:
    handler.send_raw(CHUNKED_HEAD + b"5\r\nhello\r\nZZ-not-a-size\r\n\x00\xff")


def chunked_cut(handler: Handler) -> None:
    handler.send_raw(CHUNKED_HEAD + b"5\r\nhello\r\n500\r\nonly a little")


def reset(handler: Handler) -> None:
    handler.reset()


def reset_in_body(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")
    handler.reset()


def hang_up(handler: Handler) -> None:
    handler.send_raw(b"")


def garbage(handler: Handler) -> None:
    handler.send_raw(b"\x16\x03\x01 this is no HTTP\r\n\r\n")


def odd_headers(handler: Handler) -> None:
    """Bytes in headers that no header should hold, terminal escapes among them."""
    handler.send_raw(
        b'HTTP/1.1 200 \xff\xfe\r\nContent-Type: TEXT/HTML\xa0\x85; charset="W\xc4ndows-1252"; charset=utf-8\r\n'
        b'ETag: "\xe4\x80\x9b[31m"\r\nLast-Modified: \xc3\xbcbermorgen\r\nX-Empty:\r\n'
        b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE
    )


def bad_charset(handler: Handler) -> None:
    handler.answer(PAGE, headers={"Content-Type": "text/html; charset=" + "x" * 5000})


def latin_etag(handler: Handler) -> None:
    """An ETag in Latin-1, which must come back byte for byte."""
    if handler.headers.get("If-None-Match") == '"caf\xe9 \xab1\xbb"':
        handler.send_response(304)
        handler.end_headers()
        return
    handler.answer(PAGE, headers={**HTML, "ETag": '"caf\xe9 \xab1\xbb"'})


def unasked_304(handler: Handler) -> None:
    handler.send_response(304)
    handler.end_headers()


def redirect(handler: Handler) -> None:
    """To `?to=…` with status `?code=…`, 302 unless said."""
    handler.answer(b"", status=int(field(handler, "code", "302")), headers={"Location": field(handler, "to")})


def redirect_to_nowhere(handler: Handler) -> None:
    handler.answer(b"", status=302)


def redirect_onward(handler: Handler) -> None:
    """Always to one number further."""
    handler.answer(b"", status=302, headers={"Location": f"?n={int(field(handler, 'n', '0')) + 1}"})


def redirect_onward_slowly(handler: Handler) -> None:
    """As `redirect_onward`, a tenth of a second later."""
    if handler.is_wanted(0.1):
        redirect_onward(handler)


def redirect_for_a_cookie(handler: Handler) -> None:
    """To itself, until the cookie that it sets comes back."""
    if "seen=yes" in handler.headers.get("Cookie", ""):
        handler.answer(PAGE, headers=HTML)
    else:
        handler.answer(b"", status=302, headers={"Location": handler.path, "Set-Cookie": "seen=yes; Path=/"})


def redirect_for_ever_new_cookies(handler: Handler) -> None:
    number = len(handler.server.owner.received)
    handler.answer(b"", status=302, headers={"Location": handler.path, "Set-Cookie": f"n={number}; Path=/"})


def one_answer_a_connection(handler: Handler) -> None:
    """Keeps the connection, and drops it when it is used again."""
    if handler.has_answered:
        handler.send_raw(b"")
    else:
        handler.answer(PAGE, headers=HTML)


MISBEHAVIOUR: dict[str, Callable[[Any], None]] = {
    f"/{behave.__name__.replace('_', '-')}": behave
    for behave in (
        status, hang, hang_in_body, hang_in_error, drip, drip_headers, early_hints_for_ever, endless, endless_chunks,
        endless_header, encoded, bomb, twice, twice_in_two_lines, unasked, false_gzip, short_gzip, too_long_a_length,
        too_short_a_length, huge_length, two_lengths, odd_length, no_length, chunked, chunked_garbage, chunked_cut,
        reset, reset_in_body, hang_up, garbage, odd_headers, bad_charset, latin_etag, unasked_304, redirect,
        redirect_to_nowhere, redirect_onward, redirect_onward_slowly, redirect_for_a_cookie,
        redirect_for_ever_new_cookies, one_answer_a_connection,
    )
}  # fmt: skip
"""Every path and what it does."""
