"""What leaves the program does not act where it arrives: books, Markdown, OPML, desktops, hooks, shells, manuals."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsreader.cli.shell.lines import Argument, Line
from newsreader.cli.shell.man import page
from newsreader.config.catalogue import load_catalogue
from newsreader.config.outward import Hooks
from newsreader.config.settings import Settings, load_settings
from newsreader.config.site_rules import load_site_rules
from newsreader.errors import SettingsError
from newsreader.formats.legal import legal
from newsreader.library import Library
from newsreader.library.notices import Notice, desktop_command
from newsreader.library.shelves import Shelf
from newsreader.library.stories import Selection
from newsreader.model import ArticleId
from newsreader.text import clean_line
from newsreader.tui.app import title_sequence
from tests.cli.program import Program
from tests.cli.test_completion import in_bash
from tests.fakes import clock, paths_in
from tests.hostile.attacks import ALL, PIECES, SITE, fetcher, fill
from tests.hostile.documents import ODD_LINKS
from tests.hostile.stream import what_acts

attacks = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), min_size=1, max_size=8).map(" ".join)
FEW = settings(max_examples=5, suppress_health_check=list(HealthCheck))
LEADS_OUT = re.compile(r"https?://[!-~]+")
XHTML = "{http://www.w3.org/1999/xhtml}"
# That show text and pictures, and do nothing.
ELEMENTS = {
    *("html", "head", "title", "meta", "link", "body", "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong"),
    *("code", "br", "blockquote", "aside", "div", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th"),
    *("td", "pre", "figure", "img", "figcaption", "hr", "nav", "section", "span"),
}
ATTRIBUTES = {
    *("href", "src", "alt", "class", "value", "id", "lang", "dir", "charset", "name", "content", "rel", "type"),
    *("http-equiv", "hidden", "title"),
}


# ---- books and Markdown


async def exported(folder: Path, text: str) -> None:
    """Fill a library with attacks, some of them links, and export it."""
    links = "".join(f'<a href="{html.escape(link)}">{html.escape(link)[:50]} and words</a> ' for link in ODD_LINKS)
    paths = paths_in(folder)
    await fill(paths, text)
    pages = fetcher(text)
    prose = "The ferry came in at noon, and nobody on the quay could say where it had been since Tuesday. " * 9
    body = "".join(f"<p>{prose}</p>" for _ in range(9)) + f"<p>{prose} {links} {prose}</p>"
    pages.pages[f"{SITE}/links.html"] = (
        f"<html><head><title>Links to all kinds of places</title></head><body><article><h1>Links to all kinds of"
        f" places</h1>{body}<img src='javascript:alert(1)' alt='none'><iframe src='data:text/html,x'></iframe>"
        f"<a href='{SITE}/good.html'>a good one</a></article></body></html>"
    ).encode(errors="surrogatepass")
    async with Library.open(paths, Settings(), clock=clock, fetcher=pages) as library:
        await library.read_address(f"{SITE}/links.html")
        everything = Selection()
        title = clean_line(text)
        await library.exports.epub(everything, folder / "book.epub", title, title, lambda _: None)
        await library.exports.markdown(everything, folder / "notes", lambda _: None)


@FEW
@given(attacks)
async def test_a_book_and_notes_hold_text_and_links_to_the_web(text: str) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        await exported(folder, text)
        with ZipFile(folder / "book.epub") as book:
            for each in book.namelist():
                assert re.fullmatch(r"[A-Za-z0-9._/-]+", each)
                if each.endswith((".xhtml", ".ncx", ".opf")):
                    look_at_xml(book.read(each), set(book.namelist()))
        notes = list((folder / "notes").iterdir())
        assert any("Links-to-all-kinds-of-places" in note.name for note in notes)
        for note in notes:
            look_at_markdown(note.read_text("utf-8"))


def look_at_xml(content: bytes, inside: set[str]) -> None:
    """Fail on a document that does more than show."""
    assert b"<!ENTITY" not in content
    assert list(what_acts(content.decode(), but="\n\t")) == []
    for node in ElementTree.fromstring(content).iter():
        if not node.tag.startswith(XHTML):
            continue
        assert node.tag.removeprefix(XHTML) in ELEMENTS
        for name, value in node.attrib.items():
            assert name.rpartition("}")[2] in ATTRIBUTES, name
            if name in ("href", "src"):
                assert LEADS_OUT.fullmatch(value) or f"newsreader/{value}" in inside, value


def look_at_markdown(text: str) -> None:
    """Fail on notes that a renderer would make more than text, links and pictures of."""
    assert list(what_acts(text, but="\n\t")) == []
    _, front, body = text.split("---\n", 2)
    assert all(re.match(r"[a-z_]+: ", line) for line in front.splitlines())
    for token in every_token(MarkdownIt("commonmark").enable("table").parse(body)):
        if token.type in ("html_inline", "html_block"):
            assert token.content.strip() in ("<!-- -->", "<em>", "</em>", "<strong>", "</strong>")
        for name in ("href", "src"):
            if (address := token.attrGet(name)) is not None:
                assert LEADS_OUT.fullmatch(str(address)), address


def every_token(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from every_token(token.children or [])


# ---- the desktop, the window, programs of the person's own


@pytest.fixture
def with_notify_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(attacks, attacks)
def test_a_desktop_is_given_two_texts(with_notify_send: None, title: str, text: str) -> None:
    *options, apart, first, second = desktop_command(Notice(title, text), {"DISPLAY": ":0"})
    assert (options, apart) == (["notify-send", "--app-name=newsreader"], "--")
    assert first == clean_line(title)
    assert list(what_acts(first + second, but="")) == []
    assert html.unescape(unescaped(second)) == clean_line(text)
    assert not set(unescaped(second)) & set("<>")


def unescaped(text: str) -> str:
    """Read backslashes as notify-send does in its second text: as in C."""
    octal = r"[0-7]{1,3}"
    letters = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
    return re.sub(
        rf"\\({octal}|.|$)",
        lambda match: chr(int(match[1], 8)) if re.fullmatch(octal, match[1]) else letters.get(match[1], match[1]),
        text,
    )


@given(attacks)
def test_a_window_is_named_by_one_sequence(text: str) -> None:
    sequence = title_sequence(text)
    assert sequence.startswith("\x1b]2;")
    assert sequence.endswith("\x07")
    assert list(what_acts(sequence[4:-1], but="")) == []


async def test_a_hook_is_told_nothing_that_acts_where_it_prints_it(tmp_path: Path) -> None:
    """As it is on standard input, before a program has read it as JSON."""
    script, kept = tmp_path / "keep.py", tmp_path / "kept"
    script.write_text("import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())")
    await fill(paths_in(tmp_path), ALL)
    command = (sys.executable, str(script), str(kept))
    wishes = Settings(hooks=Hooks(new_article=command, starred=command, refresh_done=command))
    pages = fetcher(ALL + " anew")
    pages.pages[f"{SITE}/feed.xml"] = pages.pages[f"{SITE}/feed.xml"].replace(b"/story/", b"/anew/")  # type: ignore[union-attr]
    async with Library.open(paths_in(tmp_path), wishes, clock=clock, fetcher=pages) as library:
        keys = [status.section.key for status in await library.sections()]
        await library.refresh(keys, lambda _: None)
        rows = (await library.window(Shelf.ALL, limit=20)).rows
        await library.set_starred([row.id for row in rows if row.id != ArticleId(1)], is_starred=True)
        await library.events.settled()
    told = kept.read_bytes().decode()
    assert list(what_acts(told)) == []
    events = [json.loads(line)["event"] for line in told.splitlines()]
    assert {"new_article", "starred", "refresh_done"} <= set(events)


# ---- names that strangers gave, in shells and lists of sources, and the manual


@pytest.fixture
def names(program: Program) -> list[str]:
    """The names offered, after a list of sources from a stranger was taken over."""
    root = ElementTree.Element("opml", version="2.0")
    body = ElementTree.SubElement(root, "body")
    for number, piece in enumerate(PIECES):
        said = legal(piece)[:50]
        ElementTree.SubElement(body, "outline", type="rss", text=said, xmlUrl=f"{SITE}/feeds/{number}.xml")
        ElementTree.SubElement(
            body, "outline", type="rss", text=f"-{number}{said}", xmlUrl=f"{SITE}/dashed/{number}.xml"
        )
    file = program.home / "strange.opml"
    file.write_bytes(ElementTree.tostring(root, encoding="utf-8"))
    program.done("--offline", "import", str(file))
    return program.done("--offline", "sections", "--names").lines


def test_what_is_followed_as_opml(names: list[str], program: Program) -> None:
    text = program.done("--offline", "export", "--opml").out
    assert "<!ENTITY" not in text
    outlines = list(ElementTree.fromstring(text).iter("outline"))
    assert len(outlines) > len(PIECES)
    for outline in outlines:
        assert not any(list(what_acts(value, but="")) for value in outline.attrib.values())
        for name in ("xmlUrl", "htmlUrl", "url"):
            assert re.match(r"https?://|$", outline.get(name, ""))


def test_names_offered_to_a_shell_are_names(names: list[str]) -> None:
    assert "$(touch x)`id`;|&" in names
    for name in names:
        assert list(what_acts(name, but="")) == []
        assert not name.startswith("-")  # where it stands it would be an option


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_takes_each_name_as_one_word_and_runs_nothing(names: list[str], program: Program) -> None:
    (program.home / "bash").write_text(program.done("completion", "bash").out, encoding="utf-8")
    words = "\n".join(in_bash(program.home, "fetch", "", names=names))
    ran = subprocess.run(
        ["bash", "--norc", "-c", f"for name in {' '.join(words.splitlines())}; do printf '%s\\n' \"$name\"; done"],
        capture_output=True,
        text=True,
        cwd=program.home,
        check=True,
        timeout=60,
    )
    assert ran.stdout.splitlines() == names
    assert not (program.home / "x").exists()


@given(attacks)
def test_a_manual_shows_text_as_it_is(text: str) -> None:
    """What stands in it is our own; still no text of ours shall become a request to troff."""
    said = clean_line(text) or "nothing"
    argument = Argument(flags=("--it",), value=said, help=said)
    line = Line(
        words=(said,),
        summary=said,
        description=f"{said}\n  {said}",
        usage=said,
        options=(argument,),
        places=(argument,),
    )
    written = page(Line(words=(), summary="", description="", usage="", options=(), places=(), below=(line,)), said)
    assert list(what_acts(written)) == []
    for each in written.splitlines():
        assert re.match(r"\.(TH|SH|SS|TP|PP|EX|EE)\b", each) or not each.startswith((".", "'")), each
        assert not re.search(r"\\(?![&efIBR(\[-])", each), each


# ---- what is wrong with files of the person's own


@FEW
@given(attacks)
def test_mistakes_in_files_are_told_in_words_that_do_not_act(text: str) -> None:
    with TemporaryDirectory() as name:
        paths = paths_in(Path(name))
        written = json.dumps(text.encode(errors="replace").decode(), ensure_ascii=True).replace("\\u", "\\u")
        for place in (paths.config_dir, paths.catalogues_dir, paths.site_rules_dir):
            place.mkdir(parents=True, exist_ok=True)
        odd = "\x1b[2J\u202e\x9bm"
        paths.config_file.write_text(f"{written} = 1\ntheme = {written}\n[keys]\n{written} = 2\n", "utf-8")
        (paths.catalogues_dir / f"a{odd}.toml").write_text(f"[[source]]\nname = {written}\n{written} = 1\n", "utf-8")
        (paths.site_rules_dir / f"b{odd}.toml").write_text(f"hosts = [{written}]\n{written} = 1\n", "utf-8")
        with pytest.raises(SettingsError) as caught:
            load_settings(paths, {})
        problems = [*caught.value.problems, *load_catalogue(paths.catalogues_dir).problems]
        problems += load_site_rules(paths.site_rules_dir).problems
        assert len(problems) >= 3
        for problem in problems:
            assert list(what_acts(problem.user_text, but="")) == []
