"""How a source fares, and what to do about it, in sentences."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from newsreader.library.health import SourceHealth, State, Trouble
from newsreader.model import AddressHealth
from newsreader.typeset.counts import counted
from newsreader.typeset.when import day_text, moment_text, span_text

_WORTH_TELLING = timedelta(days=1)  # a failure of today needs no "for 3 hours"
_ADVICE: dict[str, str] = {
    Trouble.REFUSED: "Open it in a web browser; where the site has a feed, newsreader add ADDRESS follows that.",
    Trouble.GONE: "Look for its new address and give it to newsreader add, or remove the section.",
    Trouble.SLOW_DOWN: "Nothing: it is tried again later.",
    Trouble.SITE_BROKEN: "Nothing for now: it is tried again with every refresh.",
    Trouble.CERTIFICATE: "Look whether this machine's clock is right; if it is, the site must mend it.",
    Trouble.SETTINGS: "Correct what config.toml says of it under [network] or [site], and start again.",
    Trouble.UNREACHABLE: "Look whether a web browser can open it; if not, the site may be gone.",
    Trouble.NOT_OPENED: "Correct the address, or name a private one in allow_private_hosts.",
    Trouble.TOO_LARGE: "Give it another address, or raise max_page_mb or deadline_s in the settings.",
    Trouble.LAYOUT: "Look whether the site has a feed, and give it to newsreader add; or remove the section.",
    Trouble.NO_LISTING: "Give newsreader add an address that lists articles, and remove this section.",
    Trouble.UNREADABLE: "Look at the address in a web browser: it may be another page than it was.",
    Trouble.INTERNAL: "The log file has the details.",
}
_AGAIN = "newsreader fetch tries it again."


def health_sentence(health: SourceHealth, now: datetime, zone: tzinfo | None = None) -> str:
    """Say how a source fares in one sentence: what fails, why, and for how long."""
    if health.state is State.FAILING:
        if health.failed is None:
            return f"{health.status.error[:1].lower()}{health.status.error[1:]}".rstrip(".")
        return _failing(health.failed, health.failing_since, health.failures, now, zone)
    if health.state is State.LIMPING and health.failed is not None:
        count = sum(bool(address.error) for address in health.status.addresses)
        told = _failing(health.failed, health.failing_since, health.failures, now, zone)
        return f"{count} of {len(health.status.addresses)} addresses failed, another works: {told}"
    if health.state is State.QUIET and health.quiet_since is not None:
        span = span_text(now - health.quiet_since)
        return f"nothing new for {span}: the last came on {day_text(health.quiet_since.astimezone(zone).date())}"
    return "not fetched yet" if health.state is State.UNTRIED else "it works"


def address_sentence(address: AddressHealth, now: datetime, zone: tzinfo | None = None) -> str:
    """Say how one address of a source fares."""
    if address.error:
        told = _failing(address, address.failing_since, address.failures, now, zone)
        if address.failures > 1 and address.first_reason and address.first_reason != address.reason:
            told += f"; at first: {address.first_reason}"
        return told
    if address.worked_at is None:
        return "not tried yet"
    count = f", {counted(address.listed, 'article')} listed" if address.listed else ""
    return f"worked {moment_text(address.worked_at, zone)}{count}"


def advice(health: SourceHealth) -> str:
    """Say what the person can do about a source, "" where there is nothing to do."""
    if health.state is State.QUIET:
        return "Look whether the site has a new feed; if it has ended, remove the section."
    if health.failed is None:
        return _AGAIN if health.state is State.FAILING else ""
    return _ADVICE.get(health.failed.trouble, _AGAIN)


def _failing(address: AddressHealth, since: datetime | None, failures: int, now: datetime, zone: tzinfo | None) -> str:
    if address.trouble == Trouble.LAYOUT and address.worked_at is not None:
        told = _lost(address, address.worked_at, now, zone)
    else:
        told = (address.reason or address.error).rstrip(".")
    if since is not None and now - since >= _WORTH_TELLING:
        return f"{told}, for {span_text(now - since)} ({failures} tries)" if failures > 1 else told
    return told


def _lost(address: AddressHealth, worked_at: datetime, now: datetime, zone: tzinfo | None) -> str:
    """Say that nothing is listed any more, and when it last was."""
    page, why = "page", "its layout changed"
    if address.listed_as == "feed":
        page, why = "feed", "the site may have dropped or moved it"
    return f"no articles found on a {page} that had {address.listed} {_day(worked_at, now, zone)}: {why}"


def _day(moment: datetime, now: datetime, zone: tzinfo | None) -> str:
    """Name a day as people do: "earlier today", "yesterday", "on 3 Feb 2026"."""
    day = moment.astimezone(zone).date()
    days = (now.astimezone(zone).date() - day).days
    return {0: "earlier today", 1: "yesterday"}.get(days, f"on {day_text(day)}")
