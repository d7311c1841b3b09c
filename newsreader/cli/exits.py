"""Exit codes; scripts rely on them."""

from __future__ import annotations

from enum import IntEnum

from newsreader.errors import NewsError, OfflineError, UnreachableError


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    SOME_SOURCES_FAILED = 3
    OFFLINE = 4  # and what was asked for is not in the library


MEANINGS = {
    Exit.DONE: "done",
    Exit.FAILED: "failed",
    Exit.USAGE: "usage",
    Exit.SOME_SOURCES_FAILED: "some sources failed",
    Exit.OFFLINE: "offline and not in the library",
}


def exit_for(error: NewsError) -> Exit:
    """Give the exit code of an error that ended a command."""
    is_offline = isinstance(error, OfflineError) or (isinstance(error, UnreachableError) and error.is_network_down)
    return Exit.OFFLINE if is_offline else Exit.FAILED
