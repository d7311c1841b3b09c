"""What `default.toml` says of the settings: it documents them for the file, the command line and the reader alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from newsreader.config.lines import key_lines
from newsreader.config.settings import ALL_KINDS

_SHIPPED = Path(__file__).with_name("default.toml")
_FIRST = "# Take the # away before what you change.\n\n"
_VALUE = re.compile(r"(?m)^(?=[a-z_]+ = )")


def documentation() -> Mapping[str, str]:
    """Give the comment over each setting that is one value, as one paragraph, by its name."""
    text = _shipped()
    lines, numbers = text.splitlines(), key_lines(text)
    told = {}
    for name in ALL_KINDS:
        at = numbers[tuple(name.split("."))] - 1
        above = at
        while above and lines[above - 1].startswith("#"):
            above -= 1
        told[name] = " ".join(line.removeprefix("#").strip() for line in lines[above:at])
    return told


def commented_defaults() -> str:
    """Give a settings file that changes nothing: every value is commented out as `#name = value`.

    So a default that a later version changes is the new one for everybody who did not choose the old.
    """
    return _FIRST + _VALUE.sub("#", _shipped())


def _shipped() -> str:
    return _SHIPPED.read_text(encoding="utf-8")
