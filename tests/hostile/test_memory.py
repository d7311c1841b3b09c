"""What the worst of them cost: measured in a process of its own, as that of the tests has seen more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fetch.secure_server import CERTIFICATES
from tests.hostile.documents import HTML, SENTENCE, XML, item, page, rss
from tests.misbehaviour import bomb_of
from tests.server import TestServer

MOST_MB = 300
_VISIT = """
import asyncio, json, sys
from pathlib import Path
from newsreader.config.catalogue import Catalogue
from newsreader.config.settings import Settings
from newsreader.errors import NewsError
from newsreader.library import Library
from tests.fakes import clock, paths_in

async def main(folder, host, urls):
    said = []
    catalogue = Catalogue(sections=(), digest="1")
    settings = Settings(allow_private_hosts=(host,))
    async with Library.open(paths_in(folder), settings, clock=clock, catalogue=catalogue) as library:
        for url in urls:
            try:
                added = await library.sources.add((await library.sources.look(url)).best)
                await library.refresh([added.section.key], lambda _: None)
                said.append("added")
            except NewsError as error:
                said.append(error.user_text)
            try:
                await library.read_address(url)
                said.append("read")
            except NewsError as error:
                said.append(error.user_text)
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"peak_mb": int(peak.split()[1]) / 1024, "said": said}))

if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux to tell")
def test_memory(server: TestServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.clear()
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "good.pem"))
    many_links = "".join(f'<a href="/stories/{number}">Story {number} of the ferry</a> ' for number in range(49_000))
    documents = [
        (rss("".join(item(number, link=server.url(f"/s/{number}")) for number in range(100_000))), XML),
        (rss(item("x" * 5_000_000, link=server.url("/s"))), XML),
        (page(many_links), HTML),
        (page("<p>words of it" * 99_000), HTML),
        (page(SENTENCE * 60_000), HTML),
    ]
    urls = [server.put(f"/large/{number}", *document) for number, document in enumerate(documents)]
    for encoding in ("gzip", "deflate", "br", "zstd"):
        bomb_of(encoding)
        urls.append(server.url(f"/bomb?as={encoding}"))
    urls += [server.url("/early-hints-for-ever"), server.url("/endless"), server.url("/endless-header")]
    script = tmp_path / "visit.py"
    script.write_text(_VISIT, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(script), str(tmp_path), server.host_and_port, *urls],
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert len(told["said"]) == 2 * len(urls)
    assert told["peak_mb"] < MOST_MB, told
