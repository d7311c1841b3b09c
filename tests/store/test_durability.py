"""A killed process loses at most the action in flight, and never one it had reported as done."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.model import ArticleId
from newsreader.store.articles import find_article, load_article
from newsreader.store.connection import open_library
from newsreader.store.lists import load_summary
from newsreader.store.pages import load_page
from newsreader.store.sections import load_counts, sync_catalogue
from tests.store.made import NUKES, STANS, assert_sound, make_article, make_page

ROOT = Path(__file__).parents[2]
# Keeps, marks and reports one article after another, for as long as it lives.
WORK = """
import sys
from itertools import count
from pathlib import Path
from newsreader.store.articles import save_article
from newsreader.store.connection import open_library
from newsreader.store.entries import save_entries
from newsreader.store.marks import set_read, set_starred
from tests.store.made import NOON, STANS, make_article, make_entry, make_page

db = open_library(Path(sys.argv[1]))
for number in count(int(sys.argv[2])):
    save_entries(db, STANS.key, [make_entry(number)], NOON)
    article = make_article(number)
    kept = save_article(db, article, make_page(article.url), NOON)
    set_read(db, [kept], True, NOON)
    set_starred(db, [kept], True, NOON)
    print(number, kept, flush=True)
"""


@pytest.mark.parametrize("kills", [15])
def test_killed_again_and_again(path: Path, kills: int) -> None:
    db = open_library(path)
    sync_catalogue(db, (STANS, NUKES), "one")
    db.close()
    reported: list[tuple[int, int]] = []
    for kill in range(kills):
        first = reported[-1][0] + 1 if reported else 0
        with subprocess.Popen(
            [sys.executable, "-c", WORK, str(path), str(first)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as process:
            assert process.stdout is not None
            for _, line in zip(range(1 + kill % 5), process.stdout, strict=False):  # in this order: no line too many
                number, kept = line.split()
                reported.append((int(number), int(kept)))
            process.kill()
            late = process.stdout.read().splitlines(keepends=True)
            reported += [(int(n), int(k)) for n, k in (line.split() for line in late if line.endswith("\n"))]

    db = open_library(path)
    assert_sound(db)
    assert len(reported) >= kills
    for number, kept in reported:
        assert find_article(db, make_article(number).url) == kept
        found = load_article(db, ArticleId(kept))
        assert found is not None
        assert found[0].blocks == make_article(number).blocks
        assert load_page(db, make_article(number).url) == make_page(make_article(number).url)
        summary = load_summary(db, ArticleId(kept))
        assert summary is not None
        assert summary.state.is_read
        assert summary.state.is_starred
    # One article more may be there: that in flight at the last kill. The others were done again.
    assert len(reported) <= load_counts(db, STANS.key).total <= len(reported) + 1
    db.close()
