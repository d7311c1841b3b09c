"""Opening an address in the person's web browser: an argument list and never a shell, and nothing but http(s)."""

from __future__ import annotations

import subprocess
import webbrowser
from pathlib import Path

from newsreader.address import is_web_address

# Those that draw in the terminal they are started in, and have it until they end.
_IN_TERMINAL = frozenset(
    {"browsh", "carbonyl", "cha", "edbrowse", "elinks", "links", "links2", "lynx", "w3m", "www-browser"}
)
_started: list[subprocess.Popen[bytes]] = []  # so that the system can forget those that have ended


def open_in_browser(url: str) -> bool:
    """Open an address; False when it is not a web address or there is no browser.

    Waits for a browser that draws in the terminal until it ends, and for others at most some seconds.
    """
    if not is_web_address(url):
        return False
    try:
        browser = webbrowser.get()
        if isinstance(browser, webbrowser.GenericBrowser) and not _draws_in_terminal(browser):
            return _start(browser, url)
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


def _start(browser: webbrowser.GenericBrowser, url: str) -> bool:
    """Start a browser with a window of its own, whose complaints must not come between what the reader draws.

    Raises:
        OSError: it could not be.
    """
    _started[:] = [process for process in _started if process.poll() is None]
    command = [browser.name, *(argument.replace("%s", url) for argument in browser.args)]
    nowhere = subprocess.DEVNULL
    _started.append(subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True))
    return True
