"""How the store's operations grow with the library: `python tests/benchmarks/store.py 1000 100000 1000000`.

Builds a library of each size with `make_library`, then prints the median time of each operation, beside a bare
`SELECT` by rowid on the same file in the same run, and the size of the file.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

if __name__ == "__main__":  # a script's own folder is on the path, the repository is not
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from newsreader.library.shelves import ListFilter, Shelf
from newsreader.library.windows import next_unread
from newsreader.store.articles import cached_addresses, find_article, load_article, save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries, load_summaries_before, load_summary
from newsreader.store.marks import mark_all_read, set_read, undo_marks
from newsreader.store.sections import load_counts, load_sections
from tests.benchmarks.edition import Edition
from tests.benchmarks.make_library import make_library

WINDOW = 50  # rows: a tall terminal


def main() -> None:
    """Measure each size asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 100_000], help="how many articles")
    parser.add_argument("--dir", type=Path, help="keep the libraries here; without it they are removed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        columns = {size: measure(arguments.dir or folder, folder, size) for size in arguments.sizes}
    print("| milliseconds, median |" + "|".join(f" {size:,} " for size in columns) + "|")
    print("|---|" + "---:|" * len(columns))
    for name in columns[arguments.sizes[0]]:
        print(f"| {name} |" + "|".join(f" {column.get(name, '')} " for column in columns.values()) + "|")


def measure(folder: Path, scratch: Path, size: int) -> dict[str, str]:
    """Build a library and time what the program asks of a copy of it, which is changed meanwhile."""
    started = time.perf_counter()
    made = make_library(folder / f"{size}", size)
    built_s = time.perf_counter() - started
    path = shutil.copy(made, scratch / "measured.sqlite3")
    found = {"built, seconds": f"{built_s:.0f}", "file, MB": f"{path.stat().st_size / 1e6:.0f}"}
    found["open and close"] = timed(lambda: open_library(path).close(), 20)
    db = open_library(path)
    for name, (operation, times) in (operations(db, size) | changes(db, size)).items():
        found[name] = timed(operation, times)
    db.close()
    return found


def timed(operation: Callable[[], object], times: int) -> str:
    """Give the median, and the worst, of some runs in milliseconds."""
    took = []
    for _ in range(times):
        started = time.perf_counter()
        operation()
        took.append((time.perf_counter() - started) * 1000)
    return f"{statistics.median(took):.3g} ({max(took):.3g})"


def operations(db: Connection, size: int) -> dict[str, tuple[Callable[[], object], int]]:
    """Name what only reads."""
    chance = random.Random(1)
    edition = Edition(size)
    desk = edition.key(7)
    last = load_summaries_before(db, limit=1)[0]
    highest = db.execute("SELECT max(id) FROM article").fetchone()[0]
    middle_id = find_article(db, edition.url(size // 2))
    assert middle_id is not None
    middle = load_summary(db, middle_id)

    def by_rowid() -> None:
        db.execute("SELECT * FROM article WHERE id = ?", (chance.randint(1, highest),)).fetchone()

    urls = [edition.url(chance.randrange(size)) for _ in range(30)]
    return {
        "reference: one SELECT by rowid": (by_rowid, 500),
        "load_sections": (lambda: load_sections(db), 30),
        "all articles: first window": (lambda: load_summaries(db, limit=WINDOW), 50),
        "all articles: last window": (lambda: load_summaries_before(db, limit=WINDOW), 50),
        "all articles: window in the middle": (lambda: load_summaries(db, limit=WINDOW, after=middle), 50),
        "section: first window": (lambda: load_summaries(db, desk, limit=WINDOW), 50),
        "section: last window": (lambda: load_summaries_before(db, desk, limit=WINDOW), 50),
        "all articles: starred window": (lambda: load_summaries(db, limit=WINDOW, starred_only=True), 50),
        "all articles: unread and starred": (
            lambda: load_summaries(db, limit=WINDOW, starred_only=True, unread_only=True),
            50,
        ),
        "previous unread of the last": (lambda: next_unread(db, Shelf.ALL, ListFilter(), last.id, -1), 50),
        "counts": (lambda: load_counts(db, None), 50),
        "find_article": (lambda: find_article(db, edition.url(chance.randrange(size))), 200),
        "cached_addresses of 30": (lambda: cached_addresses(db, urls), 50),
    }


def changes(db: Connection, size: int) -> dict[str, tuple[Callable[[], object], int]]:
    """Name what writes, in the order in which it is run."""
    chance = random.Random(2)
    edition = Edition(size)
    now = edition.published(size) + timedelta(days=1)
    desk, undone = edition.key(7), edition.key(8)
    fresh = iter(range(size, size + 10_000))
    text = iter(range(size))
    with_text = [row.url for row in load_summaries(db, limit=200) if row.is_cached]

    def mark_one() -> None:
        number = find_article(db, edition.url(chance.randrange(size)))
        assert number is not None
        set_read(db, [number], True, now)

    def refresh() -> None:
        known = [edition.entry(number) for number in range(max(0, size - 27), size)]
        key = edition.key(edition.section_number(size - 1))
        save_entries(db, key, [*(edition.entry(next(fresh)) for _ in range(3)), *known], now)

    def save_text() -> None:
        article = edition.article(next(text))
        save_article(db, article, edition.page(article), now)

    def load_text() -> None:
        number = find_article(db, chance.choice(with_text))
        assert number is not None
        assert load_article(db, number) is not None

    def all_of_a_section() -> None:
        undo_marks(db, mark_all_read(db, undone, now))

    def all_but_few() -> None:
        keep = {summary.id for summary in load_summaries_before(db, limit=5)}
        mark_all_read(db, None, now)
        set_read(db, keep, False, now)

    return {
        "mark one read": (mark_one, 100),
        "save 30 entries, 27 known": (refresh, 50),
        "save an article's text and page": (save_text, 50),
        "mark a hundredth read, and undo": (all_of_a_section, 3),
        "mark a hundredth read": (lambda: mark_all_read(db, desk, now), 1),
        "mark the library read but 5 (in all)": (all_but_few, 1),
        "few unread: first window": (lambda: load_summaries(db, limit=WINDOW, unread_only=True), 50),
        "few unread: next unread": (lambda: next_unread(db, Shelf.ALL, ListFilter(), None, 1), 50),
        "none unread in the section: next unread": (lambda: next_unread(db, desk, ListFilter(), None, 1), 50),
        "load an article's text": (load_text, 50),
    }


if __name__ == "__main__":
    main()
