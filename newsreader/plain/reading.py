"""Reading in plain mode: an article page by page, and what is in it."""

from __future__ import annotations

from dataclasses import replace

from newsreader.errors import NewsError, NotUnderstoodError
from newsreader.model import ArticleSummary, Reading
from newsreader.model.stops import Stop, Trail
from newsreader.model.trails import VisitId
from newsreader.plain.listing import begin_list, list_end, pages, say_again
from newsreader.plain.state import Desk, Item, Listed, Open, State
from newsreader.text import fold
from newsreader.typeset.anchor import Anchor, anchor_at, line_of
from newsreader.typeset.document import typeset
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
            return say_from(desk, _shown(desk, replace(state, trail=Trail()), teaser_of(row)), 0)
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
    visit = await desk.told(library.trails.opened(reading.id, led_here))
    if reading.not_kept is not None:
        desk.console.say(reading.not_kept.user_text)
    if not reading.state.is_read and not library.is_read_only and reading.id:
        await desk.told(library.set_read([reading.id], is_read=True))
    elif reading.is_revised_since_read:
        await desk.told(library.versions.seen(reading.id))
    stop = Stop(reading.id, reading.article.headline, visit)
    return show_at(desk, replace(state, trail=state.trail.followed(stop)), reading, reading.anchor)


def show_at(desk: Desk, state: State, reading: Reading, place: str) -> State:
    """Show an article from a place, as `typeset.anchor` names places."""
    state = _shown(desk, state, reading)
    anchor = Anchor.from_text(place)
    start = (line_of(open_of(state).document, anchor) or 0) if anchor is not None else 0
    if start:
        told = f"{reading.article.headline}: on from where it was left; {desk.key('move.top')} begins anew."
        desk.console.say(told)
    return say_from(desk, state, start)


def _shown(desk: Desk, state: State, reading: Reading) -> State:
    document = typeset(reading, measure_of(desk), now=desk.clock(), then=_THEN)
    numbered = tuple(
        item for item in state.items if isinstance(item.target, ArticleSummary)
    )  # of the list, not of links
    return replace(state, pane="reader", open=Open(reading, document), items=numbered)


def measure_of(desk: Desk) -> int:
    """Give how wide lines are set."""
    return min(desk.library.settings.measure, desk.console.width_cells)


def say_from(desk: Desk, state: State, start: int) -> State:
    """Say a page of the open article, from a line on."""
    article = open_of(state)
    lines = article.document.lines
    end = min(start + desk.console.rows, len(lines))
    desk.console.say(*_said(lines[start:end]))
    if article.reading.id and not article.face:
        anchor = anchor_at(article.document, start) if end < len(lines) else None  # from its end it begins anew
        desk.library.bookmarks.note(article.reading.id, str(anchor or ""))
    return replace(state, open=article._replace(start=start, end=end), more=None, listed=Listed.OWN)


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


async def page_back(desk: Desk, state: State, words: str) -> State:
    """Say the page before."""
    return say_from(desk, state, max(open_of(state).start - desk.console.rows, 0))


async def from_top(desk: Desk, state: State, words: str) -> State:
    """Begin the article anew, or the list."""
    if state.open is not None:
        return say_from(desk, state, 0)
    return await say_again(desk, state)


async def to_end(desk: Desk, state: State, words: str) -> State:
    """Say the last page of the article, or list the end of the list."""
    if state.open is None:
        return await list_end(desk, state)
    return say_from(desk, state, max(len(state.open.document.lines) - desk.console.rows, 0))


async def find(desk: Desk, state: State, words: str) -> State:
    """Go on from the next line of the article that has some words."""
    article, wanted = open_of(state), fold(" ".join(words.split()))
    lines = article.document.lines
    place = next((at for at in range(article.start + 1, len(lines)) if wanted in fold(lines[at].text)), None)
    if not wanted or place is None:
        desk.console.say(f"Nothing further down has these words; {desk.key('move.top')} begins anew.")
        return state
    return say_from(desk, state, place)


async def outline(desk: Desk, state: State, words: str) -> State:
    """List the subheads of the article; a number goes to one."""
    items = tuple(Item(each.text, each) for each in open_of(state).document.subheads)
    return await begin_list(desk, state, "Subheads", pages(desk, items), "This article has no subheads.")


async def next_subhead(desk: Desk, state: State, words: str, *, step: int) -> State:
    """Go on from the next subhead of the article, or from the one before."""
    article = open_of(state)
    beyond = [each.line for each in article.document.subheads if (each.line - article.start) * step > 0]
    if not beyond:
        desk.console.say("No subhead follows." if step > 0 else "No subhead stands before this.")
        return state
    return say_from(desk, state, min(beyond) if step > 0 else max(beyond))


def place_in(article: Open) -> str:
    """Name the place in the text of an article that was said last, as `typeset.anchor` does."""
    return article.left_at if article.face else str(anchor_at(article.document, article.start) or "")


def left(state: State) -> Trail:
    """Give the trail with the place in the open article at which it is left."""
    return state.trail if state.open is None else state.trail.left_at(place_in(state.open))


async def step_on_trail(desk: Desk, state: State, words: str, *, step: int) -> State:
    """Go back or forward between the articles that links led to."""
    stepped = left(state).stepped(step)
    if stepped is None or stepped.current is None:
        desk.console.say("The trail ends here.")
        return state
    reading = await desk.library.read(stepped.current.article_id)
    desk.library.open_ids = frozenset((reading.id,))
    return show_at(desk, replace(state, trail=stepped), reading, stepped.current.anchor)
