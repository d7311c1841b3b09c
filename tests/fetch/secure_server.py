"""A TLS server for the tests that speaks HTTP/2, or HTTP/1.1 to those who offer nothing better."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import h2.config
import h2.connection
import h2.events

from tests.misbehaviour import PAGE

CERTIFICATES = Path(__file__).parents[1] / "data" / "tls"


class SecureServer:
    """What came in, and the port to ask."""

    def __init__(self) -> None:
        self.port = 0
        self.requests: list[dict[str, str]] = []
        self.server_names: list[str | None] = []
        self.answers: dict[str, list[tuple[str, str]]] = {}  # headers with the status, by path; the page otherwise

    def url(self, host: str = "127.0.0.1") -> str:
        return f"https://{host}:{self.port}/story"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer every HTTP/2 request with the page; `/garbage` is what the test asks for."""
        connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while data := await reader.read(65536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    headers = dict(event.headers)  # type: ignore[arg-type]  # text, as configured
                    self.requests.append(headers)
                    if headers[":path"] == "/garbage":
                        writer.write(b"\x00\x00\x04\x01\x04\x00\x00\x00\x01\xff\xff\xff\xff")  # damaged HPACK
                        continue
                    page = [(":status", "200"), ("content-type", "text/html")]
                    connection.send_headers(event.stream_id, self.answers.get(headers[":path"], page))
                    connection.send_data(event.stream_id, PAGE, end_stream=True)
            writer.write(connection.data_to_send())
        writer.close()


@asynccontextmanager
async def secure_server(certificate: str, client: str = "") -> AsyncIterator[SecureServer]:
    """Serve with `good.pem` or `expired.pem`, each signed by itself, for paper.example and 127.0.0.1.

    Where a client's certificate is named, those who do not show it are turned away.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATES / certificate)
    if client:
        context.load_verify_locations(CERTIFICATES / client)
        context.verify_mode = ssl.CERT_REQUIRED
    context.set_alpn_protocols(["h2", "http/1.1"])
    secure = SecureServer()
    context.sni_callback = lambda _socket, name, _context: secure.server_names.append(name)
    running = await asyncio.start_server(secure.answer, "127.0.0.1", 0, ssl=context)
    secure.port = running.sockets[0].getsockname()[1]
    async with running:
        yield secure
        running.close()
