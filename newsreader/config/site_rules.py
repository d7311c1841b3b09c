"""Site rules: one TOML file for a site or several built alike; the first of the built-in ones explains the format.

The person's own go before the built-in ones, so that a file for the same host replaces a built-in rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsreader.address import host_of, is_web_address
from newsreader.config.files import built_in_files
from newsreader.config.lines import with_line
from newsreader.config.strict_toml import (
    TOP,
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
from newsreader.siterule import SELECTOR_FIELDS, RuleTest, SiteRule

_KEYS = ("hosts", "paths", "between", *SELECTOR_FIELDS, "test")
_TEST_LINES = ("title", "byline", "place", "agency", "starts", "ends")
_TEST_KEYS = ("url", "html", "file", "date", "has", "lacks", "related", *_TEST_LINES)
_PAGE_NAME = re.compile(r"[^/\\]*[^/\\.][^/\\]*")
_MAX_ENTRIES = 200
_MAX_LINE_CHARS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRules:
    """All rules, in the order in which they are asked."""

    rules: tuple[SiteRule, ...] = ()
    problems: tuple[ConfigError, ...] = ()  # one for each of the person's files that was left out


def load_site_rules(user_dir: Path | None = None) -> SiteRules:
    """Load the person's own rules and the built-in ones.

    Args:
        user_dir: the folder of the person's own, read in the order of their names; it need not exist.

    Returns:
        The rules. One of the person's files with a mistake is left out and stands in `problems`.
    """
    rules: list[SiteRule] = []
    paths, problems = own_files(user_dir)
    for path in paths:
        try:
            rules.append(load_site_rule(path))
        except ConfigError as error:
            problems.append(error)
    rules += [_rule(parse_toml(raw, name), name, None) for name, raw in built_in_files("site_rules")]
    return SiteRules(rules=tuple(rules), problems=tuple(problems))


def load_site_rule(path: Path) -> SiteRule:
    """Load one of the person's own rules.

    Raises:
        ConfigError: no such file, or a mistake in it; names the line.
    """
    raw = read_bytes(path)
    if raw is None:
        raise ConfigError(str(path), "there is no such file")
    table = parse_toml(raw, str(path))
    try:
        return _rule(table, str(path), path.parent)
    except ConfigError as error:
        raise with_line(error, raw) from error


def _rule(table: Mapping[str, Any], file: str, folder: Path | None) -> SiteRule:
    check_keys(table, _KEYS, file)
    between = _lines(table, "between", file)
    if len(between) not in (0, 2):
        raise at(file, TOP.to("between"), f"between is {shown(table['between'])}; allowed: the texts of two comments")
    return SiteRule(
        file=file,
        is_own=folder is not None,
        hosts=_hosts(table, file),
        paths=_paths(table, file),
        between=between,
        **{field: _lines(table, field, file) for field in SELECTOR_FIELDS},
        tests=tuple(
            _test(each, folder, file, Where(f"test {number}", f"test.{number}"))
            for number, each in enumerate(take_tables(table, "test", file), start=1)
        ),
    )


def _hosts(table: Mapping[str, Any], file: str) -> tuple[str, ...]:
    hosts = _lines(table, "hosts", file)
    if not hosts:
        raise at(file, TOP.to("hosts"), "hosts is missing; allowed: names such as 'spacewar.com'")
    for host in hosts:
        if host_of(f"https://{host}/") != host:
            raise at(
                file,
                TOP.to("hosts"),
                f"hosts has {shown(host)}; allowed: names such as 'spacewar.com', in small letters",
            )
    return hosts


def _paths(table: Mapping[str, Any], file: str) -> tuple[str, ...]:
    paths = _lines(table, "paths", file)
    for path in paths:
        if not path.startswith(("/", "*")):
            raise at(file, TOP.to("paths"), f"paths has {shown(path)}; allowed: patterns from / such as '/reports/*'")
    return paths


def _test(table: Mapping[str, Any], folder: Path | None, file: str, where: Where) -> RuleTest:
    check_keys(table, _TEST_KEYS, file, where)
    url = take_line(table, "url", file, where)
    if not is_web_address(url):
        raise at(file, where.to("url"), f"url is {shown(url)}; allowed: an http or https address")
    if ("html" in table) == ("file" in table):
        raise at(file, where, "a test has a page: allowed: html, or file, and not both")
    html = table.get("html", "")
    if not isinstance(html, str):
        raise at(file, where.to("html"), f"html is {shown(html)}; allowed: the text of a page")
    return RuleTest(
        url=url,
        html=html,
        page=_page(table, folder, file, where),
        date=_date(table, file, where),
        has=_lines(table, "has", file, where),
        lacks=_lines(table, "lacks", file, where),
        related=_lines(table, "related", file, where),
        **{key: take_line(table, key, file, where) for key in _TEST_LINES if key in table},
    )


def _page(table: Mapping[str, Any], folder: Path | None, file: str, where: Where) -> Path | None:
    if "file" not in table:
        return None
    name = take_line(table, "file", file, where)
    if folder is None or not _PAGE_NAME.fullmatch(name):
        raise at(file, where.to("file"), f"file is {shown(name)}; allowed: the name of a file beside this one")
    return folder / name


def _date(table: Mapping[str, Any], file: str, where: Where) -> str:
    day = table.get("date", "")
    text = day.isoformat() if isinstance(day, date) else day
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except (TypeError, ValueError) as error:
        raise at(file, where.to("date"), f"date is {shown(day)}; allowed: a day such as 2026-02-01") from error


def _lines(table: Mapping[str, Any], key: str, file: str, where: Where = TOP) -> tuple[str, ...]:
    """Take one line of text, or a list of some; none when the key is not there."""
    if key not in table:
        return ()
    written = table[key]
    lines = written if isinstance(written, list) else [written]
    if not lines or len(lines) > _MAX_ENTRIES:
        raise at(
            file, where.to(key), f"{key} is {shown(written)}; allowed: a line of text, or a list of 1 to {_MAX_ENTRIES}"
        )
    for line in lines:
        if not isinstance(line, str) or not line.strip() or len(line) > _MAX_LINE_CHARS or not line.isprintable():
            raise at(
                file, where.to(key), f"{key} has {shown(line)}; allowed: a line of at most {_MAX_LINE_CHARS} characters"
            )
    return tuple(line.strip() for line in lines)
