"""Looking the library over, mending what can be mended, and giving room back to the disk."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from newsreader.errors import DamagedLibraryError, LibraryDiskError
from newsreader.library.rebuild import Rebuilder
from newsreader.library.slices import run_slice
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId
from newsreader.store import checks
from newsreader.store.compacting import Compactness, compact, compactness

_BODIES = 200  # unpacked at once: some tens of milliseconds
_INDEX_COMPLAINTS = ("missing from index", "wrong # of entries in index", "non-unique entry in index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be."""

    what: str  # in words
    advice: str = ""  # what to do; "" where it can be mended, or was
    is_mended: bool = False


Say = Callable[[str], None]


class Checkup:
    """Verifies and compacts the library file."""

    def __init__(self, store: StoreWorker, rebuilder: Rebuilder) -> None:
        self._store = store
        self._rebuilder = rebuilder

    async def verify(self, say: Say, *, is_quick: bool = False, mends: bool = False) -> tuple[Finding, ...]:
        """Look the library over; the longest part reads every text and page.

        Args:
            say: called with what is being looked at.
            is_quick: leave out texts and pages, and the comparison of indexes with their tables.
            mends: make again what can be made from something else.
        """
        say("the file")
        findings = [await self._of_file(complaint, mends) for complaint in await self._complaints(is_quick)]
        if any(not finding.is_mended and finding.advice for finding in findings):
            return tuple(findings)  # what is read from a damaged file says nothing
        for agreement in checks.AGREEMENTS:
            say(agreement.name)
            if count := await self._store.run(checks.count_differing, agreement):
                if mends:
                    await self._store.run(checks.mend, agreement)
                findings.append(Finding(what=f"{agreement.name} ({count})", is_mended=mends))
        say("the index of searches")
        if not await self._store.run(checks.is_search_index_whole):
            if mends:
                await self._store.run(checks.let_search_index_be_made_anew)
            findings.append(Finding(what="the index of searches is damaged", is_mended=mends))
        if not is_quick:
            findings += await self._of_bodies(say, mends)
        return tuple(findings)

    async def compact(self) -> tuple[Compactness, Compactness]:
        """Write the file anew without its gaps; gives what it was and what it is.

        Raises:
            LibraryDiskError: the disk has not the room that this takes.
            LibraryBusyError: another process uses it.
        """
        before = await self._store.run(compactness)
        free = (await asyncio.to_thread(shutil.disk_usage, self._store.path.parent)).free
        if free < before.needed_bytes:
            needed, has = (number // 1_000_000 for number in (before.needed_bytes, free))
            raise LibraryDiskError(str(self._store.path), f"writing it anew takes {needed} MB, and {has} MB are free")
        await self._store.run(compact)
        return before, await self._store.run(compactness)

    async def _complaints(self, is_quick: bool) -> tuple[str, ...]:
        try:
            return await self._store.run(checks.complaints_of_sqlite, is_quick=is_quick)
        except DamagedLibraryError as error:
            return (error.detail,)

    async def _of_file(self, complaint: str, mends: bool) -> Finding:
        if any(words in complaint for words in _INDEX_COMPLAINTS):
            if mends:
                await self._store.run(checks.mend_indexes)
            return Finding(what=f"an index of the file: {complaint}", is_mended=mends)
        return Finding(what=f"the file is damaged: {complaint}", advice=DamagedLibraryError.hint)

    async def _of_bodies(self, say: Say, mends: bool) -> list[Finding]:
        """Look at pages first: a text can be made again from a page that is whole."""
        say("the pages")
        pages = await self._damaged(checks.damaged_pages)
        say("the texts")
        texts = await self._damaged(checks.damaged_texts)
        if mends:
            for page in pages:
                await self._store.run(checks.drop_page, page)
            for text in texts:
                if not await self._rebuilder.anew(text):
                    await self._store.run(checks.drop_text, text)
        found = {"kept pages that cannot be unpacked": pages, "texts that cannot be unpacked": texts}
        return [Finding(what=f"{what} ({len(ids)})", is_mended=mends) for what, ids in found.items() if ids]

    async def _damaged(self, look: Callable[..., tuple[int | None, tuple[ArticleId, ...]]]) -> list[ArticleId]:
        damaged: list[ArticleId] = []
        last: int | None = 0
        while last is not None:
            last, some = await run_slice(self._store, look, last, limit=_BODIES)
            damaged += some
        return damaged
