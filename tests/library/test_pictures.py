"""The pictures of an article being read: kept, fetched, left alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.blocks import Image
from newsreader.config.settings import Settings
from newsreader.errors import HttpStatusError, OfflineError, PictureError
from newsreader.library import Library
from newsreader.library.pictures import SLOW_S, Pictures
from newsreader.model import ArticleId
from newsreader.store import articles
from newsreader.store.connection import open_library
from tests.fakes import NOW, SITE, FakeFetcher, article_url, fill, opened, paths_in, story
from tests.painted import painted

QUAY, CRANE = f"{SITE}/photos/quay.jpg", f"{SITE}/photos/crane.png"


@pytest.fixture
def fetcher() -> FakeFetcher:
    return FakeFetcher({QUAY: painted(300, 200, "JPEG"), CRANE: painted(90, 60)})


@pytest.fixture
async def library(tmp_path: Path, fetcher: FakeFetcher) -> AsyncIterator[Library]:
    fill(tmp_path)
    async with opened(tmp_path, fetcher) as library:
        yield library


async def first(library: Library) -> ArticleId:
    found = await library.article_at(article_url(0))
    assert found is not None
    return found


async def test_a_picture_is_fetched_once_and_then_kept(library: Library, fetcher: FakeFetcher) -> None:
    article_id = await first(library)
    picture = await library.pictures.get(QUAY, article_id, may_fetch=True)
    assert (picture.content_type, picture.width, picture.height) == ("image/jpeg", 300, 200)
    assert await library.picture(QUAY) == picture
    assert await library.pictures.get(QUAY, article_id, may_fetch=False) == picture
    assert fetcher.asked == [QUAY]


async def test_nothing_is_fetched_where_that_is_not_wanted(library: Library, fetcher: FakeFetcher) -> None:
    with pytest.raises(PictureError, match="not in the library"):
        await library.pictures.get(QUAY, await first(library), may_fetch=False)
    assert fetcher.asked == []


async def test_offline_what_is_not_kept_is_not_to_be_had(tmp_path: Path, fetcher: FakeFetcher) -> None:
    fill(tmp_path)
    async with opened(tmp_path, fetcher, settings=Settings(offline=True)) as library:
        with pytest.raises(OfflineError):
            await library.pictures.get(QUAY, await first(library), may_fetch=True)
    assert fetcher.asked == []


@pytest.mark.parametrize(
    "url",
    [f"{SITE}/1x1.gif", "file:///etc/passwd", "data:image/png;base64,AAAA", "javascript:alert(1)", ""],
)
async def test_counting_pixels_and_other_schemes_are_never_asked_for(
    library: Library, fetcher: FakeFetcher, url: str
) -> None:
    with pytest.raises(PictureError):
        await library.pictures.get(url, await first(library), may_fetch=True)
    assert fetcher.asked == []


async def test_what_is_no_picture_is_not_kept(library: Library, fetcher: FakeFetcher) -> None:
    fetcher.pages |= {QUAY: b"<html>Please log in</html>", CRANE: painted(1, 1)}
    for url in (QUAY, CRANE):
        with pytest.raises(PictureError):
            await library.pictures.get(url, await first(library), may_fetch=True)
        assert await library.picture(url) is None
    fetcher.pages[QUAY] = HttpStatusError(QUAY, 500)
    with pytest.raises(HttpStatusError):
        await library.pictures.get(QUAY, await first(library), may_fetch=True)


@pytest.mark.parametrize("article_id", [None, ArticleId(0)])
async def test_where_there_is_no_room_it_is_shown_and_asked_for_once(
    tmp_path: Path, fetcher: FakeFetcher, article_id: ArticleId | None
) -> None:
    fill(tmp_path)
    settings = Settings() if article_id == 0 else Settings(keep_pictures_mb=0)
    async with opened(tmp_path, fetcher, settings=settings) as library:
        shown_by = await first(library) if article_id is None else article_id
        for _ in range(2):
            assert (await library.pictures.get(CRANE, shown_by, may_fetch=True)).width == 90
        assert await library.picture(CRANE) is None
    assert fetcher.asked == [CRANE]


async def test_a_slow_link_is_noticed_and_a_quick_one_again(library: Library) -> None:
    times: Iterator[float] = iter((0.0, SLOW_S + 1, 10.0, 10.1))
    slow = Pictures(library._store, library._web, lambda: library.settings, timer=lambda: next(times))
    await slow.get(QUAY, await first(library), may_fetch=True)
    assert slow.is_link_slow
    await slow.get(CRANE, await first(library), may_fetch=True)
    assert not slow.is_link_slow


async def test_an_article_tells_the_sizes_of_its_pictures_that_are_here(tmp_path: Path, fetcher: FakeFetcher) -> None:
    fill(tmp_path)
    db = open_library(paths_in(tmp_path).library_file)
    pictured = replace(story(0), lead_image=Image(QUAY), blocks=(*story(0).blocks, Image(CRANE), Image(CRANE)))
    articles.save_article(db, pictured, None, NOW)
    db.close()
    async with opened(tmp_path, fetcher) as library:
        article_id = await first(library)
        assert (await library.read(article_id)).pictures == {}
        await library.pictures.get(CRANE, article_id, may_fetch=True)
        assert (await library.read(article_id)).pictures == {CRANE: (90, 60)}
