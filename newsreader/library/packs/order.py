"""What a pack is to hold, how far it is, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from newsreader.model import ArticleId, SectionKey

MAX_ARTICLE_BYTES = 4_000_000  # of all pages of an article in a pack: the longest real ones have half of it
MAX_PICTURE_BYTES = 4_000_000  # a photograph that fills a large screen has a quarter of it


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOrder:
    """What a pack is to hold: the newest articles of sections, what they are related to, their pictures.

    The limits are of what the pack holds, be it fetched for it or in the library before. The size is that of
    pages and pictures as they come, unpacked; what comes in vain counts in the run in which it comes.
    """

    keys: tuple[SectionKey, ...]
    related_depth: int = 0  # 1: what the articles of the sections name as related; 2: what those name; …
    has_pictures: bool = False
    max_articles: int
    max_bytes: int

    @property
    def name(self) -> str:
        """What tells it from other packs; its limits do not."""
        return json.dumps([sorted(self.keys), self.related_depth, self.has_pictures])


class PackStage(StrEnum):
    """What is being fetched."""

    ARTICLES = "articles"
    RELATED = "related"
    PICTURES = "pictures"


class PackEnd(StrEnum):
    """Why a pack ended."""

    COMPLETE = "complete"
    ARTICLES = "as many articles as asked for"
    SIZE = "as large as asked for"
    NO_NETWORK = "no network"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackProgress:
    """How far a pack is."""

    stage: PackStage
    done: int
    total: int  # as far as known
    size_bytes: int  # that the pack holds so far
    title: str  # of what was done last
    article_id: ArticleId | None = None  # of an article that was just fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What a pack lacks for one reason."""

    reason: str  # in words
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What a pack holds and lacks."""

    end: PackEnd
    full: int = 0  # articles with their full text
    fetched: int = 0  # of all articles held, those that came in this run
    teasers: tuple[Lack, ...] = ()  # articles of which there is the beginning only
    failures: tuple[Lack, ...] = ()
    no_articles: int = 0  # pages that list articles, and the like; not wanted
    pictures: int = 0
    picture_failures: tuple[Lack, ...] = ()
    no_pictures: int = 0  # counting pixels; not wanted
    size_bytes: int = 0  # of pages and pictures held
    received_bytes: int = 0  # in this run

    @property
    def has_failures(self) -> bool:
        """Whether something is lacking that another try or another program might get."""
        return bool(self.failures or self.picture_failures)


ReportProgress = Callable[[PackProgress], None]
