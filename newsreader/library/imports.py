"""What is followed in other readers, taken over: OPML, newsboat's `urls` file and newsboat's cache.

Nothing is fetched: what is added comes with the next refresh. A folder of the list is the publication here, the
feed's title its section; a feed in no folder is a publication whose section is its front page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from newsreader.address import canonical_address, is_web_address
from newsreader.errors import ImportingError, NewsError
from newsreader.library.adding import MAX_NAME_CHARS, free_key
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import FOLDERS_APART, FRONT_PAGE, ArticleId, Entry, NotModified, Section, SectionKey
from newsreader.store import articles, entries, marks, newsboat, sections
from newsreader.store.backup import SQLITE_MAGIC
from newsreader.store.connection import Connection, transaction
from newsreader.subscription import NO_ADDRESS, LeftOut, SavedQuery, Subscription, SubscriptionList
from newsreader.text import clean_line

MAX_LIST_BYTES = 16_000_000
_MAX_LEFT_OUT = 1_000  # told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came in and what did not."""

    added: tuple[Section, ...] = ()
    known: tuple[Section, ...] = ()  # was there; followed from now on, with tags it did not have
    queries: tuple[SavedQuery, ...] = ()  # lists made by searches, in our language
    left_out: tuple[LeftOut, ...] = ()
    articles: int = 0  # listed from a cache
    new_articles: int = 0  # of them, new to the library
    read: int = 0  # marked so by the import
    starred: int = 0


class Imports:
    """Takes lists of other readers over; hung on the library as `library.imports`."""

    def __init__(
        self, store: StoreWorker, web: Web, clock: Callable[[], datetime], allow: Callable[[str], Awaitable[None]]
    ) -> None:
        self._store = store
        self._web = web
        self._clock = clock
        self._allow = allow

    async def from_file(self, path: Path) -> Imported:
        """Take over what a file says: OPML, newsboat's `urls` or newsboat's cache.

        Raises:
            ImportingError: it cannot be read, is none of these, or says nothing that can be followed.
        """
        head = await asyncio.to_thread(_read_file, path, len(SQLITE_MAGIC))
        if head == SQLITE_MAGIC:
            return await self._store.run(_take_cache, path, self._clock())
        return await self.from_bytes(await asyncio.to_thread(_read_file, path, MAX_LIST_BYTES + 1), str(path))

    async def from_address(self, url: str) -> Imported:
        """Take over a list on the web; the person wrote its address.

        Raises:
            FetchError: it could not be had.
            ImportingError: it is no web address, or as `from_bytes`.
        """
        if not is_web_address(url):
            raise ImportingError(url, "only http and https addresses are fetched")
        await self._allow(url)
        answer = await self._web.get(url)
        if isinstance(answer, NotModified):
            raise ImportingError(url, "the site says it is unchanged, but it was never asked before")
        return await self.from_bytes(answer.body, url)

    async def from_bytes(self, body: bytes, name: str) -> Imported:
        """Take over a list that is a text: OPML or newsboat's `urls`, whichever it looks like.

        Raises:
            ImportingError: it is neither, too large, or says nothing that can be followed.
        """
        if len(body) > MAX_LIST_BYTES:
            raise ImportingError(name, f"it is larger than {MAX_LIST_BYTES // 1_000_000} MB")
        try:
            found = await asyncio.to_thread(_read_list, body)
        except NewsError as error:
            raise ImportingError(name, error.detail) from error
        if not (found.subscriptions or found.queries or found.left_out):
            raise ImportingError(name, "it names nothing to follow")
        if _is_no_list(found):
            raise ImportingError(name, "it names no web address")
        return await self._store.run(_take_list, found)


