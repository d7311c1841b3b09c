"""The history in plain mode: all that was read, and how one got there."""

from __future__ import annotations

from newsreader.model.trails import Visit, VisitId
from newsreader.plain.listing import begin_list
from newsreader.plain.state import Desk, Item, Listed, State
from newsreader.plain.wording import address_text, joined
from newsreader.text import clean_line
from newsreader.typeset.when import moment_text

_STEPS_TOLD = 5  # of the way to an article, the last ones


async def history(desk: Desk, state: State, words: str) -> State:
    """List what was read, the last first, or of it what has some words; a number opens it again."""
    reached: VisitId | None = None
    is_whole = False

    async def more() -> tuple[Item, ...]:
        nonlocal reached, is_whole
        beyond, is_end = reached, is_whole  # kept once all is done, so that what is stopped begins again here
        found: list[Visit] = []
        while not is_end and len(found) < desk.console.rows:
            visits = await desk.library.trails.look(words, beyond=beyond, limit=desk.console.rows - len(found))
            found += visits.rows
            beyond, is_end = visits.reached, visits.reached is None
        items = tuple([Item(await _told(desk, visit), visit) for visit in found])
        reached, is_whole = beyond, is_end
        return items

    nothing = "Nothing that was read matches." if words else "Nothing was read yet: what you open stands here."
    title = joined(("History", f"with {clean_line(words)}" if words else ""))
    return await begin_list(desk, state, title, more, nothing, Listed.BESIDE)


async def _told(desk: Desk, visit: Visit) -> str:
    source = visit.row.source if visit.row is not None else "no longer kept"
    text = f"{_name(visit)} ({joined((source, moment_text(visit.opened_at)))})"
    if visit.led_here is None:
        return text
    way = (await desk.library.trails.way_to(visit.id))[:-1]
    if not way:
        return text
    return f"{text}, by links from {', then '.join(_name(each) for each in way[-_STEPS_TOLD:])}"


def _name(visit: Visit) -> str:
    return visit.headline or address_text(visit.url)
