"""Bytes in, model out: articles, section pages and feeds, with no I/O, clock or state.

What reads articles is loaded with the first of its names (PEP 562): it takes a fifth of a second, for which who reads
feeds only need not wait.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.extract.article import extract_article
    from newsreader.extract.reasons import Reason

__all__ = ["Reason", "extract_article"]

_MODULES = {"Reason": "newsreader.extract.reasons", "extract_article": "newsreader.extract.article"}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return value
