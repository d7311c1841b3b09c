"""Scripts and style sheets, half the bytes of a page: taken out before anything has to pass over them."""

from __future__ import annotations

import re

_START = re.compile(rb"<(script|style)(?:[\t\n\f\r /]([^>]{0,1000}+))?>")
# The end of either, or the next beginning: what ends behind that did not begin where it seemed to, but in a comment,
# in a title, in the middle of a script.
_NEXT = {name: re.compile(rb"<(/?)%b(?=[\t\n\f\r />])" % name) for name in (b"script", b"style")}


def without_scripts(html: bytes) -> bytes:
    """Give a page without its scripts and style sheets, save those that state what the page is about.

    Only what plainly is one goes; one that is left in does no harm but to speed, since the parser knows better.

    Args:
        html: the document in UTF-8 or another charset whose ASCII bytes are ASCII characters.
    """
    kept: list[bytes] = []
    begin = place = 0
    while start := _START.search(html, place):
        name, attributes = start.groups()
        after = _NEXT[name].search(html, start.end())
        if after is None:
            break
        if not after[1]:
            place = html.find(b"</" + name, after.end())
            if place < 0:
                break
            continue
        place = html.find(b">", after.end()) + 1 or len(html)
        if attributes and (attributes.endswith(b"/") or (b"json" in attributes and b"ld" in attributes)):
            continue
        kept.append(html[begin : start.start()])
        begin = place
    kept.append(html[begin:])
    return b"".join(kept)
