"""Catalogues: which publications and sections there are to choose from, and the addresses that list them.

The built-in ones are TOML files in `newsreader/data/catalogues`; a person's own lie in the configuration
folder and may add sources, add sections to a source, or change what a built-in one says. The first of
the built-in files explains the format.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from newsreader.address import is_web_address, resolve_address
from newsreader.config.files import built_in_files
from newsreader.config.lines import with_line
from newsreader.config.strict_toml import (
    Where,
    at,
    check_keys,
    own_files,
    parse_toml,
    read_bytes,
    shown,
    take_line,
    take_tables,
)
from newsreader.errors import ConfigError
from newsreader.model import Section, SectionKey

_FILE_KEYS = ("source",)
_SOURCE_KEYS = ("key", "name", "home", "section")
_SECTION_KEYS = ("key", "name", "addresses", "starter")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY_ALLOWED = "small letters and digits, in words apart by hyphens"
_ADDRESS_ALLOWED = "http and https addresses, or paths from / where the source has a home"
_MAX_ADDRESSES = 20  # a section that is wholly dead must not cost minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All sections there are to choose from."""

    sections: tuple[Section, ...]  # source by source, in the order of the files
    problems: tuple[ConfigError, ...] = ()  # one for each of the person's files that was left out
    digest: str  # changes when a section does


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    key: str
    name: str
    home: str  # "" when the file names none
    sections: Mapping[str, _Section]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    key: str
    name: str
    addresses: tuple[str, ...]
    is_starter: bool
    file: str  # who said so last


_Sources = Mapping[str, _Source]


def load_catalogue(user_dir: Path | None = None) -> Catalogue:
    """Load the built-in catalogues and the person's own.

    Args:
        user_dir: the folder of the person's own, read in the order of their names; it need not exist.

    Returns:
        The catalogue. One of the person's files with a mistake is left out as a whole and stands in `problems`.
    """
    sources: _Sources = {}
    for file, raw in built_in_files("catalogues"):
        sources = _with_file(sources, parse_toml(raw, file), file)
    built_in = {section.file for source in sources.values() for section in source.sections.values()}
    paths, problems = own_files(user_dir)
    for path in paths:
        try:
            sources = _with_own_file(sources, path, built_in)
        except ConfigError as error:
            problems.append(error)
    return _catalogue(sources, problems)


def load_demo_catalogue() -> Catalogue:
    """Load the sections of the bundled demonstration edition, which needs no network."""
    sources: _Sources = {}
    for file, raw in built_in_files("demo"):
        sources = _with_file(sources, parse_toml(raw, file), file)
    return _catalogue(sources, [])


def _with_own_file(sources: _Sources, path: Path, may_change: set[str]) -> _Sources:
    """Give the sources with those of one of the person's files added; raises as `_with_file`, naming the line."""
    raw = read_bytes(path) or b""
    table = parse_toml(raw, str(path))
    try:
        return _with_file(sources, table, str(path), may_change)
    except ConfigError as error:
        raise with_line(error, raw) from error


def _with_file(sources: _Sources, table: Mapping[str, Any], file: str, may_change: set[str] | None = None) -> _Sources:
    """Give the sources with a file's added.

    Args:
        sources: those of the files before; not changed, so that a file with a mistake leaves nothing behind.
        table: the file's content.
        file: its name.
        may_change: the files whose sections this one may change.

    Raises:
        ConfigError: a mistake in the file.
    """
    check_keys(table, _FILE_KEYS, file)
    merged = dict(sources)
    seen: set[str] = set()
    for number, source_table in enumerate(take_tables(table, "source", file), start=1):
        where = Where(f"source {number}", f"source.{number}")
        check_keys(source_table, _SOURCE_KEYS, file, where)
        key = _take_key(source_table, seen, file, where)
        where = where._replace(words=f"source {key!r}")
        merged[key] = _with_source(sources.get(key), key, source_table, file, where, may_change or set())
    return merged


