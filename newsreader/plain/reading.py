"""Reading in plain mode: an article page by page, and from one to the next."""

from __future__ import annotations

from dataclasses import replace

from newsreader.errors import NewsError, NotUnderstoodError
from newsreader.library.tree import next_unread_place
from newsreader.model import ArticleId, ArticleSummary, Reading
from newsreader.model.stops import Stop, Trail
from newsreader.model.trails import VisitId
from newsreader.plain.listing import begin_list, go_on, list_articles, list_sections, open_place, pages
from newsreader.plain.state import Desk, Item, Open, State
from newsreader.text import fold
from newsreader.typeset.anchor import Anchor, anchor_at, line_of
from newsreader.typeset.document import Document, typeset
from newsreader.typeset.line import Line, Role, Run
from newsreader.typeset.teaser import teaser_of

_BARS = ("│ ", "┃ ")  # before quotations
_THEN = "Enter goes on to the next unread"


async def open_article(desk: Desk, state: State, row: ArticleSummary) -> State:
    """Open an article of a list: from the library, else from its page; its teaser where that cannot be had."""
    reading = await desk.library.cached(row.id)
    if reading is None:
        desk.console.say(f"Fetching {row.headline} …")
        try:
            reading = await desk.library.read(row.id)
        except NewsError as error:
            desk.console.say(error.user_text)
            return say_from(desk, _shown(desk, state, teaser_of(row)), 0)
    if reading.page_error is not None:
        desk.console.say(reading.page_error.user_text)
    return await show(desk, replace(state, trail=Trail()), reading)


async def show(desk: Desk, state: State, reading: Reading, led_here: VisitId | None = None) -> State:
    """Begin to read an article where it was left; it is read now.

    Args:
        desk: to work with.
        state: its trail leads to the article that comes before this one.
        reading: the article.
        led_here: the visit whose article had the link to it.
    """
    library = desk.library
    library.open_ids = frozenset((reading.id,))
    visit = await library.trails.opened(reading.id, led_here)
    if reading.not_kept is not None:
        desk.console.say(reading.not_kept.user_text)
    if not reading.state.is_read and not library.is_read_only and reading.id:
        await library.set_read([reading.id], is_read=True)
    elif reading.is_revised_since_read:
        await library.versions.seen(reading.id)
    stop = Stop(reading.id, reading.article.headline, visit)
    return show_at(desk, replace(state, trail=state.trail.followed(stop)), reading, reading.anchor)


def show_at(desk: Desk, state: State, reading: Reading, place: str) -> State:
    """Show an article from a place, as `typeset.anchor` names places."""
    state = _shown(desk, state, reading)
    anchor = Anchor.from_text(place)
    document = state.open.document if state.open else Document()
    start = (line_of(document, anchor) or 0) if anchor is not None else 0
    if start:
        desk.console.say(f"{reading.article.headline}: on from where it was left; gg begins anew.")
    return say_from(desk, state, start)


def _shown(desk: Desk, state: State, reading: Reading) -> State:
    width = min(desk.library.settings.measure, desk.console.width_cells)
    document = typeset(reading, width, now=desk.clock(), then=_THEN)
    numbered = tuple(
        item for item in state.items if isinstance(item.target, ArticleSummary)
    )  # of the list, not of links
    return replace(state, pane="reader", open=Open(reading, document), items=numbered)


def say_from(desk: Desk, state: State, start: int) -> State:
    """Say a page of the open article, from a line on."""
    article = open_of(state)
    lines = article.document.lines
    end = min(start + desk.console.rows, len(lines))
    desk.console.say(*_said(lines[start:end]))
    if article.reading.id:
        anchor = anchor_at(article.document, start) if end < len(lines) else None  # from its end it begins anew
        desk.library.bookmarks.note(article.reading.id, str(anchor or ""))
    return replace(state, open=article._replace(start=start, end=end), more=None)


def _said(lines: tuple[Line, ...]) -> list[str]:
    """Write lines without rules and bars, which are for the eye, and no two blank ones together."""
    said = ["".join(_words(run) for run in line.runs).rstrip() for line in lines]
    return [text for number, text in enumerate(said) if text or (number and said[number - 1])]


