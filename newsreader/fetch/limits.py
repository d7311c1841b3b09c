"""The ceilings of a fetch: how many at once, how long, how much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What a fetch may cost. Times are in seconds, sizes in bytes."""

    per_host: int = 2  # requests at once to one site: what browsers of the polite age did (RFC 2616, 8.1.4)
    per_own_host: int | None = None  # to one on the person's own network; None for as many as to any other
    total: int = 64  # requests in all: most of the time of a small one is the way there and back
    connect_timeout_s: float = 10.0  # name, TCP and TLS: a living site needs less even by satellite
    read_timeout_s: float = 15.0  # silence between two pieces of an answer
    deadline_s: float = 30.0  # round the whole fetch with its redirects: a byte a second is no page
    max_page_bytes: int = 20_000_000  # after inflating: the longest real article pages are a tenth of it
    max_redirects: int = 10  # real chains have one to four hops
