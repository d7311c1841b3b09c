"""What is followed, in plain mode: refreshing, adding, removing, and how it fares."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.errors import NotUnderstoodError
from newsreader.library.candidates import Candidate
from newsreader.library.health import SourceHealth, by_trouble
from newsreader.library.shelves import Shelf, is_saved_search
from newsreader.library.tree import Kind, TreeRow
from newsreader.model import Section
from newsreader.plain.arranging import remove_folder
from newsreader.plain.fetching import fetch
from newsreader.plain.listing import at_place, begin_list, list_articles, list_sections, open_place, pages
from newsreader.plain.numbers import item_of
from newsreader.plain.queueing import fetch_queue, try_again
from newsreader.plain.queueing import remove as take_out
from newsreader.plain.reading import show_at
from newsreader.plain.state import Desk, Item, Listed, State
from newsreader.plain.wording import candidate_text
from newsreader.text import clean_line
from newsreader.typeset.counts import counted
from newsreader.typeset.troubles import advice, health_sentence


async def refresh(desk: Desk, state: State, words: str) -> State:
    """Fetch the section again, in an article the article, of the queue what waits."""
    if state.listed is Listed.QUEUE:
        return await try_again(desk, state, words)
    if state.open is not None:
        reading = await desk.library.read(state.open.reading.id, refresh=True)
        desk.console.say(reading.page_error.user_text if reading.page_error else "The article is up to date.")
        return show_at(desk, state, reading, "")
    if state.pane != "articles" or isinstance(state.place, Shelf) or is_saved_search(state.place):
        return await refresh_all(desk, state, words)
    await fetch(desk, (state.place,))
    return await list_articles(desk, state)


async def refresh_all(desk: Desk, state: State, words: str) -> State:
    """Fetch every section that is followed."""
    if desk.library.network.is_forced_offline:
        desk.console.say("Offline, as asked: nothing is fetched.")
        return state
    keys = await desk.library.followed()
    results = await fetch(desk, keys) if keys else []
    failed = sum(result.error is not None for result in results)
    new = counted(sum(result.new_articles for result in results), "new article")
    told = f"; {counted(failed, 'section')} failed, {desk.key('health')} tells why." if failed else "."
    desk.console.say(f"{new}{told}")
    await fetch_queue(desk)
    return state


async def add(desk: Desk, state: State, words: str) -> State:
    """Follow what is at an address; where there is a choice, list it."""
    if not words:
        raise NotUnderstoodError("add", "write an address behind it")
    if desk.library.network.is_forced_offline:
        desk.console.say("Offline, as asked: an address can only be looked at, and added, with a network.")
        return state
    desk.console.say(f"Looking at {clean_line(words)} …")
    look = await desk.library.sources.look(words)
    if len(look.candidates) == 1:
        return await follow(desk, state, look.best)
    items = [Item(candidate_text(each), each) for each in look.candidates]
    return await begin_list(desk, state, "Its number adds one", pages(desk, items), "Nothing can be followed there.")


async def follow(desk: Desk, state: State, candidate: Candidate) -> State:
    """Follow what was found at an address, and list it."""
    added = await desk.library.sources.add(candidate)
    told = f"{added.section.source} / {added.section.name}"
    new = counted(added.new_articles, "new article")
    desk.console.say(f"Already there: {told}." if added.was_known else f"Added: {told}, {new}.")
    return await open_place(desk, state, added.section.key)


async def remove(desk: Desk, state: State, words: str) -> State:
    """Remove the section, publication, folder or queued link with a number."""
    if state.listed is Listed.QUEUE:
        return await take_out(desk, state, words)
    target = item_of(state, words).target
    if not isinstance(target, TreeRow) or isinstance(target.place, Shelf):
        raise NotUnderstoodError(words, "only a section, a saved search, a publication or a folder can be removed")
    if target.node.kind is Kind.FOLDER:
        return await remove_folder(desk, state, target)
    desk.say_done(await desk.library.remove(await _sections_of(desk, target)))
    state = await at_place(desk, state, Shelf.ALL)
    return await list_sections(desk, state, inside=state.inside if target.place is not None else None)


async def _sections_of(desk: Desk, row: TreeRow) -> Sequence[Section]:
    sections = [status.section for status in await desk.library.sections()]
    if row.place is None:
        return [section for section in sections if section.source == row.node.key]
    return [section for section in sections if section.key == row.place]


async def health(desk: Desk, state: State, words: str) -> State:
    """List how the sources fare, the worst first; a number goes to one."""
    now = desk.clock()
    fare = by_trouble(await desk.library.sections(), now)

    def told(each: SourceHealth) -> str:
        section = each.status.section
        return f"{section.source} / {section.name}: {health_sentence(each, now)}. {advice(each)}".rstrip()

    items = [Item(told(each), each.status.section.key) for each in fare]
    nothing = "Nothing is followed yet."
    return await begin_list(desk, state, "How the sources fare", pages(desk, items), nothing, Listed.BESIDE)
