"""Files, pictures and parts of the system that the program deals with."""

from __future__ import annotations

from newsreader.errors.base import NewsError


class ExportError(NewsError):
    """A file or folder could not be written."""

    summary = "The export was not written"


class ImportingError(NewsError):
    """Nothing could be read from what was to be imported."""

    summary = "Nothing could be imported"
    hint = "newsreader import takes OPML, newsboat's urls file and newsboat's cache.db."


class PictureError(NewsError):
    """A picture that cannot be shown."""

    summary = "The picture cannot be shown"


class MissingDecoderError(PictureError):
    """What decodes pictures is not installed."""

    summary = "Pictures need the package Pillow"
    hint = "python3 -m pip install pillow"


class MissingPatternsError(NewsError):
    """What tells where words may be broken is not installed."""

    summary = "Hyphenation needs the package Pyphen"
    hint = "python3 -m pip install pyphen"


class ServiceError(NewsError):
    """A timer of the system could not be set up or taken away."""

    summary = "Fetching by itself could not be set up"
