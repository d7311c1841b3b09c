"""The places and agencies of a list in plain mode, counted; one of them filters it."""

from __future__ import annotations

from dataclasses import replace

from newsreader.errors import NotUnderstoodError
from newsreader.library.facets import DAYS, FacetCount
from newsreader.library.shelves import FacetKind, Shelf
from newsreader.library.tree import TreeRow
from newsreader.plain.listing import at_place, begin_list, list_articles, list_title, pages
from newsreader.plain.numbers import item_of
from newsreader.plain.state import Desk, Item, Listed, State
from newsreader.plain.wording import joined
from newsreader.typeset.counts import counted
from newsreader.typeset.when import day_text

_WEEK_DAYS = 7


async def facets(desk: Desk, state: State, words: str) -> State:
    """Count the list, or the section with a number, by place and by agency; a number filters the list by one."""
    if words:
        target = item_of(state, words).target
        if not isinstance(target, TreeRow) or target.place is None:
            raise NotUnderstoodError(words, "it is no list of articles")
        state = await at_place(desk, state, target.place)
    if state.place is Shelf.RECENT:
        desk.console.say("What you read last is not counted by place; All articles and every section are.")
        return state
    counts = await desk.library.facets.count(state.place, state.wanted)
    span = f"in the last {DAYS} days" if counts.is_whole else f"back to {day_text(counts.since)}"
    items = [Item(_told(each), each) for each in counts.counts]
    whole = replace(state, wanted=replace(state.wanted, facet=None))
    title = f"Places and agencies of {list_title(whole)}, {counted(counts.articles, 'article')} {span}"
    nothing = "No article of these days has a dateline with its place or agency."
    return await begin_list(desk, state, title, pages(desk, items), nothing, Listed.BESIDE)


def _told(count: FacetCount) -> str:
    kind = "agency" if count.facet.kind is FacetKind.AGENCY else ""
    unread = f"{count.unread} unread" if count.unread else ""
    days = f"{count.by_day[-1]} today, {sum(count.by_day[-_WEEK_DAYS:])} in a week"
    return f"{joined((count.facet.name, kind))}: {joined((counted(count.total, 'article'), unread, days))}"


async def choose(desk: Desk, state: State, count: FacetCount) -> State:
    """List only what a place or an agency stands over."""
    return await list_articles(desk, replace(state, wanted=replace(state.wanted, facet=count.facet)))
