"""What takes the room in the library file, from sums that are kept up to date: nothing is read to be measured."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.model import SectionKey
from newsreader.store.connection import Connection, snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSize:
    """What one section keeps; an article in two sections counts in both. Bytes are those on disk, packed."""

    key: SectionKey | None  # None for the whole library
    articles: int = 0
    texts: int = 0  # articles whose text is here
    text_bytes: int = 0
    page_bytes: int = 0
    picture_bytes: int = 0

    @property
    def total_bytes(self) -> int:
        """What a limit on size is held against."""
        return self.text_bytes + self.page_bytes + self.picture_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSize:
    """The library file as a whole, bytes."""

    file_bytes: int
    free_bytes: int  # of pages within the file that wait for what comes next
    has_trash: bool = False  # what a prune took can still be brought back


def load_section_sizes(db: Connection) -> tuple[SectionSize, ...]:
    """Give what each section keeps, the whole library first."""
    with snapshot(db):
        rows = db.execute(
            "SELECT id, key, total, texts, text_bytes, page_bytes, picture_bytes FROM section"
            " WHERE removal_id IS NULL ORDER BY id <> 0, position, id"
        )
        return tuple(_size_from(*row) for row in rows)


def load_file_size(db: Connection) -> FileSize:
    """Give the size of the library file."""
    with snapshot(db):
        (page_bytes,) = db.execute("PRAGMA page_size").fetchone()
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        (free,) = db.execute("PRAGMA freelist_count").fetchone()
        (has_trash,) = db.execute("SELECT EXISTS (SELECT 1 FROM trash)").fetchone()
    return FileSize(file_bytes=pages * page_bytes, free_bytes=free * page_bytes, has_trash=bool(has_trash))


def _size_from(number: int, key: str, articles: int, texts: int, text: int, page: int, picture: int) -> SectionSize:
    return SectionSize(
        key=SectionKey(key) if number else None,
        articles=articles,
        texts=texts,
        text_bytes=text,
        page_bytes=page,
        picture_bytes=picture,
    )
