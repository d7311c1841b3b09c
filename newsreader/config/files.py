"""The TOML files that come with the program and those a person adds: where they lie, whether they changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

MAX_FILE_BYTES = 1_000_000  # a file written by hand; a larger one is something else by mistake
_DATA = Path(__file__).parent.parent / "data"
_READ_AS = b"1"  # raise it when the same files come to mean other sections


def built_in_files(folder: str) -> Iterator[tuple[str, bytes]]:
    """Give the TOML files in a folder of the program's data, in the order of their names."""
    for path in sorted((_DATA / folder).glob("*.toml")):
        yield path.name, path.read_bytes()


def user_files(user_dir: Path | None) -> list[Path]:
    """Give the TOML files in one of the person's folders, which need not exist, in the order of their names."""
    try:
        names = sorted(user_dir.iterdir()) if user_dir else []
    except FileNotFoundError:
        return []
    # Editors keep their locks and copies as hidden files.
    return [path for path in names if path.suffix == ".toml" and not path.name.startswith(".")]


def fingerprint(folder: str, user_dir: Path | None) -> str:
    """Say in a few letters what all files of a kind hold, so that they need not be read again while they are the same.

    Args:
        folder: of the program's data.
        user_dir: the person's own.

    Returns:
        Another one when any file came, went or changed; "" when one of the person's cannot be read.
    """
    checksum, size = crc32(_READ_AS), 0  # finds any single edit for sure (ITU-T V.42); hashes cost a library
    try:
        files = [*built_in_files(folder), *((str(path), _beginning(path)) for path in user_files(user_dir))]
    except OSError:
        return ""
    for name, raw in files:
        checksum = crc32(raw, crc32(f"\n{name} {len(raw)}\n".encode(errors="surrogateescape"), checksum))
        size += len(raw)
    return f"{len(files)} {size} {checksum:08x}"


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)
