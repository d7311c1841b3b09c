"""How searching grows with the library: `python tests/benchmarks/search.py DIR`.

DIR is the data home of a library that `make_library.py` made. Whatever is not indexed yet is indexed first. Then it
prints the median time to the first page of each search, ranked and with snippets, the time of a window of the same
search saved as a section, and the size of the index beside that of the text it is made from.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":  # a script's own folder is on the path, the repository is not
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from newsreader.config.paths import APP
from newsreader.library import utc_now
from newsreader.library.search import PAGE, Search
from newsreader.library.worker import StoreWorker
from newsreader.query import parse
from newsreader.store.connection import Connection, open_library
from newsreader.store.packing import unpack_text
from newsreader.store.search import Wanted, newest
from newsreader.store.search_index import index_progress, index_waiting

TIMES = 7
SLICE_S = 2.0  # of indexing in one transaction: here nobody waits
SAMPLE = 2_000  # articles that stand for the text of all
QUERIES = {
    "a common word": ("the", False),
    "a two-letter beginning, as one types": ("wa", True),
    "one letter, as one types": ("s", True),
    "a word": ("reactor", False),
    "no such word": ("xyzzyq", False),
    "two words, one excluded": ("drone border -treaty", False),
    "a phrase": ('"of the"', False),
    "Chinese": ("会谈", False),
    "a place and an agency": ("place:quetta agency:afp", False),
    "unread, a common word": ("is:unread the", False),
    "starred, a common word": ("is:starred the", False),
    "starred": ("is:starred", False),
    "since a day, of a site": ("after:2025-01 site:example", False),
    "since a day, of a site, a word": ("after:2025-01 site:example storm", False),
    "exclusion only": ("-drone", False),
    "of long ago": ("before:2017 the", False),
}


@dataclass(frozen=True)
class Took:
    """How long one search took, in milliseconds."""

    page_ms: float  # the median, to the first page with snippets
    worst_ms: float
    saved_ms: float  # to the first window of the list it is when saved
    found: int
    is_whole: bool  # else there are older hits


def main() -> None:
    """Measure a library and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=Path, help="the data home of a library")
    parser.add_argument("--no-index", action="store_true", help="measure with what is indexed already")
    options = parser.parse_args()
    path = options.dir / APP / "library.sqlite3"
    db = open_library(path)
    if not options.no_index:
        print(f"indexed in {index_all(db):.0f} s")
    progress = index_progress(db)
    print(
        f"{progress.indexed:,} of {progress.total:,} articles; index {index_bytes(db) / text_bytes(db):.0%} of the text"
    )
    db.close()
    print("| search | first page, ms | worst | as a section, ms | found |\n|---|---:|---:|---:|---:|")
    for name, took in measure(path).items():
        found = f"{took.found:,}" + ("" if took.is_whole else "+")
        print(f"| {name} | {took.page_ms:.1f} | {took.worst_ms:.1f} | {took.saved_ms:.1f} | {found} |")


def measure(path: Path) -> dict[str, Took]:
    """Time each search on a library file, after one run that brings its pages into memory."""
    return asyncio.run(_measured(path))


async def _measured(path: Path) -> dict[str, Took]:
    store = await StoreWorker.open(path)
    try:
        search = Search(store, utc_now)
        return {name: await _took(store, search, *query) for name, query in QUERIES.items()}
    finally:
        await store.close()


async def _took(store: StoreWorker, search: Search, text: str, is_typing: bool) -> Took:
    times = []
    for _ in range(TIMES + 1):
        started = time.perf_counter()
        results = await search.find(text, is_typing=is_typing)
        await results.more(PAGE)
        times.append((time.perf_counter() - started) * 1000)
    started = time.perf_counter()
    await store.run(newest, Wanted(query=parse(text, is_typing=is_typing)), limit=PAGE)
    saved_ms = (time.perf_counter() - started) * 1000
    return Took(statistics.median(times[1:]), max(times[1:]), saved_ms, results.found, results.is_whole)


def index_all(db: Connection, report: Callable[[int], None] = lambda indexed: None) -> float:
    """Index whatever waits; give the seconds it took."""
    started = time.perf_counter()
    while index_waiting(db, for_s=SLICE_S):
        report(index_progress(db).indexed)
    return time.perf_counter() - started


def index_bytes(db: Connection) -> int:
    """Give the size of everything that is kept for searches (needs SQLite's dbstat)."""
    sizes = "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND name GLOB 'search_*'"
    return int(db.execute(sizes).fetchone()[0])


def text_bytes(db: Connection) -> float:
    """Give the size of the text that is indexed, as UTF-8, from a sample of it."""
    rows = db.execute(
        "SELECT headline, byline, place, agency, summary, body FROM search_document"
        " JOIN article ON article.id = search_document.article_id"
        " LEFT JOIN article_text ON article_text.article_id = article.id"
        " WHERE number % max(1, (SELECT max(number) FROM search_document) / ?) = 0",
        (SAMPLE,),
    ).fetchall()
    sampled = sum(
        len("".join((*row[:4], unpack_text(row[5]) if row[5] is not None else row[4])).encode()) for row in rows
    )
    return sampled / len(rows) * index_progress(db).indexed


if __name__ == "__main__":
    main()
