"""Addresses: which we open, what is the same article, which host and port they name."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from newsreader.tracking import without_tracking

MAX_ADDRESS_CHARS = 4096  # longer ones are attacks or data, never articles
_ABSOLUTE = ("http://", "https://")  # what needs no joining; most addresses on a page
# Addresses that are what they resolve to, as nearly all on a page are: an absolute one, and a path on the same host
# without dot segments. The query may not be empty, and a fragment is not part of either.
_PLAIN_ABSOLUTE = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,4})?(?:/[!-\"$->@-Z\\^-~]*(?:\?[!-\"$-Z\\^-~]+)?)?")
_PLAIN_PATH = re.compile(r"/(?![/\\])(?:[!\"$-,0-:<->@-Z^-~-]|/(?!\.)|(?<!/)\.)*(?:\?[!-\"$-Z^-~]+)?")
# One that has nothing in it that two spellings may differ in.
_PLAIN_CANONICAL = re.compile(r"https?://[a-z0-9-](?:\.?[a-z0-9-])*/(?!\.)(?:[!-\"$&-.0-:<->@-Z^-~]|/(?!\.))*")
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")
_USER = re.compile(r"(?<=://)[^/?#\s]*@")
_ESCAPES = re.compile(r"%([0-9A-Fa-f]{2})")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_USER_AT_SERVER = re.compile(r"@([\w.-]{1,100})@([\w.-]{1,200}\.[\w-]{2,})")
_BARE_DOMAIN = re.compile(r"(?!www\.)[^/:@\s]+\.[^\W\d_]{2,}(?:/|$)", re.IGNORECASE)  # no port, no number
DEFAULT_PORTS = {"http": 80, "https": 443}  # of what we follow, by scheme
# White space and what `newsreader.text` removes: in an address it is written as percent signs instead.
_UNSAFE_IN_ADDRESS = re.compile(
    r"[\x00-\x20\x7f-\xa0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff\U000e0000-\U000e0fff]"
)


# What may stand in an address that is written into a terminal's own hyperlink (OSC 8): printable ASCII.
_PRINTABLE = re.compile(r"[!-~]+")
_MAX_TERMINAL_CHARS = 2000  # terminals take 2083 at most


def is_web_address(address: str) -> bool:
    """Say whether this is an absolute http or https address with a host."""
    return _split(address) is not None


def resolve_address(base: str, reference: str, *, keeps_route: bool = False) -> str:
    """Resolve a reference found on a page, without its fragment.

    Args:
        base: what it is relative to.
        reference: as written.
        keeps_route: keep a fragment that is a route of the page's own program, as feeds of such sites give it.

    Returns:
        An absolute http(s) address, or "" when it is anything else (mailto:, javascript:, malformed).
    """
    reference = reference.strip()
    if len(reference) > MAX_ADDRESS_CHARS:
        return ""
    path, _, fragment = reference.partition("#")
    if keeps_route and _route(fragment):
        path = ""
    if _PLAIN_ABSOLUTE.fullmatch(path):
        return path
    if _PLAIN_PATH.fullmatch(path) and (origin := _origin(base)):
        return origin + path
    try:
        address = _UNSAFE_IN_ADDRESS.sub(_percent, reference)
        if not address.startswith(_ABSOLUTE):
            address = urljoin(base, address)
    except ValueError:
        return ""
    parts = _split(address)
    if parts is None:
        return ""
    return urlunsplit(parts._replace(fragment=_route(parts.fragment) if keeps_route else ""))


def canonical_address(address: str) -> str:
    """Write an address so that two spellings of it are equal.

    Lower-cases scheme and host, writes the host in ASCII, drops default ports, user names, tracking fields
    and fragments that are no route of a page's own program (`#!/story`), and writes the percent signs that
    are needed and no others (RFC 3986, section 6.2). Returns the input unchanged when it is no web address.
    """
    if len(address) <= MAX_ADDRESS_CHARS and _PLAIN_CANONICAL.fullmatch(address):
        return address
    parts = _split(address)
    if parts is None:
        return address
    has_dots = "/." in parts.path and not parts.path.startswith("//")  # joined, that would be read as a host
    path = _spelled(urljoin("/", parts.path) if has_dots else parts.path)
    query = without_tracking(_spelled(parts.query))
    return urlunsplit((parts.scheme.lower(), _netloc(parts), path or "/", query, _route(parts.fragment)))


@lru_cache(maxsize=256)
def _origin(base: str) -> str:
    """Give scheme, host and port of an address as written, "" when it is not a web address."""
    parts = _split(base)
    return f"{parts.scheme}://{parts.netloc}" if parts else ""


def terminal_address(address: str) -> str:
    """Write an address so that a terminal may be given it to open, without its user.

    Returns:
        Printable ASCII in which nothing can end the sequence that it stands in; "" when the address is not http(s),
        is too long for a terminal, or has in its host or anywhere else what no address may.
    """
    parts = _split(address) if len(address) <= _MAX_TERMINAL_CHARS else None
    if parts is None:
        return ""
    written = (_spelled(each) for each in (parts.path, parts.query, parts.fragment))
    safe = urlunsplit((parts.scheme.lower(), _netloc(parts), *written))
    return safe if len(safe) <= _MAX_TERMINAL_CHARS and _PRINTABLE.fullmatch(safe) else ""


def host_of(address: str) -> str:
    """Give the host in lower case, "" when it is not a web address."""
    if len(address) <= MAX_ADDRESS_CHARS and (plain := _PLAIN_HOST.match(address)):
        return plain[1]
    parts = _split(address)
    return (parts.hostname or "") if parts else ""


@lru_cache(maxsize=256)  # asked several times of each address that is fetched
def host_and_port(address: str) -> str:
    """Give `host:port`, the port always written, "" when it is not a web address."""
    parts = _split(address)
    if parts is None:
        return ""
    return f"{parts.hostname}:{parts.port or DEFAULT_PORTS[parts.scheme.lower()]}"


def is_front_page(address: str) -> bool:
    """Say whether an address names a site as a whole, and no page below it."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def without_password(text: str) -> str:
    """Take users' names and passwords out of the addresses in a text."""
    return _USER.sub("", text) if "@" in text else text


