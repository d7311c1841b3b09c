"""Connections of the event loop: what has come, what runs out, what has ended."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpcore
import pytest

from newsreader.fetch.sockets import Sockets
from tests.fetch.secure_server import CERTIFICATES

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def connected(serve: Serve) -> AsyncIterator[httpcore.AsyncNetworkStream]:
    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(served, "127.0.0.1", 0) as server:
        stream = await Sockets().connect_tcp("127.0.0.1", server.sockets[0].getsockname()[1], timeout=5)
        yield stream
        await stream.aclose()


async def rest_of(stream: httpcore.AsyncNetworkStream) -> bytes:
    pieces = []
    while piece := await stream.read(1000, 5):
        pieces.append(piece)
    return b"".join(pieces)


async def test_what_a_server_sends_ahead_is_bounded_and_all_of_it_comes() -> None:
    sent = bytes(range(256)) * 40_000
    has_sent = asyncio.Event()

    async def send(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(sent)
        await writer.drain()
        has_sent.set()

    async with connected(send) as stream:
        assert await stream.read(10, 5) == sent[:10]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(has_sent.wait(), 0.05)  # nobody reads, so it has to wait
        assert await rest_of(stream) == sent[10:]


async def test_a_read_that_takes_too_long() -> None:
    async def wait(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with connected(wait) as stream:
        assert not stream.get_extra_info("is_readable")
        with pytest.raises(httpcore.ReadTimeout):
            await stream.read(10, 0.01)


async def test_a_write_that_takes_too_long() -> None:
    is_over = asyncio.Event()

    async def wait(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await is_over.wait()

    async with connected(wait) as stream:
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(bytes(50_000_000), 0.05)
        is_over.set()


async def test_giving_a_write_up_leaves_others_on_the_same_connection_alone() -> None:
    may_read = asyncio.Event()

    async def read_late(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await may_read.wait()
        await reader.read()

    async with connected(read_late) as stream:
        one = asyncio.ensure_future(stream.write(bytes(20_000_000), 5))
        another = asyncio.ensure_future(stream.write(b"more", 5))
        await asyncio.sleep(0)
        one.cancel()
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(b"in no time", 0.01)
        assert one.cancelled()
        assert not another.done()
        may_read.set()
        await another


async def test_an_end_is_noticed_while_nobody_reads() -> None:
    is_over = asyncio.Event()

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"last words")
        await writer.drain()
        is_over.set()

    async with connected(answer) as stream:
        await is_over.wait()
        assert stream.get_extra_info("is_readable")
        assert await rest_of(stream) == b"last words"
        assert stream.get_extra_info("is_readable")


async def test_a_reset() -> None:
    async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        writer.transport.abort()

    async with connected(reset) as stream:
        with pytest.raises(httpcore.ReadError):
            await rest_of(stream)


async def test_nothing_is_written_to_what_was_closed() -> None:
    async def wait(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with connected(wait) as stream:
        await stream.aclose()
        with pytest.raises(httpcore.WriteError):
            await stream.write(b"more")
        assert stream.get_extra_info("is_readable")


async def test_what_came_before_tls_was_agreed_on_is_never_read_as_what_comes_within() -> None:
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(CERTIFICATES / "good.pem")

    async def forge(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\nforged")
        await writer.start_tls(own)

    async with connected(forge) as stream:
        assert await stream.read(1, 5) == b"H"
        with pytest.raises(httpcore.ConnectError, match="before TLS"):
            await stream.start_tls(ssl.create_default_context(cafile=CERTIFICATES / "good.pem"), "127.0.0.1", 5)


async def test_tls_is_not_waited_for_where_the_server_has_gone() -> None:
    async def leave(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        pass

    async with connected(leave) as stream:
        assert await stream.read(1, 5) == b""
        with pytest.raises(httpcore.ConnectError):
            await stream.start_tls(ssl.create_default_context(), "127.0.0.1", 5)


async def test_nobody_listens() -> None:
    with pytest.raises(httpcore.ConnectError) as caught:
        await Sockets().connect_tcp("127.0.0.1", 1, timeout=5)
    assert isinstance(caught.value.args[0], ConnectionRefusedError)
