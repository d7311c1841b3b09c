"""Ask a server for one thing and read its answer, within bounds."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace

import httpcore

from newsreader.errors import FetchError, OversizeError, UnreachableError
from newsreader.fetch.answer import Answer
from newsreader.fetch.asking import Cookies, RawHeaders, request_for
from newsreader.fetch.connect import watch_connects
from newsreader.fetch.deadline import Deadline
from newsreader.fetch.failures import EXCHANGE_ERRORS, fetch_error
from newsreader.fetch.inflate import PIECE_BYTES, content_encoding, inflate
from newsreader.fetch.large import LargeBodies, Share
from newsreader.fetch.limits import FetchLimits
from newsreader.fetch.pool import Body
from newsreader.fetch.transport import CheckedTransport

log = logging.getLogger(__name__)
_WANTED_HEADERS = frozenset(
    (
        *("content-encoding", "content-length", "content-type", "etag", "last-modified", "location", "retry-after"),
        *("age", "cache-control", "date", "expires"),
    )
)
# A failure's body is read only to keep the connection, so only when that is cheap.
_MAX_UNUSED_BODY_BYTES = 16 * 1024
_MAX_UNUSED_BODY_S = 1.0
_PIECE_COST_BYTES = 4096  # what handling a piece costs besides its bytes
_MAX_STALE_CONNECTIONS = 5  # more than are kept to one site: each try uses one up, and a new one is never stale
_CONNECTION_DROPPED = (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError)


class Network:
    """The open connections.

    Args:
        limits: what an exchange may cost.
        transport: sends the requests.
    """

    def __init__(self, limits: FetchLimits, transport: CheckedTransport) -> None:
        self._limits = limits
        self._transport = transport
        self._large_bodies = LargeBodies()

    def conversation(self, deadline: Deadline, max_bytes: int | None = None) -> Conversation:
        """Begin the exchanges of one fetch, whose page may be no larger than `max_bytes` and every page's ceiling."""
        ceiling = self._limits.max_page_bytes
        lower = ceiling if max_bytes is None else min(ceiling, max_bytes)
        limits = self._limits if lower == ceiling else replace(self._limits, max_page_bytes=lower)
        return Conversation(self._transport, limits, self._large_bodies, deadline)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transport.aclose()


class Conversation:
    """The exchanges of one fetch. It keeps cookies from hop to hop, as sites need that redirect to themselves."""

    def __init__(
        self, transport: CheckedTransport, limits: FetchLimits, large_bodies: LargeBodies, deadline: Deadline
    ) -> None:
        self.has_answered = False
        self._transport = transport
        self._limits = limits
        self._large_bodies = large_bodies
        self._deadline = deadline
        self._cookies = Cookies()

    @property
    def cookies(self) -> str:
        """The cookies held now, as one string that differs when they do."""
        return self._cookies.spelled

    async def ask(self, url: str, headers: Mapping[bytes, bytes]) -> Answer:
        """Ask for an address and read what is needed of the answer.

        Raises:
            FetchError: it could not be had; never for a status that says so.
        """
        try:
            for _ in range(_MAX_STALE_CONNECTIONS):
                with suppress(_StaleConnectionError):
                    return await self._ask_once(url, headers)
        except EXCHANGE_ERRORS as error:
            raise fetch_error(url, error, self._limits, has_answered=self.has_answered) from error
        except Exception as error:  # noqa: BLE001  # a fault in a library; its words and frames can hold passwords
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s in a library of the network:\n%s", type(error).__name__, frames)
            raise FetchError(url, "a fault in a library of the network; the log file has the details") from None
        raise UnreachableError(url, "it hung up without an answer, again and again")

    async def _ask_once(self, url: str, headers: Mapping[bytes, bytes]) -> Answer:
        self.has_answered = False
        request = request_for(url, headers, self._limits)
        self._cookies.give(url, request)
        connects = watch_connects()
        try:
            response, stream = await self._transport.send(request)
        except _CONNECTION_DROPPED as error:
            # A server may close a kept connection just as we use it; asking again is safe (RFC 9112, 9.3.1).
            if connects.have_begun:
                raise
            raise _StaleConnectionError from error
        self.has_answered = True
        try:
            return await self._read(url, response, stream)
        finally:
            await stream.aclose()

    async def _read(self, url: str, response: httpcore.Response, stream: Body) -> Answer:
        self._cookies.take(url, response.headers)
        answer = Answer(response.status, _headers(response.headers))
        if not answer.has_page:
            await _finish(stream, answer)
            return answer
        encoding = content_encoding(answer.headers.get("content-encoding", ""))
        with self._large_bodies.share(self._deadline) as share:
            raw = await self._read_raw(url, stream, _declared_length(answer), share)
            body = await self._inflate(url, raw, encoding, share) if encoding else raw
        return Answer(answer.status, answer.headers, body)

    async def _read_raw(self, url: str, stream: Body, declared_length: int, share: Share) -> bytes:
        if declared_length > self._limits.max_page_bytes:
            raise self._too_large(url)
        raw = bytearray()
        pace = _Pace()
        with _let_go_of(raw):
            async for piece in stream:
                raw += piece
                if len(raw) > self._limits.max_page_bytes:
                    raise self._too_large(url)
                await share.grows_to(len(raw))
                await pace.after(len(piece))
        return bytes(raw)

    async def _inflate(self, url: str, raw: bytes, encoding: str, share: Share) -> bytes:
        page = bytearray()
        pace = _Pace()
        with _let_go_of(page):
            for piece in inflate(raw, encoding):
                page += piece
                if len(page) > self._limits.max_page_bytes:
                    raise self._too_large(url)
                await share.grows_to(len(page))
                await pace.after(len(piece))
        return bytes(page)

    def _too_large(self, url: str) -> OversizeError:
        return OversizeError(url, f"more than {self._limits.max_page_bytes / 1e6:g} MB")


class _StaleConnectionError(Exception):
    """A kept connection was dropped before the answer began."""


@contextmanager
def _let_go_of(body: bytearray) -> Iterator[None]:
    """Empty a body when reading it fails: an error holds on to what was there when it arose."""
    try:
        yield
    except BaseException:
        body.clear()
        raise


class _Pace:
    """Lets others run now and then in work that never waits: what has already come is handed out at once."""

    def __init__(self) -> None:
        self._done_bytes = 0

    async def after(self, done_bytes: int) -> None:
        self._done_bytes += done_bytes + _PIECE_COST_BYTES
        if self._done_bytes >= PIECE_BYTES:
            self._done_bytes = 0
            await asyncio.sleep(0)


def _headers(raw_headers: RawHeaders) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw_headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1").strip()
        if name == "content-encoding" and name in headers:
            headers[name] += f", {value}"  # two lines are one list (RFC 9110, 5.3)
        elif name in _WANTED_HEADERS:
            headers.setdefault(name, value)
    return headers


def _declared_length(answer: Answer) -> int:
    """The Content-Length, -1 when there is none to believe."""
    value = answer.headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else -1


async def _finish(stream: Body, answer: Answer) -> None:
    """Read a short body that nobody wants, so that the connection can be used again."""
    has_body = answer.status not in (204, 304)
    if has_body and not 0 <= _declared_length(answer) <= _MAX_UNUSED_BODY_BYTES:
        return
    with suppress(TimeoutError, *EXCHANGE_ERRORS):
        async with asyncio.timeout(_MAX_UNUSED_BODY_S):
            async for _ in stream:
                pass
