"""Everything that can go wrong, as the person is told it.

NewsError
├── FetchError            a page could not be had
│   ├── OfflineError          we are offline and it is not in the library
│   ├── UnreachableError      no name, no route, refused, or too slow
│   │   ├── CertificateError      its TLS certificate is not one to trust
│   │   └── ProxyFailedError      the proxy, not the site
│   ├── AccessError           what the settings say of a site or of trust cannot be used
│   ├── HttpStatusError       the site answered with a failure
│   │   ├── LoginError            401: it does not know us
│   │   ├── MissingPageError      404 or 410: there is no such page
│   │   ├── RateLimitedError      429 or 503: come back later
│   │   └── SourceGoneError       410: what a section was read from is gone for good
│   ├── RobotsRefusedError    the site asks programs to stay away from it
│   ├── ForbiddenAddressError a scheme or a private address that we do not open
│   └── TooLargeError         over a ceiling of size, redirects or time
│       └── OversizeError         of size
├── ExtractError          a page was had but could not be read
│   ├── NoArticleError        no article on it
│   │   ├── IndexPageError        it lists articles
│   │   ├── PaywallError          its text is for subscribers
│   │   ├── ConsentWallError      it asks for consent to cookies instead
│   │   ├── BotWallError          it asks for proof that a person is reading
│   │   ├── ScriptedPageError     scripts put it together in a browser
│   │   └── VideoPageError        a video without a text
│   ├── ShorterPageError      it shows less than its feed carries
│   ├── NoListingError        no articles are listed on it
│   │   ├── ListingLostError      though there were some when it last worked
│   │   └── WalledListingError    something else stands in the page's place
│   └── UnreadableError       not a document we read, or one built to break readers
├── StoreError            the library file
│   ├── LibraryBusyError      another process writes to it
│   ├── LibraryDiskError      its disk is full or failing
│   ├── DamagedLibraryError   what it holds is not as it was written
│   │   └── LostLibraryError      nothing of it can be read
│   ├── ReadOnlyLibraryError  it can be read but not changed
│   ├── BackupError           a backup that could not be made or used
│   └── MarkWaitsError        a mark that is kept as soon as there is room again
├── ConfigError           a setting, a catalogue or a site rule
│   └── SettingsError         all that is wrong in the settings
├── ExportError           a file or folder could not be written
├── ImportingError        nothing could be read from what was to be imported
├── NotFoundError         no such article or section
│   └── NoCopyError           no article has a copy at an address
├── SearchSyntaxError     a search that means nothing
├── NoAddressError        what was typed is no web address
├── UnusableNameError     a name that is taken, or is none
├── ServiceError          a timer of the system that could not be set up
├── NotUnderstoodError    a line of plain mode that says nothing that can be done
├── NoSuchNumberError     a number of plain mode that nothing listed has
├── PictureError          a picture that cannot be shown
│   └── MissingDecoderError   what decodes pictures is not installed
├── MissingPatternsError      what breaks words is not installed
├── FullQueueError        more links are queued than a person means to read
└── InternalError         our own fault; the log has the rest
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class NewsError(Exception):
    """An expected failure. `user_text` is for the person; `detail` and `__cause__` are for the log.

    Args:
        subject: what it is about: an address, a file, a name.
        detail: what exactly happened, in few words; shown too.
    """

    summary: ClassVar[str] = "Something went wrong"
    hint: ClassVar[str] = ""

    def __init__(self, subject: str = "", detail: str = "") -> None:
        from newsreader.address import without_password  # here, because nothing fails at most starts
        from newsreader.text import clean_line

        subject, detail = without_password(subject), without_password(detail)
        super().__init__(subject, detail)
        self.subject = clean_line(subject)
        self.detail = clean_line(detail)

    def __str__(self) -> str:
        return self.user_text

    @property
    def user_text(self) -> str:
        """One or two sentences: what, which, what to do."""
        parts = [self.summary]
        if self.subject:
            parts.append(f": {self.subject}")
        if self.detail:
            parts.append(f" ({self.detail})")
        sentence = "".join(parts).rstrip(".") + "."
        return f"{sentence} {self.hint}".rstrip()


class FetchError(NewsError):
    """A page could not be had."""

    summary = "The page could not be fetched"
    hint = "Try again later."


class OfflineError(FetchError):
    """We are offline and the page is not in the library."""

    summary = "Offline, and this page is not in the library"
    hint = "Open it once while online to keep it."


class UnreachableError(FetchError):
    """No name, no route, connection refused, or no answer in time.

    Args:
        subject: the address.
        detail: what happened, in words.
        is_network_down: as far as can be told, no other site could be reached now either.
        is_name_unknown: no such host is known; behind some routers a dead line looks so too.
    """

    summary = "The site could not be reached"

    def __init__(
        self, subject: str = "", detail: str = "", *, is_network_down: bool = False, is_name_unknown: bool = False
    ) -> None:
        super().__init__(subject, detail)
        self.is_network_down = is_network_down
        self.is_name_unknown = is_name_unknown


class CertificateError(UnreachableError):
    """Its TLS certificate is not one to trust."""

    hint = "Where many sites fail so, this machine's clock or its list of authorities is wrong."


class ProxyFailedError(UnreachableError):
    """The proxy could not be reached, or would not."""

    summary = "The proxy could not be used"
    hint = 'Correct it where it is named, or go without: proxy = "direct" under [network] in config.toml.'


class AccessError(FetchError):
    """What the settings say of a site, or of whom to trust, cannot be used."""

    summary = "The settings for reaching this site cannot be used"
    hint = "Correct it, or what config.toml says of it, and start newsreader again."


class HttpStatusError(FetchError):
    """The site answered with a failure status."""

    summary = "The site did not give the page"

    def __init__(self, subject: str, status: int, detail: str = "") -> None:
        super().__init__(subject, detail or f"HTTP {status}")
        self.status = status


class LoginError(HttpStatusError):
    """The site wants to know who we are, or does not take what we say."""

    summary = "The site did not let us in"
    hint = ""


class MissingPageError(HttpStatusError):
    """The site has no such page, or none any more."""

    hint = "Look whether the address is right."


class RateLimitedError(HttpStatusError):
    """The site asked us to slow down.

    Args:
        subject: the address.
        status: 429 or 503.
        retry_after_s: seconds the site asked for; None when it named none.
        detail: what exactly happened; the status alone when left out.
    """

    summary = "The site asked us to slow down"
    hint = "It will be tried again later."

    def __init__(self, subject: str, status: int, retry_after_s: float | None = None, detail: str = "") -> None:
        super().__init__(subject, status, detail)
        self.retry_after_s = retry_after_s


class SourceGoneError(HttpStatusError):
    """What a section was read from is gone for good, says its site."""

    summary = "The site says this source is gone for good"
    hint = "It is not asked again by itself; fetch it by its name to try once more, or remove it."


class RobotsRefusedError(FetchError):
    """The site's robots.txt asks programs to stay away from the page."""

    summary = "The site asks automated readers to stay away from this page"
    hint = "You can still open it yourself; name the site in ignore_robots if it is yours."


