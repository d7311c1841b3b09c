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

from newsreader.errors.asking import (
    FullQueueError,
    NoAddressError,
    NoCopyError,
    NoSuchNumberError,
    NotFoundError,
    NotUnderstoodError,
    SearchSyntaxError,
    UnusableNameError,
)
from newsreader.errors.base import InternalError, NewsError
from newsreader.errors.configuring import ConfigError, SettingsError
from newsreader.errors.fetching import (
    AccessError,
    CertificateError,
    FetchError,
    ForbiddenAddressError,
    HttpStatusError,
    LoginError,
    MissingPageError,
    OfflineError,
    OversizeError,
    ProxyFailedError,
    RateLimitedError,
    RobotsRefusedError,
    SourceGoneError,
    TooLargeError,
    UnreachableError,
)
from newsreader.errors.keeping import (
    BackupError,
    DamagedLibraryError,
    LibraryBusyError,
    LibraryDiskError,
    LostLibraryError,
    MarkWaitsError,
    ReadOnlyLibraryError,
    StoreError,
)
from newsreader.errors.outside import (
    ExportError,
    ImportingError,
    MissingDecoderError,
    MissingPatternsError,
    PictureError,
    ServiceError,
)
from newsreader.errors.reading import (
    BotWallError,
    ConsentWallError,
    ExtractError,
    IndexPageError,
    ListingLostError,
    NoArticleError,
    NoListingError,
    PaywallError,
    ScriptedPageError,
    ShorterPageError,
    UnreadableError,
    VideoPageError,
    WalledListingError,
)

__all__ = [
    "AccessError",
    "BackupError",
    "BotWallError",
    "CertificateError",
    "ConfigError",
    "ConsentWallError",
    "DamagedLibraryError",
    "ExportError",
    "ExtractError",
    "FetchError",
    "ForbiddenAddressError",
    "FullQueueError",
    "HttpStatusError",
    "ImportingError",
    "IndexPageError",
    "InternalError",
    "LibraryBusyError",
    "LibraryDiskError",
    "ListingLostError",
    "LoginError",
    "LostLibraryError",
    "MarkWaitsError",
    "MissingDecoderError",
    "MissingPageError",
    "MissingPatternsError",
    "NewsError",
    "NoAddressError",
    "NoArticleError",
    "NoCopyError",
    "NoListingError",
    "NoSuchNumberError",
    "NotFoundError",
    "NotUnderstoodError",
    "OfflineError",
    "OversizeError",
    "PaywallError",
    "PictureError",
    "ProxyFailedError",
    "RateLimitedError",
    "ReadOnlyLibraryError",
    "RobotsRefusedError",
    "ScriptedPageError",
    "SearchSyntaxError",
    "ServiceError",
    "SettingsError",
    "ShorterPageError",
    "SourceGoneError",
    "StoreError",
    "TooLargeError",
    "UnreachableError",
    "UnreadableError",
    "UnusableNameError",
    "VideoPageError",
    "WalledListingError",
]
