"""The floor of extraction quality: which golden pages there are, what is true of them, and how good is good enough.

`tests/data/pages/pinned.txt` holds the floor and a digest of every golden page with its true text, so that neither a
page nor a line of its text goes without being seen. `python -m tests.extract.floor --pin` writes the digests anew;
without `--pin` it compares them with the commit before: the floor may not be lower there, and no page may be missing.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import NamedTuple

from newsreader.blocks import block_from_json, blocks_text
from tests.extract.golden import PAGES, expected, page_names

PINNED = PAGES / "pinned.txt"
DIGEST_CHARS = 16


class Floor(NamedTuple):
    """What a commit promises of the extractor."""

    f1: float  # mean over the golden pages, 0 to 1
    digests: dict[str, str]  # page name to the digest of its bytes and its true text


def truth_of(name: str) -> str:
    """Give the text that a page must give."""
    return blocks_text(tuple(block_from_json(shape) for shape in expected(name)["blocks"]))


def digests_now() -> dict[str, str]:
    """Take the digest of every golden page."""
    digests = {}
    for name in page_names():
        page = (PAGES / f"{name}.html").read_bytes() + b"\0" + truth_of(name).encode()
        digests[name] = hashlib.sha256(page).hexdigest()[:DIGEST_CHARS]
    return digests


def read_floor(text: str) -> Floor:
    """Read what `written` gave."""
    (_, f1), *pages = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return Floor(float(f1), {name: digest for digest, name in pages})


def written(floor: Floor) -> str:
    """Write the floor, a page a line, so that commits which add pages merge."""
    lines = [f"{digest} {name}" for name, digest in sorted(floor.digests.items())]
    return "\n".join(("# Written by: python -m tests.extract.floor --pin", f"floor {floor.f1}", *lines, ""))


def lowered(before: Floor, after: Floor) -> list[str]:
    """Say in what a floor is lower than the one before it."""
    complaints = [f"page {name} is gone" for name in before.digests if name not in after.digests]
    if after.f1 < before.f1:
        complaints.append(f"the floor fell from {before.f1} to {after.f1}")
    return complaints


def main() -> int:
    """Pin the pages, or compare them with the commit before."""
    floor = read_floor(PINNED.read_text(encoding="utf-8"))
    if "--pin" in sys.argv[1:]:
        PINNED.write_text(written(floor._replace(digests=digests_now())), encoding="utf-8")
        return 0
    place = f"HEAD^:./{PINNED.name}"
    parent = subprocess.run(["git", "show", place], cwd=PAGES, capture_output=True, text=True, check=False)
    if parent.returncode:
        return 0  # no commit before, or none that had a floor
    complaints = lowered(read_floor(parent.stdout), floor)
    sys.stderr.writelines(f"Extraction quality: {complaint}.\n" for complaint in complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
