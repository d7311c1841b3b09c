"""What a number opens in plain mode, whatever it stands for."""

from __future__ import annotations

from dataclasses import replace

from newsreader.config.overview import SettingRow
from newsreader.library.candidates import Candidate
from newsreader.library.facets import FacetCount
from newsreader.library.tree import TreeRow
from newsreader.model import ArticleSummary
from newsreader.model.stops import Trail
from newsreader.model.trails import QueuedLink, Visit
from newsreader.plain import counting, following, listing, reading, settling, sourcing
from newsreader.plain.numbers import item_of
from newsreader.plain.state import Desk, State
from newsreader.typeset.document import Link, Subhead


async def open_number(desk: Desk, state: State, words: str) -> State:
    """Open what a number stands for."""
    match item_of(state, words).target:
        case TreeRow() as row:
            return await listing.open_row(desk, state, row)
        case str() as key:
            return await listing.open_place(desk, state, key)
        case ArticleSummary() as article:
            return await reading.open_article(desk, state, article)
        case Link() as link:
            return await following.follow(desk, state, link)
        case Subhead() as subhead:
            return reading.say_from(desk, state, subhead.line)
        case Candidate() as candidate:
            return await sourcing.follow(desk, state, candidate)
        case Visit() as visit:
            return await _open_visit(desk, state, visit)
        case QueuedLink() as link:
            return await _open_queued(desk, state, link)
        case FacetCount() as count:
            return await counting.choose(desk, state, count)
        case SettingRow() as row:
            settling.explain(desk, row)
            return state


async def _open_visit(desk: Desk, state: State, visit: Visit) -> State:
    if visit.row is not None:
        return await reading.open_article(desk, state, visit.row)
    return await following.open_address(desk, replace(state, trail=Trail()), visit.url, None)


async def _open_queued(desk: Desk, state: State, link: QueuedLink) -> State:
    """Open a link that was queued; once it is open it is queued no longer."""
    state = await following.open_address(desk, replace(state, trail=Trail()), link.url, link.led_here)
    if state.open is not None and state.open.reading.why_not_here is None:
        await desk.told(desk.library.queue.remove([link.id]))
    return state
