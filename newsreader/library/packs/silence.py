"""Hosts that do not answer: after a few tries their other pages are not asked for, as each would take as long."""

from __future__ import annotations

from newsreader.address import host_of
from newsreader.errors import NewsError, OfflineError, UnreachableError
from newsreader.library.packs.ledger import reason_of
from newsreader.library.web import Network

MAX_SILENCES = 3  # in a row


class Silences:
    """Which hosts are given up for the run of a pack."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._counts: dict[str, int] = {}
        self._reasons: dict[str, str] = {}

    def reason_for(self, url: str) -> str:
        """Say why the host of an address is given up, "" when it is not."""
        host = host_of(url)
        return self._reasons[host] if self._counts.get(host, 0) >= MAX_SILENCES else ""

    def note(self, url: str, error: NewsError | None) -> None:
        """Take note of how asking for an address ended; None for well."""
        host = host_of(url)
        if isinstance(error, UnreachableError):
            self._counts[host] = self._counts.get(host, 0) + 1
            self._reasons[host] = reason_of(error)
        else:
            self._counts.pop(host, None)

    def is_network_down(self, error: NewsError) -> bool:
        """Say whether an error is that of the network, and not of one site."""
        if isinstance(error, UnreachableError):
            return error.is_network_down or self._network.is_down
        return isinstance(error, OfflineError)
