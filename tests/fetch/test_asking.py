"""What is asked for where."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import ForbiddenAddressError
from newsreader.fetch.asking import Cookies, request_for
from newsreader.fetch.limits import FetchLimits

HOSTS = (
    "paper.example",
    "www.paper.example",
    "8.8.8.8",
    "1.2.3.400",
    "localhost",
    "xn--bcher-kva.example",
    "a_b.example",
)
PIECES = st.sampled_from(
    [
        "",
        "/",
        "/a",
        "/.",
        "/..",
        "/a b",
        "/ä",
        "?",
        "?a=1",
        "&b='2'",
        "%20",
        "%2",
        "%zz",
        "#part",
        "//",
        ";x",
        "@",
        '"',
        "~",
    ]
)


@given(
    scheme=st.sampled_from(["http", "https"]),
    host=st.sampled_from(HOSTS),
    port=st.sampled_from(["", ":80", ":443", ":8080", ":65535"]),
    pieces=st.lists(PIECES, max_size=4),
)
def test_plain_addresses_are_read_as_httpx_reads_them(scheme: str, host: str, port: str, pieces: list[str]) -> None:
    address = f"{scheme}://{host}{port}{''.join(pieces)}"
    try:
        known = httpx.URL(address)
    except httpx.InvalidURL:
        with pytest.raises(ForbiddenAddressError):
            request_for(address, {}, FetchLimits())
        return
    request = request_for(address, {}, FetchLimits())
    sent = request.for_the_wire()
    assert (request.headers[b"Host"], sent.url.target) == (known.netloc, known.raw_path)
    assert (sent.url.scheme, sent.url.host, sent.url.port) == (known.raw_scheme, known.raw_host, known.port)


def test_a_header_is_set_however_it_is_spelt() -> None:
    request = request_for("http://paper.example/", {b"If-None-Match": b'"1"'}, FetchLimits())
    request.set_header("user-agent", "mine")
    request.set_header("X-Token", "s3cret")
    assert request.headers[b"User-Agent"] == b"mine"
    assert (request.header("USER-AGENT"), request.header("x-token"), request.header("cookie")) == ("mine", "s3cret", "")
    with pytest.raises(UnicodeError):
        request.set_header("X-Token", "grün")


def test_cookies_go_to_their_own_site() -> None:
    cookies = Cookies()
    cookies.take("http://paper.example/", [(b"ETag", b'"1"')])
    assert cookies.spelled == ""
    cookies.take("http://paper.example/", [(b"set-cookie", b"seen=1"), (b"Set-Cookie", b"other=2; Path=/there")])
    here, elsewhere = (request_for(f"http://{name}.example/", {}, FetchLimits()) for name in ("paper", "other"))
    cookies.give("http://paper.example/", here)
    cookies.give("http://other.example/", elsewhere)
    assert (here.header("Cookie"), elsewhere.header("Cookie")) == ("seen=1", "")
