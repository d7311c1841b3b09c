"""What lies behind the text of an article in plain mode: why it came out so, its page, and what changed in it."""

from __future__ import annotations

from dataclasses import replace

from newsreader.errors import NotUnderstoodError
from newsreader.model import ArticleId
from newsreader.plain.reading import measure_of, open_of, place_in, say_from, show_at
from newsreader.plain.state import Desk, State
from newsreader.typeset.document import Document

_WHY, _PAGE, _CHANGES = "why", "page", "changes"


async def next_face(desk: Desk, state: State, words: str) -> State:
    """Say why the text came out so, then the whole page, then the text again where it was left."""
    article, number = open_of(state), _number(state)
    if article.face == _PAGE:
        return show_text(desk, state)
    from newsreader.typeset.why import set_page_text, set_why  # here, because most reading needs neither

    if article.face == _WHY:
        url, lines = await desk.library.glass_box.page_lines(number)
        desk.console.say(f"The whole page; {desk.key('read.faces')} goes back to the article.")
        return _turned(desk, state, _PAGE, set_page_text(lines, url, measure_of(desk)))
    desk.console.say("Reading the page again …")
    found = await desk.library.glass_box.explain(number)
    desk.console.say(f"What was kept and dropped; {desk.key('read.faces')} says the whole page.")
    return _turned(desk, state, _WHY, set_why(found, measure_of(desk)))


async def changes(desk: Desk, state: State, words: str) -> State:
    """Say what changed in the article since it was read, word by word, or its text again."""
    if open_of(state).face == _CHANGES:
        return show_text(desk, state)
    found = await desk.library.versions.changes(_number(state))
    if found is None:
        desk.console.say("Nothing has changed in this article since it was first kept.")
        return state
    from newsreader.typeset.changes import set_changes

    key = desk.key("read.changes")
    desk.console.say(f"Gone is [-so-], new is {{+so+}}; {key} goes back to the article.")
    return _turned(desk, state, _CHANGES, set_changes(found, measure_of(desk)))


def show_text(desk: Desk, state: State) -> State:
    """Say the text of the article again, from where it was left."""
    article = open_of(state)
    return show_at(desk, state, article.reading, article.left_at)


def _turned(desk: Desk, state: State, face: str, document: Document) -> State:
    article = open_of(state)
    behind = article._replace(document=document, start=0, end=0, face=face, left_at=place_in(article))
    return say_from(desk, replace(state, open=behind), 0)


def _number(state: State) -> ArticleId:
    """Give the number of the article that is read.

    Raises:
        NotUnderstoodError: the library has it under none.
    """
    number = open_of(state).reading.id
    if not number:
        raise NotUnderstoodError("this is for articles", "the library does not have this one")
    return number
