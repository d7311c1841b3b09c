"""Links in plain mode: listed with numbers, followed here, opened elsewhere, or said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from newsreader.address import is_web_address
from newsreader.errors import NotUnderstoodError, OfflineError, UnreachableError
from newsreader.library.browser import open_in_browser
from newsreader.library.player import play
from newsreader.model import ArticleSummary
from newsreader.model.trails import QueuedLink, Visit, VisitId
from newsreader.plain.listing import begin_list, open_place, pages
from newsreader.plain.numbers import item_of
from newsreader.plain.queueing import queue_link
from newsreader.plain.reading import left, open_of, show
from newsreader.plain.state import Desk, Item, State
from newsreader.plain.wording import address_text, joined
from newsreader.typeset.destinations import Destination, Preview, preview, shown_address
from newsreader.typeset.document import Link

_MARK = len("● ")  # before the words for where a link leads, for the eye


async def list_links(desk: Desk, state: State, words: str) -> State:
    """List the links of the article, related ones too; with a number, follow one."""
    items = _link_items(state, open_of(state).document.links)
    if words:
        return await _follow_number(desk, state, items, words)
    return await begin_list(desk, state, "Links", pages(desk, items), "There are no links in this article.")


async def list_related(desk: Desk, state: State, words: str) -> State:
    """List what the page of the article offers as related; with a number, follow one."""
    items = _link_items(state, [link for link in open_of(state).document.links if link.is_related])
    if words:
        return await _follow_number(desk, state, items, words)
    return await begin_list(desk, state, "Related", pages(desk, items), "This article leads nowhere by itself.")


async def _follow_number(desk: Desk, state: State, items: tuple[Item, ...], words: str) -> State:
    target = item_of(replace(state, items=items), words).target
    assert isinstance(target, Link)
    return await follow(desk, state, target)


def _link_items(state: State, links: Iterable[Link]) -> tuple[Item, ...]:
    return tuple(
        Item(joined((link.text or address_text(link.url), _where(state, link).words[_MARK:])), link) for link in links
    )


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
        told = f"This is {where.kind} and is not opened from here; {desk.key('link.copy')} says it."
        desk.console.say(told)
        return state
    if where.destination is Destination.FILE:
        told = f"This is {where.kind} and no article; {desk.key('link.browser')} opens it in the web browser."
        desk.console.say(told)
        return state
    if (key := await desk.library.section_at(link.url)) is not None:
        return await open_place(desk, state, key)
    current = state.trail.current
    led_here = current.visit if current else None
    state = replace(state, trail=left(state))
    try:
        return await open_address(desk, state, link.url, led_here)
    except (OfflineError, UnreachableError) as error:
        if not desk.library.network.is_offline:
            raise
        desk.console.say(error.user_text)
        if not desk.library.is_read_only:
            await queue_link(desk, link, led_here)
    return state


async def open_address(desk: Desk, state: State, url: str, led_here: VisitId | None) -> State:
    """Open the article at an address, whoever named it.

    Args:
        desk: to work with.
        state: its trail leads to the article that comes before.
        url: of the article.
        led_here: the visit whose article had the link to it.
    """
    desk.console.say(f"Opening {address_text(url)} …")
    reading = await desk.library.read_address(url)
    if reading.page_error is not None:
        desk.console.say(reading.page_error.user_text)
    return await show(desk, state, reading, led_here)


async def browse(desk: Desk, state: State, words: str) -> State:
    """Open what has a number, else the article, in the web browser."""
    url = address_of(state, words)
    says = desk.key("link.copy")
    if not is_web_address(url):
        desk.console.say(f"Only web addresses are opened in the browser; {says} says this one.")
    elif open_in_browser(url):
        desk.console.say(f"Opened in the browser: {address_text(url)}")
    else:
        told = f"No web browser was found here; {says} says the address, BROWSER in the environment names one."
        desk.console.say(told)
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
    if isinstance(target, Link | ArticleSummary | Visit | QueuedLink):
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
    desk.console.say(error or f"Opened: {address_text(url)}")
