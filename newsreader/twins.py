"""The several addresses of one page: with and without "www.", for phones, as AMP, from an AMP cache."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from newsreader.address import MAX_ADDRESS_CHARS, canonical_address, is_web_address

# Most addresses: nothing to take off but the scheme and "www.".
_PLAIN = re.compile(
    r"https?://(?:www\.)?((?!www\.|m\.|mobile\.|amp\.|touch\.|wap\.|google\.|cdn\.)[a-z0-9-]+"
    r"(?:\.(?!m\.|ampproject\.)[a-z0-9-]+)*\.[a-z][a-z0-9-]{2,}"
    r"(?=/[!-\"$&-.0-:=@-Z^-~])(?!/amp/)(?:/(?!\.|amp\b|index\.|default\.)(?:[!-\"$&-\-0-:=@-Z^-~]|\.(?!amp))*)+(?<!/))"
)
_PHONE_HOSTS = ("m.", "mobile.", "amp.", "touch.", "wap.")
_PHONE_OF_LANGUAGE = re.compile(r"([a-z]{2,3})\.m\.(?=[^.]+\.[^.])")  # "en.m.encyclopedia.org"
# Names below a country's that are no site's own: what is left of "m.co.uk" must not be "co.uk".
_SHARED_NAMES = re.compile(r"(?:com?|net|org|gov|ac|edu|or|ne|go|nom|gob)\.[a-z]{2}|[^.]+")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml|xhtml|cfm)$", re.IGNORECASE)
_AMP_FIELD = re.compile(
    r"(?:_?amp(?:=(?:1|true|yes|amp)?)?|(?:outputtype|output|mode|view|format|type)=amp)", re.IGNORECASE
)
_AMP_END = re.compile(r"(?:/amp|\.amp|/amp\.html?|\.amp(?=\.html?$))$|\.amp(?=\.html?$)", re.IGNORECASE)
# Google's viewer and the AMP Project's cache: /c/ for documents, /v/ in a viewer, /s/ for https.
_AMP_VIEWER = re.compile(r"/amp/(s/)?([^/]+\.[^/].*)")
_AMP_CACHE = re.compile(r"/(?:c|v|wp|r|a)/(s/)?([^/]+\.[^/].*)")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
_SLUG = re.compile(r"[-_.0-9]|.{24}")  # what an article's last part has and a desk's, as in "/guitars/amp", has not


def story_address(address: str) -> str:
    """Write an address so that all addresses of one page's content are equal: what a story is known by.

    Not for fetching: the server may know only one of them. Scheme, "www.", phone and AMP hosts, AMP forms of
    path and query, names of index files, a slash at the end and the order of query fields make no difference.
    Returns the input unchanged when it is no web address.
    """
    plain = _PLAIN.fullmatch(address) if len(address) <= MAX_ADDRESS_CHARS else None
    if plain:
        return f"https://{plain[1]}"
    canonical = canonical_address(address)
    if not is_web_address(canonical):
        return address
    return _written(_out_of_cache(urlsplit(canonical)))


def _written(parts: SplitResult) -> str:
    path = _path_of(parts.path)
    query = "&".join(sorted(field for field in parts.query.split("&") if not _AMP_FIELD.fullmatch(field)))
    scheme = "https" if parts.port is None else parts.scheme  # on a port of its own it may be another server
    return urlunsplit((scheme, _host_of(parts.netloc, path), path, query, parts.fragment))


def _out_of_cache(parts: SplitResult) -> SplitResult:
    """Give the address that an AMP cache or viewer holds a copy of."""
    host = parts.hostname or ""
    if host.endswith(".cdn.ampproject.org") or host == "cdn.ampproject.org":
        match = _AMP_CACHE.fullmatch(parts.path)
    elif re.fullmatch(r"(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})", host):
        match = _AMP_VIEWER.fullmatch(parts.path)
    else:
        return parts
    inner = canonical_address(f"https://{unquote(match[2])}{'?' + parts.query if parts.query else ''}") if match else ""
    return urlsplit(inner) if is_web_address(inner) else parts


def _path_of(path: str) -> str:
    path = _INDEX.sub("/", _SESSION_IN_PATH.sub("", path))
    path = path.rstrip("/") if len(path) > 1 else path
    bare = _AMP_END.sub("", path)
    if bare == path and path.lower().startswith("/amp/"):
        bare = path[len("/amp") :]
    if bare != path and _SLUG.search(bare.rpartition("/")[2]):
        path = bare.rstrip("/")
    return path or "/"


def _host_of(netloc: str, path: str) -> str:
    """Leave out what a host's name says of the device; a phone's front page is a page of its own."""
    bare = netloc.removeprefix("www.")
    if path != "/":
        prefix = next((each for each in _PHONE_HOSTS if bare.startswith(each)), "")
        bare = _PHONE_OF_LANGUAGE.sub(r"\1.", bare.removeprefix(prefix))
    return netloc if _SHARED_NAMES.fullmatch(bare.partition(":")[0]) else bare
