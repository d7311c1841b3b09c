"""Loading, once the first screen is there, what the first fetch and the first article need."""

from __future__ import annotations

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


def load_what_comes_next() -> None:
    """Load it, off the event loop: so no key waits for half a second of loading."""
    for name in _NEXT:
        import_module(name)
