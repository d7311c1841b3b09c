"""Links in plain mode: listed with numbers, followed here, opened elsewhere, or said."""

from __future__ import annotations

from dataclasses import replace

from newsreader.address import is_web_address
from newsreader.errors import NotUnderstoodError
from newsreader.library.browser import open_in_browser
from newsreader.library.player import play
from newsreader.model import ArticleSummary
from newsreader.plain.listing import begin_list, open_place, pages
from newsreader.plain.numbers import item_of
from newsreader.plain.reading import left, open_of, show
from newsreader.plain.state import Desk, Item, State
from newsreader.plain.wording import joined
from newsreader.typeset.destinations import Destination, Preview, preview, shown_address
from newsreader.typeset.document import Link

_ADDRESS_CELLS = 60
_MARK = len("● ")  # before the words for where a link leads, for the eye


async def list_links(desk: Desk, state: State, words: str) -> State:
    """List the links of the article, related ones too; with a number, follow one."""
    article = open_of(state)
    items = tuple(
        Item(joined((link.text or shown_address(link.url, _ADDRESS_CELLS), _where(state, link).words[_MARK:])), link)
        for link in article.document.links
    )
    if words:
        target = item_of(replace(state, items=items), words).target
        assert isinstance(target, Link)
        return await follow(desk, state, target)
    return await begin_list(desk, state, "Links", pages(desk, items), "There are no links in this article.")


def _where(state: State, link: Link) -> Preview:
    return preview(link.url, open_of(state).reading.article.url, is_cached=link.is_cached)


async def follow(desk: Desk, state: State, link: Link) -> State:
    """Open a link here where it leads to an article or a section, a file of the article's in the player."""
    article = open_of(state)
    if any(file.url == link.url for file in article.reading.article.enclosures):
        _play(desk, link.url)
        return state
    where = _where(state, link)
    if where.destination is Destination.NOTHING:
        desk.console.say(f"This is {where.kind} and is not opened from here; y says it.")
        return state
    if where.destination is Destination.FILE:
        desk.console.say(f"This is {where.kind} and no article; o opens it in the web browser.")
        return state
    if (key := await desk.library.section_at(link.url)) is not None:
        return await open_place(desk, state, key)
    if not link.is_cached:
        desk.console.say(f"Fetching {shown_address(link.url, _ADDRESS_CELLS)} …")
    reading = await desk.library.read_address(link.url)
    if reading.page_error is not None:
        desk.console.say(reading.page_error.user_text)
    current = state.trail.current
    return await show(desk, replace(state, trail=left(state)), reading, current.visit if current else None)


async def browse(desk: Desk, state: State, words: str) -> State:
    """Open what has a number, else the article, in the web browser."""
    url = address_of(state, words)
    if not is_web_address(url):
        desk.console.say("Only web addresses are opened in the browser; y says this one.")
    elif open_in_browser(url):
        desk.console.say(f"Opened in the browser: {shown_address(url, _ADDRESS_CELLS)}")
    else:
        desk.console.say("No web browser was found here; y says the address, BROWSER in the environment names one.")
    return state


async def say_address(desk: Desk, state: State, words: str) -> State:
    """Say the address of what has a number, else of the article."""
    url = address_of(state, words)
    desk.console.say(shown_address(url, len(url)))
    return state


def address_of(state: State, words: str) -> str:
    """Give the address that is meant.

    Args:
        state: where the person is.
        words: a number of an article or link; "" for the article that is read.

    Raises:
        NoSuchNumberError: it was not listed.
        NotUnderstoodError: what has it has no address.
    """
    if not words:
        return open_of(state).reading.article.url
    target = item_of(state, words).target
    if isinstance(target, Link | ArticleSummary):
        return target.url
    raise NotUnderstoodError(words, "it is neither an article nor a link")


async def play_file(desk: Desk, state: State, words: str) -> State:
    """Play or open the first file of the article that can be heard or seen, else the first."""
    if words and isinstance(target := item_of(state, words).target, ArticleSummary):
        files = await desk.library.enclosures(target.id)
    else:
        files = open_of(state).reading.article.enclosures
    if not files:
        desk.console.say("No file comes with this article.")
        return state
    heard = (file for file in files if file.media_type.startswith(("audio", "video")))
    _play(desk, next(heard, files[0]).url)
    return state


def _play(desk: Desk, url: str) -> None:
    error = play(desk.library.settings.player, url)
    desk.console.say(error or f"Opened: {shown_address(url, _ADDRESS_CELLS)}")
