"""What the elements of feeds are called, whatever prefix a document gives them."""

from __future__ import annotations

# Namespaces by their address, in lower case and without a slash or number sign at the end, as publishers vary those.
# "" is what RSS, which has none, and Atom are written in.
_KNOWN = {
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://example.com/newformat": "",
    "http://purl.org/net/rss1.1": "",
    "http://purl.org/atom/ns": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://search.yahoo.com/mrss": "media",
    "http://www.rssboard.org/media-rss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_PLAIN_PREFIXES = frozenset(("atom", "atom10", "atom03", "rss", "rss1", "a10"))  # of documents that declare none


def local_name(qualified: str) -> str:
    """Give a name without its prefix, in lower case."""
    return qualified.rpartition(":")[2].lower()


def short_prefix(prefix: str, address: str) -> str:
    """Give the prefix by which the elements of a namespace are known here; its own where nobody knows it."""
    return _KNOWN.get(address.strip().rstrip("/#").lower(), prefix)


def full_name(short: str, local: str) -> str:
    """Give an element's name from what `short_prefix` gave: "title", "dc:creator", in lower case behind the prefix."""
    return local.lower() if not short or short in _PLAIN_PREFIXES else f"{short}:{local.lower()}"


class Names:
    """What the prefixes of a document mean at one place in it."""

    __slots__ = ("_by_prefix", "_known")

    def __init__(self, by_prefix: dict[str, str]) -> None:
        self._by_prefix = by_prefix
        self._known: dict[str, str] = {}

    def within(self, declared: dict[str, str]) -> Names:
        """Give the names inside an element.

        Args:
            declared: the addresses of the namespaces it declares, by prefix; "" for the default one.
        """
        short = {prefix: short_prefix(prefix, address) for prefix, address in declared.items()}
        return Names({**self._by_prefix, **short})

    def name(self, qualified: str) -> str:
        """Give an element's name: "title", "dc:creator", "media:content", in lower case."""
        known = self._known.get(qualified)
        if known is None:
            known = self._known[qualified] = self._named(qualified)
        return known

    def _named(self, qualified: str) -> str:
        prefix, _, local = qualified.rpartition(":")
        return full_name(self._by_prefix.get(prefix, prefix.lower()), local)
