"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from newsreader.errors import NewsError


class Verdict(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"  # it works, and not as well as it could
    BROKEN = "broken"
    SKIPPED = "skipped"  # it could not be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found of one thing."""

    check: str  # which check, one word that stays the same
    state: Verdict
    what: str  # what is so
    subject: str = ""  # the file, setting, source or host it is about
    why: str = ""
    advice: str = ""  # what to do; "" where there is nothing to do


def found(check: str, what: str, subject: str = "") -> Finding:
    """Give the finding that something is as it should be."""
    return Finding(check=check, state=Verdict.OK, what=what, subject=subject)


def warning(check: str, what: str, advice: str, *, subject: str = "", why: str = "") -> Finding:
    """Give the finding that something could be better."""
    return Finding(check=check, state=Verdict.WARNING, what=what, subject=subject, why=why, advice=advice)


def broken(check: str, what: str, advice: str, *, subject: str = "", why: str = "") -> Finding:
    """Give the finding that something does not work."""
    return Finding(check=check, state=Verdict.BROKEN, what=what, subject=subject, why=why, advice=advice)


def skipped(check: str, what: str, why: str) -> Finding:
    """Give the finding that something could not be looked at."""
    return Finding(check=check, state=Verdict.SKIPPED, what=what, why=why)


def broken_by(check: str, error: NewsError, advice: str = "") -> Finding:
    """Give the finding that an error tells of."""
    return broken(check, error.summary, advice or error.hint, subject=error.subject, why=error.detail)