def _words(run: Run) -> str:
    if run.role is Role.RULE:
        return ""
    return "> " if run.role is Role.MARKER and run.text in _BARS else run.text.replace("\u00a0", " ")


def open_of(state: State) -> Open:
    """Give the article that is being read.

    Raises:
        NotUnderstoodError: there is none.
    """
    if state.open is None:
        raise NotUnderstoodError("this is for articles", "none is open")
    return state.open


async def walk(desk: Desk, state: State, words: str = "") -> State:
    """Go on: the next page of what is said, else the next unread article, here or in the next section."""
    if (further := await go_on(desk, state)) is not None:
        return further
    if state.open is not None and not state.open.is_at_end:
        return say_from(desk, state, state.open.end)
    return await walk_on(desk, state)


async def walk_on(desk: Desk, state: State) -> State:
    """Open the next unread article, here or else in the next section that has one."""
    row = await desk.library.next_unread(state.place, _current(state), 1, state.wanted)
    if row is None:
        statuses, arranged = await desk.library.sections(), await desk.library.arrangement.load()
        place = next_unread_place(statuses, arranged, state.place)
        row = await desk.library.next_unread(place, None, 1) if place is not None else None
        if place is None or row is None:
            desk.console.say("Everything is read.")
            return state
        names = (each.section.name for each in statuses if each.section.key == place)
        state = replace(state, place=place, place_name=next(names, ""), wanted=State().wanted)
        desk.console.say(f"On to {state.place_name}.")
    return await open_article(desk, state, row)


async def next_unread(desk: Desk, state: State, words: str, *, direction: int) -> State:
    """Open the next or previous unread article of the list."""
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


async def page_back(desk: Desk, state: State, words: str) -> State:
    """Say the page before."""
    return say_from(desk, state, max(open_of(state).start - desk.console.rows, 0))


async def from_top(desk: Desk, state: State, words: str) -> State:
    """Begin the article anew, or the list."""
    if state.open is not None:
        return say_from(desk, state, 0)
    return await (list_sections if state.pane == "sections" else list_articles)(desk, state)


async def find(desk: Desk, state: State, words: str) -> State:
    """Go on from the next line of the article that has some words."""
    article, wanted = open_of(state), fold(" ".join(words.split()))
    lines = article.document.lines
    place = next((at for at in range(article.start + 1, len(lines)) if wanted in fold(lines[at].text)), None)
    if not wanted or place is None:
        desk.console.say("Nothing further down has these words; gg begins anew.")
        return state
    return say_from(desk, state, place)


async def outline(desk: Desk, state: State, words: str) -> State:
    """List the subheads of the article; a number goes to one."""
    items = tuple(Item(each.text, each) for each in open_of(state).document.subheads)
    return await begin_list(desk, state, "Subheads", pages(desk, items), "This article has no subheads.")


def left(state: State) -> Trail:
    """Give the trail with the place in the open article at which it is left."""
    if state.open is None:
        return state.trail
    anchor = anchor_at(state.open.document, state.open.start)
    return state.trail.left_at(str(anchor or ""))


async def step_on_trail(desk: Desk, state: State, words: str, *, step: int) -> State:
    """Go back or forward between the articles that links led to."""
    stepped = left(state).stepped(step)
    if stepped is None or stepped.current is None:
        desk.console.say("The trail ends here.")
        return state
    reading = await desk.library.read(stepped.current.article_id)
    desk.library.open_ids = frozenset((reading.id,))
    return show_at(desk, replace(state, trail=stepped), reading, stepped.current.anchor)


async def go_out(desk: Desk, state: State, words: str = "") -> State:
    """Leave the article for its list, the list for the sections."""
    await desk.library.bookmarks.keep()
    if state.pane == "reader":
        return await list_articles(desk, state) if state.place_name else await open_place(desk, state, state.place)
    if state.pane == "articles" and state.wanted.words:
        return await list_articles(desk, replace(state, wanted=State().wanted))
    return await list_sections(desk, state)


async def out_or_quit(desk: Desk, state: State, words: str) -> State:
    """Leave; from the sections, leave the program."""
    if state.pane == "sections":
        return replace(state, is_over=True)
    return await go_out(desk, state)
