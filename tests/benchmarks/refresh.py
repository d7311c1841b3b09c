"""How long a refresh of many feeds takes, beside newsboat where it is installed.

    python -m tests.benchmarks.refresh --sources 1000

Every source has an address of its own on this machine (127.x.y.z), as sources on the web have; with `--one-host` all
have one. Whole processes are timed, from start to end and compiled as an installation is: `newsreader fetch` and
`newsboat -x reload`, cold (nothing known), warm (nothing new), and with news in one feed of ten. The ratio is ours to
newsboat's in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import compileall
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import newsreader
from newsreader.config.paths import default_paths
from newsreader.library.worker import StoreWorker
from newsreader.model import Section, SectionKey
from newsreader.store import sections

NEWSBOAT_THREADS = 20


def addresses(count: int, port: int, *, is_one_host: bool = False) -> list[str]:
    """Give each feed a host of its own, or all the same."""
    if is_one_host:
        return [f"http://127.0.0.1:{port}/feed/{n}" for n in range(count)]
    return [f"http://127.{1 + n // 62_500}.{n // 250 % 250}.{1 + n % 250}:{port}/feed/{n}" for n in range(count)]


@contextmanager
def feed_server(latency_ms: float) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """Run the server of feeds in a process of its own; gives its port and the process."""
    command = [sys.executable, "-m", "tests.benchmarks.feed_server", "--latency-ms", str(latency_ms)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield int(_line(server)), server
        finally:
            server.kill()


def give_news(server: subprocess.Popen[str]) -> None:
    """Let one feed of ten have one new item."""
    assert server.stdin is not None
    print("news 0.1", file=server.stdin, flush=True)
    _line(server)


def run(command: list[str], env: dict[str, str]) -> tuple[float, float, float]:
    """Run a program to its end: wall seconds, CPU seconds, peak memory in megabytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(f"  {command[0]} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall_s, cpu_s, usage.ru_maxrss / 1024


def main() -> None:
    """Time both programs and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--latency-ms", type=float, nargs="*", default=[0.0, 50.0])
    parser.add_argument("--no-newsboat", action="store_true")
    parser.add_argument("--one-host", action="store_true")
    options = parser.parse_args()
    newsboat = None if options.no_newsboat else shutil.which("newsboat")
    for latency_ms in options.latency_ms:
        print(f"{options.sources} sources, {latency_ms:g} ms an answer")
        with tempfile.TemporaryDirectory() as folder, feed_server(latency_ms) as (port, server):
            urls = addresses(options.sources, port, is_one_host=options.one_host)
            ours = Ours(Path(folder, "ours"), urls)
            theirs = _Newsboat(Path(folder, "newsboat"), urls) if newsboat else None
            for state in ("cold", "warm", "a tenth with news"):
                if state == "a tenth with news":
                    give_news(server)
                _print_row(state, ours.fetch(), theirs.fetch() if theirs else None)


class Ours:
    """A library that follows some feeds.

    Args:
        home: its folder, to be made.
        urls: of the feeds.
    """

    def __init__(self, home: Path, urls: list[str]) -> None:
        self.environ = _env(home)
        allowed = ",".join(dict.fromkeys(url.split("/")[2] for url in urls))
        self.environ["PYTHONDONTWRITEBYTECODE"] = ""
        compileall.compile_dir(Path(newsreader.__file__).parent, quiet=1)
        self.environ |= {"XDG_DATA_HOME": str(home), "NEWSREADER_ALLOW_PRIVATE_HOSTS": allowed}
        asyncio.run(self._follow(urls))

    async def _follow(self, urls: list[str]) -> None:
        os.environ |= {name: value for name, value in self.environ.items() if name.startswith(("XDG", "HOME"))}
        store = await StoreWorker.open(default_paths().library_file)
        for number, url in enumerate(urls):
            key = SectionKey(f"site{number}/front")
            await store.run(
                sections.add_own_section,
                Section(key=key, source=f"Site {number}", name="Front", addresses=(url,), is_own=True),
            )
        await store.close()

    def fetch(self) -> tuple[float, float, float]:
        """Fetch all of them."""
        return run([sys.executable, "-m", "newsreader", "fetch", "--all"], self.environ)


class _Newsboat:
    def __init__(self, home: Path, urls: list[str]) -> None:
        self._env = _env(home)
        self._files = [str(home / name) for name in ("urls", "cache.db", "config")]
        (home / "urls").write_text("\n".join(urls))
        (home / "config").write_text(f"reload-threads {NEWSBOAT_THREADS}\n")

    def fetch(self) -> tuple[float, float, float]:
        urls, cache, config = self._files
        return run(["newsboat", "-u", urls, "-c", cache, "-C", config, "-x", "reload"], self._env)


def _env(home: Path) -> dict[str, str]:
    home.mkdir()
    no_proxy = {"NO_PROXY": "*", "no_proxy": "*"}
    return os.environ | no_proxy | {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}


def _print_row(state: str, ours: tuple[float, float, float], theirs: tuple[float, float, float] | None) -> None:
    row = f"  {state:<18} newsreader {ours[0]:6.2f} s ({ours[1]:5.2f} s CPU, {ours[2]:4.0f} MB)"
    if theirs:
        row += f"   newsboat {theirs[0]:6.2f} s ({theirs[1]:5.2f} s CPU, {theirs[2]:4.0f} MB)"
        row += f"   ratio {ours[0] / theirs[0]:.2f}"
    print(row, flush=True)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


if __name__ == "__main__":
    main()
