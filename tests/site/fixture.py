"""The site as a fixture: `from tests.site.fixture import news_site` in a conftest.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from . import NewsSite


@pytest.fixture
def news_site() -> Iterator[NewsSite]:
    """Serve a fresh site for one test."""
    with NewsSite() as site:
        yield site
