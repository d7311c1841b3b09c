from pathlib import Path

from newsreader.library.shelves import Shelf
from newsreader.model import ArticleId
from tests.fakes import fill, opened, paths_in


async def test_a_place_is_there_when_the_article_is_opened_again(tmp_path: Path) -> None:
    fill(tmp_path)
    async with opened(tmp_path) as library:
        (row, *_) = (await library.window(Shelf.ALL, limit=1)).rows
        assert (await library.read(row.id)).anchor == ""
        library.bookmarks.note(row.id, "2:10:words")
        library.bookmarks.note(ArticleId(999), "1:1:of no article")
    async with opened(tmp_path) as library:
        assert (await library.read(row.id)).anchor == "2:10:words"
        library.bookmarks.note(row.id, "3:1:further")
        await library.bookmarks.keep()
        assert (await library.read(row.id)).anchor == "3:1:further"
        library.bookmarks.note(row.id, "")
        await library.bookmarks.keep()
        assert (await library.read(row.id)).anchor == ""


async def test_a_library_that_cannot_be_written_to_is_left_alone(tmp_path: Path) -> None:
    fill(tmp_path)
    file = paths_in(tmp_path).library_file
    file.chmod(0o400)
    file.write_bytes(newer(file.read_bytes()))
    async with opened(tmp_path) as library:
        assert library.is_read_only
        (row, *_) = (await library.window(Shelf.ALL, limit=1)).rows
        library.bookmarks.note(row.id, "2:10:words")
        await library.bookmarks.keep()
        assert (await library.read(row.id)).anchor == ""


def newer(file: bytes) -> bytes:
    """Give a library file as a newer newsreader leaves it: user_version is at byte 60 (SQLite's file format)."""
    return file[:60] + (999).to_bytes(4, "big") + file[64:]
