"""A proxy on this machine for the tests: HTTP (CONNECT and whole addresses), SOCKS 4, 4a and 5, with a password or not.

Whatever it is asked for, it connects to one server of the test, and remembers what it was asked.
"""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.fetch.secure_server import CERTIFICATES

_REFUSED = b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"


class ProxyServer:
    """The proxy.

    Args:
        upstream_port: of the server that everything is connected to.
        login: user and password as `anna:s3cret`, "" for none.
        is_dripping: answer one byte at a time.
    """

    def __init__(self, upstream_port: int, login: str, *, is_dripping: bool) -> None:
        self.port = 0
        self.asked: list[str] = []  # "host:port" as asked for, or the whole address
        self.headers: list[bytes] = []  # heads of HTTP requests that came to the proxy itself
        self._upstream_port = upstream_port
        self._login = login
        self._is_dripping = is_dripping

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection, in the protocol that its first byte shows."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            first = await reader.readexactly(1)
            match first:
                case b"\x04":
                    await self._socks4(reader, writer)
                case b"\x05":
                    await self._socks5(reader, writer)
                case _:
                    await self._http(first, reader, writer)
        writer.close()

    async def _socks4(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, port, address = struct.unpack("!BH4s", await reader.readexactly(7))
        user = (await reader.readuntil(b"\0"))[:-1].decode()
        host = str(ipaddress.ip_address(address))
        if host.startswith("0.0.0."):
            host = (await reader.readuntil(b"\0"))[:-1].decode()
        self.asked.append(f"{host}:{port}")
        if user != self._login.partition(":")[0]:
            await self._say(writer, b"\0\x5d" + bytes(6))
            return
        await self._say(writer, b"\0\x5a" + bytes(6))
        await self._join(reader, writer)

    async def _socks5(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        methods = await reader.readexactly((await reader.readexactly(1))[0])
        wanted = 2 if self._login else 0
        if wanted not in methods:
            await self._say(writer, b"\x05\xff")
            return
        await self._say(writer, bytes((5, wanted)))
        if self._login:
            await reader.readexactly(1)
            user, password = await self._field(reader), await self._field(reader)
            is_right = f"{user}:{password}" == self._login
            await self._say(writer, b"\x01\x00" if is_right else b"\x01\x01")
            if not is_right:
                return
        kind = (await reader.readexactly(4))[3]
        if kind == 3:
            host = await self._field(reader)
        else:
            host = str(ipaddress.ip_address(await reader.readexactly(4 if kind == 1 else 16)))
        (port,) = struct.unpack("!H", await reader.readexactly(2))
        self.asked.append(f"{host}:{port}")
        bound = {1: b"\x01" + bytes(4), 3: b"\x03\x04here", 4: b"\x04" + bytes(16)}[kind]  # any kind may come back
        await self._say(writer, b"\x05\x00\x00" + bound + b"\x00\x50")
        await self._join(reader, writer)

    async def _field(self, reader: asyncio.StreamReader) -> str:
        return (await reader.readexactly((await reader.readexactly(1))[0])).decode()

    async def _http(self, first: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = first + await reader.readuntil(b"\r\n\r\n")
        self.headers.append(head)
        method, target, _ = head.split(b" ", 2)
        self.asked.append(target.decode())
        right = b"Basic " + base64.b64encode(self._login.encode())
        if self._login and b"proxy-authorization: " + right.lower() not in head.lower():
            await self._say(writer, _REFUSED)
            return
        if method == b"CONNECT":
            await self._say(writer, b"HTTP/1.1 200 Connection established\r\n\r\n")
            await self._join(reader, writer)
            return
        await self._join(reader, writer, head)

    async def _say(self, writer: asyncio.StreamWriter, answer: bytes) -> None:
        for start in range(len(answer)) if self._is_dripping else (0,):
            writer.write(answer[start : start + 1] if self._is_dripping else answer)
            await writer.drain()
            await asyncio.sleep(0)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes = b"") -> None:
        """Pass everything on, both ways, until one side ends."""
        upstream, to_upstream = await asyncio.open_connection("127.0.0.1", self._upstream_port)
        to_upstream.write(head)
        passing = [asyncio.create_task(_pass_on(reader, to_upstream)), asyncio.create_task(_pass_on(upstream, writer))]
        try:
            await asyncio.wait(passing, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in passing:
                each.cancel()
            await asyncio.gather(*passing, return_exceptions=True)
            to_upstream.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()


@asynccontextmanager
async def proxy_server(
    upstream_port: int, login: str = "", *, is_dripping: bool = False, certificate: str = ""
) -> AsyncIterator[ProxyServer]:
    """Run a proxy while the test does; one that is spoken to over TLS where a certificate is named."""
    tls = None
    if certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(CERTIFICATES / certificate)
    proxy = ProxyServer(upstream_port, login, is_dripping=is_dripping)
    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        serving.add(task)
        try:
            await proxy.serve(reader, writer)
        except asyncio.CancelledError:
            writer.close()
        finally:
            serving.discard(task)

    running = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    proxy.port = running.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        running.close()
        for task in list(serving):
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)
