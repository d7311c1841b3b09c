"""What the program tells others by itself: the `[hooks]` and `[notify]` tables of the settings."""

from __future__ import annotations

from dataclasses import dataclass

MAX_TERMS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Programs that are started when something happened, each with its arguments; () for none."""

    new_article: tuple[str, ...] = ()  # for each article that a refresh brings
    starred: tuple[str, ...] = ()  # for each article that is starred
    refresh_done: tuple[str, ...] = ()  # once for each refresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Of which new articles the desktop is told."""

    terms: tuple[str, ...] = ()  # searches; an article that one of them finds
