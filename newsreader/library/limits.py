"""From limits, as the settings or a person at the command line give them, to what a prune looks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsreader.config.settings import Settings
from newsreader.library.wishes import wishes_of
from newsreader.library.worker import StoreWorker
from newsreader.model import SectionKey, SectionStatus
from newsreader.store.codec import micros
from newsreader.store.keeping import (
    NEWEST,
    OLDEST,
    Cutoff,
    Level,
    Place,
    Walk,
    Wish,
    marked_bytes,
    place_of_bytes,
    place_of_count,
)
from newsreader.store.schema import WHOLE_LIBRARY
from newsreader.store.sections import section_id
from newsreader.store.sizes import SectionSize, load_section_sizes

_MB = 1_000_000
_LIMITS = ("days", "listed_days", "articles", "megabytes")
_ROWS = 2000  # looked at in one step
_OLDEST_AGE = timedelta(days=365 * 1000)  # older than any news, and a moment before it can be written


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a section, or the whole library, may keep; None is no limit."""

    age: timedelta | None = None  # of texts
    listed_age: timedelta | None = None  # of articles altogether
    articles: int | None = None
    bytes: int | None = None  # of texts, pages and pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All limits that hold at once."""

    cap: Bounds = Bounds()  # over the whole library
    default: Bounds = Bounds()  # of each section that has none of its own
    sections: Mapping[SectionKey, Bounds] = field(default_factory=dict)
    unread_age: timedelta | None = None  # for which unread articles are spared after they came


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Where the rules cut, and what to go through for it: `store.keeping.Plan` without its exemptions."""

    cap: Wish
    default: Wish
    wishes: Mapping[int, Wish]
    walks: tuple[Walk, ...]


def rules_of(settings: Settings, statuses: Sequence[SectionStatus]) -> Rules:
    """Give the rules that the settings name.

    Raises:
        ConfigError: they name a section that is not known.
    """
    retention, wishes = settings.retention, wishes_of(settings, statuses, _LIMITS)
    age, listed_age = _days(retention.days), _days(retention.listed_days)
    return Rules(
        cap=Bounds(articles=retention.articles or None, bytes=retention.megabytes * _MB or None),
        default=Bounds(age=age, listed_age=listed_age),
        sections={
            key: Bounds(
                age=age if limits.days is None else _days(limits.days),
                listed_age=listed_age if limits.listed_days is None else _days(limits.listed_days),
                articles=limits.articles or None,
                bytes=(limits.megabytes or 0) * _MB or None,
            )
            for key, limits in wishes.items()
        },
        unread_age=_days(retention.unread_days),
    )


async def cuts_of(store: StoreWorker, rules: Rules, now: datetime) -> Cuts:
    """Find out where the rules cut, from the sizes there are now.

    Raises:
        NotFoundError: a section of the rules is not there.
    """
    sizes = {size.key: size for size in await store.run(load_section_sizes)}
    cap = await _wish(store, rules.cap, sizes[None], now)
    default = await _wish(store, rules.default, sizes[None], now)
    wishes = {}
    for key, bounds in rules.sections.items():
        number = await store.run(section_id, key)
        wishes[number] = await _wish(store, bounds, sizes[key], now, number)
    return Cuts(cap=cap, default=default, wishes=wishes, walks=_walks(cap, default, wishes))


async def _wish(
    store: StoreWorker, bounds: Bounds, size: SectionSize, now: datetime, section: int = WHOLE_LIBRARY
) -> Wish:
    listed, text = OLDEST, OLDEST
    if bounds.articles is not None and size.articles > bounds.articles:
        listed = await store.run(place_of_count, section, bounds.articles)
    if bounds.bytes is not None and size.total_bytes > bounds.bytes:
        text = await _fitting(store, section, bounds.bytes)
    return Wish(
        text=Cutoff(moment=_moment(bounds.age, now), place=text),
        all=Cutoff(moment=_moment(bounds.listed_age, now), place=listed),
    )


async def _fitting(store: StoreWorker, section: int, room: int) -> Place:
    """Find the place from which on the newest fit into some room, beside those that stay for their marks."""
    left = room - await store.run(marked_bytes, section)
    place, is_found = NEWEST, False
    while not is_found:
        left, place, is_found = await store.run(place_of_bytes, section, left, place, limit=_ROWS)
    return place


def _walks(cap: Wish, default: Wish, wishes: Mapping[int, Wish]) -> tuple[Walk, ...]:
    """Give the lists to go through: that of the whole library, and of sections only what lies beyond its part."""
    walks = []
    for level in Level:
        whole = max(_end(cap.of(level)), _end(default.of(level)))
        ends = {WHOLE_LIBRARY: whole} | {number: _end(wish.of(level)) for number, wish in wishes.items()}
        walks += [
            Walk(section=number, level=level, until=end)
            for number, end in ends.items()
            if end > (OLDEST if number == WHOLE_LIBRARY else whole)
        ]
    return tuple(walks)


def _end(cutoff: Cutoff) -> Place:
    """Give the place behind which nothing is unwanted: what is listed since the moment came since then too."""
    return cutoff.place if cutoff.moment is None else max(cutoff.place, Place(cutoff.moment, NEWEST.article_id))


def _moment(age: timedelta | None, now: datetime) -> int | None:
    return None if age is None else micros(now - min(age, _OLDEST_AGE))


def _days(days: int) -> timedelta | None:
    return timedelta(days=min(days, _OLDEST_AGE.days)) if days else None
