"""Many servers that misbehave in one refresh hold up neither it nor the honest ones among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.config.catalogue import Catalogue
from newsreader.config.settings import Settings
from newsreader.library import Library
from newsreader.model import Section, SectionKey
from tests.fakes import clock, paths_in
from tests.fetch.secure_server import CERTIFICATES
from tests.hostile.documents import item, rss
from tests.hostile.test_documents import assert_well_said
from tests.server import TestServer

BAD = (
    *("/drip", "/drip-headers", "/hang", "/hang-in-body", "/endless", "/endless-chunks", "/endless-header"),
    *("/early-hints-for-ever", "/bomb?as=gzip", "/bomb?as=br", "/bomb?as=zstd", "/twice", "/reset", "/garbage"),
    *("/redirect-onward", "/redirect-for-ever-new-cookies", "/chunked-cut", "/two-lengths", "/status?code=500"),
)


async def test_a_refresh_of_all(tmp_path: Path, server: TestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.clear()
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "good.pem"))
    for number in range(5):
        server.put(f"/honest/{number}", rss(item(number)).replace("HOST", server.url("")), "application/xml")
    honest = tuple(f"/honest/{number}" for number in range(5))
    sections = tuple(
        Section(key=SectionKey(f"site/{number}"), source="Site", name=path, addresses=(server.url(path),))
        for number, path in enumerate((*BAD, *honest))
    )
    settings = Settings(allow_private_hosts=(server.host_and_port,), per_host=16, deadline_s=3)
    catalogue = Catalogue(sections=sections, digest="1")
    async with Library.open(paths_in(tmp_path), settings, clock=clock, catalogue=catalogue) as library:
        results = await library.refresh([section.key for section in sections], lambda _: None)
        worked = [result for result in results if result.error is None]
        assert [result.section.name for result in worked] == list(honest)
        assert [result.new_articles for result in worked] == [1] * len(honest)
        for result in results:
            assert_well_said(result.error)
        again = await library.refresh([result.section.key for result in worked], lambda _: None)
        assert [(result.new_articles, result.error) for result in again] == [(0, None)] * len(honest)
