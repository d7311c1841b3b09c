"""Opening an address in the person's web browser: an argument list and never a shell, and nothing but http(s)."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from newsreader.address import is_web_address
from newsreader.library.programs import start_program

# Those that draw in the terminal they are started in, and have it until they end.
_IN_TERMINAL = frozenset(
    {"browsh", "carbonyl", "cha", "edbrowse", "elinks", "links", "links2", "lynx", "w3m", "www-browser"}
)


def open_in_browser(url: str) -> bool:
    """Open an address; False when it is not a web address or there is no browser.

    Waits for a browser that draws in the terminal until it ends, and for others at most some seconds.
    """
    if not is_web_address(url):
        return False
    try:
        browser = webbrowser.get()
        if isinstance(browser, webbrowser.GenericBrowser) and not _draws_in_terminal(browser):
            start_program([browser.name, *(argument.replace("%s", url) for argument in browser.args)])
            return True
        return browser.open(url)
    except (webbrowser.Error, OSError, ValueError):  # the last for a BROWSER that is not to be split into words
        return False


def takes_terminal() -> bool:
    """Say whether the person's browser draws in the terminal; slow, for it may ask the desktop which one that is."""
    try:
        return _draws_in_terminal(webbrowser.get())
    except (webbrowser.Error, OSError, ValueError):
        return False


def _draws_in_terminal(browser: webbrowser.BaseBrowser) -> bool:
    return Path(browser.name).name in _IN_TERMINAL
