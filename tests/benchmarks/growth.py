"""How the program grows with the library: `python tests/benchmarks/growth.py 1000 100000 1000000 --dir DIR`.

Starts the real program in a terminal on a library of each size, in turns with an empty Textual program and, where
it is installed, with newsboat on the same articles; then times lists, marks and searches in the store. Prints a
table with medians, and the ratios that no other load on the computer changes much.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":  # a script's own folder is on the path, the repository is not
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from newsreader.library.shelves import OPENING_ROWS, ListFilter, Shelf
from newsreader.library.windows import next_unread
from newsreader.query import parse
from newsreader.store.connection import Connection, open_library
from newsreader.store.lists import load_summaries, load_summaries_before
from newsreader.store.search import Wanted, load_hits, scan
from newsreader.store.search_index import index_progress
from newsreader.store.sections import load_sections
from tests.benchmarks import newsboat
from tests.benchmarks.edition import Edition
from tests.benchmarks.make_library import make_library
from tests.benchmarks.started import COLUMNS, Started, start

EMPTY = [sys.executable, "-c", "from textual.app import App; App().run()"]
PLACES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
WINDOW = 200  # rows: what the reader asks for at once
HITS, ENOUGH, SCAN_S = 20, 200, 0.05
Column = dict[str, str]


def main() -> None:
    """Measure each size asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 100_000], help="how many articles")
    parser.add_argument("--dir", type=Path, help="keep the libraries here; without it they are removed")
    parser.add_argument("--rounds", type=int, default=7, help="starts of each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.dir or Path(made)
        # Compiled, as installed programs are; the round that fills the caches sees to it.
        environ = dict.fromkeys(PLACES, made) | {"NEWSREADER_OFFLINE": "1", "PYTHONDONTWRITEBYTECODE": ""}
        columns = measured(folder, options.sizes, environ, options.rounds)
    print("| |" + "|".join(f" {size:,} articles " for size in options.sizes) + "|")
    print("|---|" + "---:|" * len(columns))
    for name in columns[0]:
        print(f"| {name} |" + "|".join(f" {column.get(name, '')} " for column in columns) + "|")


def measured(folder: Path, sizes: list[int], environ: dict[str, str], rounds: int) -> list[Column]:
    """Measure all sizes, the starts in turns so that each meets the same load."""
    homes = {size: folder / f"{size}" for size in sizes}
    libraries = {size: make_library(home, size) for size, home in homes.items()}
    starts: dict[str, list[Started]] = {}
    for number in range(rounds + 1):
        for name, started in one_round(homes, libraries, environ):
            if number:  # the first fills the system's caches
                starts.setdefault(name, []).append(started)
    return [column(starts, sizes, size) | store_column(libraries[size]) for size in sizes]


def one_round(homes: dict[int, Path], libraries: dict[int, Path], environ: dict[str, str]) -> list[tuple[str, Started]]:
    """Start every program once."""
    found = [("empty", start(EMPTY, environ, b" " * COLUMNS))]
    ours = [sys.executable, "-m", "newsreader"]
    for size, home in homes.items():
        at_home = environ | {"XDG_DATA_HOME": str(home)}
        first, last = ends_of(libraries[size])
        found.append((f"ours {size}", start(ours, at_home, first)))
        found.append((f"end {size}", start(ours, at_home, first, "\tG", last)))
        if newsboat.IS_THERE:
            edition = Edition(size)
            command = newsboat.make_cache(home / "newsboat", edition)
            title = f"{edition.section(0).name} 0".encode()
            found.append((f"newsboat {size}", start(command, environ, title)))
    return found


def ends_of(library: Path) -> tuple[bytes, bytes]:
    """Give the beginnings of the first and the last headline of all articles."""
    db = open_library(library, read_only=True)
    rows = (load_summaries(db, limit=1)[0], load_summaries_before(db, limit=1)[0])
    db.close()
    first, last = (row.headline.split()[0][:12].encode() for row in rows)
    return first, last


def column(starts: dict[str, list[Started]], sizes: list[int], size: int) -> Column:
    """Give what the starts on a library of one size say."""
    empty, smallest, ours = starts["empty"], starts[f"ours {sizes[0]}"], starts[f"ours {size}"]
    found = {
        "start to the first list, ms": f"{1000 * median(ours):.0f}",
        "… to an empty Textual program's first frame": f"{ratio(ours, empty):.2f}",
        f"… to the start with {sizes[0]:,}": f"{ratio(ours, smallest):.2f}",
        "`G` to the end of the list, ms": f"{1000 * median(starts[f'end {size}']):.0f}",
        "peak memory, MB": f"{peak(ours):.0f}",
        "… over the empty Textual program's": f"{peak(ours) - peak(empty):+.0f}",
    }
    if theirs := starts.get(f"newsboat {size}"):
        found["newsboat: start to its list of feeds, ms"] = f"{1000 * median(theirs):.0f}"
        found["newsboat: … to our start"] = f"{ratio(theirs, ours):.1f}"
        found["newsboat: peak memory, MB"] = f"{peak(theirs):.0f}"
    return found


def store_column(library: Path) -> Column:
    """Time what the reader asks of the store."""
    db = open_library(library)
    newest = load_summaries(db, limit=WINDOW)
    desk = next(status.section.key for status in load_sections(db) if status.total)
    found = {
        "first window, ms": timed(lambda: load_summaries(db, limit=OPENING_ROWS)),
        f"next {WINDOW} rows": timed(lambda: load_summaries(db, limit=WINDOW, after=newest[-1])),
        "last window": timed(lambda: load_summaries_before(db, limit=WINDOW)),
        "first window of a section": timed(lambda: load_summaries(db, desk, limit=WINDOW)),
        "unread only": timed(lambda: load_summaries(db, limit=WINDOW, unread_only=True)),
        "next unread": timed(lambda: next_unread(db, Shelf.ALL, ListFilter(), newest[-1].id, 1)),
        "all sections with their counts": timed(lambda: load_sections(db)),
    }
    progress = index_progress(db)
    if progress.is_complete:
        for text in ("missile", "drone border", "miss*", '"border talks"', "place:pakistan agency:afp"):
            found[f"search `{text}`, first page"] = timed(lambda text=text: searched(db, text))  # type: ignore[misc]
    found["library file, MB"] = f"{library.stat().st_size / 1e6:.0f}"
    db.close()
    return found


def searched(db: Connection, text: str) -> int:
    """Search for the first page of hits, with their excerpts."""
    query = parse(text)
    found = scan(db, Wanted(query=query), enough=ENOUGH, for_s=SCAN_S).found
    best = sorted(found, key=lambda each: each.score, reverse=True)[:HITS]
    return len(load_hits(db, query, [each.article_id for each in best], excerpt_chars=200))


def timed(operation: Callable[[], object], times: int = 15) -> str:
    """Give the median of some runs in milliseconds."""
    operation()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        operation()
        took.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(took):.2g}"


def median(starts: list[Started]) -> float:
    """Give the median time in seconds."""
    return statistics.median(each.seconds for each in starts)


def ratio(ours: list[Started], others: list[Started]) -> float:
    """Give the median over the rounds, each to the other of its round."""
    return statistics.median(mine.seconds / other.seconds for mine, other in zip(ours, others, strict=True))


def peak(starts: list[Started]) -> float:
    """Give the highest memory in MB."""
    return max(each.peak_mb for each in starts)


if __name__ == "__main__":
    main()
