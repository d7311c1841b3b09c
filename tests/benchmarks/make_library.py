"""Build a library of synthetic articles through the store that the program uses.

    python tests/benchmarks/make_library.py --articles 1000000 --dir DIR
    XDG_DATA_HOME=DIR newsreader

The same arguments give the same articles. An existing library of that size is left as it is.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

if __name__ == "__main__":  # a script's own folder is on the path, the repository is not
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from newsreader.config.catalogue import load_catalogue
from newsreader.config.paths import APP
from newsreader.model import ArticleId
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection, open_library, transaction
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import set_read, set_starred
from newsreader.store.sections import add_own_section, load_counts, save_refresh_ok, sync_catalogue
from tests.benchmarks.edition import SECTIONS, Edition

WITH_TEXT = 0.15  # the rest is known by its teaser, as with most feeds
WITH_PAGE = 0.05  # of those with a text
IN_TWO_SECTIONS = 0.1
READ, STARRED = 0.7, 0.01
IN_ONE_TRANSACTION = 4  # batches


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
    chance = random.Random(edition.seed)
    step = edition.at_once
    for start in range(0, edition.articles, step * IN_ONE_TRANSACTION):
        end = min(start + step * IN_ONE_TRANSACTION, edition.articles)
        with transaction(db):
            for first in range(start, end, step):
                _fill_section(db, edition, range(first, min(first + step, end)), chance, text)
        report(end)


def _fill_section(db: Connection, edition: Edition, numbers: range, chance: random.Random, text: float) -> None:
    """Let a section list articles, of which some stand in the next one too, some were opened, most were read."""
    section = edition.section_number(numbers[0])
    seen_at = edition.published(numbers[-1]) + timedelta(minutes=20)
    for number in numbers:  # before they are listed: indexed once, and no index is to be made anew at the end
        if chance.random() < text:
            article = edition.article(number)
            page = edition.page(article) if chance.random() < WITH_PAGE else None
            save_article(db, article, page, seen_at)
    entries = [edition.entry(number) for number in reversed(numbers)]
    save_entries(db, edition.key(section), entries, seen_at)
    save_entries(db, edition.key(section + 1), [each for each in entries if chance.random() < IN_TWO_SECTIONS], seen_at)
    save_refresh_ok(db, edition.key(section), seen_at)
    kept = [row.id for row in load_summaries(db, edition.key(section), limit=len(numbers))]
    set_read(db, _some(kept, READ, chance), True, seen_at)
    set_starred(db, _some(kept, STARRED, chance), True, seen_at)


def _some(ids: list[ArticleId], share: float, chance: random.Random) -> list[ArticleId]:
    return [each for each in ids if chance.random() < share]


def _show(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} articles", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
