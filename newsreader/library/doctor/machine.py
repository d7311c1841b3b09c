"""The clock, the way into the network, and the proxies of the environment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from newsreader.access import read_proxy
from newsreader.address import host_of
from newsreader.fetch.resolve import has_route
from newsreader.library.doctor.finding import Finding, broken, found, warning
from newsreader.library.health import Trouble
from newsreader.model import SectionStatus
from newsreader.text import clean_line

WRITTEN = datetime(2026, 2, 1, tzinfo=UTC)  # it was later than this before anybody could run this
MANY_HOSTS = 2  # one whose certificate is not right is that site's own fault
_SLACK = timedelta(days=1)  # libraries travel between machines whose clocks differ a little
_SET_CLOCK = "Set this machine's clock, best from the network: TLS fails with a wrong date, and ages are wrong."


def check_clock(now: datetime, statuses: Sequence[SectionStatus]) -> Finding:
    """Look whether the date can be right, by what is known to have been before.

    Args:
        now: what the clock says.
        statuses: of all sections, with when they were last asked.
    """
    told = f"it is {now:%Y-%m-%d %H:%M} UTC, says the clock"
    if now < WRITTEN:
        return broken("clock", told, _SET_CLOCK, why=f"this version was written after {WRITTEN:%Y-%m-%d}")
    tried = [address.tried_at for status in statuses for address in status.addresses if address.tried_at]
    if tried and max(tried) - now > _SLACK:
        why = f"the last refresh was on {max(tried):%Y-%m-%d}, which would be in the future"
        return broken("clock", told, _SET_CLOCK, why=why)
    hosts = {
        host_of(address.url)
        for status in statuses
        for address in status.addresses
        if address.trouble == Trouble.CERTIFICATE
    }
    if len(hosts) >= MANY_HOSTS:
        why = f"the TLS certificates of {len(hosts)} sites are not accepted, as with a wrong date"
        advice = f"{_SET_CLOCK} If it is right, this machine's certificates are out of date."
        return warning("clock", told, advice, why=why)
    return found("clock", told)


def check_network(*, is_offline: bool, has_route: Callable[[], bool] = has_route) -> Finding:
    """Look whether there is a way into the network; nothing is sent.

    Args:
        is_offline: as the settings ask.
        has_route: whether the system knows a way out.
    """
    if is_offline:
        advice = "Take offline out of the settings and NEWSREADER_OFFLINE out of the environment to fetch again."
        return warning("network", "nothing is fetched", advice, why="offline is set")
    if not has_route():
        advice = "Connect this machine to a network; what is in the library can be read meanwhile."
        return broken("network", "there is no way into the network", advice)
    return found("network", "there is a way into the network")


def check_proxies(proxies: Mapping[str, str], no_proxy: str = "") -> Iterator[Finding]:
    """Look at the proxies that the environment names; none is asked.

    Args:
        proxies: by scheme, as `urllib.request.getproxies` gives them.
        no_proxy: the hosts that are asked without one.
    """
    named = {scheme: address for scheme, address in proxies.items() if scheme in ("http", "https", "all") and address}
    for scheme, address in sorted(named.items()):
        yield _check_proxy(f"{scheme.upper()}_PROXY", address)
    if not named:
        yield found("proxy", "no proxy")
    elif no_proxy:
        yield found("proxy", f"asked without one: {clean_line(no_proxy)}", "NO_PROXY")


def _check_proxy(variable: str, address: str) -> Finding:
    proxy = read_proxy(address, variable)
    if proxy is None:
        advice = "Write it as http://host:port or socks5://host:port."
        return broken("proxy", "the proxy is not an address", advice, subject=variable)
    return found("proxy", proxy.address, variable)
