"""The tree of errors: what its package draws and offers is what its modules hold."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

from newsreader import errors
from newsreader.errors import NewsError

_INDENT = 4  # characters of the drawing for each step down


def kinds() -> set[type[NewsError]]:
    modules = [import_module(f"{errors.__name__}.{module.name}") for module in iter_modules(errors.__path__)]
    values = (value for module in modules for value in vars(module).values())
    return {value for value in values if isinstance(value, type) and issubclass(value, NewsError)}


def test_the_tree_is_drawn_as_it_is() -> None:
    drawn: set[tuple[str, str]] = set()
    above: list[str] = []
    for match in re.finditer(r"^([│├└─ ]*)(\w+Error)\b", errors.__doc__ or "", re.MULTILINE):
        depth = len(match[1]) // _INDENT
        above[depth:] = [match[2]]
        drawn.add((above[depth - 1] if depth else "Exception", match[2]))
    assert drawn == {(base.__name__, kind.__name__) for kind in kinds() for base in kind.__bases__}


def test_every_error_is_offered_by_the_package() -> None:
    assert sorted(kind.__name__ for kind in kinds()) == errors.__all__
