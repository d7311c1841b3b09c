"""What a site's robots.txt lets a program fetch (RFC 9309)."""

from __future__ import annotations

import math

from protego import Protego

AGENT = "newsreader"  # the product token that rules for us alone would name; as the User-Agent header begins
MAX_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much is to be read
MAX_DELAY_S = 10.0  # a longer delay would keep a section of twenty articles from ever being complete


class RobotsRules:
    """The rules of one site.

    Args:
        text: of its robots.txt; "" allows everything.
    """

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Say whether a page may be fetched by a program."""
        return bool(self._rules.can_fetch(url, AGENT))

    @property
    def delay_s(self) -> float:
        """Seconds between two requests that the site asks for, at most `MAX_DELAY_S`; 0 when it asks for none."""
        delay = self._rules.crawl_delay(AGENT)
        return min(delay, MAX_DELAY_S) if delay and math.isfinite(delay) and delay > 0 else 0.0
