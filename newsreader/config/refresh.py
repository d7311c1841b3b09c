"""When sections are refreshed by themselves: the `[refresh]` table of the settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """When sections are asked for news without the person saying so; never sooner than their sites want."""

    minutes: int = 30  # between two looks at a section
    at_start: bool = False  # the reader looks at what is due when it starts
    while_open: bool = False  # and whenever something is due while it is open
