"""Bytes in, model out: articles, section pages and feeds, with no I/O, clock or state."""

from newsreader.extract.article import extract_article
from newsreader.extract.reasons import Reason

__all__ = ["Reason", "extract_article"]