class ForbiddenAddressError(FetchError):
    """A scheme or a private address that we do not open."""

    summary = "This address is not opened"
    hint = "Only public http and https addresses are; name a private one in allow_private_hosts."


class TooLargeError(FetchError):
    """Over a ceiling of size, redirects or time."""

    summary = "The page is beyond a limit"
    hint = ""


class OversizeError(TooLargeError):
    """More bytes than were to be taken."""


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


class StoreError(NewsError):
    """The library file."""

    summary = "The library could not be used"


class LibraryBusyError(StoreError):
    """Another process has written to it for longer than one waits."""

    hint = "It can be read meanwhile."


class LibraryDiskError(StoreError):
    """Its disk is full, failing or gone."""

    hint = "What is in the library can be read; make room to keep anything new."


class DamagedLibraryError(StoreError):
    """What it holds is not as it was written."""

    hint = "newsreader backup --salvage saves what can be read; newsreader backup --restore FILE goes back to a backup."


class LostLibraryError(DamagedLibraryError):
    """Nothing of it can be read."""

    hint = "newsreader backup --restore FILE goes back to a backup; moved elsewhere, it gives way to a new library."


class ReadOnlyLibraryError(StoreError):
    """It can be read but not changed."""

    summary = "The library can be read but not changed"


class BackupError(StoreError):
    """A backup could not be made, or not be used."""

    summary = "The backup failed"


