"""Searches and saved searches, through the library."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import NotFoundError, SearchSyntaxError, UnusableNameError
from newsreader.library import Library
from newsreader.library import search as library_search
from newsreader.library.shelves import ListFilter, Place, Shelf, saved_search_key
from newsreader.model import Article, SectionStatus
from newsreader.store import articles, search_index
from newsreader.store.connection import open_library
from tests.fakes import HOSTILE, NOW, PORTS, SHIPS, fill, opened, paths_in

COUNT = 12


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    fill(tmp_path, COUNT)
    async with opened(tmp_path) as library:
        yield library


async def ids_of(library: Library, text: str, *, is_typing: bool = False) -> list[int]:
    results = await library.search.find(text, is_typing=is_typing)
    hits = await results.more(1000)
    assert results.is_whole
    assert not results.has_more
    assert results.found == len(hits)
    return [hit.row.id for hit in hits]


async def saved_status(library: Library, name: str) -> SectionStatus:
    return next(each for each in await library.sections() if each.section.name == name)


async def test_pages_go_on_where_the_last_ended(library: Library) -> None:
    whole = await ids_of(library, "harbour")
    results = await library.search.find("harbour")
    paged = []
    while results.has_more:
        paged += [hit.row.id for hit in await results.more(5)]
    assert paged == whole
    assert len(whole) == COUNT  # all but the hostile headline, and one of Ships
    assert await results.more(5) == ()


async def test_older_hits_come_behind_the_best_of_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "PERIOD_DOCUMENTS", 3)
    monkeypatch.setattr(library_search, "RANKED", 4)
    fill(tmp_path, COUNT)
    async with opened(tmp_path) as library:
        results = await library.search.find("story")
        first = await results.more(2)
        assert results.back_to is not None
        assert not results.is_whole
        assert all(hit.row.sort_at >= results.back_to for hit in first)
        everything = [*first, *await results.more(100)]
        assert len({hit.row.id for hit in everything}) == len(everything) == COUNT + 1
        assert results.is_whole


async def test_of_equal_hits_the_newer_comes_first(tmp_path: Path) -> None:
    db = open_library(paths_in(tmp_path).library_file)
    for number, days in enumerate((400, 0, 30), start=1):
        at = NOW - timedelta(days=days)
        url = f"https://a.example/{number}"
        articles.save_article(db, Article(url=url, headline="Ferry sinks", published=at), None, NOW)
    db.close()
    async with opened(tmp_path) as library:
        assert await ids_of(library, "ferry") == [2, 3, 1]


async def test_sections_and_days_by_their_names(library: Library) -> None:
    assert len(await ids_of(library, 'section:"harbour news"')) == COUNT + 1
    assert set(await ids_of(library, "section:ships")) == set(await ids_of(library, f"section:{SHIPS} story"))
    assert len(await ids_of(library, "-section:ships")) == COUNT - 1
    assert await ids_of(library, "after:2026-02-12") == []  # where the 11th begins fourteen hours earlier too
    assert len(await ids_of(library, "after:2026-02-09 before:1d")) < COUNT + 1
    with pytest.raises(NotFoundError, match="did you mean Ships"):
        await library.search.find("section:shipps")
    with pytest.raises(SearchSyntaxError):
        await library.search.find("")


async def test_what_is_typed_finds_its_beginnings(library: Library) -> None:
    assert await ids_of(library, "harb") == []
    assert len(await ids_of(library, "harb", is_typing=True)) == COUNT


async def test_a_saved_search_is_a_list_like_any_other(library: Library) -> None:
    key = await library.search.save("Boats", "harbour -teaser")
    status = await saved_status(library, "Boats")
    assert (await library.sections())[0] == status
    assert status.section.key == key == saved_search_key("BOATS")
    assert (status.query, status.total, status.unread) == ("harbour -teaser", 3, 3)
    assert await library.named("boats") == (status,)
    window = await library.window(key, limit=2)
    assert len(window.rows) == 2
    assert window.has_later_rows
    rest = await library.window(key, limit=2, after=window.rows[-1])
    assert len(rest.rows) == 1
    assert not rest.has_later_rows
    last = await library.window(key, limit=2, is_last=True)
    assert last.rows == (window.rows[1], rest.rows[0])
    assert last.has_earlier_rows
    middle = await library.window(key, limit=10, around=window.rows[1].id)
    assert middle.rows == (*window.rows, *rest.rows)
    assert (await library.window(key, ListFilter(words="numb 1"), limit=10)).rows


async def test_walking_and_marking_a_saved_search(library: Library) -> None:
    key = await library.search.save("Boats", "harbour -teaser")
    rows = (await library.window(key, limit=10)).rows
    assert await library.next_unread(key, None, 1) == rows[0]
    assert await library.next_unread(key, rows[0].id, 1) == rows[1]
    assert await library.next_unread(key, rows[1].id, -1) == rows[0]
    assert await library.next_unread(key, rows[0].id, -1) is None
    done = await library.mark_all_read(key)
    assert done.count == len(rows)
    assert await library.next_unread(key, None, 1) is None
    assert await library.search.count()
    assert (await saved_status(library, "Boats")).unread == 0
    assert not await library.search.count()
    unread = await library.window(PORTS, ListFilter(unread_only=True), limit=100)
    assert len(unread.rows) == COUNT - len(rows)


async def test_counting_stops_somewhere(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_search, "COUNTED_UP_TO", 5)
    await library.search.save("All of it", "story")
    status = await saved_status(library, "All of it")
    assert (status.total, status.unread) == (5, 5)


async def test_saving_again_changes_and_forgetting_removes(library: Library) -> None:
    await library.search.save("Boats", "harbour")
    await library.search.save(" boats ", "ships")
    assert [(search.name, search.query) for search in await library.search.saved()] == [("boats", "ships")]
    await library.search.forget("BOATS")
    assert await library.search.saved() == ()
    with pytest.raises(NotFoundError):
        await library.search.forget("boats")
    with pytest.raises(NotFoundError):
        await library.window(saved_search_key("boats"), limit=1)


@pytest.mark.parametrize("name", ["", "  ", "ports", "Harbour News", "harbour/ports", "a/b", "x" * 61])
async def test_names_that_cannot_be_used(library: Library, name: str) -> None:
    with pytest.raises(UnusableNameError):
        await library.search.save(name, "harbour")
    assert await library.search.saved() == ()


async def test_a_search_that_means_nothing_is_not_saved(library: Library) -> None:
    for text in ("", 'harbour "', "section:nowhere x"):
        with pytest.raises((SearchSyntaxError, NotFoundError)):
            await library.search.save("Boats", text)
    assert await library.search.saved() == ()


async def test_a_saved_search_is_never_fetched(library: Library) -> None:
    key = await library.search.save("Boats", "harbour")
    assert key not in await library.followed()
    assert await library.refresh([key], lambda _: None) == []


async def test_what_waits_is_indexed_in_slices(library: Library, tmp_path: Path) -> None:
    db = open_library(paths_in(tmp_path).library_file)
    db.execute("UPDATE article SET headline = 'Renamed' WHERE id = 1")
    db.close()
    assert await ids_of(library, "renamed") == []
    assert await library.search.index()
    assert await ids_of(library, "renamed") == [1]
    assert (await library.search.progress()).is_complete


async def test_a_hit_shows_its_words_as_they_stand(library: Library) -> None:
    hit = (await (await library.search.find("quit bold")).more())[0]
    assert hit.row.headline == HOSTILE
    assert hit.headline.text == hit.row.headline
    assert [hit.headline.text[start:stop] for start, stop in hit.headline.places] == ["Bold", "quit", "quit"]


@pytest.mark.parametrize("place", [Shelf.ALL, Shelf.STARRED, PORTS])
@pytest.mark.parametrize("words", ["story", "st 1", "harb STORY", "tory", "--", "zzz", "story zzz", "ann", "oslo"])
async def test_a_list_is_filtered_alike_with_and_without_the_index(
    library: Library, monkeypatch: pytest.MonkeyPatch, place: Place, words: str
) -> None:
    await library.set_starred(
        [row.id for row in (await library.window(Shelf.ALL, limit=100)).rows[::3]], is_starred=True
    )
    await library.set_read([row.id for row in (await library.window(Shelf.ALL, limit=100)).rows[::2]], is_read=True)
    filters = [ListFilter(words=words), ListFilter(words=words, unread_only=True)]
    assert await library.search.gives(place, filters[0])
    indexed = [
        await library.window(place, wanted, limit=5, is_last=last) for wanted in filters for last in (False, True)
    ]
    monkeypatch.setattr(library_search, "has_waiting", lambda db: True)
    assert not await library.search.gives(place, filters[0])
    scanned = [
        await library.window(place, wanted, limit=5, is_last=last) for wanted in filters for last in (False, True)
    ]
    assert [[row.id for row in window.rows] for window in indexed] == [
        [row.id for row in window.rows] for window in scanned
    ]


async def test_marking_what_a_filter_shows_marks_nothing_else(library: Library) -> None:
    wanted = ListFilter(words="story 1")
    shown = {row.id for row in (await library.window(Shelf.ALL, wanted, limit=100)).rows}
    assert shown
    await library.mark_all_read(Shelf.ALL, wanted)
    rows = (await library.window(Shelf.ALL, limit=100)).rows
    assert {row.id for row in rows if row.state.is_read} == shown
