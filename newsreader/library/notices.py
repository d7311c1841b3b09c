"""Telling the person's desktop of new articles that they watch for."""

from __future__ import annotations

import html
import logging
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from newsreader.errors import NewsError
from newsreader.library.programs import run_program
from newsreader.library.search import Search
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary
from newsreader.query import parse
from newsreader.store.lists import summaries_of
from newsreader.store.search import matching
from newsreader.store.search_index import index_articles
from newsreader.text import clean_line

log = logging.getLogger(__name__)
MOST_AT_ONCE = 5  # of one refresh; the others are counted in one more
_LIMIT_S = 5.0
_SESSIONS = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")  # without one nobody sees it


class Notice(NamedTuple):
    """What the desktop is to show: two lines of plain text."""

    title: str
    text: str


Show = Callable[[Notice], None]


class Notices:
    """Finds the new articles that are watched for, and tells of them.

    Args:
        store: the library file.
        search: of the library.
        terms: gives the searches of the settings as they are now.
        show: gives what shows a notice, where the front has something; else the system's own way is taken.
    """

    def __init__(
        self,
        store: StoreWorker,
        search: Search,
        terms: Callable[[], Sequence[str]],
        show: Callable[[], Show | None],
    ) -> None:
        self._store = store
        self._search = search
        self._terms = terms
        self._show = show

    async def tell_of(self, ids: Sequence[ArticleId]) -> None:
        """Tell of those of some new articles that are watched for."""
        if not ids or not self._terms():
            return
        rows = await self._watched(ids)
        notices = [Notice(row.source or "newsreader", row.headline) for row in rows[:MOST_AT_ONCE]]
        if len(rows) > MOST_AT_ONCE:
            notices.append(Notice("newsreader", f"and {len(rows) - MOST_AT_ONCE} more articles that you watch for"))
        for notice in notices:
            if (show := self._show()) is not None:
                show(notice)
            elif why := await _shown_on_desktop(notice):
                log.warning("a notification was not shown: %s", why)

    async def _watched(self, ids: Sequence[ArticleId]) -> list[ArticleSummary]:
        """Give the articles that a term finds, in the order of their coming."""
        if not self._store.is_read_only:
            await self._store.run(index_articles, ids)
        found: set[int] = set()
        for term in self._terms():
            try:
                found |= await self._store.run(matching, await self._search.looked_up(parse(term)), ids)
            except NewsError as error:  # a section that is gone; the other terms hold
                log.warning("a term of [notify] was left out: %s", error.user_text)
        rows = await self._store.run(summaries_of, sorted(found))
        return [rows[number] for number in sorted(rows)]


async def _shown_on_desktop(notice: Notice) -> str:
    command = desktop_command(notice)
    return await run_program(command, limit_s=_LIMIT_S) if command else ""


def desktop_command(notice: Notice, environ: Mapping[str, str] = os.environ) -> Sequence[str]:
    """Give the command that shows a notice on a desktop of Linux or the BSDs; () where there is none."""
    if not any(environ.get(name) for name in _SESSIONS) or shutil.which("notify-send") is None:
        return ()
    title, text = map(clean_line, notice)
    text = html.escape(text, quote=False).replace("\\", r"\\")  # it reads markup there and escapes, not in the title
    return ("notify-send", "--app-name=newsreader", "--", title, text)
