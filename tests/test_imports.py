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
    "newsreader.tui",
    "newsreader.extract",
}
_REPORT = "; print('\\n'.join(sys.modules), file=sys.stderr)"


def modules_after(code: str, home: Path) -> set[str]:
    """Run some code in a fresh interpreter and give what it has imported."""
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}{_REPORT}"],
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


def test_the_reader_starts_without_the_network_and_the_parsers(tmp_path: Path) -> None:
    modules = modules_after("import newsreader.tui.app", tmp_path)
    assert "textual" in modules
    assert modules & {"httpx", "httpcore", "selectolax", "chardet"} == set()


def test_importing_the_package_runs_nothing(tmp_path: Path) -> None:
    modules_after("import newsreader.__main__", tmp_path)
    assert list(tmp_path.iterdir()) == []