def _with_source(
    known: _Source | None, key: str, table: Mapping[str, Any], file: str, where: Where, may_change: set[str]
) -> _Source:
    source = _Source(
        key=key,
        name=known.name if known and "name" not in table else take_line(table, "name", file, where),
        home=_home(table, file, where) or (known.home if known else ""),
        sections=known.sections if known else {},
    )
    merged = dict(source.sections)
    seen: set[str] = set()
    for number, section_table in enumerate(take_tables(table, "section", file, where), start=1):
        section_where = Where(f"{where.words}, section {number}", f"{where.key}.section.{number}")
        check_keys(section_table, _SECTION_KEYS, file, section_where)
        section_key = _take_key(section_table, seen, file, section_where)
        section_where = section_where._replace(words=f"{where.words}, section {section_key!r}")
        old = merged.get(section_key)
        if old and old.file not in may_change:
            raise at(file, section_where, f"this section is already in {old.file}")
        merged[section_key] = _with_section(old, source, section_key, section_table, file, section_where)
    return replace(source, sections=merged)


def _with_section(
    known: _Section | None, source: _Source, key: str, table: Mapping[str, Any], file: str, where: Where
) -> _Section:
    is_starter = table.get("starter", known.is_starter if known else False)
    if not isinstance(is_starter, bool):
        raise at(file, where.to("starter"), f"starter is {shown(is_starter)}; allowed: true or false")
    return _Section(
        key=key,
        name=known.name if known and "name" not in table else take_line(table, "name", file, where),
        addresses=(
            known.addresses if known and "addresses" not in table else _addresses(table, source.home, file, where)
        ),
        is_starter=is_starter,
        file=file,
    )


def _take_key(table: Mapping[str, Any], seen: set[str], file: str, where: Where) -> str:
    key = take_line(table, "key", file, where)
    if not _KEY.fullmatch(key):
        raise at(file, where.to("key"), f"key is {shown(key)}; allowed: {_KEY_ALLOWED}")
    if key in seen:
        raise at(file, where.to("key"), f"key {shown(key)} stands here a second time; each may stand once")
    seen.add(key)
    return key


def _home(table: Mapping[str, Any], file: str, where: Where) -> str:
    if "home" not in table:
        return ""
    home = take_line(table, "home", file, where)
    if not is_web_address(home):
        raise at(file, where.to("home"), f"home is {shown(home)}; allowed: an http or https address")
    return home


def _addresses(table: Mapping[str, Any], home: str, file: str, where: Where) -> tuple[str, ...]:
    written = table.get("addresses", [])
    if not isinstance(written, list) or not 1 <= len(written) <= _MAX_ADDRESSES:
        allowed = f"a list of 1 to {_MAX_ADDRESSES} {_ADDRESS_ALLOWED}"
        raise at(file, where.to("addresses"), f"addresses is {shown(written)}; allowed: {allowed}")
    addresses = tuple(_address(text, home) for text in written)
    for text, address in zip(written, addresses, strict=True):
        if not address:
            raise at(file, where.to("addresses"), f"addresses has {shown(text)}; allowed: {_ADDRESS_ALLOWED}")
        if addresses.count(address) > 1:
            raise at(file, where.to("addresses"), f"addresses has {shown(text)} twice; each may stand once")
    return addresses


def _address(text: object, home: str) -> str:
    if not isinstance(text, str):
        return ""
    is_path = text.startswith("/") and not text.startswith("//")
    return resolve_address(home, text) if is_web_address(text) or (is_path and home) else ""


def _catalogue(sources: _Sources, problems: list[ConfigError]) -> Catalogue:
    sections = tuple(
        Section(
            key=SectionKey(f"{source.key}/{section.key}"),
            source=source.name,
            name=section.name,
            addresses=section.addresses,
            is_starter=section.is_starter,
        )
        for source in sources.values()
        for section in source.sections.values()
    )
    content = json.dumps([asdict(section) for section in sections], sort_keys=True)
    return Catalogue(
        sections=sections,
        problems=tuple(problems),
        digest=hashlib.sha256(content.encode()).hexdigest(),
    )
