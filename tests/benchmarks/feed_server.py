"""A server of many feeds for benchmarks: quick, in a process of its own, so that it is not what is measured.

    python -m tests.benchmarks.feed_server --latency-ms 50

Prints its port, then serves `/feed/NUMBER` on every address of this machine. The line "news SHARE" on its
standard input gives that share of the feeds one new item.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from email.utils import formatdate

ITEMS = 30
_WORDS = [
    "harbour", "wall", "count", "nine", "days", "animal", "sea", "old", "surprise", "station", "launch", "orbit",
    "mission", "north", "council", "bridge", "opens", "after", "storm", "river", "ferry", "talks", "budget", "treaty",
    "glacier", "rocket", "pilot", "museum", "orchard", "signal",
]  # fmt: skip


def feed_body(number: int, edition: int) -> bytes:
    """Write one feed: always the same for the same number and edition; an edition has one item more."""
    chance = random.Random(number)
    items = []
    for item in range(ITEMS + edition):
        title = " ".join(chance.choices(_WORDS, k=8)).capitalize()
        text = " ".join(chance.choices(_WORDS, k=60)).capitalize()
        path = f"http://site{number}.example/2026/{item}-{title.replace(' ', '-')}.html"
        day = formatdate(1_760_000_000 + item * 3_600 + number, usegmt=True)
        items.append(
            f"<item><title>{title}</title><link>{path}</link><guid>{path}</guid><pubDate>{day}</pubDate>"
            f"<dc:creator>Ada Moor</dc:creator><description>&lt;p&gt;{text}.&lt;/p&gt;</description></item>"
        )
    newest_first = "".join(reversed(items[-ITEMS:]))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Site {number}</title><link>http://site{number}.example/</link>{newest_first}</channel></rss>"
    ).encode()


class FeedServer:
    """Answers over kept connections, with entity tags and 304."""

    def __init__(self, latency_s: float) -> None:
        self._latency_s = latency_s
        self._editions: dict[int, int] = {}
        self._bodies: dict[tuple[int, int], bytes] = {}

    def give_news(self, share: float) -> None:
        """Let a share of the first thousand feeds have one new item."""
        for number in range(int(1000 * share)):
            self._editions[number] = self._editions.get(number, 0) + 1

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if self._latency_s:
                    await asyncio.sleep(self._latency_s)
                writer.write(self._answer(head))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1]
        number = int(path.rsplit(b"/", 1)[-1] or b"0")
        edition = self._editions.get(number, 0)
        tag = f'"{number}-{edition}"'
        if tag.encode() in head:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        key = (number, edition)
        if key not in self._bodies:
            self._bodies[key] = feed_body(number, edition)
        body = self._bodies[key]
        headers = f"Content-Type: application/rss+xml\r\nETag: {tag}\r\nContent-Length: {len(body)}"
        return f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body


async def _run(latency_s: float) -> None:
    server = FeedServer(latency_s)
    for number in range(1000):  # written before anybody asks
        server._bodies[(number, 0)] = feed_body(number, 0)
    listening = await asyncio.start_server(server.serve, "0.0.0.0", 0, backlog=1024)
    print(listening.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    async with listening:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            command, _, value = line.strip().partition(" ")
            if command == "news":
                server.give_news(float(value))
                print("ok", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    asyncio.run(_run(parser.parse_args().latency_ms / 1000))
