"""The demonstration edition is whole: every address is a file, every link leads to one, every page is well formed."""

from __future__ import annotations

from html.parser import HTMLParser
from importlib.resources import files
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from newsreader.config.catalogue import load_catalogue, load_demo_catalogue

HOME = "https://demo.newsreader.invalid/"
DEMO = files("newsreader").joinpath("data", "demo")
FOLDERS = ("start", "world", "science", "sea-and-sky")
PAGES = sorted(
    f"{folder}/{file.name}"
    for folder in FOLDERS
    for file in DEMO.joinpath(folder).iterdir()
    if file.name.endswith(".html")
)
ARTICLES = [page for page in PAGES if not page.endswith("/index.html")]
VOID = {"meta", "link", "hr", "br", "img"}


class Checked(HTMLParser):
    """Collect links, text and open tags; a tag closed out of turn is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.attributes: dict[str, dict[str, str | None]] = {}
        self._open: list[str] = []
        self.feed(read(page))
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.setdefault(tag, dict(attrs))
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self._open:
            self.text += data


def read(path: str) -> str:
    return DEMO.joinpath(*path.split("/")).read_text(encoding="utf-8")


def path_of(address: str) -> str:
    assert address.startswith(HOME), address
    return address.removeprefix(HOME)


def test_the_catalogue_leads_to_files_only() -> None:
    sections = load_demo_catalogue().sections
    assert [section.name for section in sections] == ["Start here", "World", "Science", "Sea & Sky"]
    assert all(section.is_starter and "demo" in section.source for section in sections)
    for section in sections:
        for address in section.addresses:
            assert read(path_of(address))
    assert not {section.key for section in sections} & {section.key for section in load_catalogue().sections}


def test_there_is_an_edition_worth_of_articles() -> None:
    lengths = {page: len(Checked(page).text.split()) for page in ARTICLES}
    assert len(ARTICLES) >= 14
    assert max(lengths.values()) > 800
    assert sum(200 < length <= 1200 for length in lengths.values()) >= 12


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_well_formed_and_leads_nowhere_outside(page: str) -> None:
    checked = Checked(page)
    assert checked.links
    for link in checked.links:
        assert read(path_of(urljoin(HOME + page, link))), link
    assert "demo edition" in read(page)


@pytest.mark.parametrize("page", ARTICLES)
def test_an_article_has_what_a_reader_looks_for(page: str) -> None:
    checked = Checked(page)
    assert {"article", "h1", "time", "aside"} <= set(checked.tags)
    assert str(checked.attributes["time"]["datetime"]).endswith("Z")
    section_page = f"{page.partition('/')[0]}/index.html"
    assert page.partition("/")[2] in Checked(section_page).links


def test_every_kind_of_block_and_three_languages_are_shown() -> None:
    pages = [Checked(page) for page in ARTICLES]
    tags = {tag for page in pages for tag in page.tags}
    assert {"h2", "h3", "blockquote", "ul", "ol", "table", "th", "pre", "code", "hr", "em", "strong"} <= tags
    assert {page.attributes["html"]["lang"] for page in pages} == {"en", "fr", "ja"}


def test_the_feed_lists_the_pages_of_its_section() -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(read("science/feed.xml"))  # our own file, not a stranger's
    links = [str(entry.find(f"{atom}link").get("href")) for entry in feed.iter(f"{atom}entry")]  # type: ignore[union-attr]
    assert {f"science/{link}" for link in links} == {page for page in ARTICLES if page.startswith("science/")}


def test_start_here_names_the_keys() -> None:
    text = Checked("start/read-this-first.html").text + Checked("start/following-links.html").text
    for key in ("Space", "Enter", "Esc", "Tab", "Ctrl+P", "j and k", "m changes", "s puts", "u takes", "r fetches"):
        assert key in text, key
    for key in ("/ narrows", "? shows", "q leaves", "Press f", "press [", "] goes"):
        assert key in text, key
