"""The event loop's own connections, as the connection pool wants them.

The pool's own go through a layer for several kinds of event loops, which takes more time than the rest of a small
exchange.
"""

from __future__ import annotations

import asyncio
import select
import socket
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

_MOST_UNREAD_BYTES = 256 * 1024  # that a server may send ahead of what is read


class Sockets(httpcore.AsyncNetworkBackend):
    """Connects to any address."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to an address.

        Raises:
            httpcore.ConnectError: it takes no connection.
            httpcore.ConnectTimeout: not in time.
        """
        loop = asyncio.get_running_loop()
        local = None if local_address is None else (local_address, 0)
        limit = asyncio.timeout(timeout)
        try:
            async with limit:
                transport, incoming = await loop.create_connection(_Incoming, host, port, local_addr=local)
        except OSError as error:
            if limit.expired():
                raise httpcore.ConnectTimeout(error) from error
            raise httpcore.ConnectError(error) from error
        for option in socket_options or ():
            transport.get_extra_info("socket").setsockopt(*option)
        return Stream(transport, incoming)


class _Incoming(asyncio.Protocol):
    """What has come over a connection and was not read yet."""

    def __init__(self) -> None:
        self.has_ended = False  # nothing more comes
        self.error: Exception | None = None  # over which it ended
        self._unread = bytearray()
        self._transport: asyncio.ReadTransport | None = None
        self._is_paused = False
        self._reading: asyncio.Future[None] | None = None
        self._room = asyncio.Event()  # to write; several may wait for it, in HTTP/2
        self._room.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.ReadTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._unread += data
        if len(self._unread) > _MOST_UNREAD_BYTES and self._transport is not None and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()
        _wake(self._reading)

    def eof_received(self) -> None:
        self.has_ended = True
        _wake(self._reading)

    def connection_lost(self, exc: Exception | None) -> None:
        self.has_ended, self.error = True, exc
        _wake(self._reading)
        self._room.set()

    def pause_writing(self) -> None:
        self._room.clear()

    def resume_writing(self) -> None:
        self._room.set()

    @property
    def is_there(self) -> bool:
        """Whether a read would give something at once, if only the end."""
        return bool(self._unread) or self.has_ended

    async def wait_to_read(self, seconds: float | None) -> None:
        """Wait until something has come; raises TimeoutError."""
        if not self.is_there:
            self._reading = asyncio.get_running_loop().create_future()
            await _within(seconds, self._reading)

    async def wait_to_write(self, seconds: float | None) -> None:
        """Wait until there is room for more; raises TimeoutError."""
        if not self._room.is_set() and not self.has_ended:
            async with asyncio.timeout(seconds):
                await self._room.wait()

    def take(self, max_bytes: int) -> bytes:
        """Give what has come."""
        piece = bytes(self._unread[:max_bytes])
        del self._unread[:max_bytes]
        if self._is_paused and not self._unread and self._transport is not None:
            self._is_paused = False
            self._transport.resume_reading()
        return piece


class Stream(httpcore.AsyncNetworkStream):
    """One connection."""

    def __init__(self, transport: asyncio.Transport, incoming: _Incoming) -> None:
        self._transport = transport
        self._incoming = incoming
        self._socket: socket.socket | None = transport.get_extra_info("socket")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Read what has come, at least one byte; nothing is the end.

        Raises:
            httpcore.ReadTimeout: nothing came in time.
            httpcore.ReadError: the connection failed.
        """
        try:
            await self._incoming.wait_to_read(timeout)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(error) from error
        piece = self._incoming.take(max_bytes)
        if not piece and self._incoming.error is not None:
            raise httpcore.ReadError(self._incoming.error) from self._incoming.error
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Send something.

        Raises:
            httpcore.WriteTimeout: there was no room for it in time.
            httpcore.WriteError: the connection failed or is closed.
        """
        if self._transport.is_closing():
            raise httpcore.WriteError(self._incoming.error or "closed")
        self._transport.write(buffer)
        try:
            await self._incoming.wait_to_write(timeout)
        except TimeoutError as error:
            raise httpcore.WriteTimeout(error) from error
        if self._incoming.error is not None:
            raise httpcore.WriteError(self._incoming.error) from self._incoming.error

    async def aclose(self) -> None:
        """Close at once; what was not sent yet is not."""
        self._transport.abort()
        await asyncio.sleep(0)  # the loop closes the socket in its next round

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """Agree on TLS.

        Raises:
            httpcore.ConnectTimeout: not in time.
            httpcore.ConnectError: not at all.
        """
        if self._incoming.is_there:
            await self.aclose()
            if self._incoming.take(1):  # anybody on the way can have sent it, and it would be read as if it came within
                raise httpcore.ConnectError(ssl.SSLError("it spoke before TLS was agreed on"))
            raise httpcore.ConnectError
        limit = asyncio.timeout(timeout)
        try:
            async with limit:
                transport = await asyncio.get_running_loop().start_tls(
                    self._transport, self._incoming, ssl_context, server_hostname=server_hostname
                )
        except OSError as error:
            await self.aclose()
            if limit.expired():
                raise httpcore.ConnectTimeout(error) from error
            if not error.args:  # the loop's own words for an end in the middle of it
                raise httpcore.ConnectError from None
            raise httpcore.ConnectError(error) from error
        assert transport is not None  # it is for a connection that has not ended
        self._incoming.connection_made(transport)
        return Stream(transport, self._incoming)

    def get_extra_info(self, info: str) -> Any:
        """Give what httpcore asks of its connections, by its names."""
        if info == "is_readable":
            return self._incoming.is_there or _is_readable(self._socket)
        return self._transport.get_extra_info({"server_addr": "peername", "client_addr": "sockname"}.get(info, info))


def _wake(waiting: asyncio.Future[None] | None) -> None:
    if waiting is not None and not waiting.done():
        waiting.set_result(None)


async def _within(seconds: float | None, waiting: asyncio.Future[None]) -> None:
    """Wait for something so long; raises TimeoutError."""
    if seconds is None:
        await waiting
        return
    alarm = asyncio.get_running_loop().call_later(seconds, _give_up, waiting)
    try:
        await waiting
    finally:
        alarm.cancel()


def _give_up(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_exception(TimeoutError())


def _is_readable(connection: socket.socket | None) -> bool:
    """Say whether the system holds something that was not read: on a kept connection that is its end."""
    if connection is None or connection.fileno() < 0:
        return True
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([connection], [], [], 0)[0])
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))