class MarkWaitsError(StoreError):
    """A mark could not be kept now and will be, because what stands in its way passes."""

    summary = "The mark is not kept yet"
    hint = "It will be as soon as it can; reading goes on."


class ConfigError(NewsError):
    """A setting, a catalogue or a site rule.

    Args:
        subject: the file, variable or option.
        detail: the line and place, what is wrong and what is allowed.
        key: the place in a TOML file, as TOML writes it; not shown.
    """

    summary = "The configuration is not right"

    def __init__(self, subject: str = "", detail: str = "", key: str = "") -> None:
        super().__init__(subject, detail)
        self.key = key


class SettingsError(ConfigError):
    """The settings, with everything that is wrong in them.

    Args:
        problems: one or more.
    """

    def __init__(self, problems: Sequence[ConfigError]) -> None:
        super().__init__(problems[0].subject, problems[0].detail, problems[0].key)
        self.problems = tuple(problems)

    @property
    def user_text(self) -> str:
        """A sentence for each, on a line of its own."""
        return "\n".join(problem.user_text for problem in self.problems)


class ExportError(NewsError):
    """A file or folder could not be written."""

    summary = "The export was not written"


class ImportingError(NewsError):
    """Nothing could be read from what was to be imported."""

    summary = "Nothing could be imported"
    hint = "newsreader import takes OPML, newsboat's urls file and newsboat's cache.db."


class NotFoundError(NewsError):
    """No such article or section."""

    summary = "Nothing of that name is in the library"
    hint = "newsreader sections and newsreader list show what is."


class NoCopyError(NotFoundError):
    """No article has a copy at an address."""

    summary = "No article in the library has a copy at this address"
    hint = "newsreader show --json names them under also_at."


class SearchSyntaxError(NewsError):
    """A search that means nothing.

    Args:
        subject: the search, as it was typed.
        detail: what is wrong with it.
        at: where, counted from 0; None where it is not one place.
    """

    summary = "The search cannot be understood"

    def __init__(self, subject: str = "", detail: str = "", at: int | None = None) -> None:
        super().__init__(subject, detail if at is None else f"at character {at + 1}: {detail}")
        self.at = at


class NoAddressError(NewsError):
    """What was typed is no web address."""

    summary = "This is no web address"
    hint = "Write one like www.example.com."


class UnusableNameError(NewsError):
    """A name that is taken, or is none."""

    summary = "This name cannot be used"


class NotUnderstoodError(NewsError):
    """A line typed in plain mode that says nothing that can be done where the person is."""

    summary = "That is not understood here"
    hint = "? tells what can be typed."


class NoSuchNumberError(NewsError):
    """A number typed in plain mode that nothing listed last has."""

    summary = "Nothing that was listed last has this number"
    hint = "Type one that stands before an item."


class FullQueueError(NewsError):
    """More links are queued than a person means to read."""

    summary = "The queue of links is full"
    hint = "Remove some of them first: W shows the queue."


class PictureError(NewsError):
    """A picture that cannot be shown."""

    summary = "The picture cannot be shown"


class MissingDecoderError(PictureError):
    """What decodes pictures is not installed."""

    summary = "Pictures need the package Pillow"
    hint = "python3 -m pip install pillow"


class MissingPatternsError(NewsError):
    """What tells where words may be broken is not installed."""

    summary = "Hyphenation needs the package Pyphen"
    hint = "python3 -m pip install pyphen"


class ServiceError(NewsError):
    """A timer of the system could not be set up or taken away."""

    summary = "Fetching by itself could not be set up"


class InternalError(NewsError):
    """Our own fault; the log has the rest."""

    summary = "newsreader itself failed"
    hint = "The log file has the details."
