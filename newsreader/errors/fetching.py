"""A page could not be had."""

from __future__ import annotations

from newsreader.errors.base import NewsError


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