def _read_file(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise ImportingError(str(path), error.strerror or str(error)) from error


def _read_list(body: bytes) -> SubscriptionList:
    from newsreader.extract.newsboat import extract_urls
    from newsreader.extract.opml import extract_opml

    beginning = body[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return extract_opml(body) if beginning.startswith(b"<") else extract_urls(body)


def _is_no_list(found: SubscriptionList) -> bool:
    """Say whether nothing in it is an address of any kind, as in a text that is no list."""
    is_empty = not (found.subscriptions or found.queries)
    return is_empty and all(each.why == NO_ADDRESS and "://" not in each.what for each in found.left_out)


def _take_list(db: Connection, found: SubscriptionList) -> Imported:
    """Follow what a list names, all of it or nothing."""
    with transaction(db):
        taking = _Taking(db)
        for subscription in found.subscriptions:
            taking.take(subscription)
        taking.keep()
    return Imported(
        added=tuple(taking.added.values()),
        known=tuple(taking.known.values()),
        queries=found.queries,
        left_out=found.left_out,
    )


class _Taking:
    """The sections there are, and what becomes of them."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._sections = {status.section.key: status.section for status in sections.load_sections(db)}
        self._by_address: dict[str, SectionKey] = {}
        for section in sorted(self._sections.values(), key=lambda section: not section.is_own):
            self._note(section)
        self.added: dict[SectionKey, Section] = {}
        self.known: dict[SectionKey, Section] = {}
        self._changed: set[SectionKey] = set()

    def take(self, subscription: Subscription) -> SectionKey:
        """Give the section that a subscription is, made where it is not there."""
        found = (self._by_address.get(canonical_address(each)) for each in subscription.addresses)
        key = next(filter(None, found), None)
        if key is None:
            section = _section(subscription, self._sections)
            key = section.key
            self.added[key] = self._sections[key] = section
            self._note(section)
            return key
        section = self._sections[key]
        if section.is_own:
            self._sections[key] = merged = _with_more(section, subscription)
            if merged != section:
                self._changed.add(key)
        if key in self.added:
            self.added[key] = self._sections[key]
        else:
            self.known[key] = self._sections[key]
        return key

    def keep(self) -> None:
        """Write it all."""
        for key in (*self.added, *(key for key in self.known if key in self._changed)):
            sections.add_own_section(self._db, self._sections[key])
        for key in self.known:
            sections.follow_section(self._db, key)

    def _note(self, section: Section) -> None:
        for address in section.addresses:
            self._by_address.setdefault(canonical_address(address), section.key)


def _section(subscription: Subscription, taken: dict[SectionKey, Section]) -> Section:
    name = subscription.name or _name_of_address(subscription.addresses[0])
    source, name = (subscription.folder, name) if subscription.folder else (name, FRONT_PAGE)
    return Section(
        key=free_key(source, name, taken),
        source=source,
        name=name,
        addresses=subscription.addresses,
        home=subscription.home,
        tags=subscription.tags,
        is_own=True,
    )


def _with_more(section: Section, subscription: Subscription) -> Section:
    """Give a section what a list says of it besides; a folder it does not stand in becomes a tag of it."""
    folder = subscription.folder.replace(FOLDERS_APART, "/").replace(",", " ")
    tags = [*section.tags, *subscription.tags, *([folder] if folder and subscription.folder != section.source else [])]
    told = subscription.name
    unnamed = _name_of_address(section.addresses[0])
    return replace(
        section,
        tags=tuple(dict.fromkeys(tags)),
        home=section.home or subscription.home,
        name=told if told and section.name == unnamed else section.name,
        source=told if told and section.source == unnamed else section.source,
    )


def _name_of_address(address: str) -> str:
    """Name a feed of which nothing but its address is known."""
    return clean_line(address.partition("://")[2].removeprefix("www.").rstrip("/"))[:MAX_NAME_CHARS]


@dataclass(slots=True)
class _Tally:
    """What came of the items of a cache."""

    articles: int = 0
    new: int = 0
    read: int = 0
    starred: int = 0
    left_out: dict[str, int] = field(default_factory=dict)  # how many, by why


def _take_cache(db: Connection, path: Path, now: datetime) -> Imported:
    """Follow the feeds of a newsboat cache and list its items with their marks.

    The feeds come in as a whole; the items some hundred at a time, so that another program never waits long. Done
    again after it was stopped, it goes on.
    """
    with newsboat.open_cache(path) as cache:
        left_out: list[LeftOut] = []
        keys: dict[str, SectionKey] = {}
        with transaction(db):
            taking = _Taking(db)
            for feed in cache.feeds():
                subscription = _subscription(feed)
                if subscription is None:
                    left_out.append(LeftOut(what=clean_line(feed.address)[:200], why=NO_ADDRESS))
                else:
                    keys[feed.address] = taking.take(subscription)
            taking.keep()
        tally = _Tally()
        for batch in cache.batches():
            _take_items(db, keys.get(batch[0].feed), batch, now, tally)
    left_out = left_out[:_MAX_LEFT_OUT]
    left_out += [LeftOut(what=f"{count} of its articles", why=why) for why, count in tally.left_out.items()]
    return Imported(
        added=tuple(taking.added.values()),
        known=tuple(taking.known.values()),
        left_out=tuple(left_out),
        articles=tally.articles,
        new_articles=tally.new,
        read=tally.read,
        starred=tally.starred,
    )


def _subscription(feed: newsboat.CachedFeed) -> Subscription | None:
    from newsreader.extract.opml import web_feed_address
    from newsreader.extract.teaser import plain_title

    address = web_feed_address(feed.address)
    home = web_feed_address(feed.home)
    if not address:
        return None
    name = plain_title(feed.title)[:MAX_NAME_CHARS].strip()
    return Subscription(addresses=(address,), name=name, home="" if home == address else home)


def _take_items(
    db: Connection, key: SectionKey | None, batch: Sequence[newsboat.CachedItem], now: datetime, tally: _Tally
) -> None:
    """List the items of one feed and set their marks, never taking one away."""
    if key is None:
        _count(tally, "their feed is not followed", len(batch))
        return
    by_url: dict[str, newsboat.CachedItem] = {}
    listed: list[Entry] = []
    for item in batch:
        entry = _entry(item)
        if entry is None:
            _count(tally, "they have no address of their own", 1)
        else:
            by_url[entry.url] = item
            listed.append(entry)
    with transaction(db):
        tally.new += entries.save_entries(db, key, listed, now)
        tally.articles += len(listed)
        numbers = articles.articles_at(db, by_url)
        tally.read += _set(db, marks.set_read, (numbers[url] for url, item in by_url.items() if item.is_read), now)
        tally.starred += _set(db, marks.set_starred, (numbers[url] for url, item in by_url.items() if item.flags), now)


def _set(db: Connection, mark: Callable[..., marks.MarkChange], numbers: Iterable[ArticleId], now: datetime) -> int:
    return len(mark(db, list(numbers), True, now).ids)


def _count(tally: _Tally, why: str, number: int) -> None:
    tally.left_out[why] = tally.left_out.get(why, 0) + number


def _entry(item: newsboat.CachedItem) -> Entry | None:
    from newsreader.extract.byline import read_names
    from newsreader.extract.opml import web_feed_address
    from newsreader.extract.teaser import headline_from, plain_title, read_teaser

    url = web_feed_address(item.url) or web_feed_address(item.guid)
    if not url:
        return None
    teaser = read_teaser(item.content, url)
    return Entry(
        url=url,
        headline=plain_title(item.title) or headline_from(teaser.text) or clean_line(url),
        guid=clean_line(item.guid)[:2000],
        summary=teaser.text,
        byline=read_names(plain_title(item.author)),
        dateline=teaser.dateline,
        published=item.published,
        image_url=teaser.image_url,
    )
