"""The command line starts without what only the reader or the network needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import environment

HEAVY = {
    "textual",
    "httpx",
    "httpcore",
    "h2",
    "selectolax",
    "chardet",
    "PIL",
    "newsreader.tui",
    "newsreader.extract",
}
_REPORT = "print('\\n'.join(sys.modules), file=sys.stderr)"


def modules_after(code: str, home: Path) -> set[str]:
    """Run some code in a fresh interpreter and give what it has imported."""
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}\n{_REPORT}"],
        env=dict(environment(home)),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(ran.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import newsreader.cli",
        "import newsreader.__main__",
        "from newsreader.__main__ import main; main(['sections'])",
        "from newsreader.__main__ import main; main(['list', '--json'])",
        "import newsreader.library",
    ],
)
def test_without_screen_network_and_parsers(tmp_path: Path, code: str) -> None:
    modules = modules_after(code, tmp_path)
    assert "newsreader" in modules
    assert modules & HEAVY == set()


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_help_and_version_load_next_to_nothing(tmp_path: Path, argument: str) -> None:
    main = "from newsreader.__main__ import main"
    code = f"import contextlib\n{main}\nwith contextlib.suppress(SystemExit): main(['{argument}'])\n0"
    modules = modules_after(code, tmp_path)
    assert "newsreader.cli.arguments" in modules
    assert modules & (HEAVY | {"asyncio", "sqlite3", "rich", "newsreader.library", "newsreader.config"}) == set()


@pytest.mark.parametrize("arguments", [["unread", "--count"], ["unread", "--json"], ["sections", "--names"]])
def test_what_others_ask_all_the_time_loads_neither_library_nor_settings(tmp_path: Path, arguments: list[str]) -> None:
    modules_after("from newsreader.__main__ import main; main(['list'])", tmp_path)  # makes the library
    modules = modules_after(f"from newsreader.__main__ import main; main({arguments})", tmp_path)
    assert "newsreader.glance" in modules
    not_needed = {"asyncio", "logging", "rich", "tomllib", "newsreader.library", "newsreader.config.settings"}
    assert modules & (HEAVY | not_needed | {"newsreader.store.migrations"}) == set()


def test_the_reader_starts_without_the_network_and_the_parsers(tmp_path: Path) -> None:
    modules = modules_after("import newsreader.tui.app", tmp_path)
    assert "textual" in modules
    assert modules & {"httpx", "httpcore", "selectolax", "chardet", "PIL"} == set()


def test_plain_mode_starts_without_a_screen_the_network_and_the_parsers(tmp_path: Path) -> None:
    modules = modules_after("import newsreader.plain.session", tmp_path)
    assert "newsreader.plain.reading" in modules
    assert (
        modules & {"textual", "newsreader.tui", "newsreader.cli", "httpx", "httpcore", "selectolax", "chardet"} == set()
    )


def test_importing_the_package_runs_nothing(tmp_path: Path) -> None:
    modules_after("import newsreader.__main__", tmp_path)
    assert list(tmp_path.iterdir()) == []


FIRST_SCREEN = """
import asyncio
from newsreader.__main__ import _parsed
_parsed([])
from newsreader.config.paths import default_paths
from newsreader.config.settings import load_settings
from newsreader.library import Library, utc_now
from newsreader.library.shelves import OPENING_ROWS
from newsreader.tui.app import NewsApp
async def shown(paths):
    async with Library.open(paths, load_settings(paths, offline=True)) as library:
        app = NewsApp(library, utc_now, await library.opening_view(limit=OPENING_ROWS))
        async with app.run_test(size=(120, 40)):
            return set(sys.modules)
late = asyncio.run(shown(default_paths())) ^ set(sys.modules)
for name in late:
    del sys.modules[name]
"""


def test_the_first_screen_loads_nothing_it_does_not_show(tmp_path: Path) -> None:
    modules_after(FIRST_SCREEN, tmp_path)  # takes up the catalogue
    modules = modules_after(FIRST_SCREEN, tmp_path)
    assert "newsreader.tui.widgets.article_list" in modules
    ours = {name for name in modules if name.startswith("newsreader.")}
    late = {
        *("newsreader.blocks", "newsreader.model.article", "newsreader.siterule", "newsreader.text"),
        *("newsreader.config.catalogue", "newsreader.config.site_rules", "newsreader.library.history"),
        *("newsreader.library.reading", "newsreader.library.refresh", "newsreader.library.results"),
        *(
            "newsreader.store.articles",
            "newsreader.store.entries",
            "newsreader.store.marks",
            "newsreader.store.packing",
        ),
        *("newsreader.library.together", "newsreader.model.stops", "newsreader.tui.screens.help"),
        *("newsreader.tui.widgets.article_view", "newsreader.tui.widgets.find_bar", "newsreader.typeset.document"),
        *("newsreader.library.pictures", "newsreader.library.decoding", "newsreader.tui.screens.picture"),
        *("newsreader.typeset.destinations", "newsreader.library.trails", "newsreader.library.queue"),
        *("newsreader.glance", "newsreader.store.glance"),
        *("newsreader.minutes", "newsreader.typeset.hyphens"),
    }
    packages = ("newsreader.cli.arguments", "newsreader.extract", "newsreader.fetch", "newsreader.store.migrations")
    assert ours & late == set()
    assert [name for name in ours if name.startswith(packages)] == []
    assert modules & {"argparse", "hashlib", "httpx", "selectolax", "sqlite3.dump", "tomllib", "zstandard"} == set()


def test_what_is_loaded_after_the_first_screen_is_there_to_be_loaded(tmp_path: Path) -> None:
    code = "from newsreader.tui.app import _OF_AN_ARTICLE as first; load(first)"
    modules = modules_after(f"from newsreader.library.warmup import load_what_comes_next as load; {code}", tmp_path)
    assert {"httpcore", "selectolax", "newsreader.extract.article", "newsreader.library.reading"} <= modules
