"""Loading, once the first screen is there, what the first fetch and the first article need."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

_NEXT = (
    "newsreader.library.history",
    "newsreader.library.reading",
    "newsreader.library.refresh",
    "newsreader.library.search",
    "newsreader.fetch.client",
    "newsreader.fetch.pool",
    "newsreader.extract.article",
)


def load_what_comes_next(of_front: Iterable[str] = ()) -> None:
    """Load it, off the event loop: so no key waits for half a second of loading.

    Args:
        of_front: what a front needs of its own, which comes first.
    """
    for name in (*of_front, *_NEXT):
        import_module(name)
