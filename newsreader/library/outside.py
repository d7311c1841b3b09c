"""What a library reaches sites with, as the settings say; made when the first page is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.config.settings import Settings
from newsreader.library.web import Fetcher, Network, Web
from newsreader.library.worker import StoreWorker

if TYPE_CHECKING:
    from newsreader.library.manners import Manners


def web_of(store: StoreWorker, settings: Settings, clock: Callable[[], datetime], fetcher: Fetcher | None) -> Web:
    """Give what gets pages.

    Args:
        store: the library file, where what sites ask of programs is kept.
        settings: as `load_settings` gives them.
        clock: the moment now, aware UTC.
        fetcher: what to get them with; the network for None. Pages of another come from no site that needs sparing.
    """

    def manners(web: Web) -> Manners:
        from newsreader.library.manners import Manners

        return Manners(store, web, clock, settings.ignore_robots, asyncio.sleep if fetcher is None else None)

    network = Network(is_forced_offline=settings.offline, clock=clock)
    by_couriers = settings if fetcher is None else None
    return Web(lambda: fetcher or network_fetcher(settings, clock), network, manners, by_couriers)


def network_fetcher(settings: Settings, clock: Callable[[], datetime], *, per_own_host: int | None = None) -> Fetcher:
    """Make what gets pages from the network.

    Args:
        settings: of the network.
        clock: the moment now, aware.
        per_own_host: requests at once to a site on the person's own network; None for as many as to any other.
    """
    from newsreader.fetch.client import Fetcher as NetworkFetcher
    from newsreader.fetch.limits import FetchLimits

    limits = FetchLimits(
        per_host=settings.per_host,
        per_own_host=per_own_host,
        total=settings.total,
        deadline_s=settings.deadline_s,
        max_page_bytes=settings.max_page_mb * 1_000_000,
    )
    return NetworkFetcher(
        limits=limits,
        allow_private_hosts=frozenset(settings.allow_private_hosts),
        clock=clock,
        network=settings.network,
        access=settings.access,
    )
