"""A connection pool that is given up when a cancellation has struck inside it.

httpcore guards its bookkeeping against anyio's cancellations only. Where one of asyncio strikes, by a deadline or
because the person has opened something else, a connection can be left that is neither used nor closed. Each takes
up room for good, until no request finds any.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager

import httpcore
import httpx

from newsreader.fetch.connect import Connection


class Pool:
    """Some connections, and how many exchanges use them.

    Args:
        connections: httpcore's pool.
    """

    def __init__(self, connections: httpcore.AsyncConnectionPool) -> None:
        self.is_spoilt = False  # to be used no more; it closes itself when the last exchange has ended
        self._connections = connections
        self._watch = _Watch(self._spoil)
        self._exchanges = 0
        self._closing: asyncio.Task[None] | None = None

    async def send(self, request: httpcore.Request) -> tuple[httpcore.Response, Body]:
        """Send a request; gives the answer and its body, which has to be closed."""
        self._exchanges += 1
        try:
            with self._watch:
                answer = await self._connections.handle_async_request(request)
        except BaseException:
            self._ended()
            raise
        connection = answer.extensions.get("network_stream")
        if isinstance(connection, Connection):
            connection.head_is_over()
        return answer, Body(answer, self._watch, self._ended)

    @property
    def is_closed(self) -> bool:
        """Whether it was spoilt and has closed itself."""
        return self._closing is not None and self._closing.done()

    async def aclose(self) -> None:
        """Close all connections."""
        if self._closing is not None:
            await self._closing
        else:
            await self._connections.aclose()

    def _spoil(self) -> None:
        self.is_spoilt = True

    def _ended(self) -> None:
        self._exchanges -= 1
        if self.is_spoilt and not self._exchanges and self._closing is None:
            # Not here: what was cancelled has to end, and may be cancelled again.
            self._closing = asyncio.get_running_loop().create_task(self._connections.aclose())


class _Watch(AbstractContextManager[None]):
    """Tells when a cancellation strikes in what is inside."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and not issubclass(kind, Exception):
            self._tell()


class Body(httpx.AsyncByteStream):
    """An answer's body as it comes over the wire."""

    def __init__(
        self, answer: httpcore.Response, watch: AbstractContextManager[None], ended: Callable[[], None]
    ) -> None:
        self._answer = answer
        self._watch = watch
        self._ended = ended
        self._is_closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = self._answer.aiter_stream()
        while True:
            with self._watch:
                piece = await anext(pieces, None)
            if piece is None:
                return
            yield piece

    async def aclose(self) -> None:
        """Let go of the connection."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            with self._watch:
                await self._answer.aclose()
        finally:
            self._ended()
