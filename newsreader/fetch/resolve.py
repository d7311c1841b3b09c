"""Names to addresses, without holding up the program."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the IP addresses of a host for a port, best first; raises `socket.gaierror`."""

# For documentation (RFC 5737, RFC 3849): no packet is sent, the system only looks whether it has a route.
_ROUTE_PROBES = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


async def resolve_name(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver.

    Each look-up has a daemon thread of its own: a dead name server holds a look-up for half a minute, which
    must fill no shared pool of threads and not keep the program from ending.

    Raises:
        socket.gaierror: the name is not known, or no name server answers.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def deliver(addresses: Sequence[str], error: OSError | None) -> None:
        if answer.done():  # cancelled meanwhile
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(addresses)

    def look_up() -> None:
        addresses: Sequence[str] = ()
        failure: OSError | None = None
        try:
            # As bytes, so that Python's own IDNA codec does not refuse names that the wire can carry.
            found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
            addresses = tuple(dict.fromkeys(str(address[0]) for *_, address in found))
        except UnicodeError:
            failure = socket.gaierror(socket.EAI_NONAME, "not a name")
        except OSError as error:
            failure = error
        with suppress(RuntimeError):  # the loop may be closed by now
            loop.call_soon_threadsafe(deliver, addresses, failure)

    threading.Thread(target=look_up, name="newsreader-resolve", daemon=True).start()
    return await answer


def has_route() -> bool:
    """Say whether the system knows a way out to the internet. Sends nothing."""
    for family, address in _ROUTE_PROBES:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
            return True
    return False
