"""Site rules as the library uses them: loaded when the first page is read, chosen by address, tried on their tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from newsreader.errors import ConfigError, ExtractError

if TYPE_CHECKING:
    from newsreader.library.results import RuleCheck
    from newsreader.model import Article
    from newsreader.siterule import RuleTest, SiteRule

MAX_PAGE_BYTES = 16_000_000  # of the page of a test


class RuleBook:
    """All rules there are. Its methods read files, so they are called off the event loop.

    Args:
        user_dir: the folder of the person's own.
    """

    def __init__(self, user_dir: Path | None) -> None:
        self._user_dir = user_dir
        self._rules: tuple[SiteRule, ...] | None = None
        self._lock = Lock()  # several pages are read at once
        self.problems: tuple[ConfigError, ...] = ()  # files of the person's own left out, once the rules are loaded

    def rules(self) -> tuple[SiteRule, ...]:
        """Give all rules in the order in which they are asked."""
        with self._lock:
            if self._rules is None:
                from newsreader.config.site_rules import load_site_rules  # here, because starting needs no rule

                loaded = load_site_rules(self._user_dir)
                faults = {rule.file: fault for rule in loaded.rules if (fault := _fault(rule)) is not None}
                self.problems = (*loaded.problems, *faults.values())
                self._rules = tuple(rule for rule in loaded.rules if rule.file not in faults)
            return self._rules

    def rule_for(self, url: str) -> SiteRule | None:
        """Give the rule for an address, None when there is none."""
        return next((rule for rule in self.rules() if rule.fits(url)), None)


def load_rule(path: Path) -> SiteRule:
    """Load a rule from a file.

    Raises:
        ConfigError: no such file, or a mistake in it.
    """
    from newsreader.config.site_rules import load_site_rule

    rule = load_site_rule(path)
    if (fault := _fault(rule)) is not None:
        raise fault
    return rule


def check_rule(rule: SiteRule) -> RuleCheck:
    """Read the pages of a rule's tests by it and compare what is found."""
    from newsreader.library.results import RuleCheck

    failures = [
        f"test {number} ({test.url}): {failure}"
        for number, test in enumerate(rule.tests, start=1)
        for failure in _failures(rule, test)
    ]
    return RuleCheck(rule=rule, failures=tuple(failures))


def _fault(rule: SiteRule) -> ConfigError | None:
    from newsreader.config.lines import with_line  # here, because starting needs neither
    from newsreader.extract.siterules import selector_fault

    fault = selector_fault(rule)
    if fault is None:
        return None
    field, selector = fault
    error = ConfigError(rule.file, f"{field} has {selector!r}, which is no CSS selector that can be read", field)
    try:
        return with_line(error, Path(rule.file).read_bytes()) if rule.is_own else error
    except (OSError, ValueError):  # it was changed since it was read
        return error


def _failures(rule: SiteRule, test: RuleTest) -> Iterator[str]:
    from newsreader.extract import extract_article
    from newsreader.model import ArticleNote

    if not rule.fits(test.url):
        yield "its address is not one that the rule is for"
    try:
        article = extract_article(_page(test), test.url, rule=rule)
    except OSError as error:
        yield f"its page cannot be read: {test.page}: {error.strerror or error}"
    except ExtractError as error:
        yield error.user_text
    else:
        if ArticleNote.LAYOUT_CHANGED in article.notes:
            yield "the body of the rule finds nothing, or too little text"
        yield from _differences(test, article)


def _page(test: RuleTest) -> bytes | str:
    if test.page is None:
        return test.html
    with test.page.open("rb") as file:
        return file.read(MAX_PAGE_BYTES)


def _differences(test: RuleTest, article: Article) -> Iterator[str]:
    dateline = article.dateline
    day = dateline.date if dateline else None
    lines = {
        "title": (test.title, article.headline),
        "byline": (test.byline, ", ".join(article.byline)),
        "place": (test.place, dateline.place if dateline else ""),
        "agency": (test.agency, dateline.agency if dateline else ""),
        "date": (test.date, day.isoformat() if day else ""),
    }
    for key, (wanted, found) in lines.items():
        if wanted and found != wanted:
            yield f"{key} is {found!r}, not {wanted!r}"
    text = article.text
    if not text.startswith(test.starts):
        yield f"the text starts with {text[: len(test.starts)]!r}, not {test.starts!r}"
    if not text.endswith(test.ends):
        yield f"the text ends with {text[-len(test.ends) :]!r}, not {test.ends!r}"
    yield from (f"the text lacks {words!r}" for words in test.has if words not in text)
    yield from (f"the text has {words!r}" for words in test.lacks if words in text)
    titles = tuple(link.title for link in article.related)
    if test.related and titles != test.related:
        yield f"related is {list(titles)!r}, not {list(test.related)!r}"
