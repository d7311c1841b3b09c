"""Making cleaned articles again from their kept pages, when the extractor has improved since."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass

from newsreader.address import canonical_address
from newsreader.errors import NewsError, OfflineError, StoreError
from newsreader.library.extraction import extracted
from newsreader.library.processes import Processes
from newsreader.library.rules import RuleBook
from newsreader.library.whole import WholeReader
from newsreader.library.worker import StoreWorker
from newsreader.model import Article, ArticleId, Page, SectionKey
from newsreader.model.article import EXTRACTOR_VERSION
from newsreader.siterule import SiteRule
from newsreader.store import pages, texts
from newsreader.store.connection import Connection
from newsreader.store.texts import KeptText

log = logging.getLogger(__name__)
_AT_ONCE = 32  # articles in memory
_WORTH_PROCESSES = 100  # articles; a process takes as long to start as some tens of them
_MUCH_WORSE = 0.5  # of the length of the old text; what is left out is seldom more than half of it
_FEW_CHARS = 300  # a text this short is no measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """How far making articles again has come."""

    total: int = 0  # whose text is of an older extractor, and whose page is here
    done: int = 0
    better: int = 0  # of those, that have a new text
    kept: int = 0  # that keep the old one, because the new one would be much worse or there was none

    def and_one(self, is_new: bool) -> Rebuilt:
        """Count one article more."""
        return Rebuilt(
            total=max(self.total, self.done + 1),
            done=self.done + 1,
            better=self.better + is_new,
            kept=self.kept + (not is_new),
        )


class Rebuilder:
    """Makes articles again. Each is done for good at once, so that one stopped or killed goes on from there."""

    def __init__(self, store: StoreWorker, rules: RuleBook) -> None:
        self._store = store
        self._rules = rules

    async def one(self, article_id: ArticleId) -> bool:
        """Make an article again at once, where its text is of an older extractor; gives whether it has a new text."""
        try:
            if self._store.is_read_only or not await self._store.run(texts.is_stale, article_id, EXTRACTOR_VERSION):
                return False
            return await self._again(article_id, None)
        except StoreError as error:  # a full disk, a damaged row: there is the old text
            log.warning("not made again: %s", error.user_text)
            return False

    async def anew(self, article_id: ArticleId) -> bool:
        """Make an article again whose text is damaged; gives whether it has a new text."""
        return await self._again(article_id, None)

    async def all(
        self, keys: Sequence[SectionKey], report: Callable[[Rebuilt], None], *, also_current: bool = False
    ) -> Rebuilt:
        """Make the articles of some sections again, of the whole library when none is named.

        Args:
            keys: of the sections.
            report: called after each article.
            also_current: those too that this extractor has read; for site rules that were changed.

        Raises:
            NotFoundError: there is no such section.
        """
        wanted = [(key, is_current) for key in (*keys,) or (None,) for is_current in (True, False)[not also_current :]]
        counts = [await self._store.run(texts.count_texts, key, EXTRACTOR_VERSION, current) for key, current in wanted]
        done = Rebuilt(total=sum(counts))
        processes = Processes() if done.total >= _WORTH_PROCESSES else None
        try:
            for key, is_current in wanted:
                last = texts.FIRST
                while ids := await self._store.run(
                    texts.load_ids, key, EXTRACTOR_VERSION, is_current, last, limit=_AT_ONCE
                ):
                    last = ids[-1]
                    async for is_new in _as_done([self._again(each.article_id, processes) for each in ids]):
                        done = done.and_one(is_new)
                        report(done)
        finally:
            if processes is not None:
                processes.close()
        return done

    async def _again(self, article_id: ArticleId, processes: Processes | None) -> bool:
        kept = await self._store.run(texts.load_text, article_id)
        found = await self._store.run(_load_pages, article_id)
        if kept is None or not found:
            return False
        rules = [await asyncio.to_thread(self._rules.rule_for, page.url) for page in found]
        run = asyncio.to_thread if processes is None else processes.run
        article = await run(read_again, found, rules)
        if article is None or _is_much_worse(article, kept):
            await self._store.run(texts.keep_text, article_id, EXTRACTOR_VERSION)
            return False
        return await self._store.run(texts.replace_text, article_id, article, kept.fetched_at, EXTRACTOR_VERSION)


async def _as_done(work: Sequence[Coroutine[None, None, bool]]) -> AsyncIterator[bool]:
    """Give what comes of each as it ends; where one fails or the caller is stopped, none goes on."""
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        for outcome in asyncio.as_completed(tasks):
            yield await outcome
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)  # the library must not be closed under them


def read_again(kept: Sequence[Page], rules: Sequence[SiteRule | None]) -> Article | None:
    """Read an article from the pages it was read from before, without any other; None when there is none now.

    Args:
        kept: its pages, that of its own address first.
        rules: of the pages, in their order.
    """
    by_url = {canonical_address(page.url): page for page in kept}
    rule_of = {page.url: rule for page, rule in zip(kept, rules, strict=True)}

    async def get(url: str) -> Page:
        if (page := by_url.get(canonical_address(url))) is None:
            raise OfflineError(url)
        return page

    whole = WholeReader(get, lambda page: extracted(page, rule_of.get(page.url)))
    try:
        return asyncio.run(whole.read(kept[0])).article
    except NewsError as error:
        log.info("an article was not made again: %s", error)
        return None


def _load_pages(db: Connection, article_id: ArticleId) -> tuple[Page, ...]:
    """Give the pages of an article; none when one of them is damaged."""
    try:
        return pages.load_pages(db, article_id)
    except NewsError as error:
        log.warning("the pages of article %s: %s", article_id, error)
        return ()


def _is_much_worse(article: Article, kept: KeptText) -> bool:
    return kept.chars >= _FEW_CHARS and len(article.text) < kept.chars * _MUCH_WORSE
