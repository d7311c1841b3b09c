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


class Feeds:
    """The feeds in their present editions, written as whole answers.

    Args:
        count: how many are written before anybody asks.
    """

    def __init__(self, count: int = 1000) -> None:
        self._editions: dict[int, int] = {}
        self._answers: dict[tuple[int, int], tuple[bytes, bytes, bytes]] = {}
        for number in range(count):
            self._written(number)

    def give_news(self, share: float) -> None:
        """Let a share of the first thousand feeds have one new item."""
        for number in range(int(1000 * share)):
            self._editions[number] = self._editions.get(number, 0) + 1
            self._written(number)

    def answer(self, head: bytes) -> bytes:
        """Give the answer to the head of a request."""
        path = head.split(b" ", 2)[1]
        tag, unchanged, whole = self._written(int(path.rsplit(b"/", 1)[-1] or b"0"))
        return unchanged if tag in head else whole

    def _written(self, number: int) -> tuple[bytes, bytes, bytes]:
        """Give the entity tag of a feed, the answer when nothing has changed, and that with the feed."""
        key = (number, self._editions.get(number, 0))
        if key not in self._answers:
            body, tag = feed_body(*key), f'"{key[0]}-{key[1]}"'
            headers = f"Content-Type: application/rss+xml\r\nETag: {tag}\r\nContent-Length: {len(body)}"
            whole = f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body
            self._answers[key] = (tag.encode(), f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode(), whole)
        return self._answers[key]


class Conversation(asyncio.Protocol):
    """One kept connection, with entity tags and 304; requests have no bodies.

    Args:
        feeds: what is served.
        latency_s: before each answer.
    """

    def __init__(self, feeds: Feeds, latency_s: float) -> None:
        self._feeds = feeds
        self._latency_s = latency_s
        self._transport: asyncio.Transport | None = None
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer what is complete."""
        *heads, self._received = (self._received + data).split(b"\r\n\r\n")
        for head in heads:
            if self._latency_s:
                asyncio.get_running_loop().call_later(self._latency_s, self._give, head)
            else:
                self._give(head)

    def _give(self, head: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(self._feeds.answer(head))


async def _run(latency_s: float) -> None:
    feeds = Feeds()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: Conversation(feeds, latency_s), "0.0.0.0", 0, backlog=1024)
    print(listening.sockets[0].getsockname()[1], flush=True)
    async with listening:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            command, _, value = line.strip().partition(" ")
            if command == "news":
                feeds.give_news(float(value))
                print("ok", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    asyncio.run(_run(parser.parse_args().latency_ms / 1000))