def untracked_address(address: str) -> str:
    """Leave out of an address what only tells a site how we came to it; what stays, stays as it was written."""
    head, mark, rest = address.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    if not mark or "#" in head:
        return address
    query = without_tracking(query)
    return f"{head}{'?' if query else ''}{query}{hash_mark}{fragment}"


def typed_address(text: str) -> str:
    """Read what a person typed as an address: `spacewar.com` means `https://spacewar.com`.

    Returns:
        An absolute http(s) address, or "" when it cannot be one.
    """
    text = text.strip()
    if "://" not in text:
        text = f"https://{text}"
    parts = _split(text)
    is_named_host = parts is not None and ("." in parts.netloc or ":" in parts.netloc or parts.hostname == "localhost")
    return resolve_address(text, text) if is_named_host else ""


def spellings(text: str) -> tuple[str, ...]:
    """Give the addresses that a person may mean by what was typed, in the order in which to try them.

    `example.com` may answer with or without "www.", and only without encryption; an address with its scheme is that
    address. `feed:` before an address and `@name@server` are understood.

    Returns:
        Absolute http(s) addresses; empty when the text cannot be one.
    """
    text = text.strip()
    if text.lower().startswith("feed:"):
        text = text[len("feed:") :].removeprefix("//")
    if user := _USER_AT_SERVER.fullmatch(text):
        text = f"https://{user[2]}/@{user[1]}"
    written = [text]
    if "://" not in text:
        prefixes = ("https://", "https://www.", "http://") if _BARE_DOMAIN.match(text) else ("https://", "http://")
        written = [f"{prefix}{text}" for prefix in prefixes]
    return tuple(address for each in written if (address := typed_address(each)))


@lru_cache(maxsize=256)  # asked several times of each address that is fetched
def _split(address: str) -> SplitResult | None:
    if len(address) > MAX_ADDRESS_CHARS:
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises on a port that is no number
    except ValueError:
        return None
    return parts if parts.scheme.lower() in DEFAULT_PORTS and parts.hostname else None


def _netloc(parts: SplitResult) -> str:
    host = _ascii_host((parts.hostname or "").removesuffix("."))
    is_default = parts.port in (None, DEFAULT_PORTS[parts.scheme.lower()])
    return host if is_default else f"{host}:{parts.port}"


def _percent(match: re.Match[str]) -> str:
    return "" if match[0] in "\t\r\n" else quote(match[0], errors="replace")


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


def _route(fragment: str) -> str:
    """Give a fragment that says which page a page's own program shows: "!/story", "/story"."""
    return fragment if fragment.startswith(("!", "/")) and len(fragment) > 1 else ""


def _spelled(text: str) -> str:
    """Write a path or query with percent signs where RFC 3986 asks for them, in capitals."""
    if "%" in text:
        text = _ESCAPES.sub(_unreserved, text)
    return text if text.isascii() else _NOT_ASCII.sub(lambda match: quote(match[0], errors="replace"), text)


def _unreserved(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
