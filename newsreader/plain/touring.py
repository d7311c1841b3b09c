"""Editions and storylines in plain mode: listed, and walked from one article to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsreader.config.settings import SETTINGS
from newsreader.errors import NotUnderstoodError
from newsreader.library.editions import Edition
from newsreader.library.search import INDEX_FIRST_S
from newsreader.library.storylines import Rung
from newsreader.library.tours import Tour, TourKind
from newsreader.model import ArticleId, ArticleSummary
from newsreader.plain.listing import begin_list, pages
from newsreader.plain.numbers import item_of
from newsreader.plain.reading import open_article, open_of
from newsreader.plain.state import Desk, Item, Listed, State
from newsreader.plain.wording import article_text, joined
from newsreader.typeset.counts import counted
from newsreader.typeset.joints import joint_parts
from newsreader.typeset.when import day_text

_ALONE = "Nothing else in the library belongs to this story yet; what comes with the next refresh may."


async def edition(desk: Desk, state: State, words: str) -> State:
    """List the edition of the day, of so many minutes where a number is typed; Enter begins to read it."""
    minutes = SETTINGS["edition_minutes"].read_text(words) if words else 0
    if not isinstance(minutes, int):
        raise NotUnderstoodError(words, f"minutes of reading are {SETTINGS['edition_minutes'].allowed}")
    return await _list_edition(desk, replace(state, edition_minutes=minutes))


async def _list_edition(desk: Desk, state: State) -> State:
    found = await desk.library.editions.today(state.edition_minutes or desk.library.settings.edition_minutes)
    minutes = tuple(each.minutes for each in found.chosen)
    tour = Tour(TourKind.EDITION, found.ids[0], found.ids, minutes) if found.chosen else None
    now = desk.clock()
    items = [Item(article_text(each.row, now), each.row) for each in found.chosen]
    nothing = f"Nothing is unread that an edition could be made of. {desk.key('refresh.all')} looks for more."
    state = replace(state, tour=tour)
    return await begin_list(desk, state, _edition_title(found), pages(desk, items), nothing, Listed.TOUR)


def _edition_title(found: Edition) -> str:
    title = f"Edition of {day_text(found.day)}"
    if found.is_over:
        return f"{title}, read to its end; the next one is made tomorrow"
    rows = [each.row for each in found.chosen]
    return f"{title}, {_progress(rows, found.minutes_left)}"


def _progress(rows: Sequence[ArticleSummary], minutes_left: int) -> str:
    read = sum(row.state.is_read for row in rows)
    return f"{read} of {counted(len(rows), 'article')} read, {counted(minutes_left, 'minute')} left"


async def storyline(desk: Desk, state: State, words: str) -> State:
    """List the story that the article belongs to, or that with a number: the oldest first, and why each belongs."""
    if not words:
        return await _list_storyline(desk, state, open_of(state).reading.id)
    target = item_of(state, words).target
    if not isinstance(target, ArticleSummary):
        raise NotUnderstoodError(words, "it is no article")
    return await _list_storyline(desk, state, target.id)


async def _list_storyline(desk: Desk, state: State, article_id: ArticleId) -> State:
    await desk.library.search.index(for_s=INDEX_FIRST_S)
    rungs = await desk.library.storylines.of(article_id)
    now = desk.clock()
    items = [Item(f"{article_text(rung.row, now)}: {_why(rung)}", rung.row) for rung in rungs]
    tour = Tour(TourKind.STORYLINE, article_id, tuple(rung.row.id for rung in rungs))
    if len(rungs) == 1:
        desk.console.say(_ALONE)
    days = dict.fromkeys(day_text(rung.row.sort_at.astimezone().date()) for rung in (rungs[0], rungs[-1]))
    unread = sum(not rung.row.state.is_read for rung in rungs)
    title = joined(("Storyline", " to ".join(days), counted(len(rungs), "article"), f"{unread} unread"))
    return await begin_list(desk, replace(state, tour=tour), title, pages(desk, items), _ALONE, Listed.TOUR)


def _why(rung: Rung) -> str:
    return "the article itself" if rung.joint is None else joined(joint_parts(rung.joint))


def is_touring(state: State) -> bool:
    """Say whether what is read is a stop of the tour, or was come to by links from one."""
    return state.tour is not None and stop_of(state) in state.tour.ids


def stop_of(state: State) -> ArticleId | None:
    """Give the article from which links led to the one that is read, itself where none did."""
    if state.open is None:
        return None
    return state.trail.stops[0].article_id if state.trail.stops else state.open.reading.id


async def list_again(desk: Desk, state: State) -> State:
    """List the edition or storyline that is walked, as it is now."""
    if state.tour is None or state.tour.kind is TourKind.EDITION:
        return await _list_edition(desk, state)
    return await _list_storyline(desk, state, state.tour.start)


async def tour_on(desk: Desk, state: State, *, after: ArticleId | None) -> State:
    """Open the next unread article of the tour; say that it ends where there is none.

    Args:
        desk: to work with.
        state: it has a tour, but where an edition was asked for of which nothing is left.
        after: the article of it to go on from; None for its beginning.
    """
    tour = state.tour
    rows = await desk.library.storylines.rows(tour.ids) if tour is not None else ()
    row = tour.next_unread(rows, after) if tour is not None else None
    is_story = tour is not None and tour.kind is TourKind.STORYLINE
    if tour is None or row is None:
        desk.console.say("You have read all of this story." if is_story else "The edition is read to its end.")
        return replace(state, listed=Listed.OWN, items=(), tour=None)
    if not is_story:
        desk.console.say(f"Edition: {_progress(rows, tour.minutes_left(rows))}.")
    return await open_article(desk, state, row)
