"""Feeds and pages built to do harm: each ends in articles or in words, and library and next fetch are well after it."""

from __future__ import annotations

import pytest

from newsreader.errors import InternalError, NewsError
from newsreader.library import Library
from newsreader.library.reading import links_of
from newsreader.library.shelves import Shelf
from newsreader.store.checks import complaints_of_sqlite
from newsreader.store.connection import open_library
from newsreader.text import clean_line
from tests.hostile.conftest import serve
from tests.hostile.documents import FEEDS, HTML, PAGES, item, page, rss
from tests.server import TestServer

MOST_WORDS = 600  # characters


def assert_well_said(error: NewsError | None) -> None:
    """An error is words for a person: no fault of our own, one line, nothing raw."""
    text = error.user_text if error is not None else ""
    assert not isinstance(error, InternalError)
    assert text == clean_line(text)
    assert len(text) < MOST_WORDS


async def assert_sound(library: Library, server: TestServer) -> None:
    """Nothing was asked for that no person wanted, the library is whole, and an honest feed and page still work."""
    assert not [request for request in server.received if "secret" in request.path]
    db = open_library(library._store.path)
    try:
        assert complaints_of_sqlite(db) == ()
    finally:
        db.close()
    window = await library.window(Shelf.ALL, limit=50)
    for row in window.rows:
        assert row.headline == clean_line(row.headline)
    look = await library.sources.look(server.put("/honest.xml", rss(item("honest")).replace("HOST", server.url(""))))
    added = await library.sources.add(look.best)
    assert added.entries == 1
    reading = await library.read_address(server.put("/honest", page("honest")))
    assert reading.article.headline == "A story of the ferry"


@pytest.mark.parametrize("name", FEEDS)
async def test_a_feed(library: Library, server: TestServer, forbidden_server: TestServer, name: str) -> None:
    url = serve(server, forbidden_server, FEEDS[name])
    try:
        look = await library.sources.look(url)
        added = await library.sources.add(look.best)
    except NewsError as error:
        assert_well_said(error)
    else:
        serve(server, forbidden_server, FEEDS[name], b" ")
        (result,) = await library.refresh([added.section.key], lambda _: None)
        assert_well_said(result.error)
    await assert_sound(library, server)


@pytest.mark.parametrize("name", PAGES)
async def test_a_page(library: Library, server: TestServer, forbidden_server: TestServer, name: str) -> None:
    url = serve(server, forbidden_server, PAGES[name])
    try:
        reading = await library.read_address(url)
    except NewsError as error:
        assert_well_said(error)
    else:
        article = reading.article
        assert article.headline == clean_line(article.headline)
        assert all(link.startswith(("http://", "https://", "mailto:")) for link in links_of(article))
    try:
        await library.sources.look(url)
    except NewsError as error:
        assert_well_said(error)
    await assert_sound(library, server)


@pytest.mark.parametrize("name", ["a PDF that says it is HTML", "a picture that says it is HTML", "random bytes"])
async def test_bytes_that_are_no_text(
    library: Library, server: TestServer, forbidden_server: TestServer, name: str
) -> None:
    assert PAGES[name].content_type == HTML
    with pytest.raises(NewsError) as caught:
        await library.read_address(serve(server, forbidden_server, PAGES[name]))
    assert_well_said(caught.value)
