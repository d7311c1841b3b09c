"""Opening an address in the person's web browser."""

from __future__ import annotations

import webbrowser

from newsreader.address import is_web_address


def open_in_browser(url: str) -> bool:
    """Open an address; False when it is not a web address or there is no browser."""
    if not is_web_address(url):
        return False
    try:
        return webbrowser.get().open(url)
    except (webbrowser.Error, OSError):
        return False
