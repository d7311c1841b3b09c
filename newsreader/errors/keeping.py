"""The library file."""

from __future__ import annotations

from newsreader.errors.base import NewsError


class StoreError(NewsError):
    """The library file."""

    summary = "The library could not be used"


class LibraryBusyError(StoreError):
    """Another process has written to it for longer than one waits."""

    hint = "It can be read meanwhile."


class LibraryDiskError(StoreError):
    """Its disk is full, failing or gone."""

    hint = "What is in the library can be read; make room to keep anything new."


class DamagedLibraryError(StoreError):
    """What it holds is not as it was written."""

    hint = "newsreader backup --salvage saves what can be read; newsreader backup --restore FILE goes back to a backup."


class LostLibraryError(DamagedLibraryError):
    """Nothing of it can be read."""

    hint = "newsreader backup --restore FILE goes back to a backup; moved elsewhere, it gives way to a new library."


class ReadOnlyLibraryError(StoreError):
    """It can be read but not changed."""

    summary = "The library can be read but not changed"


class BackupError(StoreError):
    """A backup could not be made, or not be used."""

    summary = "The backup failed"


class MarkWaitsError(StoreError):
    """A mark could not be kept now and will be, because what stands in its way passes."""

    summary = "The mark is not kept yet"
    hint = "It will be as soon as it can; reading goes on."
