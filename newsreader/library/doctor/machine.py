"""The clock, the way into the network, proxies, whom TLS trusts, and who we are to sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from newsreader.access import DIRECT, Access, Proxy, Secret, read_proxy
from newsreader.address import host_of
from newsreader.config.settings import Settings
from newsreader.errors import AccessError, NewsError
from newsreader.fetch.resolve import has_route
from newsreader.fetch.tls import own_tls, trusting
from newsreader.library.doctor.finding import Finding, broken, broken_by, found, warning
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


def check_proxies(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Look at the proxies that the settings or the environment name; none is asked.

    Args:
        settings: those of the person.
        environment: proxies by scheme, as `urllib.request.getproxies` gives them.
    """
    network = settings.network
    if network.proxy == DIRECT:
        yield found("proxy", "no proxy, as the settings ask")
    elif isinstance(network.proxy, Proxy):
        yield found("proxy", network.proxy.address, network.proxy.named)
    else:
        named = [(scheme, environment[scheme]) for scheme in ("http", "https", "all") if environment.get(scheme)]
        yield from (_check_variable(f"{scheme.upper()}_PROXY", written) for scheme, written in named)
        if not named:
            yield found("proxy", "no proxy")
    for host, access in settings.access.items():
        if isinstance(access.proxy, Proxy):
            yield found("proxy", f"{access.proxy.address} for {host}", access.proxy.named)
    exceptions = [each for each in (environment.get("no", ""), *network.no_proxy) if each]
    if exceptions and network.proxy != DIRECT:
        yield found("proxy", f"asked without one: {clean_line(', '.join(exceptions))}", "NO_PROXY")


def _check_variable(variable: str, written: str) -> Finding:
    proxy = read_proxy(written, variable)
    if proxy is None:
        advice = "Write it as http://host:port or socks5://host:port."
        return broken("proxy", "the proxy is not an address that can be used", advice, subject=variable)
    return found("proxy", clean_line(proxy.address), variable)


def check_trust(settings: Settings) -> Iterator[Finding]:
    """Look whether the certificates of those to trust can be read."""
    own = {f'site."{host}".ca_bundle': access.ca_bundle for host, access in settings.access.items()}
    named = {"network.ca_bundle": settings.network.ca_bundle} | {name: path for name, path in own.items() if path}
    for name, path in named.items():
        try:
            trusting(path, name)
        except AccessError as error:
            yield broken_by("trust", error, "Name a PEM file, or a folder of them.")
        except OSError as error:
            what, advice = "the trusted TLS certificates cannot be read", "Correct SSL_CERT_FILE, or unset it."
            yield broken("trust", what, advice, subject="SSL_CERT_FILE", why=error.strerror or str(error))
        else:
            yield found("trust", path or "the usual TLS certificates are trusted", name if path else "")


def check_access(settings: Settings) -> Iterator[Finding]:
    """Look whether the secrets and certificates by which sites know the person can be had. No keyring is opened."""
    network = settings.network
    if isinstance(network.proxy, Proxy) and network.proxy.password is not None:
        yield _tried("network.proxy", partial(_reveal, network.proxy.password))
    for access in settings.access.values():
        if access.secrets or access.client_certificate:
            yield _tried(access.where, partial(_use, access, network.ca_bundle))


def _use(access: Access, ca_bundle: str) -> None:
    for secret in access.secrets:
        _reveal(secret)
    is_locked = access.client_key_password is not None and access.client_key_password.may_ask
    if access.client_certificate and not is_locked:
        own_tls(access, ca_bundle)


def _reveal(secret: Secret) -> None:
    if not secret.may_ask:
        secret.reveal()


def _tried(setting: str, use: Callable[[], None]) -> Finding:
    try:
        use()
    except NewsError as error:
        advice = "Correct that; what is fetched with it fails meanwhile."
        return broken("access", "a setting cannot be used", advice, subject=setting, why=error.detail)
    return found("access", "its secrets and certificates are there", setting)
