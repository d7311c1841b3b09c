"""Fetching from a server that behaves."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import timedelta

import pytest

from newsreader.errors import FetchError, ForbiddenAddressError, HttpStatusError, RateLimitedError, UnreachableError
from newsreader.fetch.client import Fetcher, FetchLimits
from newsreader.model import NotModified, Page, Validators
from tests.fetch.conftest import NOW, MakeFetcher
from tests.misbehaviour import PAGE
from tests.server import TestServer


async def test_a_page_with_all_its_fields(fetcher: Fetcher, server: TestServer) -> None:
    url = server.put(
        "/story", PAGE, "Text/HTML; Charset=UTF-8", headers={"Last-Modified": "Sun, 01 Feb 2026 10:00:00 GMT"}
    )
    page = await fetcher.fetch(url + "?a=1#part")
    assert isinstance(page, Page)
    assert page.url == url + "?a=1"
    assert (page.body, page.content_type, page.charset, page.fetched_at) == (PAGE, "text/html", "utf-8", NOW)
    assert page.validators.etag.startswith('"')
    assert page.validators.last_modified == "Sun, 01 Feb 2026 10:00:00 GMT"
    assert page.permanent_url == ""


async def test_what_is_sent(fetcher: Fetcher, server: TestServer) -> None:
    await fetcher.fetch(server.put("/story", PAGE))
    (request,) = server.received
    assert request.headers["User-Agent"].startswith("newsreader/")
    assert request.headers["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert request.headers["Accept"].startswith("text/html,")
    assert request.headers["Host"] == server.host_and_port
    assert not {"If-None-Match", "If-Modified-Since", "Cookie", "Authorization", "Referer"} & set(request.headers)


async def test_an_unchanged_page_is_not_sent_again(fetcher: Fetcher, server: TestServer) -> None:
    url = server.put("/story", PAGE)
    first = await fetcher.fetch(url)
    assert isinstance(first, Page)
    assert await fetcher.fetch(url, validators=first.validators) == NotModified()
    server.put("/story", PAGE + b" More.")
    assert isinstance(await fetcher.fetch(url, validators=first.validators), Page)


async def test_last_modified_is_sent_back(fetcher: Fetcher, server: TestServer) -> None:
    stamp = "Sun, 01 Feb 2026 10:00:00 GMT"
    await fetcher.fetch(server.put("/story", PAGE), validators=Validators(last_modified=stamp))
    assert server.received[0].headers["If-Modified-Since"] == stamp


async def test_a_kept_connection_is_used_again(fetcher: Fetcher, server: TestServer) -> None:
    """Through 200, 304, 404 and a redirect: the server sees one connection."""
    url = server.put("/story", PAGE)
    page = await fetcher.fetch(url)
    assert isinstance(page, Page)
    connections = server.connections
    await fetcher.fetch(url, validators=page.validators)
    with pytest.raises(HttpStatusError):
        await fetcher.fetch(server.url("/missing"))
    await fetcher.fetch(server.url("/redirect?to=/story"))
    assert server.connections == connections


async def test_a_kept_connection_that_died_is_replaced(fetcher: Fetcher, server: TestServer) -> None:
    for _ in range(3):
        page = await fetcher.fetch(server.url("/one-answer-a-connection"))
        assert isinstance(page, Page)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
async def test_encodings(fetcher: Fetcher, server: TestServer, encoding: str) -> None:
    page = await fetcher.fetch(server.url(f"/encoded?as={encoding}"))
    assert isinstance(page, Page)
    assert page.body == PAGE


@pytest.mark.parametrize("path", ["/no-length", "/chunked", "/odd-headers", "/bad-charset"])
async def test_odd_but_whole_answers(fetcher: Fetcher, server: TestServer, path: str) -> None:
    page = await fetcher.fetch(server.url(path))
    assert isinstance(page, Page)
    assert page.body == PAGE


async def test_odd_headers_are_cleaned_and_bounded(fetcher: Fetcher, server: TestServer) -> None:
    page = await fetcher.fetch(server.url("/odd-headers"))
    assert isinstance(page, Page)
    assert (page.content_type, page.charset) == ("text/html", "wändows-1252")
    assert page.validators.etag == ""
    assert page.validators.last_modified == "Ã¼bermorgen"
    page = await fetcher.fetch(server.url("/bad-charset"))
    assert isinstance(page, Page)
    assert page.charset == "x" * 40


@pytest.mark.parametrize(
    "odd", ['"\x1b[31m"', '"a\r\nX-Evil: 1"', '"\u2603"', '"' + "x" * 5000 + '"', " ", '"\ud800"', "\x00"]
)
async def test_stored_validators_with_odd_characters_are_not_sent(
    fetcher: Fetcher, server: TestServer, odd: str
) -> None:
    url = server.put("/story", PAGE)
    page = await fetcher.fetch(url, validators=Validators(etag=odd, last_modified=odd))
    assert isinstance(page, Page)
    assert not {"If-None-Match", "If-Modified-Since", "X-Evil"} & set(server.received[0].headers)


async def test_a_latin_etag_comes_back_byte_for_byte(fetcher: Fetcher, server: TestServer) -> None:
    page = await fetcher.fetch(server.url("/latin-etag"))
    assert isinstance(page, Page)
    assert await fetcher.fetch(server.url("/latin-etag"), validators=page.validators) == NotModified()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "HTTP 403: it refuses automated readers"),
        (404, "HTTP 404: no such page"),
        (410, "HTTP 410: gone for good"),
        (418, "HTTP 418"),
        (500, "HTTP 500: the site is broken at the moment"),
        (521, "HTTP 521: the site is broken at the moment"),
        (204, "HTTP 204: it gave an empty page"),
        (206, "HTTP 206"),
        (999, "HTTP 999"),
    ],
)
async def test_failures_are_said_in_words(fetcher: Fetcher, server: TestServer, status: int, words: str) -> None:
    with pytest.raises(HttpStatusError) as caught:
        await fetcher.fetch(server.url(f"/status?code={status}"))
    assert (caught.value.status, caught.value.detail) == (status, words)


async def test_304_to_a_first_request_is_a_failure(fetcher: Fetcher, server: TestServer) -> None:
    with pytest.raises(HttpStatusError, match="nothing was asked before"):
        await fetcher.fetch(server.url("/unasked-304"))


@pytest.mark.parametrize("status", [429, 503])
async def test_a_site_that_asks_for_a_pause_gets_it(make_fetcher: MakeFetcher, server: TestServer, status: int) -> None:
    moments = [NOW]
    fetcher = make_fetcher(clock=lambda: moments[-1])
    url = server.put("/story", PAGE)
    with pytest.raises(RateLimitedError, match="not before 2 min from now") as caught:
        await fetcher.fetch(server.url(f"/status?code={status}&Retry-After=120"))
    assert (caught.value.status, caught.value.retry_after_s) == (status, 120)
    moments.append(NOW + timedelta(seconds=119))
    with pytest.raises(RateLimitedError, match="not before 1 s from now"):
        await fetcher.fetch(url)
    assert len(server.received) == 1
    moments.append(NOW + timedelta(seconds=120))
    assert isinstance(await fetcher.fetch(url), Page)


async def test_an_overloaded_site_that_names_no_time_may_be_asked_again(fetcher: Fetcher, server: TestServer) -> None:
    with pytest.raises(RateLimitedError) as caught:
        await fetcher.fetch(server.url("/status?code=503"))
    assert caught.value.retry_after_s is None
    assert isinstance(await fetcher.fetch(server.put("/story", PAGE)), Page)


async def test_the_user_name_of_an_address_goes_to_its_own_site_only(
    fetcher: Fetcher, server: TestServer, other_server: TestServer
) -> None:
    server.put("/story", PAGE)
    fetcher.allow(other_server.host_and_port)
    other = other_server.put("/elsewhere", PAGE)
    for target in ("/story", server.url("/story"), other):
        url = server.url(f"/redirect?to={target}").replace("http://", "http://anna:s3cret%21@")
        page = await fetcher.fetch(url)
        assert isinstance(page, Page)
        assert "s3cret" not in page.url
    assert {request.headers.get("Authorization") for request in server.received} == {"Basic YW5uYTpzM2NyZXQh"}
    assert "Authorization" not in other_server.received[0].headers


async def test_a_password_is_in_no_error(fetcher: Fetcher, server: TestServer) -> None:
    for path in ("/missing", "/reset", "/redirect?to=file:///x", "/status?code=429", "/twice"):
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(server.url(path).replace("http://", "http://anna:s3cret@"))
        assert "s3cret" not in caught.value.user_text
    for url in ("ftp://anna:s3cret@a.example/", "http://anna:s3cret@[/", "http://anna:s3cret@a.example:port/"):
        with pytest.raises(ForbiddenAddressError) as caught:
            await fetcher.fetch(url)
        assert "s3cret" not in caught.value.user_text


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "javascript:1", "//a.example/x", "http://", "http://[::1/", "x" * 5000]
)
async def test_what_is_no_web_address_is_not_opened(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="not a web address"):
        await fetcher.fetch(url)


@pytest.mark.parametrize(
    "url", ["http://a..example/", "http://xn--a/", f"http://{'a' * 64}.example/", "http://%00.example/", "http://a b/"]
)
async def test_hosts_that_cannot_be_are_said_in_words(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(url)
    assert caught.value.detail


async def test_connection_refused(make_fetcher: MakeFetcher) -> None:
    closed = TestServer()
    closed.close()
    fetcher = make_fetcher(allow_private_hosts=frozenset({closed.host_and_port}))
    with pytest.raises(UnreachableError, match="connection refused") as caught:
        await fetcher.fetch(closed.url("/"))
    assert not caught.value.is_network_down


async def test_a_cancelled_fetch_gives_its_turn_back(make_fetcher: MakeFetcher, server: TestServer) -> None:
    fetcher = make_fetcher(limits=FetchLimits(per_host=1, total=1, deadline_s=10))
    url = server.put("/story", PAGE)
    for path in ("/hang", "/hang-in-body"):
        seen = len(server.received)
        fetching = asyncio.create_task(fetcher.fetch(server.url(path)))
        await asyncio.to_thread(server.wait_for_requests, seen + 1)
        fetching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await fetching
        assert isinstance(await fetcher.fetch(url), Page)


async def test_a_closed_fetcher_opens_again(fetcher: Fetcher, server: TestServer) -> None:
    url = server.put("/story", PAGE)
    await fetcher.fetch(url)
    await fetcher.aclose()
    assert isinstance(await fetcher.fetch(url), Page)


async def test_certificates_that_cannot_be_loaded(
    fetcher: Fetcher, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    with pytest.raises(UnreachableError, match="certificates could not be loaded"):
        await fetcher.fetch(server.url("/"))


def test_importing_the_client_loads_no_network_library() -> None:
    script = (
        "import sys; import newsreader.fetch.client; "
        "sys.exit(', '.join({'httpx', 'httpcore', 'h2', 'brotli', 'zstandard'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
