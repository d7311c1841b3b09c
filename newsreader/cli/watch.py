"""newsreader watch: new articles as they come, for scripts."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence

from newsreader.cli.choice import named_sections
from newsreader.cli.exits import Exit
from newsreader.cli.fetch import ending, say_failures
from newsreader.cli.output import Output
from newsreader.library import Library
from newsreader.library.results import SectionResult
from newsreader.library.shapes import row_shape
from newsreader.model import ArticleId, SectionKey

LOOK_S = 5.0  # between two looks at what other processes brought
DUE_EVERY = 12  # looks, after which is looked for what is due


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Print what comes until ^C, or until what is due is fetched."""
    keys = tuple(status.section.key for status in await named_sections(library, args.sections))
    watch = _Watch(library, keys, output, await library.arrivals.newest())
    if args.once:
        if library.network.is_forced_offline:
            output.notice("Offline, as asked: nothing is fetched.")
            return Exit.OFFLINE
        results = await watch.fetch_due()
        await library.upkeep.settled()
        return ending(library, [each.error for each in results if each.error is not None], output)
    try:
        while True:
            if not library.network.is_forced_offline:
                await watch.fetch_due()
            for _ in range(DUE_EVERY):
                await asyncio.sleep(LOOK_S)
                if await library.neighbours.have_changed_anything():
                    await watch.print_new()
    except asyncio.CancelledError:  # ^C, the way to end it
        if (task := asyncio.current_task()) is not None:
            task.uncancel()
        return Exit.DONE


class _Watch:
    def __init__(self, library: Library, keys: Sequence[SectionKey], output: Output, last: ArticleId) -> None:
        self._library = library
        self._keys = keys
        self._output = output
        self._last = last

    async def fetch_due(self) -> list[SectionResult]:
        """Fetch what is due of what is watched, and print what comes as it does."""
        due = await self._library.followed(only_due=True)
        wanted = [key for key in due if not self._keys or key in self._keys]
        has_come = asyncio.Event()

        def section_done(result: SectionResult) -> None:
            say_failures(result, self._library, self._output)
            self._output.progress(f"{result.section.name} …")
            has_come.set()

        refresh = asyncio.ensure_future(self._library.refresh(wanted, section_done)) if wanted else None
        try:
            while refresh is not None and not refresh.done():
                waiting = asyncio.ensure_future(has_come.wait())
                await asyncio.wait({refresh, waiting}, return_when=asyncio.FIRST_COMPLETED)
                waiting.cancel()
                has_come.clear()
                await self.print_new()
        finally:
            if refresh is not None:
                refresh.cancel()
        return await refresh if refresh is not None else []

    async def print_new(self) -> None:
        """Print the articles that came since the last time, each once."""
        while True:
            rows, last = await self._library.arrivals.since(self._last, self._keys)
            is_all = last == self._last or not rows
            self._last = last
            self._output.end_progress()
            for row in rows:
                self._output.json_line(row_shape(row))
            self._output.flush()  # whoever reads us waits for each
            if is_all:
                return
