"""Every way to break or bend HTTP that we know: each ends in a page or in words, and the next fetch works."""

from __future__ import annotations

import pytest

from newsreader.errors import FetchError
from newsreader.fetch.client import Fetcher
from newsreader.model import Page
from tests.fetch.answers import ANSWERS
from tests.misbehaviour import PAGE
from tests.server import TestServer


@pytest.mark.parametrize("name", ANSWERS)
async def test_a_strange_answer(fetcher: Fetcher, server: TestServer, name: str) -> None:
    sent = ANSWERS[name]
    server.acts["/strange"] = lambda handler: handler.send_raw(sent.raw)
    if sent.body is not None:
        page = await fetcher.fetch(server.url("/strange"))
        assert isinstance(page, Page)
        assert page.body == sent.body
    else:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(server.url("/strange"))
        assert caught.value.detail == sent.words
    page = await fetcher.fetch(server.put("/story", PAGE))
    assert isinstance(page, Page)
    assert page.body == PAGE


async def test_the_names_that_come_back(fetcher: Fetcher, server: TestServer) -> None:
    """No field of a page holds what a terminal would act on, or more than anybody needs."""
    for name, sent in ANSWERS.items():
        if sent.body is None:
            continue
        server.acts["/strange"] = lambda handler, raw=sent.raw: handler.send_raw(raw)  # type: ignore[misc]
        page = await fetcher.fetch(server.url("/strange"))
        assert isinstance(page, Page)
        for value in (page.content_type, page.charset, page.validators.etag, page.validators.last_modified):
            assert len(value) <= 1024, name
            assert value.isprintable(), name
