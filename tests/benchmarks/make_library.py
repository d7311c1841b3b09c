"""Build a library of synthetic articles through the store that the program uses.

    python tests/benchmarks/make_library.py --articles 1000000 --dir DIR
    XDG_DATA_HOME=DIR newsreader

The same arguments give the same articles. An existing library of that size is left as it is.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

if __name__ == "__main__":  # a script's own folder is on the path, the repository is not
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from newsreader.config.catalogue import load_catalogue
from newsreader.config.paths import APP
from newsreader.model import Article, ArticleId, Entry, Page
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection, open_library, transaction
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import set_read, set_starred
from newsreader.store.prepared import Prepared, prepare
from newsreader.store.sections import add_own_section, load_counts, save_refresh_ok, sync_catalogue
from tests.benchmarks.edition import SECTIONS, Edition

WITH_TEXT = 0.15  # the rest is known by its teaser, as with most feeds
WITH_PAGE = 0.05  # of those with a text
IN_TWO_SECTIONS = 0.1
READ, STARRED = 0.7, 0.01
IN_ONE_TRANSACTION = 4  # batches
WORTH_PROCESSES = 10_000  # articles; fewer are printed sooner than a process begins
MOST_PROCESSES = 3  # more would wait for the one that writes


def main() -> None:
    """Build the library asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000, help="how many")
    parser.add_argument("--dir", type=Path, required=True, help="made where it is missing; the program's data home")
    parser.add_argument("--text", type=float, default=WITH_TEXT, help="the share of articles that have their text")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.articles < 1:
        parser.error("--articles must be at least 1")
    started = time.perf_counter()
    path = make_library(options.dir, options.articles, text=options.text, seed=options.seed, report=_show)
    print(f"{options.articles:,} articles in {time.perf_counter() - started:.0f} s: {path}")


def make_library(
    folder: Path,
    articles: int,
    *,
    text: float = WITH_TEXT,
    seed: int = 0,
    report: Callable[[int], None] = lambda done: None,
) -> Path:
    """Build a library in a folder, where it is not there yet, and give its file.

    Raises:
        SystemExit: a library of another size is there already.
    """
    path = folder / APP / "library.sqlite3"
    db = open_library(path)
    try:
        there = load_counts(db, None).total
        if there == 0:
            fill(db, Edition(articles, seed), text=text, report=report)
        elif there != articles:
            raise SystemExit(f"{path} has {there:,} articles already; choose another folder.")
    finally:
        db.close()
    return path


def fill(
    db: Connection, edition: Edition, *, text: float = WITH_TEXT, report: Callable[[int], None] = lambda done: None
) -> None:
    """Fill a library as years of refreshing, reading and marking would, a section at a time."""
    catalogue = load_catalogue()
    sync_catalogue(db, catalogue.sections, catalogue.digest)
    for number in range(SECTIONS):
        add_own_section(db, edition.section(number))
    waiting = _printed(edition, text)
    done = 0
    while some := list(islice(waiting, IN_ONE_TRANSACTION)):
        with transaction(db):
            for batch in some:
                _fill_section(db, edition, batch)
                done += len(batch.entries)
        report(done)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one section lists in one go, and what needs no library of keeping it."""

    section: int
    seen_at: datetime
    texts: tuple[tuple[Article, Page | None, Prepared], ...]
    entries: tuple[Entry, ...]
    in_the_next_too: tuple[Entry, ...]  # of them
    seed: str  # of which are read


def _printed(edition: Edition, text: float) -> Iterator[Batch]:
    """Give the batches in their order, made while others are written where there is another core."""
    starts = range(0, edition.articles, edition.at_once)
    processes = min((os.cpu_count() or 1) - 1, MOST_PROCESSES)
    if not processes or edition.articles < WORTH_PROCESSES:
        yield from (_batch(edition, start, text) for start in starts)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        under_way: deque[Future[Batch]] = deque()
        for start in starts:
            under_way.append(pool.submit(_batch, edition, start, text))
            if len(under_way) > 2 * processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _batch(edition: Edition, start: int, text: float) -> Batch:
    """Let a section list articles, of which some have a text, and some stand in the next section too."""
    numbers = range(start, min(start + edition.at_once, edition.articles))
    seed = f"{edition.seed} batch {start}"
    chance = random.Random(seed)
    texts = []
    for number in numbers:
        if chance.random() < text:
            article = edition.article(number)
            page = edition.page(article) if chance.random() < WITH_PAGE else None
            texts.append((article, page, prepare(article, (page,) if page else ())))
    entries = tuple(edition.entry(number) for number in reversed(numbers))
    return Batch(
        section=edition.section_number(start),
        seen_at=edition.published(numbers[-1]) + timedelta(minutes=20),
        texts=tuple(texts),
        entries=entries,
        in_the_next_too=tuple(entry for entry in entries if chance.random() < IN_TWO_SECTIONS),
        seed=seed,
    )


def _fill_section(db: Connection, edition: Edition, batch: Batch) -> None:
    """Keep what a section lists; some of it was opened, most was read."""
    key, seen_at, chance = edition.key(batch.section), batch.seen_at, random.Random(f"{batch.seed} marks")
    for article, page, prepared in batch.texts:  # before they are listed, and indexed with them: once
        save_article(db, article, page, seen_at, prepared=prepared, indexes=False)
    save_entries(db, key, batch.entries, seen_at)
    save_entries(db, edition.key(batch.section + 1), batch.in_the_next_too, seen_at)
    save_refresh_ok(db, key, seen_at)
    kept = [row.id for row in load_summaries(db, key, limit=len(batch.entries))]
    set_read(db, _some(kept, READ, chance), True, seen_at)
    set_starred(db, _some(kept, STARRED, chance), True, seen_at)


def _some(ids: list[ArticleId], share: float, chance: random.Random) -> list[ArticleId]:
    return [each for each in ids if chance.random() < share]


def _show(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} articles", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
