"""How sources fare: when each last worked, what fails now, since when, and what kind of failure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newsreader.address import without_password
from newsreader.errors import (
    AccessError,
    CertificateError,
    ForbiddenAddressError,
    HttpStatusError,
    InternalError,
    ListingLostError,
    NewsError,
    NoListingError,
    ProxyFailedError,
    RateLimitedError,
    RobotsRefusedError,
    SourceGoneError,
    TooLargeError,
    UnreachableError,
    WalledListingError,
)
from newsreader.model import AddressHealth, ListingKind, SectionStatus

QUIET_AFTER = timedelta(days=180)  # the slowest of living feeds, of journals that come out quarterly, need less
_REFUSALS = frozenset({401, 402, 403, 406, 407, 451})
_GONE = frozenset({404, 410})


class Trouble(StrEnum):
    """Kinds of failure that a person meets differently."""

    REFUSED = "refused"  # the site does not want us, or wants a password
    GONE = "gone"  # no such page
    SLOW_DOWN = "slow down"  # it asked for a pause
    SITE_BROKEN = "site broken"  # a failure of its own
    CERTIFICATE = "certificate"
    SETTINGS = "settings"  # what config.toml says of the proxy or of this site
    UNREACHABLE = "unreachable"  # no name, no way, no answer in time
    NOT_OPENED = "not opened"  # an address that we do not open
    TOO_LARGE = "too large"
    LAYOUT = "layout"  # nothing listed where there was something before
    NO_LISTING = "no listing"  # nothing listed, and nothing known of before
    UNREADABLE = "unreadable"
    INTERNAL = "internal"  # our own fault


# The first that fits counts: the narrower stand before the wider.
_TROUBLES: tuple[tuple[type[NewsError], Trouble], ...] = (
    (RateLimitedError, Trouble.SLOW_DOWN),
    (RobotsRefusedError, Trouble.REFUSED),
    (CertificateError, Trouble.CERTIFICATE),
    (ProxyFailedError, Trouble.SETTINGS),
    (AccessError, Trouble.SETTINGS),
    (UnreachableError, Trouble.UNREACHABLE),
    (ForbiddenAddressError, Trouble.NOT_OPENED),
    (TooLargeError, Trouble.TOO_LARGE),
    (ListingLostError, Trouble.LAYOUT),
    (WalledListingError, Trouble.REFUSED),
    (NoListingError, Trouble.NO_LISTING),
    (InternalError, Trouble.INTERNAL),
)


class State(StrEnum):
    """How a source is, the worst first."""

    FAILING = "failing"  # none of its addresses works
    LIMPING = "limping"  # one works, after others failed
    QUIET = "quiet"  # it works, and nothing new has come for long
    UNTRIED = "untried"
    WORKING = "working"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How one section fares."""

    status: SectionStatus
    state: State
    failed: AddressHealth | None = None  # the first address that fails; None when none does
    failures: int = 0  # tries in a row that none of its addresses answered, or that this one failed
    failing_since: datetime | None = None
    quiet_since: datetime | None = None  # when something new last came, of a quiet one

    @property
    def worked_at(self) -> datetime | None:
        """When a refresh last worked."""
        return self.status.fetched_at

    @property
    def address(self) -> str:
        """The first address that fails, else the first, without a password; "" where there is none."""
        return without_password(self.failed.url if self.failed else next(iter(self.status.section.addresses), ""))


def source_health(status: SectionStatus, now: datetime) -> SourceHealth:
    """Say how a section fares.

    Args:
        status: the section.
        now: the moment to tell a quiet one by.
    """
    failing = [address for address in status.addresses if address.error]
    if status.error:
        # It fails since the last of its addresses does.
        since = [address.failing_since for address in failing if address.failing_since]
        return SourceHealth(
            status=status,
            state=State.FAILING,
            failed=failing[0] if failing else None,
            failures=min((address.failures for address in failing), default=0),
            failing_since=max(since, default=None),
        )
    if failing:
        first = failing[0]
        return SourceHealth(
            status=status,
            state=State.LIMPING,
            failed=first,
            failures=first.failures,
            failing_since=first.failing_since,
        )
    if status.fetched_at is None:
        return SourceHealth(status=status, state=State.UNTRIED)
    new_at = _new_at(status)
    if new_at is not None and now - new_at > QUIET_AFTER:
        return SourceHealth(status=status, state=State.QUIET, quiet_since=new_at)
    return SourceHealth(status=status, state=State.WORKING)


def by_trouble(statuses: Iterable[SectionStatus], now: datetime) -> tuple[SourceHealth, ...]:
    """Say how every section fares that is followed or was tried, the worst first and of those the oldest trouble."""
    order = list(State)
    known = [
        source_health(status, now)
        for status in statuses
        if not status.query and (status.is_followed or status.error or any(each.tried_at for each in status.addresses))
    ]
    return tuple(
        sorted(known, key=lambda each: (order.index(each.state), each.failing_since or each.quiet_since or now))
    )


def _new_at(status: SectionStatus) -> datetime | None:
    """Give when something new last came from the address that last worked."""
    worked = [(address.worked_at, address.newest_at or address.changed_at) for address in status.addresses]
    return max(((at, new_at) for at, new_at in worked if at and new_at), default=(None, None))[1]


def failed_health(url: str, error: NewsError, at: datetime) -> AddressHealth:
    """Give what is known of an address that failed just now."""
    return AddressHealth(
        url=url,
        tried_at=at,
        error=error.user_text,
        failures=1,
        failing_since=at,
        first_reason=reason_of(error),
        reason=reason_of(error),
        trouble=trouble_of(error),
    )


def lost_listing(error: NoListingError, before: AddressHealth | None) -> ListingLostError | None:
    """Give the error for a page that lists nothing and did before; None for one that never did, or is hidden."""
    if before is None or not before.listed or isinstance(error, WalledListingError):
        return None
    if before.listed_as == ListingKind.FEED:
        told = f"a feed that had {before.listed}: the site may have dropped or moved it"
    else:
        told = f"a page that had {before.listed}: its layout changed"
    return ListingLostError(error.subject, told)


def trouble_of(error: NewsError) -> Trouble:
    """Say what kind of failure an error is."""
    if isinstance(error, HttpStatusError) and not isinstance(error, RateLimitedError):
        if error.status in _REFUSALS:
            return Trouble.REFUSED
        return Trouble.GONE if error.status in _GONE else Trouble.SITE_BROKEN
    return next((trouble for kind, trouble in _TROUBLES if isinstance(error, kind)), Trouble.UNREADABLE)


def reason_of(error: NewsError) -> str:
    """Say why something failed in a phrase that does not name it and will be as true tomorrow."""
    match error:
        case RateLimitedError():
            return f"the site answered {error.status}: it asks us to slow down"
        case SourceGoneError():
            return f"the site answered {error.status}: gone for good"
        case HttpStatusError():
            words = error.detail.removeprefix(f"HTTP {error.status}").removeprefix(":").strip()
            return f"the site answered {error.status}" + (f": {words}" if words else "")
        case ListingLostError():
            return f"no articles found on {error.detail}"
        case ProxyFailedError():
            return f"the proxy could not be used: {error.detail}"
        case ForbiddenAddressError():
            return f"the address is not opened: {error.detail}"
        case UnreachableError() | TooLargeError() | WalledListingError() if error.detail:
            return error.detail
        case _:
            words = error.summary[:1].lower() + error.summary[1:]
            return f"{words}: {error.detail}" if error.detail else words
