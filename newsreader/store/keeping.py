"""What goes when a library is kept in bounds, decided article by article and done in short transactions.

Every limit becomes a `Cutoff` of the section it is for, and then an article goes when it is behind those of all
sections that list it. Nothing remembers how far a prune came: what has gone is not found again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from newsreader.model import ArticleId
from newsreader.store.budget import CHUNK, SLICE_S, Budget
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.schema import WHOLE_LIBRARY
from newsreader.store.trash import Part, drop_articles, drop_texts

_LOOKED_AT = 500  # articles in one step


class Place(NamedTuple):
    """A place in a list: the moment it is sorted by, microseconds, and the article's number."""

    sort_at: int
    article_id: int


OLDEST = Place(-(2**63), -(2**63))
NEWEST = Place(2**63 - 1, 2**63 - 1)


class Level(IntEnum):
    """How much of an article goes."""

    TEXT = 1  # with its page and related links: a teaser is left
    ALL = 2  # marks and addresses stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoff:
    """What a section wants no longer; by default it wants everything."""

    moment: int | None = None  # what came, or was fetched, before it; microseconds
    place: Place = OLDEST  # what is listed behind it

    def is_behind(self, article: Candidate) -> bool:
        """Say whether an article is not wanted."""
        return article.place < self.place or (self.moment is not None and article.touched_at < self.moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one section wants."""

    text: Cutoff = Cutoff()
    all: Cutoff = Cutoff()

    def of(self, level: Level) -> Cutoff:
        """Give what is wanted at a level."""
        return self.text if level is Level.TEXT else self.all


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What goes and what is spared."""

    cap: Wish = Wish()  # for every article, whoever wants it
    default: Wish = Wish()  # of sections without a wish of their own, and for articles in no section
    wishes: Mapping[int, Wish] = field(default_factory=dict)  # by the section's number
    unread_since: int = 0  # unread articles first seen since then are spared, microseconds
    fetched_since: int = 2**63 - 1  # texts fetched since then are spared
    open_ids: frozenset[ArticleId] = frozenset()  # spared

    def goes(self, article: Candidate, level: Level) -> bool:
        """Say whether nothing keeps an article at this level, its exemptions aside."""
        if self.cap.of(level).is_behind(article):
            return True
        wishes = [self.wishes.get(section, self.default) for section in article.sections] or [self.default]
        return all(wish.of(level).is_behind(article) for wish in wishes)

    def spares(self, article: Candidate) -> bool:
        """Say whether an article is exempt from every limit."""
        is_recent = not article.is_read and article.first_seen_at >= self.unread_since
        is_fresh = article.fetched_at >= self.fetched_since
        return article.is_marked or is_recent or is_fresh or article.place.article_id in self.open_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that may have to go."""

    place: Place
    first_seen_at: int
    fetched_at: int  # of its text; 0 without one
    has_text: bool
    is_read: bool
    is_marked: bool  # starred, or to be read later
    bytes: int
    sections: tuple[int, ...]

    @property
    def touched_at(self) -> int:
        """When it last was news here: published, first seen, or fetched."""
        return max(self.place.sort_at, self.first_seen_at, self.fetched_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A list to go through from its oldest end, looking for what goes."""

    section: int
    level: Level
    until: Place = NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What one step of a walk did, or would do."""

    last: Place | None  # where it came to; None when the walk is over
    articles: int = 0  # that went wholly
    texts: int = 0  # that went, those of whole articles too
    bytes: int = 0
    spared: int = 0  # that would have gone, were they not starred or to be read later, new and unread, or open


def prune_some(
    db: Connection,
    plan: Plan,
    walk: Walk,
    after: Place,
    *,
    parts: Sequence[Part],
    pruning: int | None = None,
    is_trial: bool = False,
    limit: int = _LOOKED_AT,
    budget_s: float = SLICE_S,
) -> Slice:
    """Go one step of a walk, short enough to be one transaction.

    Args:
        db: the library.
        plan: what goes.
        walk: where to look.
        after: where the step before came to.
        parts: as `trash.parts_of_articles` gives them.
        pruning: the prune that may be taken back; None for good.
        is_trial: change nothing.
        limit: how many articles to look at, at most.
        budget_s: for how long to change them; some are changed in any case.
    """
    with snapshot(db) if is_trial else transaction(db):
        places = _places(db, walk, after, limit)
        going: list[Candidate] = []
        spared: list[Candidate] = []
        for article in _candidates(db, places, walk.level):
            if plan.goes(article, walk.level):
                (spared if plan.spares(article) else going).append(article)
        last = places[-1] if len(places) == limit and places[-1] < walk.until else None
        if not is_trial:
            went = _drop(db, going, walk.level, parts, pruning, Budget(budget_s))
            if went < len(going):
                going, last = going[:went], going[went - 1].place
    # In a trial their texts are still there, and were counted when texts were looked for.
    with_text = [each for each in going if walk.level is Level.TEXT or not plan.goes(each, Level.TEXT)]
    return Slice(
        last=last,
        articles=len(going) if walk.level is Level.ALL else 0,
        texts=sum(article.has_text for article in with_text),
        bytes=sum(article.bytes for article in with_text),
        spared=sum(last is None or article.place <= last for article in spared),
    )


def place_of_count(db: Connection, section: int, count: int) -> Place:
    """Give the place of the last of a section's newest `count` articles; `OLDEST` when it lists no more."""
    with snapshot(db):
        row = db.execute(
            "SELECT sort_at, article_id FROM listing WHERE section_id = ?"
            " ORDER BY sort_at DESC, article_id DESC LIMIT 1 OFFSET ?",
            (section, max(count - 1, 0)),
        ).fetchone()
    if count == 0:
        return NEWEST
    return Place(*row) if row else OLDEST


def marked_bytes(db: Connection, section: int) -> int:
    """Give how much of a section's room its articles take that are starred or to be read later.

    They stay, so others have less.
    """
    with snapshot(db):
        (total,) = db.execute(
            "SELECT coalesce(sum(text_bytes + page_bytes + picture_bytes), 0) FROM ("
            " SELECT article_id FROM listing INDEXED BY starred_listing WHERE section_id = :section AND is_starred = 1"
            " UNION"
            " SELECT article_id FROM listing INDEXED BY later_listing WHERE section_id = :section AND is_later = 1)"
            " JOIN article_kept USING (article_id)",
            {"section": section},
        ).fetchone()
    return int(total)


def place_of_bytes(db: Connection, section: int, room: int, before: Place, *, limit: int) -> tuple[int, Place, bool]:
    """Look for the place in a section from which on its newest articles just fit into some room, one step.

    Args:
        db: the library.
        section: its number.
        room: what is left of it, bytes.
        before: where the step before came to.
        limit: how many rows to look at.

    Returns:
        What is left of the room, where the step came to, and whether that is the place.
    """
    with snapshot(db):
        rows = db.execute(
            "SELECT sort_at, listing.article_id, text_bytes + page_bytes + picture_bytes, is_starred OR is_later"
            " FROM listing"
            " LEFT JOIN article_kept USING (article_id) WHERE section_id = ? AND (sort_at, listing.article_id) < (?, ?)"
            " ORDER BY sort_at DESC, listing.article_id DESC LIMIT ?",
            (section, *before, limit),
        ).fetchall()
    for sort_at, number, size, is_marked in rows:
        if not is_marked and (size or 0) > room:
            return room, before, True
        room -= 0 if is_marked else size or 0
        before = Place(sort_at, number)
    return room, before if rows else OLDEST, not rows


def _drop(
    db: Connection, going: Sequence[Candidate], level: Level, parts: Sequence[Part], pruning: int | None, budget: Budget
) -> int:
    """Drop articles in their order until the time is over; gives how many went."""
    drop = drop_texts if level is Level.TEXT else drop_articles
    for first in range(0, len(going), CHUNK):
        drop(db, parts, [ArticleId(article.place.article_id) for article in going[first : first + CHUNK]], pruning)
        if budget.is_spent:
            return min(first + CHUNK, len(going))
    return len(going)


def _places(db: Connection, walk: Walk, after: Place, limit: int) -> list[Place]:
    if walk.level is Level.TEXT and walk.section == WHOLE_LIBRARY:
        rows = db.execute(
            "SELECT sort_at, id FROM article INDEXED BY article_with_text WHERE has_text = 1 AND (sort_at, id) > (?, ?)"
            " ORDER BY sort_at, id LIMIT ?",
            (*after, limit),
        )
    else:
        rows = db.execute(
            "SELECT sort_at, article_id FROM listing WHERE section_id = ? AND (sort_at, article_id) > (?, ?)"
            " ORDER BY sort_at, article_id LIMIT ?",
            (walk.section, *after, limit),
        )
    return [Place(*row) for row in rows]


def _candidates(db: Connection, places: Sequence[Place], level: Level) -> Iterator[Candidate]:
    rows = db.execute(
        "SELECT article.sort_at, article.id, first_seen_at, coalesce(text_fetched_at, 0), has_text,"
        " coalesce(is_read, 0), coalesce(is_starred OR is_later, 0),"
        " coalesce(text_bytes + page_bytes + picture_bytes, 0),"
        " (SELECT json_group_array(section_id) FROM listing WHERE article_id = article.id AND section_id <> 0)"
        " FROM json_each(?) CROSS JOIN article ON article.id = value"
        " LEFT JOIN article_kept ON article_kept.article_id = article.id"
        " LEFT JOIN mark ON mark.article_id = article.id WHERE has_text >= ? ORDER BY article.sort_at, article.id",
        (json.dumps([place.article_id for place in places]), level is Level.TEXT),
    )
    for sort_at, number, first_seen_at, fetched_at, has_text, is_read, is_marked, size, sections in rows.fetchall():
        yield Candidate(
            place=Place(sort_at, number),
            first_seen_at=first_seen_at,
            fetched_at=fetched_at,
            has_text=bool(has_text),
            is_read=bool(is_read),
            is_marked=bool(is_marked),
            bytes=size,
            sections=tuple(json.loads(sections)),
        )
