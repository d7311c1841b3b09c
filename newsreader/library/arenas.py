"""Memory that a large page leaves free serves the next one too, whichever thread reads it."""

from __future__ import annotations

import sys
from contextlib import suppress

_M_ARENA_MAX = -8  # glibc's malloc.h
_M_MMAP_THRESHOLD = -3
_LARGE_BYTES = 256 * 1024  # blocks of this size are given back when they are free
_ARENAS = 1  # more only for what has begun before; threads take turns anyway


def share_arenas() -> None:
    """Let threads share what they take memory from; glibc gives each its own, and none gives back what it had.

    Only for threads that begin later. Does nothing where the C library is another.
    """
    if sys.platform != "linux":
        return
    import ctypes  # here, because starting needs no pages

    with suppress(OSError, AttributeError):
        c_library = ctypes.CDLL(None)
        c_library.mallopt(_M_ARENA_MAX, _ARENAS)
        c_library.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
