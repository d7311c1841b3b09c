"""Site rules: the built-in ones, the person's own before them, and what is said of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.config.catalogue import load_catalogue
from newsreader.config.site_rules import load_site_rule, load_site_rules
from newsreader.errors import ConfigError
from newsreader.extract.siterules import selector_fault
from newsreader.siterule import SiteRule

GAZETTE = """
hosts = ["gazette.example"]
paths = ["/news/*"]
body = "div.story"
drop = [".quiz", "p.promo"]

[[test]]
url = "https://gazette.example/news/1"
file = "page.html"
date = 2026-02-01
has = "a word"
"""


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str) -> str:
    path = written(folder, text)
    with pytest.raises(ConfigError) as caught:
        load_site_rule(path)
    assert str(path) in caught.value.user_text
    rules = load_site_rules(folder)
    assert [error.user_text for error in rules.problems] == [caught.value.user_text]
    assert not any(rule.is_own for rule in rules.rules)
    return caught.value.user_text


def test_the_built_in_rules_are_well_formed_and_have_tests() -> None:
    rules = load_site_rules()
    assert rules.rules
    assert rules.problems == ()
    for rule in rules.rules:
        assert rule.tests
        assert not rule.is_own
        assert selector_fault(rule) is None
        assert all(rule.fits(test.url) for test in rule.tests)


def test_the_network_has_one_for_every_site_of_its_catalogue() -> None:
    homes = {
        address.split("/")[2]
        for section in load_catalogue().sections
        for address in section.addresses
        if address.startswith("http")
    }
    rules = load_site_rules().rules
    for home in homes:
        assert any(rule.fits(f"https://{home}/reports/Some_Headline_999.html") for rule in rules), home


def test_a_rule_of_the_persons_own(tmp_path: Path) -> None:
    path = written(tmp_path, GAZETTE)
    rule = load_site_rule(path)
    assert (rule.file, rule.is_own) == (str(path), True)
    assert (rule.hosts, rule.paths) == (("gazette.example",), ("/news/*",))
    assert (rule.body, rule.drop, rule.title) == (("div.story",), (".quiz", "p.promo"), ())
    (test,) = rule.tests
    assert (test.page, test.date, test.has) == (tmp_path / "page.html", "2026-02-01", ("a word",))
    assert rule.says_body


def test_the_persons_own_go_first_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", ".a.toml", "c.txt"):
        written(tmp_path, GAZETTE, name)
    names = [Path(rule.file).name for rule in load_site_rules(tmp_path).rules]
    assert names[:2] == ["a.toml", "b.toml"]
    assert names[2:] == [rule.file for rule in load_site_rules().rules]


def test_hosts_alone_are_enough_to_turn_a_rule_off(tmp_path: Path) -> None:
    rule = load_site_rule(written(tmp_path, 'hosts = "spacewar.com"'))
    assert not rule.says_body
    assert not list(rule.selectors())


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://gazette.example/news/1", True),
        ("http://WWW.Gazette.example:8080/news/x?y#z", True),
        ("https://gazette.example/sport/1", False),
        ("https://gazette.example/old/news/1", False),
        ("https://notgazette.example/news/1", False),
        ("https://gazette.example.org/news/1", False),
        ("https://gazette.example", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_a_rule_is_for(tmp_path: Path, url: str, fits: bool) -> None:
    assert load_site_rule(written(tmp_path, GAZETTE)).fits(url) is fits


def test_without_paths_it_is_for_the_whole_site() -> None:
    rule = SiteRule(file="x", hosts=("a.example",))
    assert rule.fits("https://a.example")
    assert rule.fits("https://a.example/x/y.html")


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert load_site_rules(tmp_path / "nowhere") == load_site_rules()
    with pytest.raises(ConfigError, match="no such file"):
        load_site_rule(tmp_path / "nowhere.toml")


def test_a_folder_that_is_none_is_a_problem(tmp_path: Path) -> None:
    (problem,) = load_site_rules(written(tmp_path, "")).problems
    assert "the folder cannot be read" in problem.user_text


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("bdoy = 'p'", "unknown key 'bdoy', did you mean 'body'?; allowed: between, body, byline"),
        ("body = 3", "body has 3; allowed: a line of at most 500 characters"),
        ("body = []", "body is []; allowed: a line of text, or a list of 1 to 200"),
        ("body = ['p', '']", "body has ''; allowed: a line"),
        ("drop = ['a\\nb', \"a\\nb\"]", "drop has 'a\\nb'; allowed: a line"),
        ("between = ['one']", "between is ['one']; allowed: the texts of two comments"),
        ("paths = 'news/*'", "paths has 'news/*'; allowed: patterns from / such as '/reports/*'"),
        ("test = 1", "test is 1; allowed: tables, each begun by [[test]]"),
        ("[[test]]", "test 1: url is missing; allowed: a line of text"),
        ("[[test]]\nurl = 'x'", "test 1: url is 'x'; allowed: an http or https address"),
        ("[[test]]\nurl = 'https://g.example/'", "test 1: a test has a page: allowed: html, or file, and not both"),
        (
            "[[test]]\nurl = 'https://g.example/'\nhtml = 'x'\nfile = 'y'",
            "test 1: a test has a page: allowed: html, or file, and not both",
        ),
        ("[[test]]\nurl = 'https://g.example/'\nhtml = 3", "test 1: html is 3; allowed: the text of a page"),
        (
            "[[test]]\nurl = 'https://g.example/'\nfile = '../x'",
            "test 1: file is '../x'; allowed: the name of a file beside this one",
        ),
        ("[[test]]\nurl = 'https://g.example/'\nfile = '..'", "allowed: the name of a file beside this one"),
        (
            "[[test]]\nurl = 'https://g.example/'\nhtml = 'x'\ndate = 'May'",
            "test 1: date is 'May'; allowed: a day such as 2026-02-01",
        ),
        ("[[test]]\nurl = 'https://g.example/'\nhtml = 'x'\ndate = 3", "test 1: date is 3; allowed: a day"),
        (
            "[[test]]\nurl = 'https://g.example/'\nhtml = 'x'\ntitel = 'x'",
            "test 1: unknown key 'titel', did you mean 'title'?",
        ),
        (
            "[[test]]\nurl = 'https://g.example/'\nhtml = 'x'\ntitle = ''",
            "test 1: title is ''; allowed: a line of text",
        ),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, lines: str, said: str) -> None:
    assert said in fault(tmp_path, f'hosts = ["g.example"]\n{lines}\n')


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "hosts is missing; allowed: names such as 'spacewar.com'"),
        ("hosts = 'https://g.example/'", "hosts has 'https://g.example/'; allowed: names"),
        ("hosts = ['G.example']", "hosts has 'G.example'; allowed: names such as 'spacewar.com', in small letters"),
        ("hosts = ['g.example:80']", "hosts has 'g.example:80'; allowed: names"),
        ("hosts = ['']", "hosts has ''"),
    ],
)
def test_a_mistake_in_the_hosts(tmp_path: Path, line: str, said: str) -> None:
    assert said in fault(tmp_path, line)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("body = 'p'\nbdoy = 'p'", 3),
        ("\n\ndrop = [\n  'p',\n  '',\n]", 4),
        ("paths = 'news'", 2),
        ("[[test]]\nurl = 'https://g.example/'\nhtml = 'x'\n[[test]]\nhtml = 'x'", 5),
        ("[[test]]\nurl = 'https://g.example/'\nhtml = 'x'\n[[test]]\nurl = 'x'", 6),
        ("[[test]]\nurl = 'https://g.example/'\nhtml = '''\n[[test]]\n'''\ntitel = 'x'", 7),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, lines: str, line: int) -> None:
    assert f"(line {line}, " in fault(tmp_path, f'hosts = ["g.example"]\n{lines}\n')
