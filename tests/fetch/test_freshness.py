"""How long an answer stays current."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsreader.fetch.freshness import fresh_s

NOW = datetime(2026, 2, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": 'MAX-AGE="600"', "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=-5"}, 0),
        ({"cache-control": "max-age=99999999999999999999"}, 365 * 24 * 3600),
        ({"cache-control": "max-age=60", "expires": "Tue, 10 Feb 2026 13:00:00 GMT"}, 60),
        ({"expires": "Tue, 10 Feb 2026 13:00:00 GMT"}, 3600),
        ({"expires": "Tue, 10 Feb 2026 13:00:00 GMT", "date": "Tue, 10 Feb 2026 12:30:00 GMT"}, 1800),
        ({"expires": "0"}, 0),
        ({"expires": "Tue, 10 Feb 2016 13:00:00 GMT"}, 0),
        ({"expires": "Tue, 99 Feb 99999 13:00:00 GMT"}, 0),
    ],
)
def test_what_servers_say(headers: dict[str, str], seconds: float) -> None:
    assert fresh_s(headers, NOW) == seconds
