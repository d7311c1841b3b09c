"""Files that leave the library: whole or not at all, and never over a stranger's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from newsreader.errors import ExportError

_HEAD_BYTES = 4096  # by which an earlier export is known


@contextmanager
def replacing(
    path: Path, is_ours: Callable[[bytes], bool], *, force: bool = False, is_one_of_many: bool = False
) -> Iterator[IO[bytes]]:
    """Write a file beside another one and put it in its place when all went well.

    Args:
        path: where it shall be; its folder must be there.
        is_ours: tells from the beginning of the file that is there whether it is an earlier export.
        force: replace whatever is there.
        is_one_of_many: do not wait until the disk has it; that would take longer than all the rest.

    Raises:
        ExportError: a file that is no export of ours is there, or writing failed.
    """
    refuse_strangers(path, is_ours, force=force)
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part", delete=False) as file:
            try:
                yield file
                file.flush()
                if not is_one_of_many:
                    os.fsync(file.fileno())
                _open_to_others(file.name)
                file.close()  # Windows renames no open file
                os.replace(file.name, path)  # noqa: PTH105  # the name of the temporary file is text
            except BaseException:
                file.close()
                with suppress(OSError):
                    Path(file.name).unlink()
                raise
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error


def refuse_strangers(path: Path, is_ours: Callable[[bytes], bool], *, force: bool) -> None:
    """Stop where a file would be lost.

    Raises:
        ExportError: the file that is there is no export of ours, or cannot be looked at.
    """
    try:
        if path.is_dir():
            raise ExportError(str(path), "it is a folder")
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    if head and not force and not is_ours(head):
        raise ExportError(str(path), "this file is there already and no earlier export; --force replaces it")


def _open_to_others(name: str) -> None:
    """Give a temporary file, which is private, the rights that a new file has."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
