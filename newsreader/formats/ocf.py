"""The container of an EPUB book: a ZIP file in the order that the standard asks for.

Written here, on the standard library's ZIP, because no library fits: ebooklib is under the AGPL, and of those
under a permissive licence none escapes titles, sets languages, or writes from right to left.
"""

from __future__ import annotations

from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MEDIA_TYPE = "application/epub+zip"
FOLDER = "newsreader"  # where the book lies in the container; an earlier export is known by it
PACKAGE = f"{FOLDER}/package.opf"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    f'<rootfiles><rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows


class Container:
    """Writes the files of a book one after the other; only their names are kept in memory.

    Args:
        file: an empty file that can be sought in.
        at: the moment that the files bear.
    """

    def __init__(self, file: IO[bytes], at: datetime) -> None:
        self._zip = ZipFile(file, "w")
        date = (at.year, at.month, at.day, at.hour, at.minute, at.second)
        self._date = max(_FIRST_DATE, date)
        # First, unpacked and without extra fields, so that the type is at a known place (OCF 3.3, section 4.3).
        self._write("mimetype", MEDIA_TYPE.encode(), ZIP_STORED)
        self._write("META-INF/container.xml", _CONTAINER.encode(), ZIP_DEFLATED)

    def add(self, name: str, content: bytes | str, *, is_packed: bool = False) -> None:
        """Add a file of the book.

        Args:
            name: within the book's folder.
            content: text is written as UTF-8.
            is_packed: it is compressed already, as pictures are.
        """
        raw = content.encode() if isinstance(content, str) else content
        self._write(f"{FOLDER}/{name}", raw, ZIP_STORED if is_packed else ZIP_DEFLATED)

    def close(self) -> None:
        """Write the container's own list of files."""
        self._zip.close()

    def _write(self, name: str, raw: bytes, method: int) -> None:
        info = ZipInfo(name, self._date)
        info.compress_type = method
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, raw)


def is_ours(head: bytes) -> bool:
    """Say whether a file that begins so is a book that we wrote."""
    return MEDIA_TYPE.encode() in head[:80] and f"{FOLDER}/".encode() in head
