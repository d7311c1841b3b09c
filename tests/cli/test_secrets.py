"""What nobody may read: secrets in everything that the program writes in a session."""

from __future__ import annotations

import base64
import logging
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpcore
import pytest

from tests.cli.program import Program, Ran
from tests.server import TestServer

NAMES = ("password", "token", "header", "cookie", "proxy", "typed", "file")
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>{items}</channel></rss>"""
ITEM = "<item><title>Story {n}</title><link>{url}</link><guid>{n}</guid><description>Words of it.</description></item>"


@pytest.fixture
def hidden() -> dict[str, str]:
    """One secret of each kind, that nothing else looks like."""
    return {name: f"{name[:2]}{secrets.token_hex(8)}Z" for name in NAMES}


def spellings(secret: str) -> Iterator[bytes]:
    """Every way in which a secret can be written that we know how to read."""
    for text in (secret, f"anna:{secret}", quote(secret)):
        yield text.encode()
        yield base64.b64encode(text.encode()).rstrip(b"=")
        yield text.encode().hex().encode()
        yield text.encode("utf-16-le")


def given_away(hidden: dict[str, str], written: bytes) -> set[str]:
    """The names of the secrets that stand in what was written."""
    return {name for name, secret in hidden.items() if any(each in written for each in spellings(secret))}


def test_the_search_finds_what_is_there(hidden: dict[str, str]) -> None:
    for name, secret in hidden.items():
        assert given_away(hidden, base64.b64encode(f"anna:{secret}".encode())) == {name}
    assert given_away(hidden, b"nothing of the kind") == set()


def write_settings(program: Program, server: TestServer, hidden: dict[str, str]) -> list[Path]:
    """Write settings with all secrets; gives the files that may hold some."""
    file = program.home / "secret"
    file.write_text(hidden["file"])
    program.set("PAPER_PASSWORD", hidden["password"])
    config = program.write_config(
        "config.toml",
        f"""
        [network]
        proxy = "http://anna:{hidden["proxy"]}@127.0.0.1:1"
        [site."127.0.0.1:{server.port}"]
        user = "anna"
        password = {{ env = "PAPER_PASSWORD" }}
        headers = {{ X-Key = "{hidden["header"]}" }}
        cookies = {{ session = "{hidden["cookie"]}" }}
        allow_http = true
        [site."localhost:{server.port}"]
        token = "{hidden["token"]}"
        headers = {{ X-Key = {{ file = "{file}" }} }}
        allow_http = true
        """,
    )
    for each in (file, config):
        each.chmod(0o600)
    return [file, config]


def session(program: Program, server: TestServer, typed: str) -> Iterator[Ran]:
    """A session in which much works and much fails."""
    here = server.host_and_port
    program.allow(f"{here},localhost:{server.port}")
    yield program("add", f"http://anna:{typed}@{here}/feed.xml", "--preview", "--json")
    yield program("add", f"http://anna:{typed}@{here}/feed.xml", "--json")
    yield program("add", f"http://localhost:{server.port}/other.xml")
    yield program("add", f"http://berta:{typed}@{here}/nothing.xml")
    yield program("add", f"http://anna:{typed}@paper.example/feed.xml")  # through a proxy that is not there
    yield program("add", f"gopher://anna:{typed}@paper.example/")
    yield program("add", f"http://anna:{typed}@[paper.example/")
    yield program("fetch", "--full-text")
    server.put("/feed.xml", b"", status=401)
    server.put("/other.xml", b"", status=302, headers={"Location": f"http://anna:{typed}@evil.example/"})
    for number in range(3):
        server.put(f"/story-{number}", b"", status=403)
    yield program("fetch", "The Paper")
    yield program("sections", "--json")
    yield program("sections")
    yield program("list", "--json")
    yield program("show", "1", "--json", "--refresh")
    yield program("show", f"http://anna:{typed}@{here}/page")
    yield program("export", "--opml")
    yield program("export", "--json")
    yield program("export", "--epub", str(program.home / "book.epub"))
    yield program("export", "--markdown", str(program.home / "folder"))
    yield program("backup", str(program.home / "backup"))
    yield program("doctor", "--json")
    yield program("doctor")


def test_no_secret_is_written_anywhere(program: Program, server: TestServer, hidden: dict[str, str]) -> None:
    server.clear()
    for number in range(3):
        server.put(f"/story-{number}", f"<title>Story {number}</title><article>{'<p>Words. ' * 80}</article>")
    items = "".join(ITEM.format(n=number, url=server.url(f"/story-{number}")) for number in range(3))
    for name in ("/feed.xml", "/other.xml"):
        server.put(name, FEED.format(items=items), "application/rss+xml")
    own = write_settings(program, server, hidden)
    said = [f"{ran.out}{ran.err}" for ran in session(program, server, hidden["typed"])]
    sent = repr([request.headers for request in server.received]).encode()
    assert given_away(hidden, sent) == set(NAMES) - {"proxy"}  # else this shows nothing
    assert [text for text in said if given_away(hidden, text.encode())] == []
    files = [path for path in program.home.rglob("*") if path.is_file() and path not in own]
    assert {"book.epub", "library.sqlite3", "backup"} <= {path.name for path in files}
    leaks = {path.name: names for path in files if (names := given_away(hidden, path.read_bytes()))}
    # What is typed into an address is part of it, and the library is what remembers addresses.
    library = {"library.sqlite3", "library.sqlite3-wal", "backup"}
    assert {name: names for name, names in leaks.items() if name not in library or names != {"typed"}} == {}


def test_a_fault_in_a_library_tells_no_secret(
    program: Program,
    server: TestServer,
    hidden: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    logged_errors: list[str],
) -> None:
    async def fail(_connection: object, request: httpcore.Request) -> httpcore.Response:
        logging.getLogger("newsreader.fetch").warning("asked for http://anna:%s@paper.example/", hidden["typed"])
        raise RuntimeError(f"no such header: {request.headers}")

    monkeypatch.setattr(httpcore.AsyncHTTPConnection, "handle_async_request", fail)
    own = write_settings(program, server, hidden)
    program.allow(server.host_and_port)
    ran = program("show", server.url("/page"))
    logged_errors.clear()
    assert "a fault in a library of the network" in ran.err
    (logged,) = (path for path in program.home.rglob("newsreader.log") if path not in own)
    assert "asked for http://paper.example/" in logged.read_text()
    assert "RuntimeError in a library of the network" in logged.read_text()
    assert given_away(hidden, logged.read_bytes() + f"{ran.out}{ran.err}".encode()) == set()
