"""What becomes of each thing a pack wants: kept in its record as it happens, and added up for the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from newsreader.address import canonical_address
from newsreader.errors import (
    BotWallError,
    FetchError,
    ForbiddenAddressError,
    HttpStatusError,
    IndexPageError,
    InternalError,
    NewsError,
    OversizeError,
    PaywallError,
    RateLimitedError,
    TooLargeError,
)
from newsreader.library.packs.courier import AskedBeforeError
from newsreader.library.packs.order import Lack, PackEnd, PackReport
from newsreader.library.worker import StoreWorker
from newsreader.store import packs
from newsreader.store.packs import GivenUp, ItemState

_MAY_PASS = frozenset((403, 408, 409, 423, 425))  # besides those of 500 and more


class Ledger:
    """The account of one run of a pack, for its articles or for its pictures.

    Args:
        store: the library file.
        pack: its number there.
        given_up: what is not to be asked for again.
        clock: the moment now.
        day: on whose account what comes in is put down; None where the pack was asked for.
        is_picture: of which kind the things are.
    """

    def __init__(
        self,
        store: StoreWorker,
        pack: int,
        given_up: Mapping[str, GivenUp],
        clock: Callable[[], datetime],
        day: date | None,
        *,
        is_picture: bool,
    ) -> None:
        self._store = store
        self._pack = pack
        self._given_up = given_up
        self._clock = clock
        self._day = day
        self._is_picture = is_picture
        self._lacks: dict[ItemState, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.done = 0
        self.held = 0
        self.fetched = 0
        self.held_bytes = 0
        self.received_bytes = 0

    async def want(self, urls: Sequence[str]) -> None:
        """Put down what is wanted."""
        await self._store.run(packs.want, self._pack, urls, self._clock(), is_picture=self._is_picture)

    def is_given_up(self, url: str) -> bool:
        """Say whether there is no use in asking; the report has the reason then."""
        known = self._given_up.get(canonical_address(url))
        if known is not None:
            self._add_lack(known.state, known.reason, url)
        return known is not None

    async def hold(self, url: str, size: int, *, received: int = 0, teaser: str = "") -> None:
        """Put down what is in the library now.

        Args:
            url: of it.
            size: bytes.
            received: bytes that came for it in this run; 0 when it was there before.
            teaser: why it is the beginning only; "" when it is whole.
        """
        self.held_bytes += size
        self.fetched += received > 0
        if teaser:
            self._add_lack(ItemState.TEASER, teaser, url)
        else:
            self.done += 1
            self.held += 1
        await self._note(url, ItemState.TEASER if teaser else ItemState.HELD, teaser, is_final=False, received=received)

    async def lack(self, url: str, error: NewsError, *, received: int = 0) -> None:
        """Put down why something is not to be had."""
        await self.lack_for(url, state_of(error), reason_of(error), is_final=is_final(error), received=received)

    async def lack_for(
        self, url: str, state: ItemState, reason: str, *, is_final: bool = False, received: int = 0
    ) -> None:
        """Put down what is not to be had, for a reason in words."""
        self._add_lack(state, reason, url)
        await self._note(url, state, reason, is_final=is_final, received=received)

    async def let_wait(self, url: str, *, received: int) -> None:
        """Put down what came for something that is left for later."""
        if received:
            await self._note(url, ItemState.WAITING, "", is_final=False, received=received)

    def lacks(self, state: ItemState) -> tuple[Lack, ...]:
        """Give what is not held, by reason, the most frequent first."""
        reasons = sorted(self._lacks[state].items(), key=lambda item: -len(item[1]))
        return tuple(Lack(reason=reason, urls=tuple(urls)) for reason, urls in reasons)

    def count(self, state: ItemState) -> int:
        """Count what is not held for any reason of a state."""
        return sum(map(len, self._lacks[state].values()))

    def _add_lack(self, state: ItemState, reason: str, url: str) -> None:
        self.done += 1
        self._lacks[state][reason].append(url)

    async def _note(self, url: str, state: ItemState, reason: str, *, is_final: bool, received: int) -> None:
        self.received_bytes += received
        await self._store.run(
            packs.note_item,
            self._pack,
            url,
            self._clock(),
            state,
            is_picture=self._is_picture,
            reason=reason,
            is_final=is_final,
            day=self._day,
            received=received,
        )


def report_of(articles: Ledger, pictures: Ledger, end: PackEnd) -> PackReport:
    """Add up what a pack holds and lacks."""
    return PackReport(
        end=end,
        full=articles.held,
        fetched=articles.fetched,
        teasers=articles.lacks(ItemState.TEASER),
        failures=articles.lacks(ItemState.FAILED),
        no_articles=articles.count(ItemState.NO_ARTICLE),
        pictures=pictures.held,
        picture_failures=pictures.lacks(ItemState.FAILED),
        no_pictures=pictures.count(ItemState.NO_ARTICLE),
        size_bytes=articles.held_bytes + pictures.held_bytes,
        received_bytes=articles.received_bytes + pictures.received_bytes,
    )


def state_of(error: NewsError) -> ItemState:
    """Tell what an article is that ended in this error."""
    if isinstance(error, PaywallError):
        return ItemState.TEASER
    return ItemState.NO_ARTICLE if isinstance(error, IndexPageError | AskedBeforeError) else ItemState.FAILED


def reason_of(error: NewsError) -> str:
    """Give an error's words without what differs from one address to the next."""
    if isinstance(error, RateLimitedError) or not error.detail:
        return error.summary
    return f"{error.summary} ({error.detail})"


def is_final(error: NewsError) -> bool:
    """Say whether asking again would end the same way."""
    match error:
        case RateLimitedError() | BotWallError() | InternalError() | AskedBeforeError() | ForbiddenAddressError():
            return False
        case HttpStatusError(status=status):
            return status < 500 and status not in _MAY_PASS
        case TooLargeError():
            return isinstance(error, OversizeError)
        case FetchError():  # a site's rules for programs may change too
            return False
        case _:
            return True
