"""The queue of links in plain mode: what waits for a network, what came, what failed."""

from __future__ import annotations

from newsreader.errors import NewsError, NotUnderstoodError
from newsreader.model.trails import QueuedLink, QueueState, VisitId
from newsreader.plain.listing import begin_list, pages
from newsreader.plain.numbers import item_of, items_of
from newsreader.plain.state import Desk, Item, Listed, State
from newsreader.plain.wording import address_text, joined
from newsreader.typeset.counts import counted
from newsreader.typeset.document import Link
from newsreader.typeset.when import age_text

_STATES = {QueueState.WAITING: "waits for a network", QueueState.HERE: "here", QueueState.FAILED: "failed"}


async def list_queue(desk: Desk, state: State, words: str = "") -> State:
    """List the links that wait, what was queued last first; a number opens one."""
    items = [Item(_told(desk, link), link) for link in await desk.library.queue.entries()]
    nothing = f"No link is queued. {desk.key('link.later')} and the number of a link queues one."
    return await begin_list(desk, state, "Links to fetch", pages(desk, items), nothing, Listed.QUEUE)


def _told(desk: Desk, link: QueuedLink) -> str:
    age = age_text(link.queued_at, desk.clock())
    return f"{joined((_name(link), _STATES[link.state], age))}{f': {link.error}' if link.error else ''}"


def _name(link: QueuedLink) -> str:
    return link.text or address_text(link.url)


async def queue_number(desk: Desk, state: State, words: str) -> State:
    """Let the link with a number be fetched later; one that waits already, no longer."""
    target = item_of(state, words).target
    if not isinstance(target, Link):
        raise NotUnderstoodError(words, "it is no link of the article")
    if target.is_cached:
        desk.console.say("It is in the library already.")
        return state
    await queue_link(desk, target, state.trail.current.visit if state.trail.current else None)
    if not desk.library.network.is_offline:
        await fetch_queue(desk)
    return state


async def queue_link(desk: Desk, link: Link, led_here: VisitId | None) -> None:
    """Put a link into the queue, or take it out where it waits."""
    queue = desk.library.queue
    known = await queue.find(link.url)
    if known is not None and known.state is QueueState.WAITING:
        await queue.remove([known.id])
        desk.console.say("No longer queued.")
    else:
        await queue.add(link.url, link.text, led_here)
        until = "until there is a network" if desk.library.network.is_offline else "to be fetched now"
        desk.console.say(f"Queued {until}; {desk.key('link.queue')} lists what waits.")


async def remove(desk: Desk, state: State, words: str) -> State:
    """Take links with some numbers out of the queue."""
    targets = (item.target for item in items_of(state, words))
    count = await desk.library.queue.remove([each.id for each in targets if isinstance(each, QueuedLink)])
    desk.console.say(f"{counted(count, 'link')} removed.")
    return await list_queue(desk, state)


async def try_again(desk: Desk, state: State, words: str) -> State:
    """Try what waits now, and one with a number even if it failed."""
    target = item_of(state, words).target if words else None
    if isinstance(target, QueuedLink) and target.state is QueueState.FAILED:
        await desk.library.queue.add(target.url, target.text, target.led_here)
    waiting = await desk.library.queue.try_now()
    if desk.library.network.is_forced_offline:
        desk.console.say("Offline, as asked: nothing is fetched.")
        return state
    desk.console.say(f"Fetching {counted(waiting, 'link')} …" if waiting else "Nothing waits.")
    await fetch_queue(desk)
    return await list_queue(desk, state)


async def fetch_queue(desk: Desk) -> None:
    """Fetch what is due, and say of each how it went."""

    def report(link: QueuedLink, error: NewsError | None) -> None:
        desk.console.say(f"{_name(link)}: {error.user_text if error is not None else 'here.'}")

    await desk.library.queue.fetch(report)
