"""How the store's operations grow with the library: `python tests/benchmarks/store.py 1000 100000 1000000`.

Fills a library of each size through the functions the program itself uses, then prints the median time of each
operation, beside a bare `SELECT` by rowid on the same file in the same run, and the size of the file.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.blocks import Paragraph, Span
from newsreader.model import Article, Dateline, Entry, Page, RelatedLink, Section, SectionKey, Validators
from newsreader.store.articles import cached_addresses, find_article, load_article, save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries, load_summaries_before, load_summary, next_unread, previous_unread
from newsreader.store.marks import mark_all_read, set_read, set_starred, undo_marks
from newsreader.store.sections import load_counts, load_sections, sync_catalogue

START = datetime(2016, 1, 1, tzinfo=UTC)
SECTIONS = 100
IN_TWO_SECTIONS = 0.1
WITH_TEXT = 0.02  # articles that were opened; their text is apart from what lists read
WINDOW = 50  # rows: a tall terminal
MANY_TONGUES = (
    "border talks resume as envoys meet in capital missile test watched by neighbours drones over port "
    "переговоры возобновились 会谈 在 首都 举行 ministre défense annonce réforme grünes Licht für Übung"
)
WORDS = MANY_TONGUES.split()


def main() -> None:
    """Measure each size asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 100_000], help="how many articles")
    parser.add_argument("--dir", type=Path, help="keep the libraries here; without it they are removed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = arguments.dir or Path(made)
        columns = {size: measure(folder / f"{size}.db", size) for size in arguments.sizes}
    print("| milliseconds, median |" + "|".join(f" {size:,} " for size in columns) + "|")
    print("|---|" + "---:|" * len(columns))
    for name in columns[arguments.sizes[0]]:
        print(f"| {name} |" + "|".join(f" {column.get(name, '')} " for column in columns.values()) + "|")


def measure(path: Path, size: int) -> dict[str, str]:
    """Fill a library and time what the program asks of it."""
    db = open_library(path)
    started = time.perf_counter()
    if load_counts(db, None).total < size:
        fill(db, size)
    filled_s = time.perf_counter() - started
    db.close()
    found = {"filled, seconds": f"{filled_s:.0f}", "file, MB": f"{path.stat().st_size / 1e6:.0f}"}
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
    desk = key_of(7)
    last = load_summaries_before(db, limit=1)[0]
    highest = db.execute("SELECT max(id) FROM article").fetchone()[0]
    middle_id = find_article(db, url_of(size // 2))
    assert middle_id is not None
    middle = load_summary(db, middle_id)

    def by_rowid() -> None:
        db.execute("SELECT * FROM article WHERE id = ?", (chance.randint(1, highest),)).fetchone()

    urls = [url_of(chance.randrange(size)) for _ in range(30)]
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
        "previous unread of the last": (lambda: previous_unread(db, before=last.id), 50),
        "counts": (lambda: load_counts(db, None), 50),
        "find_article": (lambda: find_article(db, url_of(chance.randrange(size))), 200),
        "cached_addresses of 30": (lambda: cached_addresses(db, urls), 50),
    }


def changes(db: Connection, size: int) -> dict[str, tuple[Callable[[], object], int]]:
    """Name what writes, in the order in which it is run."""
    chance = random.Random(2)
    now = START + timedelta(days=5000)
    desk, undone = key_of(7), key_of(8)
    fresh = iter(range(size, size + 10_000))
    text = iter(range(size))

    def mark_one() -> None:
        number = find_article(db, url_of(chance.randrange(size)))
        assert number is not None
        set_read(db, [number], True, now)

    def refresh() -> None:
        known = [make_entry(number) for number in range(max(0, size - 27), size)]
        save_entries(
            db, key_of((size - 1) // batch_of(size)), [*(make_entry(next(fresh)) for _ in range(3)), *known], now
        )

    def save_text() -> None:
        article = make_article(next(text))
        save_article(db, article, make_page(article), now)

    def load_text() -> None:
        number = find_article(db, url_of(chance.randrange(50)))
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
        "few unread: next unread": (lambda: next_unread(db), 50),
        "none unread in the section: next unread": (lambda: next_unread(db, desk), 50),
        "load an article's text": (load_text, 50),
    }


def fill(db: Connection, size: int) -> None:
    """Fill a library as years of refreshing would, a feed at a time."""
    chance = random.Random(0)
    sync_catalogue(db, [make_section(number) for number in range(SECTIONS)], "benchmark")
    for batch, first in enumerate(range(0, size, batch_of(size))):
        numbers = range(first, min(first + batch_of(size), size))
        entries = [make_entry(number) for number in reversed(numbers)]
        seen_at = published_of(numbers[-1]) + timedelta(minutes=20)
        save_entries(db, key_of(batch), entries, seen_at)
        shared = [entry for entry in entries if chance.random() < IN_TWO_SECTIONS]
        save_entries(db, key_of(batch + 1), shared, seen_at)
        for number in numbers:
            if chance.random() < WITH_TEXT:
                article = make_article(number)
                kept = save_article(db, article, make_page(article), seen_at)
                if chance.random() < IN_TWO_SECTIONS:
                    set_starred(db, [kept], True, seen_at)


def batch_of(size: int) -> int:
    """Say how many entries come at once, so that every section lists some."""
    return min(500, max(10, size // SECTIONS))


def key_of(number: int) -> SectionKey:
    """Name a section."""
    return SectionKey(f"site/{number % SECTIONS}")


def url_of(number: int) -> str:
    """Name an article's address."""
    return f"https://www.site.example/reports/{words(number, 6).replace(' ', '_')}_{number}.html"


def published_of(number: int) -> datetime:
    """Spread articles over time, a few minutes apart."""
    return START + timedelta(minutes=4 * number, seconds=number % 60)


def words(seed: int, count: int) -> str:
    """Give the same words for the same number."""
    chance = random.Random(seed)
    return " ".join(chance.choices(WORDS, k=count))


def make_section(number: int) -> Section:
    """Make a section with two addresses."""
    key = key_of(number)
    addresses = (f"https://www.site.example/{key}.xml", f"https://www.site.example/{key}.html")
    return Section(key=key, source="Site", name=f"Section {number}", addresses=addresses)


def make_entry(number: int) -> Entry:
    """Make what a feed lists of an article."""
    return Entry(
        url=url_of(number),
        headline=words(number, 9).capitalize(),
        summary=words(-number, 40),
        byline=("Staff Writers",),
        dateline=Dateline(place="Quetta, Pakistan", agency="AFP", date=published_of(number).date()),
        published=published_of(number),
    )


def make_article(number: int) -> Article:
    """Make an article of twenty paragraphs with twelve related links."""
    return Article(
        url=url_of(number),
        headline=words(number, 9).capitalize(),
        site="Site",
        byline=("Staff Writers",),
        published=published_of(number),
        blocks=tuple(Paragraph((Span(words(number * 100 + each, 60)),)) for each in range(20)),
        related=tuple(
            RelatedLink(url=url_of(number + each), title=words(number + each, 9), group="Related")
            for each in range(1, 13)
        ),
    )


def make_page(article: Article) -> Page:
    """Make a page of about 30 kB."""
    body = (f"<html><title>{article.headline}</title>" + f"<p>{article.text}</p>" * 2).encode()
    return Page(url=article.url, body=body, content_type="text/html", validators=Validators(), fetched_at=START)


if __name__ == "__main__":
    main()
