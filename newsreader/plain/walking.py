"""Going on in plain mode: from page to page, article to article, section to section, back, and out."""

from __future__ import annotations

from dataclasses import replace

from newsreader.library.tree import next_unread_place
from newsreader.model import ArticleId
from newsreader.plain import touring
from newsreader.plain.facing import show_text
from newsreader.plain.listing import at_place, go_on, list_articles, list_sections, open_place, say_again
from newsreader.plain.reading import open_article, say_from
from newsreader.plain.state import Desk, Listed, State, Step

_MOST_STEPS = 50


async def walk(desk: Desk, state: State, words: str = "") -> State:
    """Go on: the next page of what is said, else the next unread article, here or in the next section."""
    after = await _walked(desk, state)
    if after is state or after.open is None:
        return after
    before, now = state.open, after.open.reading
    is_same = before is not None and before.reading.id == now.id
    opened = None if is_same or now.state.is_read or not now.id or desk.library.is_read_only else now.id
    step = Step(replace(state, steps=()), opened)
    return replace(after, steps=(*state.steps, step)[-_MOST_STEPS:])


async def _walked(desk: Desk, state: State) -> State:
    if (further := await go_on(desk, state)) is not None:
        return further
    if state.listed is Listed.TOUR:
        return await touring.tour_on(desk, state, after=None)
    article = state.open
    if article is not None and not article.is_at_end:
        return say_from(desk, state, article.end)
    if article is not None and article.face:
        return show_text(desk, state)
    if touring.is_touring(state):
        return await touring.tour_on(desk, state, after=touring.stop_of(state))
    return await walk_on(desk, state)


async def walk_on(desk: Desk, state: State) -> State:
    """Open the next unread article, here or else in the next section that has one."""
    row = await desk.library.next_unread(state.place, _current(state), 1, state.wanted)
    if row is None:
        statuses, arranged = await desk.library.sections(), await desk.library.arrangement.load()
        place = next_unread_place(statuses, arranged, state.place, with_hidden=state.shows_hidden)
        row = await desk.library.next_unread(place, None, 1) if place is not None else None
        if place is None or row is None:
            desk.console.say("Everything is read.")
            return state
        state = await at_place(desk, state, place)
        desk.console.say(f"On to {state.place_name}.")
    return await open_article(desk, state, row)


async def step_back(desk: Desk, state: State, words: str) -> State:
    """Undo the last step of going on: back to where it began, and its article unread again where it was read by it."""
    if not state.steps:
        desk.console.say("There is no step to go back: Enter makes them.")
        return state
    step = state.steps[-1]
    if step.opened is not None:
        done = await desk.told(desk.library.set_read([step.opened], is_read=False))
        if done is not None and done.count:
            desk.console.say("The article is unread again.")
    before = replace(step.before, steps=state.steps[:-1], shows_hidden=state.shows_hidden)
    if before.listed is Listed.TOUR:
        return await touring.list_again(desk, before)
    return await say_where(desk, before)


async def say_where(desk: Desk, state: State) -> State:
    """Say again what belongs to where the person is: the page, the list or the sections."""
    if state.open is not None:
        return say_from(desk, state, state.open.start)
    return await say_again(desk, state)


async def next_unread(desk: Desk, state: State, words: str, *, direction: int) -> State:
    """Open the next or previous unread article of the list, of an edition or storyline that is walked the next."""
    if direction > 0 and (state.listed is Listed.TOUR or touring.is_touring(state)):
        after = None if state.listed is Listed.TOUR else touring.stop_of(state)
        return await touring.tour_on(desk, state, after=after)
    row = await desk.library.next_unread(state.place, _current(state), direction, state.wanted)
    if row is None:
        desk.console.say("No more unread articles here.")
        return state
    return await open_article(desk, state, row)


async def next_article(desk: Desk, state: State, words: str, *, step: int) -> State:
    """Open the article below or above in the list, read or not."""
    around = _current(state)
    row = await desk.library.summary(around) if around is not None else None
    if row is None:
        window = await desk.library.window(state.place, state.wanted, limit=1, is_last=step < 0)
    elif step > 0:
        window = await desk.library.window(state.place, state.wanted, limit=1, after=row)
    else:
        window = await desk.library.window(state.place, state.wanted, limit=1, before=row)
    if not window.rows:
        desk.console.say("The list ends here.")
        return state
    return await open_article(desk, state, window.rows[0])


def _current(state: State) -> ArticleId | None:
    return state.open.reading.id if state.open is not None else None


async def go_out(desk: Desk, state: State, words: str = "") -> State:
    """Leave what was listed beside, then the article for its list, a filter for the whole list, that for the sections.

    From an article of an edition or storyline one comes back to that.
    """
    await desk.library.bookmarks.keep()
    if state.listed is not Listed.OWN:
        return await say_where(desk, state)
    if state.open is not None and state.open.face:
        return show_text(desk, state)
    if state.pane == "reader" and touring.is_touring(state):
        return await touring.list_again(desk, replace(state, pane="articles", open=None))
    if state.pane == "reader":
        return await list_articles(desk, state) if state.place_name else await open_place(desk, state, state.place)
    if state.pane == "articles" and state.wanted.is_narrow:
        return await list_articles(desk, replace(state, wanted=replace(state.wanted, words="", facet=None)))
    return await list_sections(desk, state, inside=None if state.pane == "sections" else state.inside)


async def out_or_quit(desk: Desk, state: State, words: str) -> State:
    """Leave; from the sections, leave the program."""
    if state.pane == "sections" and state.listed is Listed.OWN and state.inside is None:
        return replace(state, is_over=True)
    return await go_out(desk, state)


async def leave(desk: Desk, state: State, words: str) -> State:
    """Leave the program from anywhere."""
    return replace(state, is_over=True)
