"""Pictures that are there to count readers: they are never asked for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsreader.address import host_of
from newsreader.extract.images import is_decoration

MAX_TRACKER_SIDE_PX = 2  # a picture of this size shows nothing
_WORDS = r"(?:pixels?|beacons?|track(?:er|ing)?|counters?|collect|impressions?|analytics|stats?|metrics|telemetry|hit)"
_HOST_LABEL = re.compile(rf"(?:^|[.-]){_WORDS}\d*(?=[.-])")
_LAST_PART = re.compile(rf"(?:/b/ss/.*|/(?:__utm|{_WORDS}|1x1)(?:\.(?:gif|php|aspx?|cgi|pl|ashx))?)$")
_PHOTOGRAPH = re.compile(r"\.(?:jpe?g|png|webp|avif)$")  # such hosts serve photographs too


def is_tracker(address: str) -> bool:
    """Say whether an address has the shape of a counting pixel, or of decoration."""
    path = urlsplit(address).path.lower()
    if is_decoration(address) or _LAST_PART.search(path):
        return True
    return _HOST_LABEL.search(host_of(address)) is not None and not _PHOTOGRAPH.search(path)


def is_tracker_size(width: int, height: int) -> bool:
    """Say whether a picture is so small that it can only count readers; 0 is an unknown size."""
    return 0 < width <= MAX_TRACKER_SIDE_PX or 0 < height <= MAX_TRACKER_SIDE_PX
