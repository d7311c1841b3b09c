"""A page was had but could not be read."""

from __future__ import annotations

from newsreader.errors.base import NewsError


class ExtractError(NewsError):
    """A page was had but could not be read."""

    summary = "The page could not be read"


class NoArticleError(ExtractError):
    """The page holds no article."""

    summary = "No article was found on this page"
    hint = "A web browser may show it."


class IndexPageError(NoArticleError):
    """The page lists articles instead of being one."""

    summary = "This page lists articles instead of being one"
    hint = "newsreader add ADDRESS follows it as a section."


class PaywallError(NoArticleError):
    """The publisher shows the beginning of the article; the rest is for those who are logged in or pay."""

    summary = "The full text is for subscribers of the site only"
    hint = "Open it in a web browser and log in there."


class ConsentWallError(NoArticleError):
    """The page asks for consent to cookies or advertising, and shows the article only after that."""

    summary = "The site asks for consent to cookies before it shows this article"
    hint = "Answer it in a web browser."


class BotWallError(NoArticleError):
    """The page asks for proof that a person is reading, where the article should be."""

    summary = "The site checks for robots and did not give the article"
    hint = "Open it in a web browser, or try again later."


class ScriptedPageError(NoArticleError):
    """The page holds no text until a browser has run its scripts."""

    summary = "This page shows its text only after running scripts, which is not done here"
    hint = "Open it in a web browser."


class VideoPageError(NoArticleError):
    """The page is there for a video or a sound recording and has no text of its own."""

    summary = "This page is a video or a recording without an article"
    hint = "Open it in a web browser to play it."


class ShorterPageError(ExtractError):
    """An article's page shows less of it than its feed carries."""

    summary = "The page shows less than the feed"
    hint = "So this is the feed's text."


class NoListingError(ExtractError):
    """No articles are listed on the page."""

    summary = "No articles are listed on this page"
    hint = "newsreader show ADDRESS reads one that is an article itself."


class ListingLostError(NoListingError):
    """No articles are listed where there were some before."""

    summary = "No articles are listed any more"
    hint = "Give the section another address with newsreader add, or remove it."


class WalledListingError(NoListingError):
    """A robot check or its like stands in the page's place."""

    summary = "The site shows something else in the page's place"
    hint = "Open it in a web browser; where the site has a feed, newsreader add ADDRESS follows that."


class UnreadableError(ExtractError):
    """Not a document we read, or one built to break readers."""

    summary = "This is not a document that can be read here"
