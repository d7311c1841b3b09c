"""Lists in plain mode: sections, articles, what is found; each line with a number that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsreader.errors import NotUnderstoodError
from newsreader.library.search import INDEX_FIRST_S
from newsreader.library.shelves import ListFilter, Place, Shelf, has_parts, is_saved_search
from newsreader.library.tree import OLDEST_FIRST, UNREAD_FIRST, Node, TreeRow, tree_of
from newsreader.model import ArticleId, ArticleSummary
from newsreader.plain.fetching import fetch
from newsreader.plain.state import Desk, Item, Listed, More, State
from newsreader.plain.wording import article_text, joined, section_text
from newsreader.text import clean_line


async def begin_list(
    desk: Desk, state: State, title: str, more: More, nothing: str, listed: Listed = Listed.OWN
) -> State:
    """Say the first items of a list, and let numbers stand for them.

    Args:
        desk: to work with.
        state: where the person is.
        title: said above them.
        more: gives items, page by page.
        nothing: said where there is none.
        listed: what kind of list it is.
    """
    items = await more()
    if not items:
        desk.console.say(nothing)
        return replace(state, items=(), more=None, listed=listed)
    desk.console.say(f"{title}:")
    _say_items(desk, items, first=1)
    return replace(state, items=items, more=more, listed=listed)


async def go_on(desk: Desk, state: State) -> State | None:
    """Say the items that follow; None where there are no more."""
    items = await state.more() if state.more is not None else ()
    if not items:
        return None
    _say_items(desk, items, first=len(state.items) + 1)
    return replace(state, items=(*state.items, *items))


def _say_items(desk: Desk, items: Sequence[Item], first: int) -> None:
    desk.console.say(*(f"{number}. {item.text}" for number, item in enumerate(items, start=first)))


def pages(desk: Desk, items: Sequence[Item]) -> More:
    """Give items that are all here a page at a time."""
    left = list(items)

    async def more() -> tuple[Item, ...]:
        page = tuple(left[: desk.console.rows])
        del left[: len(page)]
        return page

    return more


async def list_sections(desk: Desk, state: State, *, inside: Node | None = None) -> State:
    """Say the tree of sections, or all that stands in one row of it."""
    statuses, arranged = await desk.library.sections(), await desk.library.arrangement.load()
    rows = tree_of(statuses, arranged, with_hidden=state.shows_hidden, is_whole=inside is not None)
    title = next((row.name for row in rows if row.node == inside), "")
    if inside is not None:
        rows = tuple(row for row in rows if row.parent == inside)
    items = [Item(section_text(row), row) for row in rows]
    state = replace(state, pane="sections", inside=inside, open=None)
    return await begin_list(desk, state, title or "Sections", pages(desk, items), "Nothing is here.")


async def open_row(desk: Desk, state: State, row: TreeRow) -> State:
    """List a section, or what stands in a publication or folder."""
    if row.place is None:
        return await list_sections(desk, state, inside=row.node)
    return await open_place(desk, state, row.place)


async def at_place(desk: Desk, state: State, place: Place) -> State:
    """Go to a section or shelf: what it is called, and how the person sorts it."""
    statuses, arranged = await desk.library.sections(), await desk.library.arrangement.load()
    rows = tree_of(statuses, arranged, with_hidden=True, is_whole=True)
    name = next((row.name for row in rows if row.place == place), "")
    return replace(state, place=place, place_name=name, wanted=arranged.usual_filter(place))


async def open_place(desk: Desk, state: State, place: Place) -> State:
    """List a section or shelf; a section that never was is fetched first."""
    state = replace(await at_place(desk, state, place), pane="articles", open=None)
    statuses = await desk.library.sections()
    status = next((each for each in statuses if each.section.key == place), None)
    is_new = status is not None and not (status.fetched_at or status.error or status.query)
    if status is not None and is_new and not desk.library.network.is_offline:
        await fetch(desk, (status.section.key,))
    return await list_articles(desk, state)


async def list_articles(desk: Desk, state: State) -> State:
    """List the place the person is at, from its beginning."""
    last: ArticleSummary | None = None
    part: bool | None = None  # of it, in a list whose unread articles stand first
    said: set[ArticleId] = set()

    async def more() -> tuple[Item, ...]:
        nonlocal last, part
        rows: tuple[ArticleSummary, ...] = ()
        while not rows:  # what was read since it was said stands in the other part now
            window = await desk.library.window(
                state.place, state.wanted, limit=desk.console.rows, after=last, is_in_unread=part
            )
            if not window.rows:
                break
            last, part = window.rows[-1], window.is_in_unread(-1)
            rows = tuple(row for row in window.rows if row.id not in said)
            said.update(row.id for row in rows)
        now = desk.clock()
        return tuple(Item(article_text(row, now), row) for row in rows)

    title = list_title(state)
    nothing = f"{title}: nothing is here."
    if isinstance(state.place, str) and not is_saved_search(state.place) and not state.wanted.is_narrow:
        nothing += f" {desk.key('refresh.section')} fetches it."
    return await begin_list(desk, replace(state, pane="articles", open=None, tour=None), title, more, nothing)


async def list_end(desk: Desk, state: State) -> State:
    """List the last articles of the place, in its order."""
    window = await desk.library.window(state.place, state.wanted, limit=desk.console.rows, is_last=True)
    now = desk.clock()
    items = tuple(Item(article_text(row, now), row) for row in window.rows)
    title = f"{list_title(state)}, the end"
    return await begin_list(desk, state, title, pages(desk, items), f"{title}: nothing is here.")


def list_title(state: State) -> str:
    """Say what is listed: the place, by what it is filtered, and how it is sorted where that is not as usual."""
    wanted = state.wanted
    return joined(
        (
            state.place_name,
            f"only {wanted.facet.name}" if wanted.facet is not None else "",
            f"with {wanted.words}" if wanted.words else "",
            "oldest first" if wanted.is_oldest_first else "",
            "unread first" if has_parts(state.place, wanted) else "",
        )
    )


async def say_again(desk: Desk, state: State, words: str = "") -> State:
    """List again what is here, as it is now."""
    if state.pane == "sections":
        return await list_sections(desk, state, inside=state.inside)
    return await list_articles(desk, state)


async def filter_list(desk: Desk, state: State, words: str) -> State:
    """List only what has some words in its headline, byline or dateline; all of it for none."""
    if state.pane == "sections":
        state = await at_place(desk, state, Shelf.ALL)
    return await list_articles(desk, replace(state, wanted=replace(state.wanted, words=clean_line(words))))


async def sort(desk: Desk, state: State, words: str) -> State:
    """List the newest first, the oldest, or what is unread: each after the one before; kept for this list."""
    if state.place is Shelf.RECENT:
        desk.console.say("What you read last is sorted by when you read it.")
        return state
    placed = (await desk.library.arrangement.load()).of_place(state.place)
    ways = ["", OLDEST_FIRST]
    if has_parts(state.place, ListFilter(is_unread_first=True)):
        ways.append(UNREAD_FIRST)
    others = [word for word in placed.view.split() if word not in ways]
    now = next((at for at, way in enumerate(ways) if way and way in placed.view.split()), 0)
    way = ways[(now + 1) % len(ways)]
    await desk.library.arrangement.keep(placed._replace(view=" ".join(filter(None, (way, *others)))))
    wanted = replace(state.wanted, is_oldest_first=way == OLDEST_FIRST, is_unread_first=way == UNREAD_FIRST)
    return await list_articles(desk, replace(state, wanted=wanted))


async def search(desk: Desk, state: State, words: str) -> State:
    """List what a search of the whole library finds, the best first, with the piece of text that matches."""
    if not words:
        raise NotUnderstoodError("search", "write what to look for behind it")
    results = await desk.library.search.find(words)
    await desk.library.search.index(for_s=INDEX_FIRST_S)

    async def more() -> tuple[Item, ...]:
        hits = await results.more(max(desk.console.rows // 2, 1)) if results.has_more else ()
        now = desk.clock()
        return tuple(
            Item("\n   ".join((article_text(hit.row, now), *filter(None, [hit.excerpt.text.strip()]))), hit.row)
            for hit in hits
        )

    title = f"Found for {clean_line(words)}"
    return await begin_list(desk, state, title, more, "Nothing was found.", Listed.BESIDE)
