"""Opening the files of podcasts in the person's player."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.address import is_web_address
from newsreader.library.browser import open_in_browser
from newsreader.library.programs import start_program

_SETTING = "the setting is player in config.toml"


def play(command: Sequence[str], url: str) -> str:
    """Open an address in a player, in the web browser where there is none; gives what went wrong, "" for nothing.

    Args:
        command: the player and its arguments; the address is one more. No shell reads any of them.
        url: of the file; anything but http(s) is refused.
    """
    if not is_web_address(url):
        return f"Only web addresses are opened, and this is none: {url}"
    if not command:
        return (
            ""
            if open_in_browser(url)
            else f"No web browser was found here to open {url}; the setting player in config.toml names a player."
        )
    try:
        start_program([*command, url])
    except (OSError, ValueError) as error:
        return f"The player could not be started: {command[0]} ({error}); {_SETTING}."
    return ""
