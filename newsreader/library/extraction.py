"""Reading the article on a page, with what goes wrong told in words."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from newsreader.errors import ExtractError, IndexPageError, InternalError, UnreadableError
from newsreader.model import Article, Page
from newsreader.model.article import FEED_TEXT_TYPE
from newsreader.siterule import SiteRule

if TYPE_CHECKING:
    from newsreader.extract import Reason

log = logging.getLogger(__name__)


def extracted(page: Page, rule: SiteRule | None, explain: list[Reason] | None = None) -> Article:
    """Read the article on a page; takes the time of one, so it is called off the event loop.

    Args:
        page: as it was fetched.
        rule: of its site.
        explain: collects the reasons for what is chosen and dropped.

    Raises:
        ExtractError: there is no article on it.
        InternalError: our own fault.
    """
    try:
        return _read(page, rule, explain)
    except ExtractError as error:
        raise type(error)(page.url, error.detail) from error
    except Exception as error:  # strange HTML costs one article, never the program
        log.exception("extraction failed: %s", page.url)
        raise InternalError(page.url) from error


def _read(page: Page, rule: SiteRule | None, explain: list[Reason] | None) -> Article:
    from newsreader.extract import extract_article  # here, because the first screen does not need it
    from newsreader.extract.binary import kind_of_binary
    from newsreader.extract.feedentry import extract_feed_text
    from newsreader.extract.listing import is_feed

    if page.content_type == FEED_TEXT_TYPE:  # the text that a feed carries, which was kept as a page
        return extract_feed_text(page.body.decode("utf-8", "replace"), page.url)
    if is_feed(page.body, page.charset):
        raise IndexPageError(page.url, "a feed")
    if page.content_type and not is_html(page.content_type):
        raise UnreadableError(page.url, page.content_type)
    if kind := kind_of_binary(page.body):
        raise UnreadableError(page.url, kind)
    return extract_article(page.body, page.url, charset=page.charset, rule=rule, explain=explain)


def is_html(content_type: str) -> bool:
    """Say whether a media type is read as HTML; plain text and XML often are HTML in truth."""
    return content_type in {"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"}
