"""Pictures, and a ceiling for one fetch."""

from __future__ import annotations

import pytest

from newsreader.errors import ForbiddenAddressError, OversizeError
from newsreader.fetch.client import Fetcher
from newsreader.model import Page
from tests.fetch.conftest import MakeFetcher
from tests.server import TestServer


async def test_a_picture_is_asked_for_as_one_and_bounded(fetcher: Fetcher, server: TestServer) -> None:
    url = server.put("/quay.jpg", b"\xff\xd8\xff" + b"x" * 97, "image/jpeg")
    picture = await fetcher.fetch_picture(url, max_bytes=100)
    assert len(picture.body) == 100
    (asked,) = server.requests_for("/quay.jpg")
    assert asked.headers["Accept"].startswith("image/")
    with pytest.raises(OversizeError):
        await fetcher.fetch_picture(url, max_bytes=99)


@pytest.mark.parametrize("path", ["/endless", "/endless-chunks", "/bomb?as=gzip", "/huge-length"])
async def test_a_lower_ceiling_for_one_fetch(fetcher: Fetcher, server: TestServer, path: str) -> None:
    with pytest.raises(OversizeError):
        await fetcher.fetch(server.url(path), max_bytes=1000)
    url = server.put("/long", "x" * 2000)
    assert isinstance(await fetcher.fetch(url), Page)  # and not for the next one


async def test_no_ceiling_is_raised_for_one_fetch(fetcher: Fetcher, server: TestServer) -> None:
    with pytest.raises(OversizeError):
        await fetcher.fetch(server.url("/endless"), max_bytes=10**12)


async def test_a_private_picture_is_refused(make_fetcher: MakeFetcher, server: TestServer) -> None:
    url = server.put("/quay.jpg", b"\xff\xd8\xff", "image/jpeg")
    with pytest.raises(ForbiddenAddressError):
        await make_fetcher(allow_private_hosts=frozenset()).fetch_picture(url, max_bytes=100)
    assert server.requests_for("/quay.jpg") == []
