"""Works on a library until it is killed: `python -m tests.store.victim LIBRARY SEED`.

Before each action it prints what the marks will be after it, and when the action has returned it says so. Whoever
kills it thus knows the only two states the library may be in.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

from newsreader.model import ArticleId
from newsreader.store import trash
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.marks import MarkChange, mark_all_read, set_read, set_starred, undo_marks
from newsreader.store.sections import save_refresh_ok, sync_catalogue
from tests.store.made import NOON, NUKES, STANS, make_article, make_entry, make_page

MAX_ARTICLES = 400
Marks = dict[int, tuple[int, int]]  # by article: read, starred; without those that have neither


def load_marks(db: Connection) -> Marks:
    """Give the marks of every article, pruned or not."""
    rows = db.execute("SELECT article_id, is_read, is_starred FROM mark WHERE is_read OR is_starred")
    return {number: (is_read, is_starred) for number, is_read, is_starred in rows}


class Victim:
    """Acts at random, and knows what each action does to the marks.

    Args:
        db: the library.
        seed: of what it does.
    """

    def __init__(self, db: Connection, seed: int) -> None:
        self._db = db
        self._random = random.Random(seed)
        self._undoable: list[tuple[MarkChange, Marks]] = []
        self._next = seed * 1000
        self._now = NOON

    def live(self) -> Iterator[tuple[Marks, Callable[[], object]]]:
        """Give one action after the other, with the marks as they will be after it."""
        kinds = (self._refresh, self._read_page, self._mark, self._mark, self._mark_all, self._undo, self._prune)
        while True:
            self._now += timedelta(seconds=1)
            yield self._random.choice(kinds)(load_marks(self._db))

    def _ids(self, most: int) -> list[ArticleId]:
        every = [number for (number,) in self._db.execute("SELECT id FROM article ORDER BY id")]
        return self._random.sample(every, min(most, len(every)))

    def _refresh(self, marks: Marks) -> tuple[Marks, Callable[[], object]]:
        section = self._random.choice((STANS, NUKES))
        first = self._next = self._next + 7
        entries = [make_entry(number, summary="x" * 500) for number in range(first, first + 10)]

        def refresh() -> None:
            save_entries(self._db, section.key, entries, self._now)
            save_refresh_ok(self._db, section.key, self._now)

        return marks, refresh

    def _read_page(self, marks: Marks) -> tuple[Marks, Callable[[], object]]:
        article = make_article(self._next)
        page = make_page(article.url, body=self._random.randbytes(20_000))
        return marks, lambda: save_article(self._db, article, page, self._now)

    def _mark(self, marks: Marks) -> tuple[Marks, Callable[[], object]]:
        ids, is_set = self._ids(20), self._random.random() < 0.7
        place, change = self._random.choice(((0, set_read), (1, set_starred)))
        after = dict(marks)
        for number in ids:
            mark = list(after.get(number, (0, 0)))
            mark[place] = int(is_set)
            after[number] = (mark[0], mark[1])
        return _without_empty(after), self._undoably(marks, lambda: change(self._db, ids, is_set, self._now))

    def _mark_all(self, marks: Marks) -> tuple[Marks, Callable[[], object]]:
        every = [number for (number,) in self._db.execute("SELECT id FROM article")]
        after = marks | {number: (1, marks.get(number, (0, 0))[1]) for number in every}
        return after, self._undoably(marks, lambda: mark_all_read(self._db, None, self._now))

    def _undo(self, marks: Marks) -> tuple[Marks, Callable[[], object]]:
        if not self._undoable:
            return self._mark(marks)
        change, before = self._undoable.pop()
        return before, lambda: undo_marks(self._db, change)

    def _prune(self, marks: Marks) -> tuple[Marks, Callable[[], object]]:
        """Let some articles go; bring those of the prune before back, or empty the trash."""
        parts = trash.parts_of_articles(self._db)
        last = trash.last_pruning(self._db)
        (total,) = self._db.execute("SELECT count(*) FROM article").fetchone()
        if last is not None and total < MAX_ARTICLES and self._random.random() < 0.5:
            return marks, lambda: trash.restore_some(self._db, parts, last)
        if last is not None and self._random.random() < 0.5:
            return marks, lambda: trash.empty_some(self._db)
        ids = self._ids(40)

        def prune() -> None:
            number = trash.begin_pruning(self._db, self._now)
            trash.drop_articles(self._db, parts, ids, number)

        return marks, prune

    def _undoably(self, before: Marks, change: Callable[[], MarkChange]) -> Callable[[], object]:
        return lambda: self._undoable.append((change(), before))


def _without_empty(marks: Marks) -> Marks:
    return {number: mark for number, mark in marks.items() if any(mark)}


def main() -> None:
    """Act until killed."""
    db = open_library(Path(sys.argv[1]))
    sync_catalogue(db, (STANS, NUKES), "one")
    victim = Victim(db, int(sys.argv[2]))
    say("begun", load_marks(db))
    for number, (after, act) in zip(count(), victim.live(), strict=False):
        say("next", after)
        act()
        say("done", number)
        if load_marks(db) != after:
            say("wrong", sorted(set(load_marks(db).items()) ^ set(after.items())))
            return


def say(what: str, about: object) -> None:
    """Tell the killer."""
    sys.stdout.write(f"{what} {json.dumps(about)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
