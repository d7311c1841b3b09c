"""Answers that break HTTP or bend it: what a server sends, byte for byte, and what a fetch makes of it."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass

import brotli
import zstandard

from tests.misbehaviour import PAGE

NOT_HTTP = "it does not keep to HTTP"
CUT = "the answer broke off: the end is missing"
DAMAGED = "the answer broke off: it does not keep to HTTP"


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer, after which the server hangs up.

    Args:
        raw: all that is sent.
        body: the page that comes of it; None where it is refused.
        words: the reason that is given where it is refused.
    """

    raw: bytes
    body: bytes | None = None
    words: str = ""


def head(*lines: bytes, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    """Write the head of an answer."""
    return b"\r\n".join((status, *lines)) + b"\r\n\r\n"


def whole(*lines: bytes, body: bytes = PAGE, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    """Write an answer of the right length."""
    return head(*lines, b"Content-Length: %d" % len(body), status=status) + body


def encoded(name: bytes, raw: bytes, body: bytes | None = None, words: str = "") -> Sent:
    """Give a body with a Content-Encoding."""
    return Sent(whole(b"Content-Encoding: " + name, body=raw), body, words)


def chunked(body: bytes, *lines: bytes) -> bytes:
    """Write an answer whose body is in chunks as given."""
    return head(b"Transfer-Encoding: chunked", *lines) + body


ONE_CHUNK = b"%x\r\n%b\r\n" % (len(PAGE), PAGE)
DONE = b"0\r\n\r\n"

LENGTHS = {
    "right": Sent(whole(), PAGE),
    "zero": Sent(head(b"Content-Length: 0") + PAGE, b""),
    "none": Sent(head() + PAGE, PAGE),
    "too short": Sent(head(b"Content-Length: 15") + PAGE, PAGE[:15]),
    "too long": Sent(head(b"Content-Length: 5000") + PAGE, words=CUT),
    "negative": Sent(head(b"Content-Length: -1") + PAGE, words=NOT_HTTP),
    "with a plus": Sent(head(b"Content-Length: +15") + PAGE, words=NOT_HTTP),
    "hexadecimal": Sent(head(b"Content-Length: 0x10") + PAGE, words=NOT_HTTP),
    "fraction": Sent(head(b"Content-Length: 15.0") + PAGE, words=NOT_HTTP),
    "in words": Sent(head(b"Content-Length: many") + PAGE, words=NOT_HTTP),
    "empty": Sent(head(b"Content-Length:") + PAGE, words=NOT_HTTP),
    "other digits": Sent(head("Content-Length: \u0661\u0665".encode()) + PAGE, words=NOT_HTTP),
    "superscript": Sent(head(b"Content-Length: \xb2") + PAGE, words=NOT_HTTP),
    "thirty digits": Sent(head(b"Content-Length: " + b"9" * 30) + PAGE, words=NOT_HTTP),
    "five thousand digits": Sent(head(b"Content-Length: " + b"9" * 5000) + PAGE, words=NOT_HTTP),
    "two the same": Sent(head(b"Content-Length: 15", b"Content-Length: 15") + PAGE, PAGE[:15]),
    "two that differ": Sent(head(b"Content-Length: 15", b"Content-Length: 16") + PAGE, words=NOT_HTTP),
    "a list that agrees": Sent(head(b"Content-Length: 15, 15") + PAGE, PAGE[:15]),
    "a list that differs": Sent(head(b"Content-Length: 15, 16") + PAGE, words=NOT_HTTP),
    "and chunks": Sent(chunked(ONE_CHUNK + DONE, b"Content-Length: 3"), PAGE),
}

CHUNKS = {
    "one": Sent(chunked(ONE_CHUNK + DONE), PAGE),
    "byte by byte": Sent(chunked(b"".join(b"1\r\n%c\r\n" % byte for byte in PAGE) + DONE), PAGE),
    "capital digits": Sent(chunked(b"00000A\r\n0123456789\r\n" + DONE), b"0123456789"),
    "extensions": Sent(chunked(b'4;name="a b";x\r\nword\r\n' + DONE), b"word"),
    "long extension": Sent(chunked(b"4;" + b"x" * 300_000 + b"\r\nword\r\n" + DONE), words=DAMAGED),
    "trailers": Sent(chunked(ONE_CHUNK + b"0\r\nX-Late: yes\r\nContent-Length: 3\r\n\r\n"), PAGE),
    "trailers without end": Sent(chunked(ONE_CHUNK + b"0\r\n" + b"X-Late: yes\r\n" * 30_000), words=DAMAGED),
    "trailer that is none": Sent(chunked(ONE_CHUNK + b"0\r\n\x00\xff no colon\r\n\r\n"), words=DAMAGED),
    "no end": Sent(chunked(ONE_CHUNK), words=CUT),
    "half a size": Sent(chunked(ONE_CHUNK + b"1"), words=DAMAGED),
    "shorter than its size": Sent(chunked(b"500\r\nonly a little"), words=CUT),
    "longer than its size": Sent(chunked(b"4\r\nwords and more\r\n" + DONE), words=DAMAGED),
    "negative": Sent(chunked(b"-4\r\nword\r\n" + DONE), words=DAMAGED),
    "no digits": Sent(chunked(b"word\r\n" + DONE), words=DAMAGED),
    "prefixed": Sent(chunked(b"0x4\r\nword\r\n" + DONE), words=DAMAGED),
    "underscored": Sent(chunked(b"1_0\r\n" + b"x" * 16 + b"\r\n" + DONE), words=DAMAGED),
    "thirty digits": Sent(chunked(b"f" * 30 + b"\r\nword\r\n" + DONE), words=DAMAGED),
    "sixteen digits": Sent(chunked(b"f" * 16 + b"\r\nword\r\n" + DONE), words=CUT),
    "empty size": Sent(chunked(b"\r\nword\r\n" + DONE), words=DAMAGED),
    "twice chunked": Sent(head(b"Transfer-Encoding: chunked, chunked") + ONE_CHUNK + DONE, words=NOT_HTTP),
    "chunks of gzip": Sent(head(b"Transfer-Encoding: gzip, chunked") + ONE_CHUNK + DONE, words=NOT_HTTP),
    "unknown coding": Sent(head(b"Transfer-Encoding: x-magic") + PAGE, words=NOT_HTTP),
    "in HTTP/1.0": Sent(head(b"Transfer-Encoding: chunked", status=b"HTTP/1.0 200 OK") + ONE_CHUNK + DONE, PAGE),
}

GZIPPED = gzip.compress(PAGE)
ENCODINGS = {
    "gzip": encoded(b"gzip", GZIPPED, body=PAGE),
    "x-gzip": encoded(b"x-gzip", GZIPPED, body=PAGE),
    "GZip": encoded(b" GZip ", GZIPPED, body=PAGE),
    "gzip of two members": encoded(b"gzip", GZIPPED + GZIPPED, body=PAGE + PAGE),
    "gzip with rubbish behind": encoded(b"gzip", GZIPPED + b"\0" * 500 + b"rubbish", body=PAGE),
    "gzip of nothing": encoded(b"gzip", gzip.compress(b""), body=b""),
    "gzip that is empty": encoded(b"gzip", b"", body=b""),
    "gzip that is cut": encoded(b"gzip", GZIPPED[:-12], words="the compressed page broke off"),
    "gzip of one byte": encoded(b"gzip", b"\x1f", words="the compressed page broke off"),
    "gzip that is none": encoded(b"gzip", PAGE, words="the compressed page is damaged (gzip)"),
    "gzip with a wrong checksum": encoded(
        b"gzip", GZIPPED[:-8] + b"\0" * 4 + GZIPPED[-4:], words="the compressed page is damaged (gzip)"
    ),
    "gzip in gzip, said": encoded(b"gzip, gzip", gzip.compress(GZIPPED), words="it is compressed 2 times over"),
    "gzip in gzip, in two lines": Sent(
        whole(b"Content-Encoding: gzip", b"Content-Encoding: gzip", body=gzip.compress(GZIPPED)),
        words="it is compressed 2 times over",
    ),
    "gzip in gzip, unsaid": encoded(b"gzip", gzip.compress(GZIPPED), body=GZIPPED),
    "forty times over": encoded(b", ".join([b"gzip"] * 40), GZIPPED, words="it is compressed 40 times over"),
    "gzip unsaid": Sent(whole(body=GZIPPED), GZIPPED),
    "members without end": encoded(b"gzip", gzip.compress(b"") * 2000, words="it is compressed in too many parts"),
    "deflate": encoded(b"deflate", zlib.compress(PAGE), body=PAGE),
    "deflate, bare": encoded(b"deflate", zlib.compress(PAGE)[2:-4], body=PAGE),
    "deflate that is none": encoded(b"deflate", PAGE, words="the compressed page is damaged (deflate)"),
    "br": encoded(b"br", brotli.compress(PAGE), body=PAGE),
    "br that is none": encoded(b"br", PAGE, words="the compressed page is damaged (br)"),
    "br that is cut": encoded(b"br", brotli.compress(PAGE)[:-5], words="the compressed page broke off"),
    "zstd": encoded(b"zstd", zstandard.compress(PAGE), body=PAGE),
    "zstd that is none": encoded(b"zstd", PAGE, words="the compressed page is damaged (zstd)"),
    "zstd that is cut": encoded(b"zstd", zstandard.compress(PAGE)[:-5], words="the compressed page broke off"),
    "zstd with a window of 128 MB": encoded(
        b"zstd",
        bytes.fromhex("28b52ffd 00 88 010000"),
        words="the compressed page is damaged (zstd)",
    ),
    "identity": encoded(b"identity", PAGE, body=PAGE),
    "none": encoded(b"none", PAGE, body=PAGE),
    "utf-8": encoded(b"utf-8", PAGE, words="it is compressed in a way that was not asked for: utf-8"),
    "compress": encoded(b"compress", PAGE, words="it is compressed in a way that was not asked for: compress"),
    "sdch": encoded(b"sdch", PAGE, words="it is compressed in a way that was not asked for: sdch"),
    "a long name": encoded(
        b"z" * 5000, PAGE, words="it is compressed in a way that was not asked for: zzzzzzzzzzzzzzzzzzzz"
    ),
    "escapes": encoded(b"\xc2\x9b[31m", PAGE, words="it is compressed in a way that was not asked for: \xe231m"),
}

HEADS = {
    "HTTP/0.9": Sent(PAGE, words="it hung up without an answer"),
    "HTTP/0.9 in lines": Sent(PAGE + b"\r\n\r\n" + PAGE, words=NOT_HTTP),
    "HTTP/2 in plain": Sent(b"HTTP/2 200\r\n\r\n" + PAGE, words=NOT_HTTP),
    "HTTP/9.9": Sent(b"HTTP/9.9 200 OK\r\n\r\n" + PAGE, PAGE),
    "ICY": Sent(b"ICY 200 OK\r\n\r\n" + PAGE, words=NOT_HTTP),
    "another protocol": Sent(b"SSH-2.0-Open\r\n", words="it hung up without an answer"),
    "TLS": Sent(b"\x15\x03\x01\x00\x02\x02\x46", words=NOT_HTTP),
    "nothing": Sent(b"", words="it hung up without an answer"),
    "one byte": Sent(b"H", words="it hung up without an answer"),
    "half a head": Sent(b"HTTP/1.1 200 OK\r\nContent-Type: te", words="it hung up without an answer"),
    "lines with LF only": Sent(b"HTTP/1.1 200 OK\nContent-Length: 15\n\n" + PAGE, PAGE[:15]),
    "no reason": Sent(whole(status=b"HTTP/1.1 200"), PAGE),
    "reason in odd bytes": Sent(whole(status=b"HTTP/1.1 200 \xff\xfe\x9b"), PAGE),
    "status 99": Sent(whole(status=b"HTTP/1.1 099 No"), words=NOT_HTTP),
    "status 2000": Sent(whole(status=b"HTTP/1.1 2000 OK"), words=NOT_HTTP),
    "status 999": Sent(whole(status=b"HTTP/1.1 999 Denied"), words="HTTP 999"),
    "status 600": Sent(whole(status=b"HTTP/1.1 600 What"), words="HTTP 600"),
    "status 201": Sent(whole(status=b"HTTP/1.1 201 Created"), PAGE),
    "status 204": Sent(head(status=b"HTTP/1.1 204 No Content"), words="HTTP 204: it gave an empty page"),
    "status 205": Sent(whole(status=b"HTTP/1.1 205 Reset Content"), words="HTTP 205"),
    "status 206": Sent(whole(status=b"HTTP/1.1 206 Partial Content"), words="HTTP 206"),
    "status 300": Sent(whole(status=b"HTTP/1.1 300 Multiple Choices"), words="HTTP 300"),
    "status 304": Sent(
        head(status=b"HTTP/1.1 304 Not Modified"),
        words="HTTP 304: it says nothing has changed, but nothing was asked before",
    ),
    "status 101": Sent(
        head(b"Upgrade: websocket", b"Connection: upgrade", status=b"HTTP/1.1 101 Switching"), words=NOT_HTTP
    ),
    "status 418": Sent(whole(status=b"HTTP/1.1 418 Teapot"), words="HTTP 418"),
    "status 511": Sent(whole(status=b"HTTP/1.1 511 Log in"), words="HTTP 511: the site is broken at the moment"),
    "an interim answer": Sent(head(status=b"HTTP/1.1 100 Continue") + whole(), PAGE),
    "five interim answers": Sent(head(b"Link: </x>", status=b"HTTP/1.1 103 Early Hints") * 5 + whole(), PAGE),
    "interim answers only": Sent(head(status=b"HTTP/1.1 102 Processing") * 5, words="it hung up without an answer"),
    "interim answers without end": Sent(head(status=b"HTTP/1.1 103 Early Hints") * 50_000, words=NOT_HTTP),
    "100 KB in one header": Sent(whole(b"X-Long: " + b"x" * 150_000), words=NOT_HTTP),
    "20,000 headers": Sent(head(*[b"X-%d: y" % number for number in range(20_000)]), words=NOT_HTTP),
    "a folded header": Sent(whole(b"X-Folded: one", b"  two"), PAGE),
    "a header without a name": Sent(whole(b": nothing"), words=NOT_HTTP),
    "a header without a colon": Sent(whole(b"nothing"), words=NOT_HTTP),
    "a space before the colon": Sent(whole(b"X-Odd : nothing"), words=NOT_HTTP),
    "NUL in a header": Sent(whole(b"X-Odd: a\0b"), words=NOT_HTTP),
    "escapes in a header": Sent(whole(b"X-Odd: a\x1b[31mb"), PAGE),
    "Latin-1 in a header": Sent(whole(b"X-Odd: caf\xe9"), PAGE),
    "a thousand cookies": Sent(whole(*[b"Set-Cookie: n%d=v; Path=/" % number for number in range(1000)]), PAGE),
    "a cookie of 64 KB": Sent(whole(b"Set-Cookie: n=" + b"v" * 65_000), PAGE),
    "cookies for others": Sent(whole(b"Set-Cookie: n=v; Domain=.com", b"Set-Cookie: =;;;=\xff", b"Set-Cookie:"), PAGE),
    "an attachment": Sent(
        whole(b'Content-Disposition: attachment; filename="../../etc/passwd"', b"Content-Type: text/html"), PAGE
    ),
    "a refresh": Sent(whole(b"Refresh: 0; url=http://127.0.0.1:1/"), PAGE),
    "a link to another": Sent(whole(b'Link: <http://127.0.0.1:1/>; rel="canonical"'), PAGE),
    "another protocol offered": Sent(whole(b'Alt-Svc: h3=":1"; ma=2592000', b"Upgrade: h2c"), PAGE),
    "keep-alive without end": Sent(whole(b"Keep-Alive: timeout=99999999999999999999"), PAGE),
    "an age without end": Sent(whole(b"Cache-Control: max-age=" + b"9" * 5000, b"Age: -1", b"Expires: 0"), PAGE),
    "type without a slash": Sent(whole(b"Content-Type: html"), PAGE),
    "two types": Sent(whole(b"Content-Type: text/html", b"Content-Type: image/png"), PAGE),
    "type of 64 KB": Sent(whole(b"Content-Type: text/html; charset=" + b"x" * 65_000), PAGE),
    "charset that is none": Sent(whole(b"Content-Type: text/html; charset=../../x\x1b]0;"), PAGE),
    "charset of bytes": Sent(whole(b"Content-Type: text/html; charset=base64"), PAGE),
    "ETag of 64 KB": Sent(whole(b'ETag: "' + b"x" * 65_000 + b'"'), PAGE),
    "ETag in odd bytes": Sent(whole(b'ETag: "\x80\x9b\xff"', b"Last-Modified: \xfcbermorgen"), PAGE),
}
GROUPS = {"length": LENGTHS, "chunks": CHUNKS, "encoding": ENCODINGS, "head": HEADS}
ANSWERS = {f"{group}: {name}": sent for group, cases in GROUPS.items() for name, sent in cases.items()}
"""Every answer by what is odd about it."""
